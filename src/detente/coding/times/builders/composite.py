"""Levels 3 to 5: times put together of others."""

from __future__ import annotations

from detente.coding.times import timex
from detente.coding.times.builders.common import (
    NO_PERIOD,
    Builder,
    Built,
    nth_in,
    number_in,
    time_of,
    unit_in,
)
from detente.coding.times.meanings import (
    Anchor,
    Calendar,
    Clocked,
    Meaning,
    Ordered,
    Pick,
    Refined,
    Relative,
    Stretch,
    Within,
)
from detente.coding.times.patterns import Match
from detente.coding.times.periods import Part, Unit


def weekday_date(match: Match) -> Built:
    """ "Friday, Oct. 23": the date."""
    return match.item("DAY_REF").meaning


_YEAR_CYCLES = frozenset({"month", "date", "season", "quarter", "half", "holiday"})


def within(match: Match) -> Built:
    """ "June last year", "Tuesday of last week", "the third quarter of 2021", "the first half of the 1980s"."""
    inner = match.item("CYCLE", "WEEKDAY_REF").meaning
    if not isinstance(inner, Calendar) or inner.pick is not Pick.NEAREST:
        return None
    if match.has("UNIT"):
        whole: Meaning | None = (
            Relative(unit_in(match), 0, Anchor.REPORT) if unit_in(match) in _WHOLE_UNITS else None
        )
    else:
        whole = match.item("WHOLE").meaning
    return None if whole is None else _placed(inner, whole)


_WHOLE_UNITS = frozenset({Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR, Unit.DECADE, Unit.CENTURY})


def _placed(inner: Calendar, whole: Meaning) -> Meaning | None:
    unit = timex.unit_of(whole)
    if inner.cycle in {"weekday", "weekend"}:
        return Within(inner, whole) if unit is Unit.WEEK else None
    if unit is Unit.YEAR and inner.cycle in _YEAR_CYCLES:
        return Within(inner, whole)
    if inner.cycle == "half" and unit in _WHOLE_UNITS:
        return Refined(whole, Part.FIRST_HALF if inner.index == 1 else Part.SECOND_HALF)
    return None


def within_reversed(match: Match) -> Built:
    """ "This year's third quarter", "the 1988 first half"."""
    inner, whole = match.item("NTH", "CYCLE").meaning, match.item("WHOLE").meaning
    return _placed(inner, whole) if isinstance(inner, Calendar) and whole is not None else None


def ordered(match: Match) -> Built:
    """ "The last day of March", "the first Monday in May", "the third week of January"."""
    index = nth_in(match) or -1
    if match.has("REF"):
        whole = match.item("REF").meaning
    else:
        unit = Unit(match.all("UNIT")[1].symbols["UNIT"])
        whole = None if unit in NO_PERIOD else Relative(unit, 0, Anchor.REPORT)
    if whole is None or timex.unit_of(whole) not in {
        Unit.MONTH,
        Unit.YEAR,
        Unit.WEEK,
        Unit.QUARTER,
        Unit.SEASON,
    }:
        return None
    if not match.has("WEEKDAY_REF"):
        unit = unit_in(match)
        return (
            Ordered(unit, 0, index, whole)
            if unit in {Unit.DAY, Unit.WEEK, Unit.WEEKEND, Unit.MONTH}
            else None
        )
    inner = match.item("WEEKDAY_REF").meaning
    return Ordered(Unit.DAY, inner.index, index, whole) if isinstance(inner, Calendar) else None


def clock_part(match: Match) -> Built:
    """ "Four in the morning", "10:30 at night"."""
    time = time_of(match.item("PART_REF"))
    if match.has("CLOCK_REF"):
        found = match.item("CLOCK_REF").meaning
        hours = found.time if isinstance(found, Clocked) else ""
    else:
        number = number_in(match)
        hours = (
            f"T{int(number):02d}:00"
            if number is not None and number.denominator == 1 and number <= 12
            else ""
        )
    value = timex.in_part(hours, time)
    return None if value is None else Clocked(None, value)


def nth_of(match: Match) -> Built:
    """ "The first six months of 2021", "the first two weeks of the month"."""
    opening = match.item("STRETCH_REF")
    if not isinstance(opening.meaning, Stretch) or opening.made != "nth_stretch":
        return None
    whole: Meaning | None
    if match.has("UNIT"):
        unit = unit_in(match)
        whole = None if unit in NO_PERIOD else Relative(unit, 0, Anchor.REPORT)
    else:
        whole = match.item("WHOLE").meaning
    return None if whole is None else Stretch(opening.meaning.amount, 1, whole)


def day_part(match: Match) -> Built:
    """ "Monday night", "in the early hours" not: "early on the morning of Jan. 10", "late Friday afternoon"."""
    if match.has("OVERNIGHT_REF"):
        return Clocked(match.item("REF_DAY").meaning, "TNI")
    time = time_of(match.item("PART_REF"))
    on = match.find("REF_DAY")
    return Clocked(on.meaning if on else Relative(Unit.DAY, 0, Anchor.REPORT), time)


def clock_day(match: Match) -> Built:
    """ "10 p.m. Wednesday", "Friday at noon"."""
    time = time_of(match.item("CLOCK_REF"))
    return Clocked(match.item("REF_DAY").meaning, time)


def refined(match: Match) -> Built:
    """ "Late 2021", "the end of the month", "earlier this week"."""
    chosen = Part(match.text("EARLY"))
    if match.has("REF"):
        whole = match.item("REF").meaning
        return None if whole is None else Refined(whole, chosen)
    unit = unit_in(match)
    return None if unit in NO_PERIOD else Refined(Relative(unit, 0, _anchor_of(unit)), chosen)


def _anchor_of(unit: Unit) -> Anchor:
    """ "Later in the day" is the day told of; "the end of the month" is the report's month."""
    return Anchor.TEXT if unit is Unit.DAY else Anchor.REPORT


def alternative_clock(match: Match) -> Built:
    """ "10 a.m. (0900 GMT)": the first; both are the same time."""
    return match.items[0].meaning


BUILDERS: dict[str, Builder] = {
    builder.__name__: builder
    for builder in (
        weekday_date,
        within,
        within_reversed,
        ordered,
        clock_part,
        nth_of,
        day_part,
        clock_day,
        refined,
        alternative_clock,
    )
}
