"""Facts by pair of sides. A side is a country with all who are of it; armed groups and organisations are sides of their own."""

from __future__ import annotations

from collections import Counter

from detente.present.view.facts import tally
from detente.present.view.plain import plain
from detente.present.view.types import Fact, Pair
from detente.present.view.vocabulary import speaks_for_itself, vocabulary
from detente.record.enums import EntityKind
from detente.record.types import Party, Record

_NOBODY = "someone"


def pairs_of(record: Record, facts: tuple[Fact, ...]) -> tuple[Pair, ...]:
    """Pairs, those with most facts first; what concerns the same sides stands together, acts of one side alone come last."""
    sides = Sides(record)
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Fact]] = {}
    for fact in facts:
        key = sides.all(fact.event.actors) or (_NOBODY,), sides.all(fact.event.recipients)
        groups.setdefault(key, []).append(fact)
    pairs = [_pair(left, right, tuple(group)) for (left, right), group in groups.items()]
    weight: Counter[tuple[str, ...]] = Counter()
    first: dict[tuple[str, ...], int] = {}
    for pair in pairs:
        weight[pair.sides] += len(facts) * len(pair.real) + len(pair.others)
        first[pair.sides] = min(first.get(pair.sides, len(facts)), _first(pair))

    def order(pair: Pair) -> tuple[int, ...]:
        rank = not pair.joins, -weight[pair.sides], first[pair.sides]
        return *rank, -len(pair.real), _first(pair)

    return tuple(sorted(pairs, key=order))


def busiest_pair(pairs: tuple[Pair, ...]) -> str:
    """``Mostly between Iceland and Norway (11 of 20 events).``; empty where no two sides have more than one event."""
    between: Counter[tuple[str, ...]] = Counter()
    for pair in pairs:
        if pair.joins and len(pair.sides) <= 2:
            between[pair.sides] += pair.tally.total
    total = sum(pair.tally.total for pair in pairs)
    sides, most = min(between.items(), key=lambda item: (-item[1], item[0]), default=((), 0))
    if most < 2:
        return ""
    words = f"between {' and '.join(sides)}" if len(sides) > 1 else f"within {sides[0]}"
    return f"{'Mostly' if 2 * most > total else 'Most often'} {words} ({most} of {total} events)."


class Sides:
    """Names the side that a party is of."""

    def __init__(self, record: Record) -> None:
        self._countries = {
            entity.country: plain(entity.name)
            for entity in reversed(record.entities)
            if entity.kind is EntityKind.COUNTRY and entity.country and "PRE" not in entity.sectors
        }

    def all(self, parties: tuple[Party, ...]) -> tuple[str, ...]:
        """The sides of the parties, each once."""
        return tuple(dict.fromkeys(self.of(party) for party in parties))

    def of(self, party: Party) -> str:
        """The side of one party: the country's name where the report names it, else its code, else the party's own name."""
        own = plain(party.name) or _NOBODY
        if party.country is None or speaks_for_itself(party.sectors):
            return own
        if vocabulary().is_class(party.country):
            return vocabulary().class_name(party.country) or own
        return self._countries.get(party.country, party.country)


def _pair(left: tuple[str, ...], right: tuple[str, ...], facts: tuple[Fact, ...]) -> Pair:
    together = "together" if len(left) > 1 else "no recipient named"
    return Pair(
        left=" and ".join(left),
        right=" and ".join(right),
        sides=tuple(sorted({*left, *right})),
        note="" if right else together,
        real=tuple(sorted((fact for fact in facts if fact.is_real), key=_by_quad)),
        others=tuple(sorted((fact for fact in facts if not fact.is_real), key=_by_quad)),
        tally=tally(facts),
    )


def _by_quad(fact: Fact) -> tuple[int, float, int]:
    return -fact.event.quad_code, fact.event.score, fact.number


def _first(pair: Pair) -> int:
    """Number of the pair's first fact."""
    return min(fact.number for fact in (*pair.real, *pair.others))
