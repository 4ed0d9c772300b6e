"""Numbers and places that can be one, and that cannot."""

from __future__ import annotations

import pytest

from detente.record.comparing import Interval, are_apart, in_words, kilometres, meet
from detente.record.enums import PlaceKind
from detente.record.types import Place


@pytest.mark.parametrize(
    ("a", "b", "together"),
    [
        ((12, 12), (12, None), True),
        ((12, 12), (15, None), False),
        ((24, 96), (40, 40), True),
        ((24, 96), (120, 120), False),
        ((100, 100), (104, 104), True),  # rounded
        ((0, 0), (3, 3), False),
        ((0, 5), (3, 3), True),
    ],
)
def test_numbers_meet(a: Interval, b: Interval, together: bool) -> None:
    assert meet(a, b) is together
    assert meet(b, a) is together


def test_numbers_in_words() -> None:
    told = [in_words(interval) for interval in ((12, 12), (12, 15), (4000, None))]
    assert told == ["12", "12 to 15", "4,000 or more"]


def place(
    name: str, country: str, kind: PlaceKind, admin1: str | None, at: tuple[float, float] | None
) -> Place:
    lat, lon = at or (None, None)
    return Place(0, 1, name, name, country, admin1, lat, lon, None, kind, False)


ARKONA = place("Arkona", "DEU", PlaceKind.CITY, "Coast", (54.0, 13.0))
LINDOS = place("Lindos", "DEU", PlaceKind.CITY, "Coast", (54.0, 14.0))
COAST = place("Coast", "DEU", PlaceKind.REGION, "Coast", None)
HILLS = place("Hills", "DEU", PlaceKind.REGION, "Hills", None)
GERMANY = place("Germany", "DEU", PlaceKind.COUNTRY, None, None)
POLAND = place("Poland", "POL", PlaceKind.COUNTRY, None, None)


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        (ARKONA, ARKONA, False),
        (ARKONA, LINDOS, True),
        (ARKONA, COAST, False),
        (ARKONA, HILLS, True),
        (COAST, HILLS, True),
        (ARKONA, GERMANY, False),
        (ARKONA, POLAND, True),
    ],
)
def test_places_are_apart(a: Place, b: Place, apart: bool) -> None:
    assert are_apart(a, b) is apart
    assert are_apart(b, a) is apart


def test_the_way_between_places() -> None:
    way = kilometres(ARKONA, LINDOS)
    assert way is not None
    assert 64 < way < 67
    assert kilometres(ARKONA, COAST) is None
