"""What each rule of rules.tsv makes of the items it found. A builder gives None where the items only look like a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from detente.coding.times import periods, timex
from detente.coding.times.items import Item
from detente.coding.times.meanings import (
    Amount,
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
from detente.coding.times.patterns import Match
from detente.coding.times.periods import Part, Unit


@dataclass(frozen=True, slots=True)
class Pair:
    """Two times in one stretch ("Jan. 3-5"): the second begins with the match's item number ``split``."""

    left: Meaning
    right: Meaning
    split: int


Built = Meaning | Amount | Pair | None
Builder = Callable[[Match], Built]
_BELOW_DAY = frozenset({Unit.SECOND, Unit.MINUTE, Unit.HOUR})
_NO_PERIOD = _BELOW_DAY | {Unit.FORTNIGHT, Unit.MILLENNIUM}
_PIVOT = 30  # two-digit years below it are of this century: "'98" is 1998, "'14" 2014


# --- level 1: amounts and calendar cores


def _unit(match: Match) -> Unit:
    return Unit(match.text("UNIT", "UNITS"))


def _number(match: Match) -> Fraction | None:
    found = match.find("NUM")
    return found.number if found else None


def amount(match: Match) -> Built:
    """ "Three months", "several years", "two and a half hours"."""
    number = _number(match)
    if number is not None and match.has("half"):
        number += Fraction(1, 2)
    return Amount(number, _unit(match))


def one_amount(match: Match) -> Built:
    """ "A week", "an hour and a half"."""
    return Amount(Fraction(3, 2) if match.has("half") else Fraction(1), _unit(match))


def half_amount(match: Match) -> Built:
    """ "Half an hour"."""
    return Amount(Fraction(1, 2), _unit(match))


def amount_range(match: Match) -> Built:
    """ "Two to three weeks": the lower number, as TIMEX3 has one value."""
    return Amount(match.all("NUM")[0].number, _unit(match))


def vague_amount(match: Match) -> Built:
    """ "A year or two", "weeks or months"."""
    return Amount(None, _unit(match))


def _day_of_month(item: Item) -> int | None:
    number = item.number
    return int(number) if number is not None and number.denominator == 1 and 1 <= number <= 31 else None


def _year_of(match: Match) -> int | None:
    """The year that the match names, with two-digit years filled up."""
    found = match.find("YEAR", "NUM")
    if found is not None and found.number is not None:
        return int(found.number) if 1 <= found.number <= 9999 else None
    short = match.find("TWO", "SHORTYEAR", "FISCALYEAR")
    if short is None:
        return None
    digits = int(short.number) if short.number is not None else int(match.text("SHORTYEAR", "FISCALYEAR"))
    return digits if digits > 99 else _century_filled(digits)


def _century_filled(digits: int) -> int:
    return digits + (2000 if digits < _PIVOT else 1900)


def _dated(year: int | None, month: int, day: int | None) -> Meaning | None:
    """A day or, without day, a month; in a cycle where no year is named. None where there is no such day."""
    if day is None:
        return Calendar("month", month) if year is None else Known(periods.month(year, month))
    try:
        on = date(2000 if year is None else year, month, day)  # 2000 has a 29 February
    except ValueError:
        return None
    return Calendar("date", month, day) if year is None else Known(periods.day(on))


def calendar_date(match: Match) -> Built:
    """ "Jan. 10", "10 January 2022", "March the eighth"."""
    day = _day_of_month(match.item("DAY", "ORDINAL"))
    year = _year_of(match) if match.has("YEAR") else None
    return None if day is None else _dated(year, int(match.text("MONTH")), day)


def iso(match: Match) -> Built:
    """ "2022-01-21", "2022-01-21T10:00Z"."""
    text = match.text("ISO")
    try:
        on = Known(periods.day(date.fromisoformat(text[:10])))
    except ValueError:
        return None
    return Clocked(on, text[10:16].upper()) if len(text) > 10 else on


def slashed(match: Match) -> Built:
    """ "21/01/2022" and "1/21/22"; nothing where day and month could change places, unless they are the same."""
    first, second, year = (int(part) for part in match.text("SLASHED").split("/"))
    full = year if year > 99 else _century_filled(year)
    if first > 12 or first == second:
        return _dated(full, second, first) if second <= 12 else None
    if second > 12:
        return _dated(full, first, second)
    return Known(periods.year(full))


def known_day(match: Match) -> Built:
    """A day that has a name of its own ("9/11")."""
    return Known(periods.day(date.fromisoformat(match.text("KNOWNDAY"))))


