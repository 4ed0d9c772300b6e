"""From what an expression says to its TIMEX3 value and its days, held against the report's date and the times told before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from detente.coding.times import cycles, periods, timex
from detente.coding.times.meanings import (
    Anchor,
    Calendar,
    Clocked,
    Known,
    Meaning,
    Ordered,
    Pick,
    Recurring,
    Reference,
    Refined,
    Relative,
    Stretch,
    Within,
)
from detente.coding.times.periods import Period, Unit
from detente.coding.times.tense import Direction
from detente.record.enums import TimeKind

# Days that an anchor may span for steps of that unit, less one.
_LONGEST = {
    Unit.WEEKEND: 6,
    Unit.WEEK: 6,
    Unit.FORTNIGHT: 6,
    Unit.MONTH: 30,
    Unit.SEASON: 91,
    Unit.QUARTER: 91,
    Unit.HALF: 183,
    Unit.YEAR: 365,
    Unit.DECADE: 3652,
    Unit.CENTURY: 36524,
}


@dataclass(frozen=True, slots=True)
class Context:
    """What a time is held against.

    ``told`` is the last period told of in the text, ``compared`` the last quarter or half (for "a year earlier"), ``day`` the
    nearest day in the sentence, for clock times. A year told of before does not place a later "in June": newspapers mean the
    last June even below "since 1990" (tried, and worse).
    """

    published: date | None
    holidays: Mapping[str, str]
    direction: Direction = Direction.NONE
    told: Period | None = None
    compared: Period | None = None
    day: Resolved | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value with its days, inclusive; ``period`` is what later times may count from."""

    kind: TimeKind
    value: str
    first: date | None
    last: date | None
    basis: str
    period: Period | None = None


def resolve(meaning: Meaning, context: Context) -> Resolved:
    """The value, the days and the basis (``text``, ``report``, ``anchor``, ``none``) of a meaning."""
    try:
        return _resolve(meaning, context)
    except (ValueError, OverflowError):  # before year 1 or behind 9999: a value, but no days
        return _unresolved(timex.blank_unit(timex.unit_of(meaning) or Unit.YEAR))


def _resolve(meaning: Meaning, context: Context) -> Resolved:  # noqa: PLR0911 - one a case
    match meaning:
        case Known():
            return _dated(meaning.period, "text")
        case Calendar():
            return _calendar(meaning, context)
        case Relative():
            return _relative(meaning, context)
        case Within():
            return _within(meaning, context)
        case Ordered():
            return _ordered(meaning, context)
        case Stretch():
            return _stretch(meaning, context)
        case Refined():
            return _refined(meaning, context)
        case Clocked():
            return _clocked(meaning, context)
        case Reference():
            return _unresolved(meaning.value)
        case Recurring():
            return Resolved(TimeKind.SET, meaning.value, None, None, "none")


def _dated(period: Period, basis: str) -> Resolved:
    return Resolved(TimeKind.DATE, period.value, period.first, period.last, basis, period)


def _unresolved(value: str) -> Resolved:
    return Resolved(TimeKind.DATE, value, None, None, "none")


def _calendar(meaning: Calendar, context: Context) -> Resolved:
    on, basis = _origin(meaning.anchor, context)
    if on is None:
        return _unresolved(_blank(meaning, context))
    if meaning.anchor is Anchor.TEXT:
        return _beside_told(meaning, on, basis, context)
    period = cycles.nearest(meaning, on, context.direction, context.holidays)
    return _unresolved(_blank(meaning, context)) if period is None else _dated(period, basis)


def _blank(meaning: Calendar, context: Context) -> str:
    rule = context.holidays.get(meaning.holiday, "")
    return f"XXXX-{rule}" if rule[3:].isdigit() and rule[2:3] == "-" else timex.blank(meaning)


def _beside_told(meaning: Calendar, on: date, basis: str, context: Context) -> Resolved:
    """ "The following Monday", "that Friday"."""
    if meaning.pick is Pick.THIS and meaning.cycle in {"weekday", "weekend"}:
        return _dated(cycles.in_week(meaning, on), basis)
    direction = Direction.FUTURE if meaning.pick is Pick.NEXT else Direction.NONE
    if meaning.pick is Pick.NEXT:
        meaning, on = replace(meaning, pick=Pick.NEAREST), on + periods.ONE_DAY
    period = cycles.nearest(meaning, on, direction, context.holidays)
    return _unresolved(timex.blank(meaning)) if period is None else _dated(period, basis)


def _origin(anchor: Anchor, context: Context) -> tuple[date | None, str]:
    """The day to count from, and what it is: a time told before, else the report's date."""
    if anchor is Anchor.TEXT and context.told is not None:
        return context.told.first, "anchor"
    return context.published, "report" if context.published else "none"


def _relative(meaning: Relative, context: Context) -> Resolved:
    if meaning.base is not None:
        return _from_base(meaning, meaning.base, context)
    if meaning.keeps:
        kept = _kept(meaning, context)
        if kept is not None:
            return kept
    if meaning.unit is Unit.QUARTER and meaning.anchor is Anchor.TEXT and meaning.steps == 0:
        return _told_quarter(context)
    on, basis = _origin(meaning.anchor, context)
    if on is None or (basis == "anchor" and _is_too_coarse(context.told, meaning.unit)):
        return _unresolved(timex.blank_unit(meaning.unit))
    return _dated(periods.shifted(meaning.unit, on, meaning.steps), basis)


