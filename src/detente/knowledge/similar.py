"""Finds the known persons whose name is like a garbled or transliterated one, without comparing with all of them.

Two sieves before the comparison: an edit distance in C over the outlines of all surnames, and the likeness of words for what
passes it. The few persons that are found so go through the comparison of names. Surnames that hundreds bear (Kim, Li, Khan) are
narrowed by the other words of the name, never by a count: a cap is for surnames that are merely like the one asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

from detente.knowledge.entries import Scored
from detente.knowledge.names import compare
from detente.knowledge.names.lexicon import lexicon
from detente.knowledge.names.parse import ABD, KUNYA, PersonName, parse_person
from detente.knowledge.names.sound import ALIKE, likeness, outline, outlines, servant, sound
from detente.knowledge.offices import Offices
from detente.knowledge.text import folds
from detente.knowledge.validity import begun

_MOST = 24  # bearers of surnames that are like a word of the name, but do not sound the same
_JOINING = KUNYA | ABD
_VOWELS = frozenset("aeiouhj")


Near = Callable[[str, bool], tuple[str, ...]]
"""The known surnames that a folded word may be like: what the first sieve lets through."""
Marks = Callable[[str], tuple[frozenset[str], ...]]
"""For a known surname, the first sounds of each bearer's other words, and the groups of given names these belong to."""


@dataclass(frozen=True, slots=True)
class SimilarNames:
    """Finds surnames like a word (``near``), and who bears them, by which name: person id, name."""

    near: Near
    marks: Marks
    bearers: Mapping[str, Sequence[tuple[str, str]]]
    offices: Offices

    def find(self, name: str, at: date | None, country: str | None) -> list[Scored]:
        """Persons whose name matches, best first; the country and the office held speak for one of several.

        A surname alone finds all who bear it, who was in office at the date first, none of them with a score above one half.
        """
        parsed = parse_person(name)
        best: dict[str, Scored] = {}
        candidates = self._candidates(parsed)
        for ident, known in candidates:
            if not self._possible(ident, at):
                continue
            found = compare(name, known)
            if found.match and (ident not in best or found.score > best[ident].score):
                score = min(found.score, 0.5) if len(parsed.core) == 1 else found.score
                best[ident] = Scored(f"person:{ident}", score, found.reasons)
        weighed = [self._weighed(scored, at, country) for scored in best.values()]
        if len(parsed.core) == 1:
            alike: dict[str, float] = {}
            for (ident, _), likes in candidates.items():
                alike.setdefault(f"person:{ident}", likes)
            standing = {ref: (-alike[ref], *self._standing(ref, at)) for ref in alike}
            return sorted(weighed, key=lambda scored: (-scored.score, standing[scored.ref]))
        return sorted(weighed, key=lambda scored: (-scored.score, scored.ref))

    def _candidates(self, parsed: PersonName) -> dict[tuple[str, str], float]:
        """(id, name) pairs whose surname is like a word of the name, and how much, the most alike first."""
        found: dict[tuple[str, str], float] = {}
        for i, word in enumerate(parsed.core):
            others = _wanted(parsed.core[:i] + parsed.core[i + 1 :])
            for surname in self.near(word, parsed.bare):
                bearers = self._bearers(surname, others)
                if not bearers:
                    continue
                alike = likeness(word, surname, parsed.bare, ALIKE)
                if alike < ALIKE:
                    continue
                for bearer in bearers:
                    if alike > found.get(bearer, 0.0):
                        found[bearer] = alike
        ranked = sorted(found, key=lambda row: (-found[row], row))
        same = sum(alike >= lexicon().weights["sound"]["same"] for alike in found.values())
        return {row: found[row] for row in ranked[: max(same, _MOST)]}

    def _bearers(self, surname: str, others: frozenset[str]) -> Sequence[tuple[str, str]]:
        """Who bears the surname and has another word that begins like one of the name's, where it has others."""
        bearers = self.bearers[surname]
        if not others:
            return bearers
        marks = self.marks(surname)
        return [row for row, words in zip(bearers, marks, strict=True) if not others.isdisjoint(words)]

    def _standing(self, ref: str, at: date | None) -> tuple[bool, bool, int, str]:
        """Who is in office comes first, then who is alive, then by rank."""
        bearer = self.offices.bearer(ref.removeprefix("person:"), at)
        if bearer is None:
            return True, True, 0, ref
        return not bearer.in_office, not bearer.alive, bearer.rank, ref

    def _possible(self, ident: str, at: date | None) -> bool:
        return at is None or begun(self.offices.people[ident].born, at)

    def _weighed(self, scored: Scored, at: date | None, country: str | None) -> Scored:
        """Brought down where the country asked for is not that of any role held so far."""
        if country is None:
            return scored
        held = self.offices.roles.get(scored.ref.removeprefix("person:"), ())
        if any(role.country == country for role in held if at is None or begun(role.since, at)):
            return scored
        return Scored(scored.ref, round(scored.score * 0.6, 4), (*scored.reasons, f"no role in {country}"))