def date_range(match: Match) -> Built:
    """ "Jan. 3-5", "3 to 5 January 2022": two days of one month."""
    days = [_day_of_month(item) for item in match.all("DAY")]
    year = _year_of(match) if match.has("YEAR") else None
    month = int(match.text("MONTH"))
    left, right = (_dated(year, month, day) for day in days)
    if left is None or right is None or (days[0] or 0) >= (days[1] or 0):
        return None
    return Pair(left, right, 3 if match.symbols[0] == "MONTH" else 2)


def month_range(match: Match) -> Built:
    """ "January-March 2022": both months take the year."""
    year = _year_of(match)
    months = [i.symbols["MONTH"] for i in match.all("MONTH")]
    left, right = (_dated(year, int(month), None) for month in months)
    return None if left is None or right is None else Pair(left, right, 2)


def month(match: Match) -> Built:
    """ "March", "March 2022"."""
    return _dated(_year_of(match) if match.has("YEAR") else None, int(match.text("MONTH")), None)


def year(match: Match) -> Built:
    """ "2014", "'98"."""
    if match.has("'") and not match.item("TWO").glued:
        return None
    number = _year_of(match)
    return Known(periods.year(number)) if number is not None and number >= 100 else None


def year_range(match: Match) -> Built:
    """ "1939-45"."""
    first, second = match.item("YEAR"), match.item("TWO")
    if first.number is None or second.number is None or not second.glued:
        return None
    start = int(first.number)
    end = start - start % 100 + int(second.number)
    return Pair(Known(periods.year(start)), Known(periods.year(end)), 2) if start < end else None


def decade(match: Match) -> Built:
    """ "The 1980s", "the '80s", "the eighties"."""
    first = int(match.text("DECADE"))
    return Known(periods.decade(first if first > 99 else 1900 + first))


def century(match: Match) -> Built:
    """ "The 21st century"."""
    index = match.item("ORDINAL").number
    return Known(periods.century(int(index))) if index is not None and 1 <= index <= 30 else None


def _nth(match: Match) -> int | None:
    found = match.find("ORDINAL")
    return None if found is None or found.number is None else int(found.number)


def quarter(match: Match) -> Built:
    """ "The third quarter", "Q3"."""
    if match.has("QLABEL"):
        return Calendar("quarter", int(match.text("QLABEL")))
    index = _nth(match)
    return Calendar("quarter", index) if index and index <= 4 else None


def half(match: Match) -> Built:
    """ "The second half", "H1"."""
    if match.has("HLABEL"):
        return Calendar("half", int(match.text("HLABEL")))
    index = _nth(match) or 2  # "the last half"
    return Calendar("half", index) if index <= 2 else None


def season(match: Match) -> Built:
    """ "Summer"."""
    return Calendar("season", int(match.text("SEASON")))


def fiscal_year(match: Match) -> Built:
    """ "Fiscal 1989", "FY22": the year's number; when it begins and ends is each body's own affair."""
    number = _year_of(match)
    return Stretch(Amount(Fraction(1), Unit.YEAR), 0, Known(periods.year(number))) if number else None


def holiday(match: Match) -> Built:
    """ "Christmas"."""
    return Calendar("holiday", 0, holiday=match.text("HOLIDAY"))


def weekday(match: Match) -> Built:
    """ "Thursday"."""
    return Calendar("weekday", int(match.text("WEEKDAY", "SHORT_WEEKDAY")))


def clock(match: Match) -> Built:
    """ "10:35 a.m. EST", "1400 GMT", "noon"."""
    time = timex.clock(match)
    return None if time is None else Clocked(None, time)


def day_shift(match: Match) -> Built:
    """ "Yesterday"."""
    return Relative(Unit.DAY, int(match.text("DAYSHIFT")), Anchor.REPORT)


def part(match: Match) -> Built:
    """ "Morning"."""
    return Clocked(None, "T" + match.text("PART"))


# --- level 2: references


def _shifted(match: Match, steps: int, anchor: Anchor) -> Built:
    unit = _unit(match)
    return None if unit in _NO_PERIOD else Relative(unit, steps, anchor)


def this_unit(match: Match) -> Built:
    """ "This week"."""
    return _shifted(match, 0, Anchor.REPORT)


def last_unit(match: Match) -> Built:
    """ "Last year"."""
    return _shifted(match, -1, Anchor.REPORT)


