"""The tables of the ledger in ``data/``: predicates, deeds, conditions, issue cues, firmness cues, antecedents.

docs/positions.md explains each column.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from detente.codebook import Codebook
from detente.record.enums import Act, ConditionKind
from detente.record.manifest import read_manifest
from detente.record.tables import Column, Faults, choice, integer, many, number, optional, read_table, text

SPECIAL = frozenset(
    {
        "agree",
        "assure",
        "hint",
        "ready",
        "reject_subject",
        "deny_subject",
        "renew",
        "sign",
        "state",
        "want",
        "wish",
    }
)
_ACTS = frozenset(act.value for act in Act) | SPECIAL
_DEEDS = ("harm", "yield", "good")
_KINDS = (*(kind.value for kind in ConditionKind), "none")
_FORMS = ("clause", "phrase", "either", "future", "negated", "inverted", "phrase_future")
_SIGNS = {
    "*": "any",
    "-": "none",
    "+": "party",
    "inf": "infinitive",
    "ing": "gerund",
    "subjunctive": "subjunctive",
}


@dataclass(frozen=True, slots=True)
class Need:
    """A condition on slots, any of which may meet it: a word of ``values``, or what ``kind`` says."""

    slots: tuple[str, ...]
    kind: str  # word | any | none | party | infinitive | gerund | subjunctive
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Predicate:
    """A row of predicates.tsv. ``act`` or ``negated`` None: the word is no act of the ledger so."""

    lemma: str
    pos: str
    needs: tuple[Need, ...]
    act: str | None
    negated: str | None
    party: tuple[str, ...]
    addressee: tuple[str, ...]
    content: tuple[str, ...]
    firmness: int
    weight: float
    source: str


@dataclass(frozen=True, slots=True)
class Deed:
    """What a deed does to whom it is held out: harm, good, or yield (the doer gives up something)."""

    lemma: str
    needs: tuple[Need, ...]
    deed: str


@dataclass(frozen=True, slots=True)
class Marker:
    """Words that open a condition; ``form`` says what must follow or hold (docs/positions.md)."""

    words: tuple[str, ...]
    kind: str
    form: str


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that point at an issue: each part must stand in the passage, its words in a row."""

    parts: tuple[tuple[str, ...], ...]
    issue: str
    weight: int


@dataclass(frozen=True)
class Lexicon:
    """All tables, indexed by what they are looked up with."""

    predicates: dict[tuple[str, str], tuple[Predicate, ...]]
    deeds: dict[str, tuple[Deed, ...]]
    markers: dict[str, tuple[Marker, ...]]  # by first word, longest first
    cues: dict[str, tuple[Cue, ...]]  # by first word
    firmness: tuple[tuple[tuple[str, ...], int], ...]
    antecedents: dict[str, frozenset[str]]
    lemmas: frozenset[str]

    @classmethod
    def load(cls, codebook: Codebook) -> Lexicon:
        """The tables that ship with the package. Raises DataError with every fault of theirs."""
        folder, faults = Path(str(files("detente.coding.positions") / "data")), Faults()
        read_manifest(folder, faults)
        classes = dict(
            read_table(
                folder / "classes.tsv", (text("class"), many("lemmas", separator="|")), _pair, faults
            ).rows
        )
        predicates = _predicates(folder, classes, faults)
        deeds = _deeds(folder, classes, faults)
        markers, cues = _markers(folder, faults), _cues(folder, codebook, faults)
        firmness = read_table(
            folder / "firmness.tsv", (text("cue"), integer("level", 1, 5)), _firmness, faults
        ).rows
        columns = (text("noun"), many("acts", separator="|"))
        antecedents = {
            str(noun): frozenset(acts)
            for noun, acts in read_table(folder / "antecedents.tsv", columns, _pair, faults).rows
        }
        faults.raise_all()
        lemmas = frozenset(lemma for lemma, _ in predicates)
        return cls(predicates, deeds, markers, cues, firmness, antecedents, lemmas)


