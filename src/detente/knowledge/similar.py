"""Finds the known persons whose name is like a garbled or transliterated one, without looking at all of them.

Blocking: the surname's consonant skeleton, and every skeleton with one consonant left out. The few persons that are found
so go through the comparison of names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from detente.knowledge.entries import Person, Scored
from detente.knowledge.names import compare
from detente.knowledge.names.parse import PersonName, parse_person
from detente.knowledge.names.sound import likeness, skeleton
from detente.knowledge.offices import Offices
from detente.knowledge.text import fold
from detente.knowledge.validity import begun

_MOST = 24


@dataclass(frozen=True, slots=True)
class SimilarNames:
    """Names by skeleton of the surname: person id, name, folded surname."""

    blocks: MappingProxyType[str, tuple[tuple[str, str, str], ...]]
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
            for block in _deletions(skeleton(word)):
                for ident, known, surname in self.blocks.get(block, ()):
                    alike = likeness(word, surname, parsed.bare)
                    if alike >= 0.7 and alike > found.get((ident, known), 0.0):
                        found[ident, known] = alike
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
    blocks: dict[str, list[tuple[str, str, str]]] = {}
    for person in offices.people.values():
        for name, surname in _names(person, surnames[person.id]):
            for block in _deletions(skeleton(surname)):
                blocks.setdefault(block, []).append((person.id, name, surname))
    return SimilarNames(MappingProxyType({block: tuple(rows) for block, rows in blocks.items()}), offices)


def _names(person: Person, surnames: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The name, and the aliases whose surname sounds otherwise, each with its folded surname."""
    seen: set[str] = set()
    pairs = [(person.name, surname) for surname in surnames or (person.name,)]
    for name, surname in [*pairs, *((alias, alias) for alias in person.aliases)]:
        last = fold(surname.rsplit(" ", 1)[-1].rsplit("-", 1)[-1])
        if last not in seen:
            seen.add(last)
            yield name, last


def _deletions(block: str) -> list[str]:
    """The skeleton, and where it is long enough each skeleton with one consonant less."""
    if not block:
        return []
    shorter = [block[:i] + block[i + 1 :] for i in range(len(block))] if len(block) > 2 else []
    return list(dict.fromkeys([block, *shorter]))