def the_last_unit(match: Match) -> Built:
    """ "The past year", "the last decade": so long until now. "The latest quarter" is a quarter."""
    if match.item("LAST").symbols.get("latest") is not None or _unit(match) is Unit.QUARTER:
        return _shifted(match, -1, Anchor.REPORT)
    return Stretch(Amount(Fraction(1), _unit(match)), -1)


def next_unit(match: Match) -> Built:
    """ "Next week"."""
    if _unit(match) is Unit.DAY:
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
    unit = _unit(match)
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
    pick = Pick.LAST if match.has("LAST") else Pick.NEXT if match.has("NEXT") else Pick.THIS
    return replace(inner, pick=pick)


def _amount_of(match: Match) -> Amount | None:
    return match.item("AMOUNT").amount


def stretch(match: Match) -> Built:
    """ "The past two weeks", "the next six months"."""
    found = _amount_of(match)
    return None if found is None else Stretch(found, -1 if match.has("LAST") or match.has("PREVIOUS") else 1)


def vague_stretch(match: Match) -> Built:
    """ "Recent weeks", "the months ahead"."""
    return Stretch(Amount(None, _unit(match)), -1 if match.has("RECENT") else 1)


def nth_stretch(match: Match) -> Built:
    """ "The first nine months"."""
    found = _amount_of(match)
    return None if found is None else Stretch(found)


def _steps(found: Amount, sign: int) -> int | None:
    """Whole steps; None for "several"."""
    return None if found.number is None else sign * round(found.number)


def _away(match: Match, sign: int, anchor: Anchor, base: Meaning | None = None) -> Built:
    found = _amount_of(match)
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
    unit = _unit(match)
    if unit is not Unit.YEAR:
        return None
    inner = match.item("REF").meaning if match.has("REF") else None
    if isinstance(inner, Calendar):
        return Within(inner, Relative(Unit.YEAR, -1, Anchor.REPORT))
    return None if inner is not None else Relative(Unit.YEAR, -1, Anchor.TEXT, keeps=True)


def set_unit(match: Match) -> Built:
    """ "Every week", "every two years", "twice a month"."""
    if match.has("AMOUNT"):
        found = _amount_of(match)
        return None if found is None or match.has("some") else Recurring(timex.length(found))
    step = 2 if match.has("OTHER") else _nth(match) or 1
    return Recurring(timex.length(Amount(Fraction(step), _unit(match))))


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
        value += _part_value(match.item("PART_REF"))
    return Recurring(value)


def _part_value(item: Item) -> str:
    return item.meaning.time if isinstance(item.meaning, Clocked) else ""


def set_part(match: Match) -> Built:
    """ "Every night"."""
    return Recurring("XXXX-XX-XX" + _part_value(match.item("PART_REF")))


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
    return Stretch(Amount(None if match.has("UNITS") else Fraction(1), _unit(match)))


def reference(match: Match) -> Built:
    """ "Now", "recently", "future"."""
    return Reference(match.text("REFERENCE", "ADJECTIVE_REFERENCE"))


def units(match: Match) -> Built:
    """ "Months", "for years"."""
    return Amount(None, _unit(match))


def week_of(match: Match) -> Built:
    """ "The week of March 6", "the weekend of Jan. 22"."""
    inner = match.item("REF").meaning
    if not isinstance(inner, Known | Calendar):
        return None
    return Relative(Unit.WEEKEND if match.has("WEEKEND") else Unit.WEEK, 0, Anchor.TEXT, base=inner)


def holiday_week(match: Match) -> Built:
    """ "Easter week", "Christmas weekend"."""
    unit = _unit(match)
    if unit not in {Unit.WEEK, Unit.WEEKEND}:
        return None
    return Relative(unit, 0, Anchor.TEXT, base=match.item("HOLIDAY_REF").meaning)


def unit_end(match: Match) -> Built:
    """ "Year-end", "the month's end"."""
    unit = _unit(match)
    if unit not in {Unit.YEAR, Unit.QUARTER, Unit.MONTH}:
        return None
    return Refined(Relative(unit, 0, Anchor.REPORT), Part.LATE)


def tonight(match: Match) -> Built:
    """ "Tonight"; "overnight" is the night before the report."""
    return Clocked(Relative(Unit.DAY, 0 if match.has("TONIGHT") else -1, Anchor.REPORT), "TNI")


def part_of_day(match: Match) -> Built:
    """ "Last night", "this morning", "the next morning", "that evening"."""
    time = _part_value(match.item("PART_REF"))
    if match.has("FOLLOWING") or match.has("PREVIOUS"):
        return Clocked(Relative(Unit.DAY, 1 if match.has("FOLLOWING") else -1, Anchor.TEXT), time)
    if match.has("THAT"):
        return Clocked(Relative(Unit.DAY, 0, Anchor.TEXT), time)
    steps = -1 if match.has("LAST") else 0
    return Clocked(Relative(Unit.DAY, steps, Anchor.REPORT), time)


