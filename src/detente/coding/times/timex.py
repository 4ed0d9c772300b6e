"""TIMEX3 values: lengths, clock times, and what stands for a time that no date is known for."""

from __future__ import annotations

from fractions import Fraction

from detente.coding.times.meanings import (
    Amount,
    Calendar,
    Clocked,
    Known,
    Meaning,
    Ordered,
    Refined,
    Relative,
    Within,
)
from detente.coding.times.patterns import Match
from detente.coding.times.periods import SEASONS, Unit

# Letter, whether it is a clock unit, and how many of the letter's unit make one.
_LETTERS = {
    Unit.SECOND: ("S", True, 1),
    Unit.MINUTE: ("M", True, 1),
    Unit.HOUR: ("H", True, 1),
    Unit.DAY: ("D", False, 1),
    Unit.WEEKEND: ("D", False, 2),
    Unit.WEEK: ("W", False, 1),
    Unit.FORTNIGHT: ("W", False, 2),
    Unit.MONTH: ("M", False, 1),
    Unit.QUARTER: ("Q", False, 1),
    Unit.SEASON: ("M", False, 3),
    Unit.HALF: ("M", False, 6),
    Unit.YEAR: ("Y", False, 1),
    Unit.DECADE: ("Y", False, 10),
    Unit.CENTURY: ("Y", False, 100),
    Unit.MILLENNIUM: ("Y", False, 1000),
}
_VAGUE = {Unit.DECADE: "PXDE", Unit.CENTURY: "PXCE", Unit.MILLENNIUM: "PXML", Unit.WEEKEND: "PXWE"}
_SMALLER = {
    Unit.YEAR: ("M", 12),
    Unit.MONTH: ("W", 4),
    Unit.WEEK: ("D", 7),
    Unit.DAY: ("H", 24),
    Unit.HOUR: ("M", 60),
    Unit.MINUTE: ("S", 60),
}
_BLANKS = {
    Unit.DAY: "XXXX-XX-XX",
    Unit.WEEKEND: "XXXX-WXX-WE",
    Unit.WEEK: "XXXX-WXX",
    Unit.FORTNIGHT: "XXXX-WXX",
    Unit.MONTH: "XXXX-XX",
    Unit.QUARTER: "XXXX-QX",
    Unit.SEASON: "XXXX-XX",
    Unit.HALF: "XXXX-HX",
    Unit.YEAR: "XXXX",
    Unit.DECADE: "XXX",
    Unit.CENTURY: "XX",
}
_CYCLE_UNITS = {
    "weekday": Unit.DAY,
    "weekend": Unit.WEEKEND,
    "month": Unit.MONTH,
    "date": Unit.DAY,
    "season": Unit.SEASON,
    "quarter": Unit.QUARTER,
    "half": Unit.HALF,
    "holiday": Unit.DAY,
}
_AFTER_NOON = frozenset({"TAF", "TEV"})


def length(found: Amount) -> str:
    """A duration: P3W, PT90M, PXM, P1Y6M for a year and a half."""
    letter, is_clock, scale = _LETTERS[found.unit]
    prefix = "PT" if is_clock else "P"
    if found.number is None:
        return _VAGUE.get(found.unit, f"{prefix}X{letter}")
    number = found.number * scale
    if number.denominator == 1:
        return f"{prefix}{int(number)}{letter}"
    return _mixed(found.unit, number, prefix, letter)


def _mixed(unit: Unit, number: Fraction, prefix: str, letter: str) -> str:
    """A broken number with the rest in the next smaller unit where that comes out even; else as a decimal."""
    smaller = _SMALLER.get(unit)
    if smaller is None or (number * smaller[1]).denominator > 1:
        return f"{prefix}{float(number):g}{letter}"
    whole, rest = int(number), int((number - int(number)) * smaller[1])
    head = f"{whole}{letter}" if whole else ""
    if unit is Unit.DAY:
        return f"P{head}T{rest}H"
    return f"{prefix}{head}{rest}{smaller[0]}"


def amount(value: str) -> Amount:
    """The amount of a plain duration such as ``P1W`` or ``PT1H``."""
    is_clock = value.startswith("PT")
    number, letter = value[2 if is_clock else 1 : -1], value[-1]
    unit = next(
        u
        for u, (known, clock_unit, scale) in _LETTERS.items()
        if (known, clock_unit, scale) == (letter, is_clock, 1)
    )
    return Amount(Fraction(number), unit)


def unit_of(meaning: Meaning) -> Unit | None:  # noqa: PLR0911 - one a case
    """The unit of the period that a meaning stands for; None where it stands for no single one."""
    match meaning:
        case Known():
            return meaning.period.unit
        case Calendar():
            return _CYCLE_UNITS[meaning.cycle]
        case Relative():
            return meaning.unit
        case Within():
            return unit_of(meaning.inner)
        case Ordered():
            return meaning.unit
        case Refined():
            return unit_of(meaning.whole)
        case Clocked():
            return Unit.DAY
    return None


def blank(found: Calendar) -> str:
    """The value of a recurring time whose year, or week, is not known."""
    return {
        "weekday": f"XXXX-WXX-{found.index}",
        "weekend": "XXXX-WXX-WE",
        "month": f"XXXX-{found.index:02d}",
        "date": f"XXXX-{found.index:02d}-{found.day:02d}",
        "season": f"XXXX-{SEASONS[found.index % 4]}",
        "quarter": f"XXXX-Q{found.index}",
        "half": f"XXXX-H{found.index}",
        "holiday": "XXXX-XX-XX",
    }[found.cycle]


def blank_unit(unit: Unit) -> str:
    """The value of a period of which only the unit is known."""
    return _BLANKS.get(unit, "XXXX-XX-XX")


def clock(match: Match) -> str | None:
    """``T22:00`` of a clock time; None where there is no such time."""
    if match.has("CLOCKWORD"):
        return match.text("CLOCKWORD")
    if match.has("HALFDAY"):
        time, half = match.text("HALFDAY").split(" ")
        return _of_half_day(time, half)
    if match.has("FOUR"):
        four = match.text("FOUR")
        return f"T{four[:2]}:{four[2:]}" if int(four[:2]) < 24 and int(four[2:]) < 60 else None
    if match.has("NUM"):
        number = match.item("NUM").number
        time = f"{number}:00" if number is not None and number.denominator == 1 and number <= 24 else ""
    else:
        time = match.text("HM", "DOTTED")
    return _of_half_day(time, match.text("AMPM") if match.has("AMPM") else "") if time else None


def _of_half_day(time: str, half: str) -> str | None:
    hours, minutes = (int(part) for part in time.split(":"))
    if half in {"am", "pm"}:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half == "pm" else 0)
    return f"T{hours:02d}:{minutes:02d}" if hours <= 24 and minutes < 60 else None


def in_part(time: str, part: str) -> str | None:
    """A clock time moved to the half of the day that its part says: four in the afternoon is T16:00."""
    if not time or ":" not in time:
        return None
    hours, minutes = int(time[1:3]), time[4:6]
    if hours > 12:
        return time
    late = part in _AFTER_NOON or (part == "TNI" and hours >= 6)
    return f"T{hours % 12 + (12 if late else 0):02d}:{minutes}"
