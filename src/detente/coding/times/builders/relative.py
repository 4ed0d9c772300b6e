"""Level 2: times told from the report, from another time, or as recurring."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from detente.coding.times import timex
from detente.coding.times.builders.common import (
    NO_PERIOD,
    Builder,
    Built,
    amount_in,
    nth_in,
    time_of,
    unit_in,
)
from detente.coding.times.meanings import (
    Amount,
    Anchor,
    Calendar,
    Clocked,
    Meaning,
    Pick,
    Recurring,
    Reference,
    Refined,
    Relative,
    Stretch,
    Within,
)
from detente.coding.times.patterns import Match
from detente.coding.times.periods import Part, Unit


def _shifted(match: Match, steps: int, anchor: Anchor) -> Built:
    unit = unit_in(match)
    return None if unit in NO_PERIOD else Relative(unit, steps, anchor)


def this_unit(match: Match) -> Built:
    """ "This week"."""
    return _shifted(match, 0, Anchor.REPORT)


def last_unit(match: Match) -> Built:
    """ "Last year"."""
    return _shifted(match, -1, Anchor.REPORT)


def the_last_unit(match: Match) -> Built:
    """ "The past year", "the last decade": so long until now. "The latest quarter" is a quarter."""
    if match.item("LAST").symbols.get("latest") is not None or unit_in(match) is Unit.QUARTER:
        return _shifted(match, -1, Anchor.REPORT)
    if unit_in(match) in {Unit.SECOND, Unit.MINUTE}:
        return None  # "the last minute" is seldom sixty seconds
    return Stretch(Amount(Fraction(1), unit_in(match)), -1)


def next_unit(match: Match) -> Built:
    """ "Next week"."""
    if unit_in(match) is Unit.DAY:
        return Relative(Unit.DAY, 1, Anchor.TEXT)
    return _shifted(match, 1, Anchor.REPORT)


def following_unit(match: Match) -> Built:
    """ "The following year", "the next day"."""
    return _shifted(match, 1, Anchor.TEXT)


def previous_unit(match: Match) -> Built:
    """ "The previous week"."""
    return _shifted(match, -1, Anchor.TEXT)


def that_unit(match: Match) -> Built:
    """ "That day", "the same year"."""
    return _shifted(match, 0, Anchor.TEXT)


def day_beside(match: Match) -> Built:
    """ "The day before", "the week after": nothing where it goes on ("the day after the attack" has no date here)."""
    return _shifted(match, int(match.text("LATER")), Anchor.TEXT)


def the_unit(match: Match) -> Built:
    """ "The weekend", "the quarter", "the full year"."""
    if match.has("WEEKEND"):
        return Calendar("weekend", 1)
    if match.has("THEYEAR"):
        return Relative(Unit.YEAR, 0, Anchor.REPORT)
    return Relative(Unit.QUARTER, 0, Anchor.TEXT)


def fiscal_unit(match: Match) -> Built:
    """ "The current fiscal year": the report's year by number; its days are each body's own affair."""
    unit = unit_in(match)
    if unit not in {Unit.YEAR, Unit.QUARTER}:
        return None
    steps = 1 if match.has("NEXT") else -1 if match.has("LAST") or match.has("latest") else 0
    return Stretch(Amount(Fraction(1), unit), 0, Relative(unit, steps, Anchor.REPORT))


def picked(match: Match) -> Built:
    """ "Last June", "this summer", "next Tuesday", "the following Monday"."""
    inner = match.item("CYCLE").meaning
    if not isinstance(inner, Calendar):
        return None
    if match.has("that"):
        return replace(inner, pick=Pick.THIS, anchor=Anchor.TEXT)
    if match.has("FOLLOWING") or match.has("PREVIOUS"):
        pick = Pick.NEXT if match.has("FOLLOWING") else Pick.LAST
        return replace(inner, pick=pick, anchor=Anchor.TEXT)
    if match.has("NEXT"):
        return replace(inner, pick=Pick(match.text("NEXT")))
    return replace(inner, pick=Pick.LAST if match.has("LAST") else Pick.THIS)


def stretch(match: Match) -> Built:
    """ "The past two weeks", "the next six months"."""
    found = amount_in(match)
    return None if found is None else Stretch(found, -1 if match.has("LAST") or match.has("PREVIOUS") else 1)


def vague_stretch(match: Match) -> Built:
    """ "Recent weeks", "the months ahead"."""
    return Stretch(Amount(None, unit_in(match)), -1 if match.has("RECENT") else 1)


def nth_stretch(match: Match) -> Built:
    """ "The first nine months"."""
    found = amount_in(match)
    return Stretch(found) if found is not None and nth_in(match) == 1 else None


def _steps(found: Amount, sign: int) -> int | None:
    """Whole steps; None for "several"."""
    return None if found.number is None else sign * round(found.number)


def _away(match: Match, sign: int, anchor: Anchor, base: Meaning | None = None) -> Built:
    found = amount_in(match)
    if found is None:
        return None
    if found.number is None:
        return Reference("PAST_REF" if sign < 0 else "FUTURE_REF") if anchor is Anchor.REPORT else None
    if found.number.denominator > 1 and found.unit in {Unit.YEAR, Unit.DECADE}:
        scale = 12 if found.unit is Unit.YEAR else 120
        return Relative(Unit.MONTH, round(sign * found.number * scale), anchor, base=base)
    if found.unit is Unit.DECADE:
        return Relative(Unit.YEAR, round(sign * found.number * 10), anchor, base=base)
    keeps = found.unit is Unit.YEAR and found.number == 1 and base is None
    return Relative(found.unit, round(sign * found.number), anchor, keeps, base)


def ago(match: Match) -> Built:
    """ "Two weeks ago", "a month from now"."""
    return _away(match, -1 if match.has("AGO") else 1, Anchor.REPORT)


def earlier(match: Match) -> Built:
    """ "Two weeks earlier", "three days later"."""
    return _away(match, int(match.text("LATER")), Anchor.TEXT)


def beside(match: Match) -> Built:
    """ "Two days after Christmas", "a week before Jan. 10"."""
    return _away(match, int(match.text("BEFORE")), Anchor.TEXT, match.item("REF").meaning)


def year_earlier(match: Match) -> Built:
    """ "The year-earlier period", "a week-ago quarter": what was just told of, a year before."""
    unit = unit_in(match)
    if unit is not Unit.YEAR:
        return None
    inner = match.item("REF").meaning if match.has("REF") else None
    if isinstance(inner, Calendar):
        return Within(inner, Relative(Unit.YEAR, -1, Anchor.REPORT))
    return None if inner is not None else Relative(Unit.YEAR, -1, Anchor.TEXT, keeps=True)


def set_unit(match: Match) -> Built:
    """ "Every week", "every two years", "twice a month"."""
    if match.has("AMOUNT"):
        found = amount_in(match)
        return None if found is None or match.has("some") else Recurring(timex.length(found))
    step = 2 if match.has("OTHER") else nth_in(match) or 1
    return Recurring(timex.length(Amount(Fraction(step), unit_in(match))))


def set_cycle(match: Match) -> Built:
    """ "Every Thursday", "each July", "Fridays", "Monday nights"."""
    if match.has("WEEKDAYS"):
        value = timex.blank(Calendar("weekday", int(match.text("WEEKDAYS"))))
    else:
        inner = match.item("CYCLE", "WEEKDAY_REF").meaning
        if not isinstance(inner, Calendar):
            return None
        value = timex.blank(inner)
    if match.has("PARTS"):
        value += "T" + match.text("PARTS")
    elif match.has("PART_REF"):
        value += time_of(match.item("PART_REF"))
    return Recurring(value)


def set_part(match: Match) -> Built:
    """ "Every night"."""
    return Recurring("XXXX-XX-XX" + time_of(match.item("PART_REF")))


def set_word(match: Match) -> Built:
    """ "Daily"."""
    return Recurring(match.text("SETWORD"))


def long_word(match: Match) -> Built:
    """ "Weeklong", "yearlong"."""
    return Stretch(timex.amount(match.text("LONGWORD")))


def age(match: Match) -> Built:
    """ "Two-year-old", "decades-long"."""
    found = match.find("AMOUNT")
    if found is not None and found.amount is not None:
        return Stretch(found.amount)
    return Stretch(Amount(None if match.has("UNITS") else Fraction(1), unit_in(match)))


def reference(match: Match) -> Built:
    """ "Now", "recently", "future"."""
    return Reference(match.text("REFERENCE", "ADJECTIVE_REFERENCE"))


def noun_reference(match: Match) -> Built:
    """ "The past", "the future"."""
    word = next(w for w in ("past", "present", "future") if match.has(w))
    return Reference(f"{word.upper()}_REF")


def units(match: Match) -> Built:
    """ "Months", "for years"."""
    return Amount(None, unit_in(match))


def week_of(match: Match) -> Built:
    """ "The week of March 6", "the weekend of Jan. 22"."""
    inner, unit = match.item("REF").meaning, unit_in(match)
    if unit not in {Unit.WEEK, Unit.WEEKEND} or inner is None or timex.unit_of(inner) is not Unit.DAY:
        return None
    return Relative(unit, 0, Anchor.TEXT, base=inner)


def holiday_week(match: Match) -> Built:
    """ "Easter week", "Christmas weekend"."""
    unit = unit_in(match)
    if unit not in {Unit.WEEK, Unit.WEEKEND}:
        return None
    return Relative(unit, 0, Anchor.TEXT, base=match.item("HOLIDAY_REF").meaning)


def unit_end(match: Match) -> Built:
    """ "Year-end", "the month's end"."""
    unit = unit_in(match)
    if unit not in {Unit.YEAR, Unit.QUARTER, Unit.MONTH}:
        return None
    return Refined(Relative(unit, 0, Anchor.REPORT), Part.LATE)


def tonight(match: Match) -> Built:
    """ "Tonight"; "overnight" is the night before the report."""
    return Clocked(Relative(Unit.DAY, 0 if match.has("TONIGHT") else -1, Anchor.REPORT), "TNI")


def part_of_day(match: Match) -> Built:
    """ "Last night", "this morning", "the next morning", "that evening"."""
    time = time_of(match.item("PART_REF"))
    if match.has("FOLLOWING") or match.has("PREVIOUS") or match.has("next"):
        return Clocked(Relative(Unit.DAY, -1 if match.has("PREVIOUS") else 1, Anchor.TEXT), time)
    if match.has("THAT"):
        return Clocked(Relative(Unit.DAY, 0, Anchor.TEXT), time)
    steps = -1 if match.has("LAST") else 0
    return Clocked(Relative(Unit.DAY, steps, Anchor.REPORT), time)


BUILDERS: dict[str, Builder] = {
    builder.__name__: builder
    for builder in (
        this_unit,
        last_unit,
        the_last_unit,
        next_unit,
        following_unit,
        previous_unit,
        that_unit,
        day_beside,
        the_unit,
        fiscal_unit,
        picked,
        stretch,
        vague_stretch,
        nth_stretch,
        ago,
        earlier,
        beside,
        year_earlier,
        set_unit,
        set_cycle,
        set_part,
        set_word,
        long_word,
        age,
        reference,
        noun_reference,
        units,
        week_of,
        holiday_week,
        unit_end,
        tonight,
        part_of_day,
    )
}