def _is_too_coarse(told: Period | None, unit: Unit) -> bool:
    """Whether the time told of is too long to count such units from: "that day" behind "in 1987"."""
    if told is None:
        return False
    return (told.last - told.first).days > _LONGEST.get(unit, 0)


def _from_base(meaning: Relative, base: Meaning, context: Context) -> Resolved:
    """ "Two days after Christmas", "the week of March 6"."""
    origin = _resolve(base, context)
    if origin.period is None:
        return _unresolved(timex.blank_unit(meaning.unit))
    on = origin.period.last if meaning.steps > 0 else origin.period.first
    return _dated(periods.shifted(meaning.unit, on, meaning.steps), origin.basis)


def _kept(meaning: Relative, context: Context) -> Resolved | None:
    """ "A year earlier" told of a quarter, a month or a day is that quarter, month or day of the year before."""
    anchor = context.compared
    if anchor is None and meaning.anchor is Anchor.TEXT:
        anchor = context.told
    if anchor is None:
        return None
    on = periods.moved(meaning.unit, anchor.first, meaning.steps)
    return _dated(periods.containing(anchor.unit, on), "anchor")


def _told_quarter(context: Context) -> Resolved:
    """ "The quarter": the one told of, else the last that was over when the report came out."""
    if context.compared is not None and context.compared.unit is Unit.QUARTER:
        return _dated(context.compared, "anchor")
    if context.published is None:
        return _unresolved(timex.blank_unit(Unit.QUARTER))
    return _dated(periods.shifted(Unit.QUARTER, context.published, -1), "report")


def _within(meaning: Within, context: Context) -> Resolved:
    whole = _resolve(meaning.whole, context)
    if whole.period is None:
        return _unresolved(timex.blank(meaning.inner))
    on = whole.period.first
    if meaning.inner.cycle in {"weekday", "weekend"}:
        return _dated(cycles.in_week(meaning.inner, on), whole.basis)
    period = cycles.in_year(meaning.inner, on.year, context.holidays)
    return _unresolved(timex.blank(meaning.inner)) if period is None else _dated(period, whole.basis)


def _ordered(meaning: Ordered, context: Context) -> Resolved:
    whole = _resolve(meaning.whole, context)
    if whole.period is None:
        return _unresolved(timex.blank_unit(meaning.unit))
    period = _nth_in(meaning, whole.period)
    if not whole.period.contains(period.first) and not whole.period.contains(period.last):
        return _unresolved(timex.blank_unit(meaning.unit))
    return _dated(period, whole.basis)


def _nth_in(meaning: Ordered, whole: Period) -> Period:
    edge, step = (whole.first, meaning.index - 1) if meaning.index > 0 else (whole.last, meaning.index + 1)
    if not meaning.weekday:
        return periods.shifted(meaning.unit, edge, step)
    ahead = (meaning.weekday - edge.isoweekday()) % 7
    start = ahead if meaning.index > 0 or ahead == 0 else ahead - 7
    return periods.day(periods.moved(Unit.DAY, edge, start + 7 * step))


def _stretch(meaning: Stretch, context: Context) -> Resolved:
    if meaning.base is not None:
        return _stretch_of(meaning, meaning.base, context)
    value = timex.length(meaning.amount)
    bare = Resolved(TimeKind.DURATION, value, None, None, "none")
    number, on = meaning.amount.number, context.published
    if not meaning.side or number is None or on is None:
        return bare
    try:
        other = periods.moved(meaning.amount.unit, on, round(number) * meaning.side)
    except (ValueError, OverflowError):
        return bare
    return replace(bare, first=min(on, other), last=max(on, other), basis="report")


def _stretch_of(meaning: Stretch, base: Meaning, context: Context) -> Resolved:
    """The first six months of something. A fiscal year has a year's number, but no days that we could know."""
    whole = _resolve(base, context)
    if not meaning.side:
        return Resolved(TimeKind.DATE, whole.value, None, None, whole.basis)
    value = timex.length(meaning.amount)
    if whole.period is None or meaning.amount.number is None:
        return Resolved(TimeKind.DURATION, value, None, None, "none")
    first = whole.period.first
    last = periods.moved(meaning.amount.unit, first, round(meaning.amount.number)) - periods.ONE_DAY
    return Resolved(TimeKind.DURATION, value, first, max(first, last), whole.basis)


def _refined(meaning: Refined, context: Context) -> Resolved:
    whole = _resolve(meaning.whole, context)
    if whole.period is None:
        return whole
    first, last = periods.share(whole.period, meaning.part, context.published)
    return replace(whole, first=first, last=last)


def _clocked(meaning: Clocked, context: Context) -> Resolved:
    on = context.day if meaning.on is None else _resolve(meaning.on, context)
    if on is None:
        on = _day_told(context)
    if on is None:
        return Resolved(TimeKind.TIME, f"XXXX-XX-XX{meaning.time}", None, None, "none")
    day = on.value.partition("T")[0]
    return Resolved(TimeKind.TIME, day + meaning.time, on.first, on.last, on.basis, on.period)


def _day_told(context: Context) -> Resolved | None:
    """The day of a clock time that names none: the last day told of, else the report's."""
    if context.told is not None and context.told.unit is Unit.DAY:
        return _dated(context.told, "anchor")
    return None if context.published is None else _dated(periods.day(context.published), "report")
