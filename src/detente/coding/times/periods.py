"""The calendar: stretches of days with their TIMEX3 value, and steps between them. Pure arithmetic on dates.

Weeks are ISO weeks (Monday to Sunday). A winter is named after the year in which it begins (December). Decades have TIMEX3's
three-digit values ("198"), centuries its two-digit ones ("19" is the twentieth century).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Unit(StrEnum):
    """Units of time, from short to long."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"


class Part(StrEnum):
    """A share of a period: its first, middle or last third, a half of it, or what lies before or behind the report in it."""

    EARLY = "early"
    MIDDLE = "middle"
    LATE = "late"
    EARLIER = "earlier"
    LATER = "later"
    FIRST_HALF = "first half"
    SECOND_HALF = "second half"


SEASONS = ("SP", "SU", "FA", "WI")  # from March, June, September, December
_CLOCK_UNITS = frozenset({Unit.SECOND, Unit.MINUTE, Unit.HOUR})
_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.SEASON: 3, Unit.HALF: 6, Unit.YEAR: 12, Unit.DECADE: 120}
_MONTHS_LONG = {Unit.CENTURY: 1200, Unit.MILLENNIUM: 12000}
_DAYS = {Unit.DAY: 1, Unit.WEEKEND: 7, Unit.WEEK: 7, Unit.FORTNIGHT: 14}
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """An unbroken stretch of whole days, both ends included, with its TIMEX3 value."""

    unit: Unit
    first: date
    last: date
    value: str

    def contains(self, other: date) -> bool:
        """Whether the day lies in it."""
        return self.first <= other <= self.last


def day(on: date) -> Period:
    """One day."""
    return Period(Unit.DAY, on, on, on.isoformat())


def year(number: int) -> Period:
    """A calendar year. ValueError outside 1…9999."""
    return Period(Unit.YEAR, date(number, 1, 1), date(number, 12, 31), f"{number:04d}")


def month(number: int, index: int) -> Period:
    """A month of a year; index from 1."""
    first = date(number, index, 1)
    return Period(Unit.MONTH, first, _month_end(first), f"{number:04d}-{index:02d}")


def quarter(number: int, index: int) -> Period:
    """A quarter of a calendar year; index from 1."""
    first = date(number, 3 * index - 2, 1)
    return Period(Unit.QUARTER, first, _month_end(date(number, 3 * index, 1)), f"{number:04d}-Q{index}")


def half(number: int, index: int) -> Period:
    """A half of a calendar year; index from 1."""
    first = date(number, 6 * index - 5, 1)
    return Period(Unit.HALF, first, _month_end(date(number, 6 * index, 1)), f"{number:04d}-H{index}")


def season(number: int, index: int) -> Period:
    """Spring (0) to winter (3) that begins in the year."""
    first = date(number, 3 * index + 3, 1)
    return Period(Unit.SEASON, first, _month_end(add_months(first, 2)), f"{number:04d}-{SEASONS[index]}")


def week(on: date) -> Period:
    """The ISO week of a day."""
    first = on - timedelta(days=on.weekday())
    number, index, _ = on.isocalendar()
    return Period(Unit.WEEK, first, first + timedelta(days=6), f"{number:04d}-W{index:02d}")


def weekend(on: date) -> Period:
    """Saturday and Sunday of a day's ISO week."""
    whole = week(on)
    return Period(Unit.WEEKEND, whole.last - ONE_DAY, whole.last, f"{whole.value}-WE")


def decade(first_year: int) -> Period:
    """The ten years from a year that ends in 0."""
    return Period(
        Unit.DECADE,
        date(max(first_year, 1), 1, 1),
        date(first_year + 9, 12, 31),
        f"{first_year // 10:03d}",
    )


def century(index: int) -> Period:
    """The index-th century: 20 is 1901 to 2000, with the value "19"."""
    first = date(100 * index - 99, 1, 1)
    return Period(Unit.CENTURY, first, date(100 * index, 12, 31), f"{index - 1:02d}")


def containing(unit: Unit, on: date) -> Period:
    """The period of that unit in which the day lies. ValueError for units below a day or beyond a century."""
    if unit is Unit.SEASON:
        return _season_of(on)
    made = {
        Unit.DAY: lambda: day(on),
        Unit.WEEKEND: lambda: weekend(on),
        Unit.WEEK: lambda: week(on),
        Unit.MONTH: lambda: month(on.year, on.month),
        Unit.QUARTER: lambda: quarter(on.year, (on.month + 2) // 3),
        Unit.HALF: lambda: half(on.year, (on.month + 5) // 6),
        Unit.YEAR: lambda: year(on.year),
        Unit.DECADE: lambda: decade(on.year - on.year % 10),
        Unit.CENTURY: lambda: century((on.year + 99) // 100),
    }.get(unit)
    if made is None:
        raise ValueError(f"no calendar period of unit {unit}")
    return made()


def shifted(unit: Unit, on: date, steps: int) -> Period:
    """The unit's period that lies ``steps`` behind (or, negative, before) the one that holds the day."""
    if unit in _CLOCK_UNITS:
        return day(on)
    if unit is Unit.FORTNIGHT:
        return week(on + timedelta(days=14 * steps))
    return containing(unit, moved(unit, on, steps))


def moved(unit: Unit, on: date, steps: int) -> date:
    """The day that lies ``steps`` units away; the last of the month where the day of the month does not exist."""
    if unit in _CLOCK_UNITS:
        return on
    if unit in _DAYS:
        return on + timedelta(days=_DAYS[unit] * steps)
    return add_months(on, {**_MONTHS, **_MONTHS_LONG}[unit] * steps)


def add_months(on: date, count: int) -> date:
    """The same day of another month, or that month's last day. ValueError outside the calendar."""
    number, index = divmod(on.year * 12 + on.month - 1 + count, 12)
    first = date(number, index + 1, 1)
    return first.replace(day=min(on.day, _month_end(first).day))


def share(period: Period, part: Part, published: date | None) -> tuple[date, date]:
    """The days of a part of a period. Thirds of months, years, decades, …; a day is never divided.

    "Earlier" and "later" are cut at the report's date where that lies in the period; else they are the whole.
    """
    if part in {Part.EARLIER, Part.LATER}:
        return _cut(period, part, published)
    if period.unit is Unit.DAY:
        return period.first, period.last
    if part in {Part.FIRST_HALF, Part.SECOND_HALF}:
        return _halved(period, part)
    third = round(((period.last - period.first).days + 1) / 3)
    if part is Part.EARLY:
        return period.first, period.first + timedelta(days=third - 1)
    if part is Part.LATE:
        return period.last - timedelta(days=third - 1), period.last
    return period.first + timedelta(days=third), period.last - timedelta(days=third)


def _halved(period: Period, part: Part) -> tuple[date, date]:
    months = {**_MONTHS, **_MONTHS_LONG}.get(period.unit, 0)
    days = ((period.last - period.first).days + 1) // 2
    middle = period.first + timedelta(days=days) if months < 2 else add_months(period.first, months // 2)
    return (period.first, middle - ONE_DAY) if part is Part.FIRST_HALF else (middle, period.last)


def _cut(period: Period, part: Part, published: date | None) -> tuple[date, date]:
    if published is None or not period.contains(published):
        return period.first, period.last
    return (period.first, published) if part is Part.EARLIER else (published, period.last)


def _season_of(on: date) -> Period:
    number, index = divmod(on.year * 12 + on.month - 3, 12)
    return season(number, index // 3)


def _month_end(first: date) -> date:
    return first.replace(day=monthrange(first.year, first.month)[1])
