"""Recurring times against a day: which Thursday, which June, which Easter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from detente.coding.times import periods
from detente.coding.times.meanings import Calendar, Pick
from detente.coding.times.periods import Period
from detente.coding.times.tense import Direction

_REACH = 4  # years or weeks on either side; 29 February comes within four years, save around 1900 and 2100
_FAR = 290  # days
_NEAR = {Direction.PAST: 62, Direction.FUTURE: 7}
_REPORTING_LAG = timedelta(days=60)  # a quarter's figures are still to come when it is over
_JUST_BEGUN = timedelta(days=28)  # and none are out before it is well under way
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def in_year(found: Calendar, year: int, holidays: Mapping[str, str]) -> Period | None:
    """The one in a calendar year; None where that year has none (29 February) or the calendar ends."""
    try:
        return _in_year(found, year, holidays)
    except ValueError:
        return None


def _in_year(found: Calendar, year: int, holidays: Mapping[str, str]) -> Period:
    if found.cycle == "month":
        return periods.month(year, found.index)
    if found.cycle == "date":
        return periods.day(date(year, found.index, found.day))
    if found.cycle == "season":
        return periods.season(year, found.index)
    if found.cycle == "quarter":
        return periods.quarter(year, found.index)
    if found.cycle == "half":
        return periods.half(year, found.index)
    return periods.day(holiday(holidays[found.holiday], year))


def in_week(found: Calendar, on: date) -> Period:
    """The weekday, or the weekend, of a day's ISO week."""
    week = periods.week(on)
    if found.cycle == "weekend":
        return periods.weekend(on)
    return periods.day(week.first + timedelta(days=found.index - 1))


def nearest(found: Calendar, on: date, direction: Direction, holidays: Mapping[str, str]) -> Period | None:
    """The one that is meant, seen from a day: by its own word ("last June"), else by the direction."""
    around = list(_around(found, on, holidays))
    if found.pick is Pick.LAST:
        return next((p for p in reversed(around) if p.last < on), None)
    if found.pick in {Pick.NEXT, Pick.COMING}:
        return _next(found, on, around)
    if direction is Direction.PRESENT:
        direction = Direction.FUTURE if found.cycle in {"weekday", "weekend"} else Direction.NONE
    return _by_direction(found, on, direction, around)


def _by_direction(found: Calendar, on: date, direction: Direction, around: list[Period]) -> Period | None:
    """Without a direction a weekday lies behind the report ("this Friday" ahead), anything else where it is nearest."""
    if found.cycle in {"quarter", "half"} and direction is not Direction.NONE:
        return _reported(around, on, direction)
    if direction is Direction.FUTURE:
        return _unless_far(next((p for p in around if p.last >= on), None), around, on, direction)
    if direction is Direction.PAST or (found.cycle == "weekday" and found.pick is Pick.NEAREST):
        return _unless_far(next((p for p in reversed(around) if p.first <= on), None), around, on, direction)
    if found.pick is Pick.THIS and found.cycle in {"weekday", "weekend"}:
        return next((p for p in around if p.last >= on), None)
    return min(around, key=lambda p: _distance(p, on), default=None)


def _reported(around: list[Period], on: date, direction: Direction) -> Period | None:
    """A quarter or half: figures come when it is over, so one that ended of late may lie ahead, and one just begun not behind."""
    if direction is Direction.FUTURE:
        return next((p for p in around if p.last >= on - _REPORTING_LAG), None)
    return next((p for p in reversed(around) if p.first <= on - _JUST_BEGUN), None)


def _unless_far(chosen: Period | None, around: list[Period], on: date, direction: Direction) -> Period | None:
    """What the tense chooses; but if that is most of a year away, its like on the other side where that one is near.

    "The Jan. 14 deadline was set" in a report of 5 January means nine days ahead, not fifty-one weeks ago.
    """
    if chosen is None or _distance(chosen, on) < _FAR:
        return chosen
    other = min(around, key=lambda p: _distance(p, on))
    return other if _distance(other, on) <= _NEAR.get(direction, 0) else chosen


def _next(found: Calendar, on: date, around: list[Period]) -> Period | None:
    """ "Next Friday" is the one of the next week; "next June" and "the coming Friday" the first that has not begun."""
    if found.cycle in {"weekday", "weekend"} and found.pick is Pick.NEXT:
        return in_week(found, on + timedelta(days=7))
    return next((p for p in around if p.first > on), None)


def _around(found: Calendar, on: date, holidays: Mapping[str, str]) -> Iterator[Period]:
    if found.cycle in {"weekday", "weekend"}:
        for step in (-1, 0, 1):
            yield in_week(found, on + timedelta(days=7 * step))
        return
    for year in range(on.year - _REACH, on.year + _REACH + 1):
        period = in_year(found, year, holidays)
        if period is not None:
            yield period


def _distance(period: Period, on: date) -> int:
    """Days between a day and a period; ties go to the earlier one, as it comes first."""
    if period.contains(on):
        return 0
    return (period.first - on).days if period.first > on else (on - period.last).days


def holiday(rule: str, year: int) -> date:
    """The day of a holiday: ``12-25``; days from Easter, ``easter-2`` and ``orthodox+0``; ``11-thu4``, and ``05-mon-1`` the last
    Monday in May.
    """
    for name, sunday in (("easter", easter), ("orthodox", orthodox_easter)):
        if rule.startswith(name):
            return sunday(year) + timedelta(days=int(rule[len(name) :]))
    month, _, rest = rule.partition("-")
    if rest.isdigit():
        return date(year, int(month), int(rest))
    return nth_weekday(year, int(month), _WEEKDAYS.index(rest[:3]) + 1, int(rest[3:]))


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The n-th weekday (1 Monday … 7) of a month, -1 the last. ValueError where there is none."""
    whole = periods.month(year, month)
    if n < 0:
        back = (whole.last.isoweekday() - weekday) % 7
        return whole.last - timedelta(days=back)
    found = whole.first + timedelta(days=(weekday - whole.first.isoweekday()) % 7 + 7 * (n - 1))
    if not whole.contains(found):
        raise ValueError(f"no weekday {weekday} number {n} in {whole.value}")
    return found


def easter(year: int) -> date:
    """Western Easter Sunday, by the Gregorian computus (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday as a Gregorian date: the Julian computus (Meeus), moved by the calendars' difference."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)
