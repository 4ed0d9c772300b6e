"""The calendar: periods, steps, cycles and holidays."""

from __future__ import annotations

from datetime import date

import pytest

from detente.coding.times import cycles, periods
from detente.coding.times.meanings import Calendar, Pick
from detente.coding.times.periods import Part, Unit
from detente.coding.times.tense import Direction

FRIDAY = date(2022, 1, 21)


@pytest.mark.parametrize(
    ("unit", "value", "first", "last"),
    [
        (Unit.DAY, "2022-01-21", date(2022, 1, 21), date(2022, 1, 21)),
        (Unit.WEEK, "2022-W03", date(2022, 1, 17), date(2022, 1, 23)),
        (Unit.WEEKEND, "2022-W03-WE", date(2022, 1, 22), date(2022, 1, 23)),
        (Unit.MONTH, "2022-01", date(2022, 1, 1), date(2022, 1, 31)),
        (Unit.QUARTER, "2022-Q1", date(2022, 1, 1), date(2022, 3, 31)),
        (Unit.HALF, "2022-H1", date(2022, 1, 1), date(2022, 6, 30)),
        (Unit.SEASON, "2021-WI", date(2021, 12, 1), date(2022, 2, 28)),
        (Unit.YEAR, "2022", date(2022, 1, 1), date(2022, 12, 31)),
        (Unit.DECADE, "202", date(2020, 1, 1), date(2029, 12, 31)),
        (Unit.CENTURY, "20", date(2001, 1, 1), date(2100, 12, 31)),
    ],
)
def test_the_period_that_holds_a_day(unit: Unit, value: str, first: date, last: date) -> None:
    period = periods.containing(unit, FRIDAY)
    assert (period.value, period.first, period.last) == (value, first, last)


@pytest.mark.parametrize("unit", [Unit.HOUR, Unit.FORTNIGHT, Unit.MILLENNIUM])
def test_no_calendar_period_has_that_unit(unit: Unit) -> None:
    with pytest.raises(ValueError, match=unit):
        periods.containing(unit, FRIDAY)


def test_iso_week_of_the_turn_of_the_year_belongs_to_the_old_year() -> None:
    assert periods.week(date(2022, 1, 1)).value == "2021-W52"


@pytest.mark.parametrize(
    ("on", "months", "moved"),
    [
        (date(2022, 1, 31), 1, date(2022, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2022, 1, 15), -1, date(2021, 12, 15)),
        (date(2022, 12, 15), 13, date(2024, 1, 15)),
    ],
)
def test_months_are_added_and_cut_at_the_months_end(on: date, months: int, moved: date) -> None:
    assert periods.add_months(on, months) == moved


@pytest.mark.parametrize(
    ("part", "first", "last"),
    [
        (Part.EARLY, date(2022, 1, 1), date(2022, 1, 10)),
        (Part.MIDDLE, date(2022, 1, 11), date(2022, 1, 21)),
        (Part.LATE, date(2022, 1, 22), date(2022, 1, 31)),
        (Part.EARLIER, date(2022, 1, 1), FRIDAY),
        (Part.LATER, FRIDAY, date(2022, 1, 31)),
        (Part.FIRST_HALF, date(2022, 1, 1), date(2022, 1, 15)),
        (Part.SECOND_HALF, date(2022, 1, 16), date(2022, 1, 31)),
    ],
)
def test_parts_of_a_month(part: Part, first: date, last: date) -> None:
    assert periods.share(periods.month(2022, 1), part, FRIDAY) == (first, last)


def test_a_day_is_not_divided_and_other_months_are_not_cut_at_the_report() -> None:
    assert periods.share(periods.day(FRIDAY), Part.EARLY, FRIDAY) == (FRIDAY, FRIDAY)
    june = periods.month(2021, 6)
    assert periods.share(june, Part.LATER, FRIDAY) == (june.first, june.last)


@pytest.mark.parametrize(
    ("year", "western", "orthodox"),
    [
        (1961, date(1961, 4, 2), date(1961, 4, 9)),
        (2000, date(2000, 4, 23), date(2000, 4, 30)),
        (2021, date(2021, 4, 4), date(2021, 5, 2)),
        (2022, date(2022, 4, 17), date(2022, 4, 24)),
        (2024, date(2024, 3, 31), date(2024, 5, 5)),
        (2025, date(2025, 4, 20), date(2025, 4, 20)),
    ],
)
def test_easter(year: int, western: date, orthodox: date) -> None:
    assert (cycles.easter(year), cycles.orthodox_easter(year)) == (western, orthodox)


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("12-25", date(2022, 12, 25)),
        ("easter-2", date(2022, 4, 15)),
        ("orthodox+0", date(2022, 4, 24)),
        ("11-thu4", date(2022, 11, 24)),
        ("05-mon-1", date(2022, 5, 30)),
    ],
)
def test_rules_of_holidays(rule: str, day: date) -> None:
    assert cycles.holiday(rule, 2022) == day


def test_a_month_without_a_fifth_monday() -> None:
    with pytest.raises(ValueError, match="2022-02"):
        cycles.nth_weekday(2022, 2, 1, 5)


@pytest.mark.parametrize(
    ("found", "direction", "value"),
    [
        (Calendar("weekday", 5), Direction.PAST, "2022-01-21"),
        (Calendar("weekday", 5), Direction.FUTURE, "2022-01-21"),
        (Calendar("weekday", 4), Direction.NONE, "2022-01-20"),
        (Calendar("weekday", 4), Direction.PRESENT, "2022-01-27"),
        (Calendar("weekday", 5, pick=Pick.LAST), Direction.NONE, "2022-01-14"),
        (Calendar("weekday", 6, pick=Pick.NEXT), Direction.NONE, "2022-01-29"),
        (Calendar("weekday", 6, pick=Pick.COMING), Direction.NONE, "2022-01-22"),
        (Calendar("month", 6), Direction.PAST, "2021-06"),
        (Calendar("month", 6), Direction.FUTURE, "2022-06"),
        (Calendar("month", 12), Direction.NONE, "2021-12"),
        (Calendar("date", 2, 1), Direction.PAST, "2022-02-01"),
        (Calendar("date", 2, 29), Direction.NONE, "2020-02-29"),
        (Calendar("quarter", 1), Direction.PAST, "2021-Q1"),
        (Calendar("quarter", 4), Direction.FUTURE, "2021-Q4"),
    ],
)
def test_which_of_the_recurring_ones(found: Calendar, direction: Direction, value: str) -> None:
    period = cycles.nearest(found, FRIDAY, direction, {})
    assert period is not None
    assert period.value == value