def _pair(name: str, values: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    return name, values


def _firmness(cue: str, level: int) -> tuple[tuple[str, ...], int]:
    return tuple(cue.split()), level


def _needs_column(classes: dict[str, tuple[str, ...]]) -> Column:
    def convert(cell: str) -> tuple[tuple[Need, ...], str]:
        return tuple(_need(part, classes) for part in cell.split()), cell

    return Column("needs", convert, "conditions slot=word|@class, slot=*, -, +, inf, ing, subjunctive")


def _need(part: str, classes: dict[str, tuple[str, ...]]) -> Need:
    slots, _, value = part.partition("=")
    if value in _SIGNS:
        return Need(tuple(slots.split("/")), _SIGNS[value], frozenset())
    words: set[str] = set()
    for word in value.split("|"):
        words.update(classes[word[1:]] if word.startswith("@") else (word,))
    return Need(tuple(slots.split("/")), "word", frozenset(words))


def _predicates(
    folder: Path, classes: dict[str, tuple[str, ...]], faults: Faults
) -> dict[tuple[str, str], tuple[Predicate, ...]]:
    def row(*cells: object) -> Predicate:
        lemma, pos, (needs, raw), *rest = cells  # type: ignore[misc]
        source = f"{lemma}/{pos}: {raw}" if raw else f"{lemma}/{pos}"  # type: ignore[has-type]
        return Predicate(lemma, pos, needs, *rest, source)  # type: ignore[has-type, call-arg, arg-type]

    columns = (
        text("lemma"),
        choice("pos", ("V", "N", "A")),
        _needs_column(classes),
        optional(choice("act", _ACTS)),
        optional(choice("negated", _ACTS)),
        *(many(name, separator="|") for name in ("party", "addressee", "content")),
        integer("firmness", 1, 5),
        number("weight", 0, 1),
    )
    index: dict[tuple[str, str], list[Predicate]] = {}
    for found in read_table(folder / "predicates.tsv", columns, row, faults, key=0).rows:
        index.setdefault((found.lemma, found.pos), []).append(found)
    return {key: tuple(sorted(rows, key=lambda r: (-len(r.needs), -r.weight))) for key, rows in index.items()}


def _deeds(folder: Path, classes: dict[str, tuple[str, ...]], faults: Faults) -> dict[str, tuple[Deed, ...]]:
    columns = (text("lemma"), _needs_column(classes), choice("deed", _DEEDS))

    def row(lemma: str, needs: tuple[tuple[Need, ...], str], deed: str) -> Deed:
        return Deed(lemma, needs[0], deed)

    index: dict[str, list[Deed]] = {}
    for found in read_table(folder / "deeds.tsv", columns, row, faults, key=0).rows:
        index.setdefault(found.lemma, []).append(found)
    return {lemma: tuple(sorted(rows, key=lambda r: -len(r.needs))) for lemma, rows in index.items()}


def _markers(folder: Path, faults: Faults) -> dict[str, tuple[Marker, ...]]:
    columns = (text("marker"), choice("kind", _KINDS), choice("form", _FORMS))

    def row(marker: str, kind: str, form: str) -> Marker:
        return Marker(tuple(marker.split()), kind, form)

    index: dict[str, list[Marker]] = {}
    for found in read_table(folder / "conditions.tsv", columns, row, faults).rows:
        index.setdefault(found.words[0], []).append(found)
    return {word: tuple(sorted(rows, key=lambda r: -len(r.words))) for word, rows in index.items()}


def _cues(folder: Path, codebook: Codebook, faults: Faults) -> dict[str, tuple[Cue, ...]]:
    """Cues of the table, and those that the codebook gives its issues, where the table has none of the name."""
    issues = frozenset(issue.id for issue in codebook.issues)
    columns = (text("cue"), choice("issue", issues), integer("weight", 1, 4))
    rows = {
        str(cue): (str(issue), weight)
        for cue, issue, weight in read_table(folder / "issues.tsv", columns, _triple, faults).rows
    }
    for issue in codebook.issues:
        for cue in issue.cues:
            rows.setdefault(cue.lower(), (issue.id, 2))
    index: dict[str, list[Cue]] = {}
    for cue, (name, weight) in sorted(rows.items()):
        parts = tuple(tuple(part.split()) for part in cue.split("+"))
        index.setdefault(parts[0][0], []).append(Cue(parts, name, weight))
    return {word: tuple(found) for word, found in index.items()}


def _triple(cue: str, issue: str, weight: int) -> tuple[str, str, int]:
    return cue, issue, weight
