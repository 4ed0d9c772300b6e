"""Publication dates as files state them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

ACCEPTED = (
    "expected a date 2022-01-21, a time with zone 2022-01-21T10:00:00+02:00, or RFC 2822 "
    "(Fri, 21 Jan 2022 10:00:00 +0200)"
)

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{8}")
_ISO_TIME = re.compile(r"(?:\d{4}-\d\d-\d\d|\d{8})[Tt ]\d\d:?\d\d.*")
_RFC_2822 = re.compile(
    r"(?:[A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d\d:\d\d(?::\d\d)?\s+(?:[+-]\d{4}|[A-Z]{1,3})"
)
_UNKNOWN_LOCAL = "-0000"  # RFC 2822: the time is UTC, the place's own zone is not told
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>[A-Z][a-z]{2,8})\.?"
_WRITTEN = re.compile(
    rf"(?:(?:published|posted|updated on|on)?[:,]?\s*)(?:[A-Z][a-z]{{2,8}},?\s+)?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>\d{{4}})"
    rf"|{_MONTH.replace('month', 'month2')}\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}}))"
    r"(?P<rest>(?:[\s,|–-]+(?:at\s+)?\d{1,2}[:.]\d\d.{0,20})?)",
    re.I,
)
_LONG = "january february march april may june july august september october november december sept".split()
_NAMES = frozenset((*_MONTHS, *_LONG))


class Published(NamedTuple):
    """The day of publication where it was published, and the moment with its zone where one is told."""

    day: date
    at: datetime | None


def published(value: object) -> Published | None:
    """What a field's value says, None where it says nothing; ValueError naming the value and what is accepted.

    A time without a zone is refused, since the day it names may be another one; a time stamp at midnight
    without a zone is how tables store a plain day, and is read as one.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    stated = _of_text(value.strip()) if isinstance(value, str) else _of_native(value)
    if stated is None:
        raise ValueError(f"published is {_shorten(value)}; {ACCEPTED}")
    return stated


def page_date(value: str) -> Published | None:
    """What a page's own mark or date line says; None where it is no full date.

    A time without a zone keeps its day, which is the day that the page shows. The placeholders that
    publishing systems leave (the first day of their calendar) are no dates.
    """
    text = " ".join(value.split())
    try:
        stated = _of_text(text) or _of_naive(text) or _of_words(text)
    except ValueError:
        return None
    return stated if stated and stated.day.year > 1970 else None


def _of_text(text: str) -> Published | None:
    try:
        if _ISO_DAY.fullmatch(text):
            return Published(date.fromisoformat(text), None)
        if _ISO_TIME.fullmatch(text):
            return _aware(datetime.fromisoformat(text.upper()))
        if _RFC_2822.fullmatch(text):
            return _rfc_2822(text)
    except ValueError:
        return None
    return None


def _rfc_2822(text: str) -> Published | None:
    moment = parsedate_to_datetime(text)
    return _aware(moment.replace(tzinfo=UTC) if text.endswith(_UNKNOWN_LOCAL) else moment)


def _of_native(value: object) -> Published | None:
    if not isinstance(value, datetime):
        return Published(value, None) if isinstance(value, date) else None
    midnight = value.time() == value.min.time()
    return _aware(value) or (Published(value.date(), None) if midnight else None)


def _aware(moment: datetime) -> Published | None:
    return None if moment.utcoffset() is None else Published(moment.date(), moment)


def _of_naive(text: str) -> Published | None:
    return Published(datetime.fromisoformat(text).date(), None) if _ISO_TIME.fullmatch(text) else None


def _of_words(text: str) -> Published | None:
    match = _WRITTEN.fullmatch(text)
    if not match:
        return None
    month = (match["month"] or match["month2"]).lower()
    if month not in _NAMES:
        return None
    day, year = int(match["day"] or match["day2"]), int(match["year"] or match["year2"])
    return Published(date(year, _MONTHS.index(month[:3]) + 1, day), None)


def _shorten(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