def build_similar(offices: Offices, people: Iterable[tuple[str, str, str, Sequence[str]]]) -> SimilarNames:
    """The index over all persons: id, name, aliases as the table writes them, and surnames."""
    bearers = _bearers(people)
    near = lru_cache(maxsize=65536)(_Surnames(bearers))  # unknown names come again and again
    marks = lru_cache(maxsize=None)(_Marks(bearers))
    return SimilarNames(near, marks, MappingProxyType(bearers), offices)


def _bearers(people: Iterable[tuple[str, str, str, Sequence[str]]]) -> dict[str, list[tuple[str, str]]]:
    """Who bears each folded surname, and by which name: the first of theirs whose surname sounds so."""
    rows = [
        (ident, shown, *_last_words(surname))
        for ident, name, aliases, surnames in people
        for shown, surname in _surnames(name, aliases, surnames)
    ]
    lasts = folds([last for _, _, _, last in rows])
    before = folds([word for _, _, word, _ in rows])
    found: dict[str, list[tuple[str, str]]] = {}
    for (ident, name, _, _), word, last in zip(rows, before, lasts, strict=True):
        _file(found, servant(last), (ident, name))
        if word in _JOINING:  # Abu Zeid, Abdul Aziz: names of two words that the comparison takes for one
            _file(found, servant((word if word in KUNYA else "abd") + last), (ident, name))
    return found


def _file(found: dict[str, list[tuple[str, str]]], surname: str, bearer: tuple[str, str]) -> None:
    known = found.get(surname)
    if known is None:
        found[surname] = [bearer]
    elif known[-1][0] != bearer[0]:  # a person's names stand together
        known.append(bearer)


def _surnames(name: str, aliases: str, surnames: Sequence[str]) -> list[tuple[str, str]]:
    """The surnames of a name, and of the aliases, each with the name that it is part of."""
    named = [(name, surname) for surname in surnames or (name,)]
    return [*named, *[(alias, alias) for alias in aliases.split("|")]] if aliases else named


def _last_words(surname: str) -> tuple[str, str]:
    words = surname.replace("-", " ").rsplit(" ", 2)
    return words[-2] if len(words) > 1 else "", words[-1]


@dataclass(frozen=True, slots=True)
class _Marks:
    """The marks of a surname's bearers, worked out when it is first asked for."""

    bearers: Mapping[str, Sequence[tuple[str, str]]]

    def __call__(self, surname: str) -> tuple[frozenset[str], ...]:
        return tuple(_of(name, surname) for _, name in self.bearers[surname])


def _of(name: str, surname: str) -> frozenset[str]:
    given = lexicon().given
    words = set(parse_person(name).core)
    words -= {surname} if len(words) > 1 else set()
    return frozenset({sound(w)[:1] for w in words} | {group for w in words for group in given.get(w, ())})


def _wanted(words: Sequence[str]) -> frozenset[str]:
    """First sounds of words and those near to them, and the groups of given names that the words belong to."""
    known = lexicon()
    firsts = {sound(word)[:1] for word in words}
    near = {b for a, b in known.near if a in firsts}
    vowels = _VOWELS if firsts & _VOWELS else frozenset()
    return frozenset(
        firsts | near | vowels | {group for word in words for group in known.given.get(word, ())}
    )


class _Surnames:
    """Folded surnames by outline; outlines by their length, and by their first letter as well."""

    def __init__(self, surnames: Collection[str]) -> None:
        self._forms: dict[str, list[str]] = {}
        self._shelves: dict[tuple[str, int], list[str]] = {}
        for surname, form in zip(surnames, outlines([*surnames]), strict=True):
            if form not in self._forms:
                self._forms[form] = []
                self._shelves.setdefault((form[:1], len(form)), []).append(form)
                self._shelves.setdefault(("", len(form)), []).append(form)
            self._forms[form].append(surname)

    def __call__(self, word: str, bare: bool) -> tuple[str, ...]:
        """The surnames that a word may be like."""
        return tuple(surname for form in self._alike(word, bare) for surname in self._forms[form])

    def _alike(self, word: str, bare: bool) -> Iterator[str]:
        """Outlines near a word's. An edit of the first letter alone costs three, so that few words have to ask all shelves."""
        wanted, cutoff = outline(word), len(word) if bare else _cutoff(len(word))
        first = "" if cutoff > 2 else wanted[:1]
        for length in range(len(wanted) - cutoff, len(wanted) + cutoff + 1):
            shelf = self._shelves.get((first, length))
            if shelf is not None:
                near = extract(wanted, shelf, scorer=Levenshtein.distance, score_cutoff=cutoff, limit=None)
                yield from (form for form, _, _ in near)


def _cutoff(letters: int) -> int:
    """The most edits between the outlines of two words that are looked at.

    A likeness of 0.8, which names need to match, lets edits cost 0.16 a letter; one edit of an outline stands for a cost of 0.5.
    Of 654 pairs of transliterations of one surname in the tables this lets 98 in 100 through; one edit more would add one in
    100, and three times the work.
    """
    return int(0.32 * letters + 0.5)