# --- level 3 and above: composition


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
            Relative(_unit(match), 0, Anchor.REPORT) if _unit(match) in _WHOLE_UNITS else None
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
    index = _nth(match) or -1
    if match.has("REF"):
        whole = match.item("REF").meaning
    else:
        unit = Unit(match.all("UNIT")[1].symbols["UNIT"])
        whole = None if unit in _NO_PERIOD else Relative(unit, 0, Anchor.REPORT)
    if whole is None or timex.unit_of(whole) not in {
        Unit.MONTH,
        Unit.YEAR,
        Unit.WEEK,
        Unit.QUARTER,
        Unit.SEASON,
    }:
        return None
    if not match.has("WEEKDAY_REF"):
        unit = _unit(match)
        return (
            Ordered(unit, 0, index, whole)
            if unit in {Unit.DAY, Unit.WEEK, Unit.WEEKEND, Unit.MONTH}
            else None
        )
    inner = match.item("WEEKDAY_REF").meaning
    return Ordered(Unit.DAY, inner.index, index, whole) if isinstance(inner, Calendar) else None


def clock_part(match: Match) -> Built:
    """ "Four in the morning", "10:30 at night"."""
    time = _part_value(match.item("PART_REF"))
    if match.has("CLOCK_REF"):
        found = match.item("CLOCK_REF").meaning
        hours = found.time if isinstance(found, Clocked) else ""
    else:
        number = _number(match)
        hours = (
            f"T{int(number):02d}:00"
            if number is not None and number.denominator == 1 and number <= 12
            else ""
        )
    value = timex.in_part(hours, time)
    return None if value is None else Clocked(None, value)


def nth_of(match: Match) -> Built:
    """ "The first six months of 2021"."""
    found, whole = _amount_of(match), match.item("WHOLE").meaning
    if found is None or _nth(match) != 1:
        return None
    return Stretch(found, 1, whole)


def day_part(match: Match) -> Built:
    """ "Monday night", "in the early hours" not: "early on the morning of Jan. 10", "late Friday afternoon"."""
    if match.has("OVERNIGHT_REF"):
        return Clocked(match.item("REF_DAY").meaning, "TNI")
    time = _part_value(match.item("PART_REF"))
    on = match.find("REF_DAY")
    return Clocked(on.meaning if on else Relative(Unit.DAY, 0, Anchor.REPORT), time)


def clock_day(match: Match) -> Built:
    """ "10 p.m. Wednesday", "Friday at noon"."""
    time = _part_value(match.item("CLOCK_REF"))
    return Clocked(match.item("REF_DAY").meaning, time)


def refined(match: Match) -> Built:
    """ "Late 2021", "the end of the month", "earlier this week"."""
    chosen = Part(match.text("EARLY"))
    if match.has("REF"):
        whole = match.item("REF").meaning
        return None if whole is None else Refined(whole, chosen)
    unit = _unit(match)
    return None if unit in _NO_PERIOD else Refined(Relative(unit, 0, _anchor_of(unit)), chosen)


def _anchor_of(unit: Unit) -> Anchor:
    """ "Later in the day" is the day told of; "the end of the month" is the report's month."""
    return Anchor.TEXT if unit is Unit.DAY else Anchor.REPORT


def alternative_clock(match: Match) -> Built:
    """ "10 a.m. (0900 GMT)": the first; both are the same time."""
    return match.items[0].meaning


BUILDERS: dict[str, Builder] = {
    builder.__name__: builder
    for builder in (
        amount, one_amount, half_amount, amount_range, vague_amount, calendar_date, iso, slashed, known_day, date_range, month_range,
        month, year, year_range, decade, century, quarter, half, season, fiscal_year, holiday, weekday, clock, day_shift, part,
        this_unit, last_unit, the_last_unit, next_unit, following_unit, previous_unit, that_unit, day_beside, the_unit, fiscal_unit, picked,
        stretch, vague_stretch, nth_stretch, ago, earlier, beside, year_earlier, set_unit, set_cycle, set_part, set_word,
        long_word, age, reference, units, week_of, holiday_week, unit_end, tonight, part_of_day, weekday_date, within,
        within_reversed, ordered, clock_part, nth_of, day_part, clock_day, refined, alternative_clock,
    )
}  # fmt: skip
