"""Dates of the tables: ISO strings of day, month or year precision, compared as they are written."""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def is_iso(text: str) -> bool:
    """Whether the text is a year, a month or a day that exists."""
    if _ISO.fullmatch(text) is None:
        return False
    if len(text) < 10:
        return True
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def holds(since: str | None, until: str | None, at: date) -> bool:
    """Whether the day lies in the half-open interval; an end given as a year or month takes that year or month in."""
    return begun(since, at) and not over(until, at)


def begun(since: str | None, at: date) -> bool:
    """Whether the interval has begun by that day; an unknown beginning is taken as long ago."""
    return not since or at.isoformat()[: len(since)] >= since


def over(until: str | None, at: date) -> bool:
    """Whether the interval has ended by that day; no end means that it goes on."""
    if not until:
        return False
    day = at.isoformat()[: len(until)]
    return day >= until if len(until) == 10 else day > until
