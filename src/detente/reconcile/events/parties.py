"""Parties of events as another report may name them, and how well two of them, or two sides, agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from detente.knowledge.names import compare
from detente.knowledge.text import tokens
from detente.record.enums import EntityKind
from detente.record.types import Entity, Party

CLASSES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC", "UIS"})
"""Country codes that are none: what has one in common need not be one."""
_GENERIC = frozenset(
    """police army military navy government parliament court ministry senate cabinet opposition rebels troops coastguard embassy
    school hospital crew committee state air force""".split()
)
_SMALL = frozenset({"of", "the", "and", "for", "in", "de", "la", "du", "al", "bin", "van", "von", "to", "on"})
_STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})


class Fit(StrEnum):
    """How two parties, or two sides, agree; the first is the best."""

    ALL = "all"
    SAME = "same"
    ROLE = "role"
    SORT = "sort"
    STATE = "state"
    COUNTRY = "country"
    VAGUE = "vague"
    UNKNOWN = "unknown"
    MIXED = "mixed"
    PERSONS = "persons"
    OTHER = "other"


_RANK = {fit: rank for rank, fit in enumerate(Fit)}
_CLOSE = frozenset({Fit.SAME, Fit.ROLE, Fit.SORT, Fit.STATE})
_AGREEING = frozenset({Fit.SAME, Fit.ROLE, Fit.SORT, Fit.STATE, Fit.COUNTRY})


@dataclass(frozen=True, slots=True)
class Who:
    """A party without its report. ``named``: it has a name of its own; ``country`` None where none is known.

    ``inferred``: the country is not its own but that of the event, as of gunmen who struck in Mali.
    """

    name: str
    named: bool
    kind: EntityKind | None
    country: str | None
    sectors: frozenset[str]
    role: str | None
    wikidata: str | None
    inferred: bool = False

    @property
    def is_state(self) -> bool:
        """Whether it is a state, or its government without a person's name."""
        return self.kind is EntityKind.COUNTRY or (
            not self.named and "GOV" in self.sectors and self.role is None
        )


def who(party: Party, entity: Entity | None) -> Who:
    """A party of an event, with what its report tells of its entity."""
    if entity is None:
        return Who(party.name, False, None, party.country, frozenset(party.sectors), None, None)
    own = of_entity(entity)
    name = party.name if entity.kind is EntityKind.COUNTRY else entity.name
    inferred = not own.named and own.country is None and party.country is not None
    return replace(own, name=name, country=party.country, sectors=frozenset(party.sectors), inferred=inferred)


def of_entity(entity: Entity) -> Who:
    """An entity as a party."""
    named = entity.wikidata is not None or is_name(entity.name, entity.kind)
    sectors = frozenset(entity.sectors)
    return Who(entity.name, named, entity.kind, entity.country, sectors, entity.role, entity.wikidata)


@lru_cache(maxsize=65536)
def is_name(name: str, kind: EntityKind | None) -> bool:
    """Whether it is a name and no description ("Turkish police", "gunmen")."""
    if kind is EntityKind.COUNTRY:
        return True
    words = [word for word in name.replace("(", " ").replace(")", " ").split() if word.lower() not in _SMALL]
    if not words or not all(word[:1].isupper() for word in words) or kind in {None, EntityKind.GROUP}:
        return False
    return kind is not EntityKind.ORGANISATION or words[-1].lower() not in _GENERIC


def fit(a: Who, b: Who) -> Fit:
    """How two parties agree."""
    if a.wikidata is not None and a.wikidata == b.wikidata:
        return Fit.SAME
    one_country = a.country is not None and a.country == b.country and a.country not in CLASSES
    if a.named and b.named and not {EntityKind.OTHER, EntityKind.COUNTRY} & {a.kind, b.kind}:
        return _named(a, b, one_country)
    if one_country:
        return _of_one_country(a, b)
    if _are_apart(a, b):
        read = (
            _same_words(a, b) and a.name.islower() and b.name.islower()
        )  # "the port" of whom, by two readings
        doubtful = a.inferred or b.inferred or read
        return Fit.VAGUE if doubtful else Fit.OTHER
    return Fit.SORT if _same_words(a, b) else Fit.VAGUE


def _of_one_country(a: Who, b: Who) -> Fit:
    if (_are_opposed(a, b) or _are_opposed(b, a)) and not _same_words(a, b):  # rebel soldiers are soldiers
        return Fit.OTHER
    if EntityKind.COUNTRY in (a.kind, b.kind):
        return _with_state(a, b)
    if a.role is not None and a.role == b.role:
        return Fit.ROLE
    if a.sectors & b.sectors:
        return Fit.SORT
    return Fit.STATE if a.is_state and b.is_state else Fit.COUNTRY


def _with_state(a: Who, b: Who) -> Fit:
    """A state and itself, or something of its country."""
    if a.kind is b.kind:
        return Fit.STATE
    other = b if a.kind is EntityKind.COUNTRY else a
    return Fit.STATE if not other.sectors or other.sectors & _STATE else Fit.COUNTRY


def _are_opposed(a: Who, b: Who) -> bool:
    """Whether one is of the state, and the other fights it."""
    of_state = a.kind is EntityKind.COUNTRY or bool(a.sectors & _STATE)
    return of_state and "REB" not in a.sectors and "REB" in b.sectors and not b.sectors & _STATE


def _are_apart(a: Who, b: Who) -> bool:
    """Whether two countries are known, and are two. A class of actors without a country is none of them."""
    return a.country is not None and b.country is not None and a.country != b.country


def _same_words(a: Who, b: Who) -> bool:
    """Whether two descriptions share their head noun: "seven policemen", "policemen"."""
    x, y = tokens(a.name), tokens(b.name)
    return not (a.named or b.named) and bool(x) and bool(y) and x[-1] == y[-1]


def _named(a: Who, b: Who, one_country: bool) -> Fit:
    persons = EntityKind.PERSON in (a.kind, b.kind)
    if persons and a.kind is not b.kind:
        return Fit.COUNTRY if one_country else Fit.OTHER
    if a.name == b.name or compare(a.name, b.name, "person" if persons else "organisation").match:
        return Fit.SAME if one_country or a.country is None or b.country is None or not persons else Fit.OTHER
    if persons and one_country:
        return Fit.PERSONS
    return Fit.COUNTRY if one_country and a.sectors & b.sectors & _STATE else Fit.OTHER


def sides_fit(a: Sequence[Who], b: Sequence[Who]) -> Fit:
    """How two sides agree: as their best pair does; ALL where both name the same several; MIXED where each also names somebody
    whom the other has not.
    """
    if not a or not b:
        return Fit.UNKNOWN
    if _are_all(a, b) and _are_all(b, a):
        return Fit.ALL
    best = min((fit(x, y) for x in a for y in b), key=_RANK.__getitem__)
    if best in _AGREEING and _left_over(a, b) and _left_over(b, a):
        return Fit.MIXED
    return best


def _are_all(a: Sequence[Who], b: Sequence[Who]) -> bool:
    """Whether a side is of two countries or more, and each of it has its like on the other."""
    several = len({who.country for who in a if who.country is not None}) > 1
    return several and all(any(fit(x, y) in _CLOSE for y in b) for x in a)


def _left_over(a: Iterable[Who], b: Sequence[Who]) -> bool:
    """Whether one of a side is nobody of the other."""
    return any(all(fit(x, y) in {Fit.OTHER, Fit.PERSONS} for y in b) for x in a)
