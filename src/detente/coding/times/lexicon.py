"""Words of time, holidays and rules, from the tables in ``data/``."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from detente.coding.times import cycles
from detente.coding.times.builders import BUILDERS
from detente.coding.times.items import SYMBOLS
from detente.coding.times.patterns import Patterns, Rule, symbols_of
from detente.coding.times.tense import Governors
from detente.record.manifest import read_manifest
from detente.record.tables import Column, Faults, Table, choice, integer, optional, read_table, text

LEVELS = 5


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words as a dictionary word → {class: value}, phrases by their first word (longest first), and the rules by level.

    ``literals`` are the words that patterns name; ``triggers`` the words without which (and without a digit) a sentence holds no
    time; ``holidays`` the rule for the day of each holiday; ``persons`` nouns whose age is no time;
    ``governors`` the words that turn a time to the past or the future.
    """

    words: dict[str, dict[str, str]]
    phrases: dict[str, list[tuple[tuple[str, ...], dict[str, str]]]]
    literals: frozenset[str]
    triggers: frozenset[str]
    holidays: dict[str, str]
    persons: frozenset[str]
    governors: Governors
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
    governors = read_table(folder / "governors.tsv", _GOVERNORS, _Governor, faults, key=2).rows
    rules = read_table(folder / "rules.tsv", _RULES, Rule, faults)
    levels = _levels(rules, {e.word_class for e in entries}, faults)
    faults.raise_all()
    words = _by_word(entries, holidays)
    return Lexicon(
        words=words,
        phrases=_by_first({w: classes for w, classes in words.items() if " " in w}),
        literals=frozenset(s for r in rules.rows for s in symbols_of(r.pattern) if s == s.lower()),
        triggers=_triggers(words),
        holidays={h.holiday: h.rule for h in holidays},
        persons=frozenset(w for w, classes in words.items() if "PERSON" in classes),
        governors=Governors(
            **{c: frozenset(g.lemma for g in governors if g.governor_class == c) for c in _GOVERNOR_CLASSES}
        ),
        levels=levels,
    )


def _levels(rules: Table[Rule], classes: set[str], faults: Faults) -> tuple[Patterns, ...]:
    """The rules by level, each checked for symbols that nothing makes, and for others that match the same items."""
    for line, rule in rules.numbered():
        for symbol in sorted(symbols_of(rule.pattern)):
            if symbol != symbol.lower() and symbol not in classes | SYMBOLS | {"HOLIDAY"}:
                faults.add(rules.path, line, f"symbol {symbol}", "a class of words.tsv or a symbol of items")
    levels = tuple(Patterns([r for r in rules.rows if r.level == n]) for n in range(1, LEVELS + 1))
    for patterns in levels:
        for one, other in patterns.clashes:
            line = rules.rows.index(other) + 2
            faults.add(rules.path, line, f"matches the same items as {one.name}", "one builder for each")
    return levels


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


@dataclass(frozen=True, slots=True)
class _Governor:
    lemma: str
    governor_class: str


def _rule_of_holiday(cell: str) -> str:
    """The cell itself. ValueError where it gives no day."""
    cycles.holiday(cell, 2024)
    return cell


_GOVERNOR_CLASSES = ("ahead", "implicative", "reporting", "slated", "deferred", "upcoming")
_WORDS = (text("word"), text("class"), optional(text("value")))
_HOLIDAYS = (text("phrase"), text("holiday"), Column("rule", _rule_of_holiday, "MM-DD, easter+N or MM-dayN"))
_GOVERNORS = (text("lemma"), choice("class", _GOVERNOR_CLASSES))
_RULES = (text("rule"), integer("level", 1, LEVELS), choice("builder", BUILDERS), text("pattern"))


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
