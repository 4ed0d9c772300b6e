"""Level 1: amounts, and calendar times as they stand in the text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from detente.coding.times import periods, timex
from detente.coding.times.builders.common import (
    Builder,
    Built,
    Pair,
    nth_in,
    number_in,
    unit_in,
)
from detente.coding.times.items import Item
from detente.coding.times.meanings import (
    Amount,
    Anchor,
    Calendar,
    Clocked,
    Known,
    Meaning,
    Relative,
    Stretch,
)
from detente.coding.times.patterns import Match
from detente.coding.times.periods import Unit

_PIVOT = 30  # two-digit years below it are of this century: "'98" is 1998, "'14" 2014


def amount(match: Match) -> Built:
    """ "Three months", "several years", "two and a half hours"."""
    number = number_in(match)
    if number is not None and match.has("half"):
        number += Fraction(1, 2)
    return Amount(number, unit_in(match))


def one_amount(match: Match) -> Built:
    """ "A week", "an hour and a half"."""
    return Amount(Fraction(3, 2) if match.has("half") else Fraction(1), unit_in(match))


def half_amount(match: Match) -> Built:
    """ "Half an hour"."""
    return Amount(Fraction(1, 2), unit_in(match))


def amount_range(match: Match) -> Built:
    """ "Two to three weeks": the lower number, as TIMEX3 has one value."""
    return Amount(match.all("NUM")[0].number, unit_in(match))


def vague_amount(match: Match) -> Built:
    """ "A year or two", "weeks or months"."""
    return Amount(None, unit_in(match))


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
    """ "21/01/2022" and "1/21/22"; only the year where day and month could change places."""
    first, second, year = (int(part) for part in match.text("SLASHED").split("/"))
    full = year if year > 99 else _century_filled(year)
    if first > 12 or first == second:
        return _dated(full, second, first) if second <= 12 else None
    if second > 12:
        return _dated(full, first, second)
    return Known(replace(periods.year(full), value=f"{full:04d}-XX-XX"))


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


def quarter(match: Match) -> Built:
    """ "The third quarter", "Q3"."""
    if match.has("QLABEL"):
        return Calendar("quarter", int(match.text("QLABEL")))
    index = nth_in(match)
    return Calendar("quarter", index) if index and index <= 4 else None


def half(match: Match) -> Built:
    """ "The second half", "H1"."""
    if match.has("HLABEL"):
        return Calendar("half", int(match.text("HLABEL")))
    index = nth_in(match) or 2  # "the last half"
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


BUILDERS: dict[str, Builder] = {
    builder.__name__: builder
    for builder in (
        amount,
        one_amount,
        half_amount,
        amount_range,
        vague_amount,
        calendar_date,
        iso,
        slashed,
        known_day,
        date_range,
        month_range,
        month,
        year,
        year_range,
        decade,
        century,
        quarter,
        half,
        season,
        fiscal_year,
        holiday,
        weekday,
        clock,
        day_shift,
        part,
    )
}
