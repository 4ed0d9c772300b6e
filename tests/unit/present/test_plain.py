from __future__ import annotations

from datetime import date

import pytest

from detente.present.view.plain import count, date_words, excerpt, listed, plain, quantity_words
from detente.record import DateBasis, EventDate, Granularity, Quantity, QuantityKind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two\n\nlines\tand  more ", "two lines and more"),
        ("\x1b[31mred\x07", "\ufffd[31mred\ufffd"),
        ("turned\u202e round\u2066", "turned\ufffd round\ufffd"),
        ("half \ud83d", "half \ufffd"),
        ("e\u0301 😀 naïve", "e\u0301 😀 naïve"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("first", "last", "granularity", "basis", "expected"),
    [
        ("2031-05-15", "2031-05-15", "day", "text", "15 May 2031"),
        ("2031-05-12", "2031-05-18", "week", "text", "12–18 May 2031"),
        ("2031-05-29", "2031-06-04", "week", "text", "29 May 2031 – 4 June 2031"),
        ("2031-05-01", "2031-05-31", "month", "text", "May 2031"),
        ("2010-01-01", "2010-12-31", "year", "text", "2010"),
        ("2014-01-01", "2031-05-16", "year", "text", "1 January 2014 – 16 May 2031"),
        ("2031-05-16", "2031-05-16", "day", "report", None),
        (None, None, "unknown", "text", None),
    ],
)
def test_date_words(
    first: str | None, last: str | None, granularity: str, basis: str, expected: str | None
) -> None:
    days = [date.fromisoformat(day) if day else None for day in (first, last)]
    assert date_words(EventDate(*days, Granularity(granularity), DateBasis(basis))) == expected


@pytest.mark.parametrize(
    ("kind", "low", "high", "unit", "text", "expected"),
    [
        ("killed", 12, 12, None, "12 died", "12 killed"),
        ("arrested", 31, 31, "sailor", "31 Norse sailors, they said", "31 sailors arrested"),
        ("protesters", 4000, None, None, "4,000 marched", "at least 4,000 protesters"),
        ("protesters", 4000, None, "people", "4,000 people", "at least 4,000 people (protesters)"),
        ("protesters", 50, 50, "protester", "50 protesters", "50 protesters"),
        ("wounded", 100, 200, None, "100 to 200", "100 to 200 wounded"),
        ("troops", 0, 500, "soldier", "500 were sent", "up to 500 soldier (troops)"),
        ("money", 1.5, 1.5, "billion USD", "$1.5", "1.5 billion USD"),
        ("other", 5, 5, "city", "5 cities", "5 cities"),
        ("other", 5, 5, None, "5 of them", "5"),
    ],
)
def test_quantity_words(
    kind: str, low: float, high: float | None, unit: str | None, text: str, expected: str
) -> None:
    assert quantity_words(Quantity(QuantityKind(kind), low, high, unit, 0, 1), text) == expected


@pytest.mark.parametrize(
    ("kind", "said", "rest", "unit", "expected"),
    [
        ("troops", "Hundreds of thousands", " of troops", "troop", "hundreds of thousands of troops"),
        ("arrested", "dozens", " of women, men", "women", "dozens of women arrested"),
        ("arrested", "dozens", "", None, "dozens arrested"),
        ("weapons", "several", " tanks", "tank", "several tanks (weapons)"),
    ],
)
def test_rough_numbers_stay_as_they_are_told(
    kind: str, said: str, rest: str, unit: str | None, expected: str
) -> None:
    quantity = Quantity(QuantityKind(kind), 24, 99, unit, 0, len(said))
    assert quantity_words(quantity, said + rest) == expected


def test_excerpt_keeps_a_short_text() -> None:
    assert excerpt("Norland left.", 40) == "Norland left."


@pytest.mark.parametrize("limit", [30, 45, 60, 90])
def test_excerpt_holds_its_focus(limit: int) -> None:
    text = "Long ago, in a far harbour of the north, the fleet of Norland shelled the port of Suderby at dawn today."
    at = text.index("shelled")
    found = excerpt(text, limit, (at, at + 7))
    assert "shelled" in found
    assert len(found) <= limit + 2
    assert all(word in text.split() for word in found.replace("…", "").split())


def test_excerpt_starts_at_the_beginning_where_the_focus_allows() -> None:
    assert excerpt("Norland shelled Suderby at dawn, and then it left again.", 40, (8, 15)).startswith(
        "Norland"
    )


def test_counts_and_lists() -> None:
    assert (count(1, "event"), count(2400, "event")) == ("1 event", "2,400 events")
    assert [listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == ["a", "a and b", "a, b and c"]
