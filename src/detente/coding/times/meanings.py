"""What a time expression says before it is held against a date: the small algebra between grammar and calendar."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from detente.coding.times.periods import Part, Period, Unit


class Anchor(StrEnum):
    """What a relative time counts from."""

    REPORT = "report"  # "two weeks ago"
    TEXT = "text"  # "two weeks earlier"


class Pick(StrEnum):
    """Which of the recurring ones is meant: "June", "last June", "this June", "next June", "this coming June"."""

    NEAREST = "nearest"
    LAST = "last"
    THIS = "this"
    NEXT = "next"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Amount:
    """A length of time. ``number`` None: it is not said how many ("several months")."""

    number: Fraction | None
    unit: Unit


@dataclass(frozen=True, slots=True)
class Known:
    """A stretch that the text itself dates in full."""

    period: Period


@dataclass(frozen=True, slots=True)
class Calendar:
    """A place in a cycle: a weekday (1 Monday … 7), a month, a day of a month, a season, a quarter, a half, a holiday.

    ``cycle`` names what recurs: weekday, weekend, month, date, season, quarter, half, holiday. ``index`` counts from 1, for
    seasons from 0.
    """

    cycle: str
    index: int
    day: int = 0
    holiday: str = ""
    pick: Pick = Pick.NEAREST
    anchor: Anchor = Anchor.REPORT


@dataclass(frozen=True, slots=True)
class Relative:
    """The unit's period so many steps from an anchor. ``keeps``: a year's step that keeps the anchor's own unit, as in
    "a year earlier" told of a quarter. ``base``: what it counts from, where the expression names that itself.
    """

    unit: Unit
    steps: int
    anchor: Anchor
    keeps: bool = False
    base: Meaning | None = None


@dataclass(frozen=True, slots=True)
class Within:
    """A recurring time inside a stretch: "June last year", "Tuesday of last week", "the third quarter of 2021"."""

    inner: Calendar
    whole: Meaning


@dataclass(frozen=True, slots=True)
class Stretch:
    """A length of time that ends (side -1) or begins (side 1) at the report's date; side 0: nothing says where it lies.

    With a base it opens (1) or closes (-1) that: "the first six months of 2021".
    """

    amount: Amount
    side: int = 0
    base: Meaning | None = None


@dataclass(frozen=True, slots=True)
class Ordered:
    """The n-th unit or weekday inside a stretch, -1 the last: "the last day of March", "the first Monday in May"."""

    unit: Unit
    weekday: int
    index: int
    whole: Meaning


@dataclass(frozen=True, slots=True)
class Reference:
    """PRESENT_REF, PAST_REF or FUTURE_REF."""

    value: str


@dataclass(frozen=True, slots=True)
class Recurring:
    """A set: its TIMEX3 value."""

    value: str


@dataclass(frozen=True, slots=True)
class Refined:
    """A part of a stretch: "late 2021", "the end of the month"."""

    whole: Meaning
    part: Part


@dataclass(frozen=True, slots=True)
class Clocked:
    """A time of day (``T`` and a clock time or TIMEX3 part of day), on a day where one is named."""

    on: Meaning | None
    time: str


Meaning = Known | Calendar | Relative | Within | Ordered | Stretch | Reference | Recurring | Refined | Clocked
