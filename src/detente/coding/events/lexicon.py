"""The predicate lexicon: which words, in which company, propose which label, and where their parties stand.

Four tables in ``data/``: predicates, operators over acts (composition), governors (what a governing word does to the
reality of an act) and noun classes. docs/lexicon.md explains each column.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from detente.codebook import Codebook, Label
from detente.record.tables import Column, Faults, many, number, optional, read_table, text
from detente.record.tables import choice as one_of

_GOVERNOR_EFFECTS = ("negation", "hypothetical", "future", "ended")
_WORD_CLASSES = ("V", "N", "A")
_NEED_KINDS = {"+": "actor", "++": "party", "*": "any", "-": "none"}


@dataclass(frozen=True, slots=True)
class Need:
    """One condition on a slot: ``slots`` is tried in order; see docs/lexicon.md for the kinds."""

    slots: tuple[str, ...]
    kind: str  # word | actor | party | any | none
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Predicate:
    """A row of predicates.tsv."""

    lemma: str
    pos: str
    needs: tuple[Need, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    label: str | None
    weight: float
    operator: str | None
    source: str  # "lemma/pos: needs", for reasons


@dataclass(frozen=True, slots=True)
class Composition:
    """An operator over an act of a type gives a label: PROMISE over AID gives AGREE."""

    operator: str
    inner: str
    label: str
    weight: float


@dataclass(frozen=True)
class Lexicon:
    """All four tables, indexed."""

    predicates: dict[tuple[str, str], tuple[Predicate, ...]]
    compositions: dict[tuple[str, str], Composition]
    governors: dict[tuple[str, str], str]
    classes: dict[str, frozenset[str]]
    broader: dict[str, tuple[str, ...]]  # label → itself, its TYPE-mode, its type

    @classmethod
    def load(cls, codebook: Codebook) -> Lexicon:
        """The lexicon that ships with the package. Raises DataError with every fault of its tables."""
        folder = Path(str(files("detente.coding.events") / "data"))
        faults = Faults()
        classes = _classes(folder, faults)
        broader = {label.id: _broader(label) for label in codebook.labels}
        predicates = _predicates(folder, classes, frozenset(broader), faults)
        compositions = _compositions(folder, frozenset(broader), faults)
        governors = _governors(folder, faults)
        faults.raise_all()
        return cls(predicates, compositions, governors, classes, broader)

    def rows(self, lemma: str, pos: str) -> tuple[Predicate, ...]:
        """Rows of a lemma in a word class, the most demanding first."""
        return self.predicates.get((lemma, pos), ())

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """Every lemma that can start an event, of any word class."""
        return frozenset(lemma for lemma, _ in self.predicates)

    @cached_property
    def kinds(self) -> dict[str, frozenset[str]]:
        """Each label's broader names, itself among them."""
        return {label: frozenset(names) for label, names in self.broader.items()}

    @cached_property
    def unambiguous(self) -> frozenset[tuple[str, str]]:
        """Lemmas with their word class whose rows all lead to one event type, or to no event where they fit."""
        kinds = {
            key: {self.broader[row.label][-1] for row in rows if row.label}
            for key, rows in self.predicates.items()
        }
        return frozenset(key for key, found in kinds.items() if len(found) == 1)

    @cached_property
    def targets(self) -> frozenset[str]:
        """Nouns of what can be hit: places, buildings, people."""
        return self.classes["place"] | self.classes["building"] | self.classes["people"]

    def compose(self, operator: str, label: str) -> Composition | None:
        """The composition for an operator over an act with this label: exact label, TYPE-mode, type, then any act."""
        return self.compose_exactly(operator, label) or self.compositions.get((operator, "*"))

    def compose_exactly(self, operator: str, label: str) -> Composition | None:
        """The same, only where a row names the label or its type."""
        found = (self.compositions.get((operator, inner)) for inner in self.broader.get(label, ()))
        return next((row for row in found if row is not None), None)


def _classes(folder: Path, faults: Faults) -> dict[str, frozenset[str]]:
    columns = (text("class"), many("lemmas", separator="|"))
    table = read_table(
        folder / "classes.tsv", columns, lambda name, lemmas: (name, frozenset(lemmas)), faults
    )
    return dict(table.rows)


def _broader(label: Label) -> tuple[str, ...]:
    names = [label.id]
    if label.event_type is not None:
        names += [f"{label.event_type}-{label.event_mode}"] * (label.event_mode is not None) + [
            str(label.event_type)
        ]
    return tuple(dict.fromkeys(names))


def _predicates(
    folder: Path, classes: dict[str, frozenset[str]], labels: frozenset[str], faults: Faults
) -> dict[tuple[str, str], tuple[Predicate, ...]]:
    columns = (
        text("lemma"),
        one_of("pos", _WORD_CLASSES),
        _needs_column(classes),
        many("actor", separator="|"),
        many("recipient", separator="|"),
        optional(one_of("label", labels)),
        number("weight", 0, 1),
        optional(text("operator")),
        optional(text("note")),
    )
    table = read_table(folder / "predicates.tsv", columns, _predicate, faults, key=0)
    index: dict[tuple[str, str], list[Predicate]] = {}
    for row in table.rows:
        index.setdefault((row.lemma, row.pos), []).append(row)
    return {key: tuple(sorted(rows, key=lambda r: (-len(r.needs), -r.weight))) for key, rows in index.items()}


def _predicate(*cells: object) -> Predicate:
    lemma, pos, (needs, raw), actor, recipient, label, weight, operator, _ = cells  # type: ignore[misc]
    source = f"{lemma}/{pos}: {raw}" if raw else f"{lemma}/{pos}"  # type: ignore[has-type]
    return Predicate(lemma, pos, needs, actor, recipient, label, weight, operator, source)  # type: ignore[has-type, arg-type]


def _needs_column(classes: dict[str, frozenset[str]]) -> Column:
    def convert(cell: str) -> tuple[tuple[Need, ...], str]:
        return tuple(_need(part, classes) for part in cell.split()), cell

    return Column("needs", convert, "conditions slot=@class, slot=word|word, slot=+, slot=++, slot=*, slot=-")


def _need(part: str, classes: dict[str, frozenset[str]]) -> Need:
    slots, _, value = part.partition("=")
    names = tuple(slots.split("/"))
    if value in _NEED_KINDS:
        return Need(names, _NEED_KINDS[value], frozenset())
    if not value:
        raise ValueError(part)
    words: set[str] = set()
    for word in value.split("|"):
        words |= classes[word[1:]] if word.startswith("@") else {word}
    return Need(names, "word", frozenset(words))


def _compositions(folder: Path, labels: frozenset[str], faults: Faults) -> dict[tuple[str, str], Composition]:
    columns = (
        text("operator"),
        one_of("inner", labels | {"*"}),
        one_of("label", labels),
        number("weight", 0, 1),
    )
    table = read_table(folder / "composition.tsv", columns, Composition, faults, key=2)
    return {(row.operator, row.inner): row for row in table.rows}


def _governors(folder: Path, faults: Faults) -> dict[tuple[str, str], str]:
    columns = (text("lemma"), one_of("pos", _WORD_CLASSES), one_of("effect", _GOVERNOR_EFFECTS))
    table = read_table(folder / "governors.tsv", columns, lambda *cells: cells, faults, key=2)
    return {(str(lemma), str(pos)): str(effect) for lemma, pos, effect in table.rows}
