"""Plain words: text made safe to show, shortened passages, dates and numbers."""

from __future__ import annotations

import re
from datetime import date

from detente.record.enums import DateBasis, Granularity, QuantityKind
from detente.record.types import EventDate, Quantity

# Controls, marks that turn the writing direction, and halves of characters: a hostile report may use them to move the
# cursor, to hide text or to show it backwards.
STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_SPACE = re.compile(r"\s+")
_MONTHS = "January February March April May June July August September October November December".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_PARTICIPLES = frozenset(
    (
        QuantityKind.KILLED,
        QuantityKind.WOUNDED,
        QuantityKind.ARRESTED,
        QuantityKind.ABDUCTED,
        QuantityKind.DISPLACED,
    )
)
_MAGNITUDES = frozenset("tens dozens scores hundreds thousands millions billions".split())
_ROUGH = frozenset("several many few".split())
_LANGUAGES = {"en": "English"}


def plain(text: str) -> str:
    """The text on one line, each character that could steer a terminal or a page replaced by U+FFFD."""
    return STEERING.sub("\ufffd", _SPACE.sub(" ", text)).strip()


def language_name(code: str) -> str:
    """The language in words, or its code."""
    return _LANGUAGES.get(code, code)


def count(number: int, noun: str, plural: str | None = None) -> str:
    """``1 event``, ``2,400 characters``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(items: tuple[str, ...] | list[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def excerpt(text: str, limit: int, focus: tuple[int, int] = (0, 0)) -> str:
    """The text cut at words to about ``limit`` characters around the focus, with … where something was cut."""
    if len(text) <= limit:
        return text
    room = max(limit - 2, 8)
    start = 0 if focus[1] <= room * 2 // 3 else max(0, min(focus[0] - room // 3, len(text) - room))
    end = min(len(text), start + room)
    if start and " " in text[start : focus[0]]:
        start = text.index(" ", start) + 1
    if end < len(text) and " " in text[focus[1] : end]:
        end = text.rindex(" ", 0, end)
    head, tail = ("… " if start else ""), (" …" if end < len(text) else "")
    return head + text[start:end].strip(" ,;:") + tail


def day_words(day: date) -> str:
    """``15 May 2031``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year:04}"


def weekday(day: date) -> str:
    """``Thursday``."""
    return _WEEKDAYS[day.weekday()]


def date_words(when: EventDate) -> str | None:
    """The event's date in words; None where the text gives none."""
    return _period(when) or None if when.basis is DateBasis.TEXT else None


def _period(when: EventDate) -> str:
    first, last = when.start or when.end, when.end or when.start
    if first is None or last is None:
        return ""
    if when.granularity is Granularity.YEAR and first.year == last.year:
        return f"{first.year:04}"
    if when.granularity is Granularity.MONTH and (first.year, first.month) == (last.year, last.month):
        return f"{_MONTHS[first.month - 1]} {first.year:04}"
    return day_words(first) if first == last else _range(first, last)


def _range(first: date, last: date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_words(last)}"
    return f"{day_words(first)} – {day_words(last)}"


def quantity_words(quantity: Quantity, text: str) -> str:
    """``31 sailors arrested``, ``at least 4,000 people (protesters)``, ``dozens of people killed``."""
    counted = _as_told(quantity, text)
    amount = _amount(quantity, text)
    if counted and amount.rsplit(" ", 1)[-1] in _MAGNITUDES:
        amount += " of"
    if quantity.kind in _PARTICIPLES:
        return " ".join(part for part in (amount, counted, quantity.kind) if part)
    if not counted:
        return amount if quantity.kind is QuantityKind.OTHER else f"{amount} {quantity.kind}"
    is_said = quantity.kind in (QuantityKind.MONEY, QuantityKind.OTHER) or counted[:5] == quantity.kind[:5]
    return f"{amount} {counted}" + ("" if is_said else f" ({quantity.kind})")


def _amount(quantity: Quantity, text: str) -> str:
    """The number or its bounds; a rough one ("hundreds of thousands") as the text has it."""
    low, high = quantity.low, quantity.high
    said = plain(text[quantity.start : quantity.end]).lower()
    if not (_MAGNITUDES | _ROUGH).isdisjoint(said.split()):
        return said
    if high is None:
        return f"at least {_number(low)}"
    if high == low:
        return _number(low)
    return f"{_number(low)} to {_number(high)}" if low else f"up to {_number(high)}"


def _as_told(quantity: Quantity, text: str) -> str:
    """The unit in the form in which the text has it just behind the number ("trawlers" for trawler); else the unit as it is."""
    unit = plain(quantity.unit or "")
    stem = unit[: max(3, len(unit) - 2)].casefold()
    following = text[quantity.end : quantity.end + 60].split()
    words = [word.strip("\"'’.,;:)") for word in following if stem and word.casefold().startswith(stem)]
    return plain(words[0]) if words else unit


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")


def percent(share: float) -> str:
    """``83%``."""
    return f"{share * 100:.0f}%"
