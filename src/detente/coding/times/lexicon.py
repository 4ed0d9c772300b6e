"""Words of time, holidays and rules, from the tables in ``data/``."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from detente.coding.times.patterns import Patterns, Rule, symbols_of
from detente.coding.times.tense import Governors
from detente.record.manifest import read_manifest
from detente.record.tables import Faults, choice, integer, optional, read_table, text

LEVELS = 5
_WORDS = (text("word"), text("class"), optional(text("value")))
_HOLIDAYS = (text("phrase"), text("holiday"), text("rule"))
_GOVERNOR_CLASSES = ("ahead", "implicative", "reporting", "slated", "deferred", "upcoming")
_GOVERNORS = (text("lemma"), choice("class", _GOVERNOR_CLASSES))
_RULES = (text("rule"), integer("level", 1, LEVELS), text("builder"), text("pattern"))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words as a dictionary word → {class: value}, phrases by their first word (longest first), and the rules by level.

    ``literals`` are the words that patterns name; ``triggers`` the words without which (and without a digit) a sentence holds no
    time; ``holidays`` the rule for the day of each holiday; ``persons`` nouns whose age is no time.
    """

    words: dict[str, dict[str, str]]
    phrases: dict[str, list[tuple[tuple[str, ...], dict[str, str]]]]
    literals: frozenset[str]
    triggers: frozenset[str]
    holidays: dict[str, str]
    persons: frozenset[str]
    levels: tuple[Patterns, ...]


# Word classes that cannot make a time without a word of another class or a digit.
_WEAK = frozenset(
    {"A", "APPROX", "MORE", "VAGUE", "CARDINAL", "ORDINAL", "THIS", "LAST", "NEXT", "FOLLOWING", "PREVIOUS", "THAT", "SAME",
     "EARLY", "BEFORE", "OTHER", "OLD", "LONG", "HALF", "FINAL", "EACH", "ORSO", "TIMES", "NUMBERED", "COUNTED",
     "INTRODUCER", "PROPER_WEEKDAY", "PERSON", "END", "FISCAL", "LATER", "COMING", "SHORT_WEEKDAY"}
)  # fmt: skip


def load() -> Lexicon:
    """The shipped lexicon. Raises DataError naming every faulty line."""
    with as_file(files(__package__).joinpath("data")) as folder:
        return read(folder)


def read(folder: Path) -> Lexicon:
    """The lexicon in a folder. Raises DataError naming every faulty line."""
    faults = Faults()
    read_manifest(folder, faults)
    entries = read_table(folder / "words.tsv", _WORDS, _Entry, faults, key=2).rows
    holidays = read_table(folder / "holidays.tsv", _HOLIDAYS, _Holiday, faults).rows
    rules = read_table(folder / "rules.tsv", _RULES, Rule, faults)
    levels = tuple(Patterns([r for r in rules.rows if r.level == n]) for n in range(1, LEVELS + 1))
    for patterns in levels:
        for one, other in patterns.clashes:
            faults.add(rules.path, 1, f"{one.name} and {other.name} match the same items", "one reading each")
    faults.raise_all()
    words = _by_word(entries, holidays)
    phrases = _by_first({w: classes for w, classes in words.items() if " " in w})
    literals = frozenset(s for r in rules.rows for s in symbols_of(r.pattern) if s == s.lower())
    days = {h.holiday: h.rule for h in holidays}
    persons = frozenset(w for w, classes in words.items() if "PERSON" in classes)
    return Lexicon(words, phrases, literals, _triggers(words), days, persons, levels)


@dataclass(frozen=True, slots=True)
class _Entry:
    word: str
    word_class: str
    value: str | None


@dataclass(frozen=True, slots=True)
class _Holiday:
    phrase: str
    holiday: str
    rule: str


def load_governors() -> Governors:
    """The shipped words that turn a time. Raises DataError naming every faulty line."""
    faults = Faults()
    with as_file(files(__package__).joinpath("data")) as folder:
        rows = read_table(folder / "governors.tsv", _GOVERNORS, lambda *row: row, faults, key=2).rows
    faults.raise_all()
    return Governors(
        **{c: frozenset(lemma for lemma, found in rows if found == c) for c in _GOVERNOR_CLASSES}
    )


def _by_word(entries: tuple[_Entry, ...], holidays: tuple[_Holiday, ...]) -> dict[str, dict[str, str]]:
    out: dict[str, dict[str, str]] = {}
    for entry in entries:
        out.setdefault(entry.word, {})[entry.word_class] = entry.value or ""
    for holiday in holidays:
        out.setdefault(holiday.phrase, {})["HOLIDAY"] = holiday.holiday
    return out


def _by_first(phrases: dict[str, dict[str, str]]) -> dict[str, list[tuple[tuple[str, ...], dict[str, str]]]]:
    """Phrases as the tokeniser cuts them ("new", "year", "'s", "day"), under their first token, the longest first."""
    out: dict[str, list[tuple[tuple[str, ...], dict[str, str]]]] = {}
    for phrase, classes in phrases.items():
        tokens = tuple(phrase.replace("'s ", " 's ").replace("s' ", "s ' ").replace("-", " - ").split())
        out.setdefault(tokens[0], []).append((tokens, classes))
    for found in out.values():
        found.sort(key=lambda f: (-len(f[0]), f[0]))
    return out


def _triggers(words: dict[str, dict[str, str]]) -> frozenset[str]:
    """Every single word, and every last word of a phrase, that belongs to a class that is not weak."""
    strong = [w for w, classes in words.items() if not _WEAK.issuperset(classes)]
    return frozenset(w.replace("'s ", " ").replace("-", " ").split()[-1] for w in strong)
