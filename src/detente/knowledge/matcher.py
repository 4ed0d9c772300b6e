"""Finds the names of the knowledge base in a sentence: longest first, left to right, by dictionary look-up alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from detente.knowledge.entries import Match, MatchKind
from detente.knowledge.tables import Tables
from detente.knowledge.text import fold, key, keys

_ORDER = {kind: place for place, kind in enumerate(MatchKind)}
_LOWER_FIRST = frozenset(
    {"al", "el", "the", "de", "da", "di", "van", "von", "der", "bin", "ibn", "ad", "as", "ash", "at"}
)
_NOT_MONTH_BEFORE = frozenset(
    {
        "in",
        "since",
        "until",
        "till",
        "by",
        "last",
        "next",
        "early",
        "late",
        "mid",
        "this",
        "during",
        "of",
        "through",
        "from",
        "on",
        "before",
        "after",
    }
)
_PLACES = frozenset({MatchKind.STATE, MatchKind.CAPITAL, MatchKind.SEAT, MatchKind.REGION})
_NATIONALITIES = frozenset({MatchKind.STATE, MatchKind.ADJECTIVE, MatchKind.PEOPLE})
_STATE_BODIES = frozenset({"agency", "court", "legislature", "ministry"})
_PRONOUN_TAGS = frozenset({"PRP", "PRP$", "WP", "VBZ", "MD"})


class Reading(NamedTuple):
    """One thing that a name may mean.

    ``acronym``: to be written in capitals, but for one that is read as a word (``spoken``: Nato, Unesco);
    ``first``/``last``: these words need a capital. ``bare``: the name without the bracket that tells it from others ("Labour
    Party (Malta)"); it is only meant where its country is the context.
    """

    kind: MatchKind
    ref: str
    acronym: bool
    spoken: bool
    first: bool
    last: bool
    bare: bool


Named = tuple[str, MatchKind, str, bool]
"""A name as the table writes it, how it points, its ref, and whether a bracket was left out. It becomes a Reading when somebody
asks: most names never come up."""


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Names by their folded words; ``reach`` is the most words that a name beginning with a word has.

    ``guards`` are English words that are names as well, with how careful to be (common_words.tsv).
    """

    names: MappingProxyType[str, tuple[Named, ...]]
    reach: MappingProxyType[str, int]
    guards: MappingProxyType[str, str]
    given: frozenset[str]

    def matches(self, words: Sequence[str], tags: Sequence[str] | None) -> list[Match]:
        """The names in one sentence, left to right, none overlapping."""
        folded = [fold(word) for word in words]
        spots = [i for i, word in enumerate(folded) if word]
        scene = _Scene(words, tags, folded)
        reach = self.reach
        found: list[Match] = []
        at = 0
        while at < len(spots):
            most = reach.get(folded[spots[at]])
            match = None if most is None else self._longest(scene, spots[at : at + most])
            if match is None:
                at += 1
            else:
                found.append(match)
                at = bisect_left(spots, match.last, at)
        return found

    def find(self, surface: str) -> tuple[Reading, ...]:
        """What a whole string may mean, without regard to case; bare readings last of their kind."""
        name = key(surface)
        found = self.names.get(name) or self.names.get(name.removeprefix("the ")) or ()
        return tuple([_reading(*named) for named in found])

    def _longest(self, scene: _Scene, spots: list[int]) -> Match | None:
        """The longest name that begins at the first of the tokens and ends at one of them; None where there is none."""
        words = [scene.folded[i] for i in spots]
        for size in range(len(words), 0, -1):
            found = self.names.get(" ".join(words[:size]) if size > 1 else words[0])
            if found is None:
                continue
            span = spots[:size]
            kept = [reading for named in found if self._fits(scene, span, reading := _reading(*named))]
            if kept:
                refs = tuple(dict.fromkeys([reading.ref for reading in kept]))
                return Match(span[0], span[-1] + 1, refs, kept[0].kind)
        return None

    def _fits(self, scene: _Scene, span: list[int], reading: Reading) -> bool:
        if not _cased(scene, span, reading) or (reading.bare and self._is_longer(scene, span)):
            return False
        if len(span) > 1:
            return True
        if reading.kind in _PLACES and self._belongs_to_another_name(scene, span[0]):
            return False
        guard = self.guards.get(scene.folded[span[0]])
        return guard is None or _guarded(scene, span[0], reading, guard)

    def _is_longer(self, scene: _Scene, span: list[int]) -> bool:
        """Whether the name goes on: neither "The National" nor "Reform Party" is meant in "The National Reform Party"."""
        first, last = span[0], span[-1]
        if last + 1 < len(scene.words) and scene.words[last + 1][:1].isupper():
            return True
        if first == 0 or not scene.words[first - 1][:1].isupper() or scene.folded[first - 1] == "the":
            return False
        before = self.names.get(scene.folded[first - 1], ())
        return not any(kind in _NATIONALITIES for _, kind, _, _ in before)

    def _belongs_to_another_name(self, scene: _Scene, at: int) -> bool:
        """Michael Jordan is not in Jordan, nor New Mexico in Mexico."""
        if at == 0 or not scene.words[at - 1][:1].isupper():
            return False
        return scene.folded[at - 1] == "new" or scene.folded[at - 1] in self.given


class _Scene(NamedTuple):
    """The sentence that names are looked for in."""

    words: Sequence[str]
    tags: Sequence[str] | None
    folded: list[str]


def _is_capitals(words: Sequence[str]) -> bool:
    """Whether a sentence is a headline set in capitals, where case says nothing."""
    upper = lower = 0
    for word in words:
        if len(word) > 1 and word.isalpha():
            if word.isupper():
                upper += 1
            else:
                lower += 1
    return upper >= 3 and upper > 4 * lower


def _cased(scene: _Scene, span: list[int], reading: Reading) -> bool:
    first, last = scene.words[span[0]], scene.words[span[-1]]
    if reading.acronym:
        return first.isupper() or _capitals(first) > 1 or (reading.spoken and _capital(first))
    return (not reading.first or _capital(first)) and (not reading.last or _capital(last))


def _capitals(word: str) -> int:
    return sum(map(str.isupper, word))


def _capital(word: str) -> bool:
    letter = word[:1]
    return letter.isupper() or not letter.isalpha() or letter.upper() == letter.lower()


def _guarded(scene: _Scene, at: int, reading: Reading, guard: str) -> bool:
    tag = scene.tags[at] if scene.tags is not None else None
    if guard == "never" or (reading.acronym and _capitals(scene.words[at]) < 2):
        return False  # "Plan" is the word, where PLAN may be the navy
    if reading.acronym:
        return not _is_capitals(scene.words) or (reading.kind == MatchKind.STATE and tag not in _PRONOUN_TAGS)
    if _is_capitals(scene.words):
        return reading.kind == MatchKind.STATE
    if guard == "month" and _is_month(scene, at):
        return False
    if tag is not None:
        return tag.startswith("NNP")
    return at > 0


def _is_month(scene: _Scene, at: int) -> bool:
    after = scene.folded[at + 1] if at + 1 < len(scene.folded) else ""
    before = scene.folded[at - 1] if at else ""
    return after[:1].isdigit() or before[:1].isdigit() or before in _NOT_MONTH_BEFORE


def build_index(
    tables: Tables,
    surnames: Mapping[str, tuple[str, ...]],
    guards: MappingProxyType[str, str],
    given: frozenset[str],
) -> NameIndex:
    """The index of all names in the tables. Readings of one name stand in the order of MatchKind, then of the tables."""
    named = _all_names(tables, surnames)
    folded = keys([name for name, _, _, _ in named])
    names: dict[str, tuple[Named, ...]] = dict.fromkeys(folded, ())
    names.update(zip(reversed(folded), zip(reversed(named)), strict=True))  # the first of each name stays
    several: dict[str, list[Named]] = {}
    for name, row in zip(folded, named, strict=True):
        if names[name][0] is not row:
            several.setdefault(name, [*names[name]]).append(row)
    for name, rows in several.items():
        names[name] = tuple(sorted(rows, key=lambda row: (_ORDER[row[1]], row[3])))
    names.pop("", None)
    return NameIndex(MappingProxyType(names), MappingProxyType(_reach(names)), guards, given)


def _reach(names: Iterable[str]) -> dict[str, int]:
    """The most words that a name beginning with a word has."""
    reach: dict[str, int] = {}
    for name in names:
        first = name.partition(" ")[0]
        words = name.count(" ") + 1
        if reach.get(first, 0) < words:
            reach[first] = words
    return reach


@lru_cache(maxsize=16384)
def _reading(name: str, kind: MatchKind, ref: str, bare: bool) -> Reading:
    words = name.replace("-", " ").split()
    acronym = (
        len(words) == 1 and len(name) > 1 and (name.isupper() or (len(name) < 5 and _capitals(name) > 1))
    )
    spoken = acronym and len(name) > 3 and name.isalpha() and name.isupper()
    return Reading(kind, ref, acronym, spoken, _needs_capital(words[0]), _needs_capital(words[-1]), bare)


def _needs_capital(word: str) -> bool:
    return word[:1].isupper() and word.lower() not in _LOWER_FIRST


def _all_names(tables: Tables, surnames: Mapping[str, tuple[str, ...]]) -> list[Named]:
    """Every name of every entry, read from the cells: making the rows as well would take most of the time of loading."""
    out: list[Named] = []
    for state in tables.states.values():
        out += _each((state.name, *state.names), MatchKind.STATE, state.ref)
        out += _each(state.capitals, MatchKind.CAPITAL, state.ref)
        out += _each([seat.name for seat in state.seats], MatchKind.SEAT, state.ref)
        out += _each(state.adjectives, MatchKind.ADJECTIVE, state.ref)
        out += _each(state.people, MatchKind.PEOPLE, state.ref)
    for ident, name, others, _, _, kind in tables.organisations.cells(6):
        names = [name, *others.split("|")] if others else [name]
        out += _each(names, MatchKind.ORGANISATION, f"org:{ident}")
        nouns = tables.role_nouns if kind in _STATE_BODIES else {}
        out += _bare(names, f"org:{ident}", nouns)
    for region in tables.regions.values():
        out += _each((region.name, *region.names), MatchKind.REGION, region.ref)
        out += _each(region.adjectives, MatchKind.ADJECTIVE, region.ref)
    for ident, name, others in tables.people.cells(3):
        ref = f"person:{ident}"
        out.append((name, MatchKind.PERSON, ref, False))
        if others:
            out += _each(others.split("|"), MatchKind.PERSON, ref)
        if called := surnames[ident]:
            out += _each(called, MatchKind.SURNAME, ref)
    return out


def _each(names: Sequence[str], kind: MatchKind, ref: str) -> list[Named]:
    return [(name, kind, ref, False) for name in names]


def _bare(names: Sequence[str], ref: str, nouns: Container[str]) -> Iterator[Named]:
    """Names without the bracket at their end; not those of state bodies that every country has, which descriptions find by their
    role noun ("Senate", "Ministry of Foreign Affairs").
    """
    for name in names:
        if not name.endswith(")"):
            continue
        bare, bracket, _ = name.removesuffix(")").partition(" (")
        if bracket and bare not in names and bare.lower() not in nouns:
            yield bare, MatchKind.ORGANISATION, ref, True
