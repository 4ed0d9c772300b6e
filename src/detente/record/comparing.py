"""Whether what two accounts say can be one: numbers as intervals, places on the map."""

from __future__ import annotations

import math

from detente.record.enums import PlaceKind
from detente.record.types import Place

Interval = tuple[float, float | None]
"""From, to, both inclusive; None is open."""
_ROUNDED = 1.05
_KM_PER_DEGREE = 111.2


def meet(a: Interval, b: Interval) -> bool:
    """Whether some number lies in both; a rounded number takes in what lies near."""
    high = min(math.inf if end is None else end for _, end in (a, b))
    return max(a[0], b[0]) <= high * _ROUNDED


def in_words(interval: Interval) -> str:
    """The interval for a reader: "12", "12 to 15", "12 or more"."""
    low, high = interval
    if high is None:
        return f"{low:,.0f} or more"
    return f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"


def are_apart(a: Place, b: Place) -> bool:
    """Whether neither place can lie in the other: other countries, other cities, other divisions."""
    if a.name == b.name or a.text == b.text:
        return False
    if a.country and b.country and a.country != b.country:
        return True
    if a.kind is b.kind is PlaceKind.CITY:
        return True
    if a.kind is b.kind is PlaceKind.REGION:
        return a.admin1 != b.admin1
    pair = {a.kind, b.kind}
    return (
        pair == {PlaceKind.CITY, PlaceKind.REGION}
        and None not in (a.admin1, b.admin1)
        and a.admin1 != b.admin1
    )


def kilometres(a: Place, b: Place) -> float | None:
    """The way between two places on a flat chart; None where the coordinates of either are unknown."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    dx = (a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return math.hypot(a.lat - b.lat, dx) * _KM_PER_DEGREE
