"""What the stage asks of the gazetteer's words and of the table of states, made ready once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from detente.knowledge import Knowledge
from detente.knowledge.gazetteer import Gazetteer, place_key
from detente.knowledge.phrases import Titles
from detente.record.enums import PlaceKind

_GONE = frozenset({"former"})


@dataclass(frozen=True, slots=True)
class Words:
    """Word groups of words.tsv, nationality words with their countries, capitals with theirs, and seats of power."""

    groups: Mapping[str, frozenset[str]]
    nationalities: Mapping[str, tuple[str, ...]]
    capitals: Mapping[str, str]
    seats: frozenset[str]
    titles: Titles

    def has(self, group: str, word: str) -> bool:
        """Whether the word (lower case) belongs to the group."""
        return word in self.groups[group]


def read_words(gazetteer: Gazetteer, knowledge: Knowledge) -> Words:
    """The words of both."""
    nationalities: dict[str, list[str]] = {}
    capitals: dict[str, str] = {}
    seats: set[str] = set()
    for state in knowledge.tables.states.values():
        if state.country is None or state.claimed_by is not None or state.kind in _GONE:
            continue
        for word in (*state.adjectives, *state.people):
            if not any(p.kind is PlaceKind.COUNTRY for p in gazetteer.find(place_key(word))):
                _file(nationalities, place_key(word), state.country)
        capitals.update((place_key(name), state.country) for name in state.capitals)
        seats.update(place_key(seat.name).removeprefix("the ") for seat in state.seats)
    found = {word: tuple(countries) for word, countries in nationalities.items()}
    return Words(
        gazetteer.words,
        MappingProxyType(found),
        MappingProxyType(capitals),
        frozenset(seats),
        knowledge.titles,
    )


def _file(table: dict[str, list[str]], word: str, country: str) -> None:
    known = table.setdefault(word, [])
    if country not in known:
        known.append(country)
