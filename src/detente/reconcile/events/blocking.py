"""Which tellings are compared at all: those of near days that share enough of what is rare.

A pair is in or out by itself, whatever else is known, so that the outcome hangs neither on order nor on the rest of a store.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from detente.reconcile.events.parties import CLASSES
from detente.reconcile.events.tellings import Telling
from detente.record.enums import EntityKind, PlaceKind

REACH = 6
"""Days between two tellings of one event, at most."""
_BY_DAY, _BY_MONTH = 10, 62  # days that a telling may span to be looked up by its days; by its months
_RARE, _RARER = 3.0, 6.0
_ENOUGH = 4  # half points
_FEW = 3
_SITES = frozenset({"country", "name", "place"})
Key = tuple[str, str]


def keys(telling: Telling) -> Mapping[Key, int]:
    """What a telling can share with another, with what that counts in half points."""
    found: dict[Key, int] = {
        ("word", word): 3 if rarity >= _RARER else 2
        for word, rarity in telling.words.items()
        if rarity >= _RARE
    }
    found.update({("word", word): 3 for word in telling.triggers})
    for who in (*telling.actors, *telling.recipients):
        if who.country is not None and who.country not in CLASSES:
            found["country", who.country] = 1
        if who.named and who.kind is not EntityKind.COUNTRY:
            found["name", who.wikidata or who.name] = 4
    found.update({("place", p.name): 4 for p in telling.places if p.kind is not PlaceKind.COUNTRY})
    numbers = (q.low for q in telling.quantities if q.low == q.high and q.low >= _FEW)
    found.update({("number", f"{low:g}"): 2 for low in numbers})
    return found


def sites(telling: Telling) -> frozenset[Key]:
    """Of the keys, those of which a pair must share one: who took part, or where it was."""
    return frozenset(key for key in keys(telling) if key[0] in _SITES)


def kept(telling: Telling) -> tuple[str, ...]:
    """The buckets where a telling is kept: its days and, for those of whole months, its months; or its months; or its years."""
    when = telling.when
    if when is None:
        return ("undated",)
    size = (when.last - when.first).days
    if size > _BY_MONTH:
        return _years(when.first, when.last)
    months = _months(when.first, when.last)
    if size > _BY_DAY:
        return tuple(f"month {month}" for month in months)
    return (*_days(when.first, when.last), *(f"days of {month}" for month in months))


def asked(telling: Telling) -> tuple[str, ...]:
    """The buckets of those that a telling is compared with: kept within reach of its days, or by its months, or by its years."""
    when = telling.when
    if when is None or (when.last - when.first).days > _BY_MONTH:
        return kept(telling)
    months = _months(when.first, when.last)
    by_month = tuple(f"month {month}" for month in months)
    if (when.last - when.first).days > _BY_DAY:
        return (*by_month, *(f"days of {month}" for month in months))
    reach = timedelta(days=REACH)
    return (*_days(when.first - reach, when.last + reach), *by_month)


def _days(first: date, last: date) -> tuple[str, ...]:
    return tuple(str(day) for day in _span(first, last))


def _months(first: date, last: date) -> tuple[str, ...]:
    return tuple(dict.fromkeys(day.isoformat()[:7] for day in _span(first, last)))


def _years(first: date, last: date) -> tuple[str, ...]:
    return tuple(f"year {year}" for year in range(first.year, last.year + 1))


def _span(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


class Blocks:
    """Tellings by bucket and key."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[Key, set[str]]] = {}
        self._tellings: dict[str, Telling] = {}

    def add(self, telling: Telling) -> None:
        """Keeps a telling."""
        self._tellings[telling.id] = telling
        shared = keys(telling)
        for bucket in kept(telling):
            shelf = self._kept.setdefault(bucket, {})
            for key in shared:
                shelf.setdefault(key, set()).add(telling.id)

    def remove(self, telling: Telling) -> None:
        """Forgets a telling that was kept."""
        del self._tellings[telling.id]
        shared = keys(telling)
        for bucket in kept(telling):
            for key in shared:
                self._kept[bucket][key].discard(telling.id)

    def near(self, telling: Telling) -> list[str]:
        """Ids of the others that share enough with a telling, sorted: a party or a place, and more."""
        points: Counter[str] = Counter()
        sites: set[str] = set()
        shelves = [shelf for bucket in asked(telling) if (shelf := self._kept.get(bucket))]
        for key, worth in keys(telling).items():
            found = {ident for shelf in shelves for ident in shelf.get(key, ())}
            points.update(dict.fromkeys(found, worth))
            if key[0] in _SITES:
                sites |= found
        return sorted(
            ident
            for ident in sites - {telling.id}
            if points[ident] >= _ENOUGH and _within_reach(telling, self._tellings[ident])
        )


def _within_reach(a: Telling, b: Telling) -> bool:
    """Whether the days of two tellings lie no further apart than REACH."""
    if a.when is None or b.when is None:
        return True
    return max((b.when.first - a.when.last).days, (a.when.first - b.when.last).days) <= REACH
