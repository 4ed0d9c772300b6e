"""Finds the known persons whose name is like a garbled or transliterated one, without comparing with all of them.

Two sieves before the comparison: an edit distance in C over the outlines of all surnames, and the likeness of words for what
passes it. The few persons that are found so go through the comparison of names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

from detente.knowledge.entries import Person, Scored
from detente.knowledge.names import compare
from detente.knowledge.names.parse import PersonName, parse_person
from detente.knowledge.names.sound import likeness, outline, servant
from detente.knowledge.offices import Offices
from detente.knowledge.text import fold
from detente.knowledge.validity import begun

_MOST = 24
_ALIKE = 0.75  # likeness of surnames from which two names are compared


Near = Callable[[str, bool], Sequence[tuple[str, float]]]
"""The known surnames like a folded word, each with its likeness."""


@dataclass(frozen=True, slots=True)
class SimilarNames:
    """Finds surnames like a word (``near``), and who bears them, by which name: person id, name."""

    near: Near
    bearers: MappingProxyType[str, tuple[tuple[str, str], ...]]
    offices: Offices

    def find(self, name: str, at: date | None, country: str | None) -> list[Scored]:
        """Persons whose name matches, best first; the country and the office held speak for one of several.

        A surname alone finds all who bear it, none of them with a score above one half.
        """
        parsed = parse_person(name)
        best: dict[str, Scored] = {}
        for ident, known in self._candidates(parsed):
            if not self._possible(ident, at):
                continue
            found = compare(name, known)
            if found.match and (ident not in best or found.score > best[ident].score):
                score = min(found.score, 0.5) if len(parsed.core) == 1 else found.score
                best[ident] = Scored(f"person:{ident}", score, found.reasons)
        weighed = [self._weighed(scored, at, country) for scored in best.values()]
        return sorted(weighed, key=lambda scored: (-scored.score, scored.ref))

    def _candidates(self, parsed: PersonName) -> list[tuple[str, str]]:
        """(id, name) pairs whose surname is like a word of the name, the most alike first."""
        found: dict[tuple[str, str], float] = {}
        for word in parsed.core:
            for surname, alike in self.near(word, parsed.bare):
                for bearer in self.bearers[surname]:
                    if alike > found.get(bearer, 0.0):
                        found[bearer] = alike
        return sorted(found, key=lambda row: (-found[row], row))[:_MOST]

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


def build_similar(offices: Offices, surnames: Mapping[str, tuple[str, ...]]) -> SimilarNames:
    """The index over the names and aliases of all persons."""
    bearers: dict[str, list[tuple[str, str]]] = {}
    for person in offices.people.values():
        for name, surname in _names(person, surnames[person.id]):
            bearers.setdefault(surname, []).append((person.id, name))
    near = lru_cache(maxsize=65536)(_Surnames(bearers))  # unknown names come again and again
    return SimilarNames(
        near, MappingProxyType({surname: tuple(found) for surname, found in bearers.items()}), offices
    )


class _Surnames:
    """Folded surnames by outline; outlines by their first letter and length."""

    def __init__(self, surnames: Iterable[str]) -> None:
        self._forms: dict[str, list[str]] = {}
        self._shelves: dict[tuple[str, int], list[str]] = {}
        for surname in surnames:
            form = outline(surname)
            if form not in self._forms:
                self._forms[form] = []
                self._shelves.setdefault((form[:1], len(form)), []).append(form)
            self._forms[form].append(surname)
        self._firsts = sorted({first for first, _ in self._shelves})

    def __call__(self, word: str, bare: bool) -> tuple[tuple[str, float], ...]:
        """The surnames that are like a word."""
        found = (surname for form in self._alike(word, bare) for surname in self._forms[form])
        rated = ((surname, likeness(word, surname, bare)) for surname in found)
        return tuple((surname, alike) for surname, alike in rated if alike >= _ALIKE)

    def _alike(self, word: str, bare: bool) -> Iterator[str]:
        """Outlines near a word's. An edit of the first letter alone costs three, so that few words have to ask all shelves."""
        wanted, cutoff = outline(word), len(word) if bare else _cutoff(len(word))
        for first in self._firsts if cutoff > 2 else [wanted[:1]]:
            for length in range(len(wanted) - cutoff, len(wanted) + cutoff + 1):
                shelf = self._shelves.get((first, length))
                if shelf is not None:
                    near = extract(
                        wanted, shelf, scorer=Levenshtein.distance, score_cutoff=cutoff, limit=None
                    )
                    yield from (form for form, _, _ in near)


def _names(person: Person, surnames: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The name, and the aliases whose surname sounds otherwise, each with its folded surname."""
    seen: set[str] = set()
    pairs = [(person.name, surname) for surname in surnames or (person.name,)]
    for name, surname in [*pairs, *((alias, alias) for alias in person.aliases)]:
        last = servant(fold(surname.rsplit(" ", 1)[-1].rsplit("-", 1)[-1]))
        if last not in seen:
            seen.add(last)
            yield name, last


def _cutoff(letters: int) -> int:
    """The most edits between the outlines of two words that can be alike enough to match.

    A likeness of 0.8 lets edits cost 0.16 a letter. One edit of an outline stands for a cost of 0.5, but for the few consonants
    that are near without being made one: hence one more.
    """
    return int(0.32 * letters) + 1
