"""A picture of the timeline: cooperation above the line, conflict below, one column a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from detente.present.page.markup import Html, join, tag
from detente.present.view import Day, Tally
from detente.present.view.facts import tally
from detente.present.view.plain import count, day_words, weekday
from detente.record.enums import Granularity

_COLUMNS = 16
_WIDTH, _GAP, _LEFT, _TOP = 34, 16, 14, 6
_TALLEST, _UNIT = 160, 15
_LABELS = 44


@dataclass(frozen=True, slots=True)
class _Bar:
    """A piece of a column: the quad, its number of events, where it begins and how high it is."""

    quad: int
    number: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class _Scale:
    """Height of one event, and where the line between cooperation and conflict runs."""

    unit: float
    line: float
    bottom: float


def timeline_picture(days: tuple[Day, ...], prefix: str) -> Html:
    """The picture; empty for fewer than two dates. Each column leads to its date in the list."""
    dated = [(number, day) for number, day in enumerate(days, 1) if not day.is_reports]
    if len(dated) < 2:
        return Html()
    shown = dated[-_COLUMNS:]
    tallies = {number: tally(day.facts) for number, day in shown}
    scale = _scale(list(tallies.values()))
    columns = [
        _column(place, f"{prefix}d{number}", day, tallies[number], scale)
        for place, (number, day) in enumerate(shown)
    ]
    width, height = _LEFT + len(shown) * (_GAP + _WIDTH) + 4, round(scale.bottom + _LABELS)
    axis = tag("line", x1=_LEFT, x2=width - 4, y1=scale.line, y2=scale.line, class_="axis")
    svg = tag(
        "svg",
        tag("title", "Events by date", id=f"{prefix}tt"),
        tag("desc", _described(days), id=f"{prefix}td"),
        *(axis, join(columns)),
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="group",
        aria_labelledby=f"{prefix}tt {prefix}td",
        class_="timeline",
    )
    caption = (
        f"above the line: cooperation, below: conflict; full: deeds, hollow: words{_only_listed(days, dated)}"
    )
    return tag("figure", tag("div", svg, class_="wide"), tag("figcaption", caption))


def _only_listed(days: tuple[Day, ...], dated: list[tuple[int, Day]]) -> str:
    """What the picture leaves to the list."""
    undated = sum(len(day.facts) for day in days if day.is_reports)
    words = f"; {count(undated, 'event')} without a date only in the list" if undated else ""
    early = len(dated) - _COLUMNS
    return words + (
        f"; so {'are' if early > 1 else 'is'} {count(early, 'earlier date')}" if early > 0 else ""
    )


def _scale(tallies: list[Tally]) -> _Scale:
    up = max(numbers.cooperation for numbers in tallies)
    down = max(numbers.conflict for numbers in tallies)
    unit = min(_UNIT, _TALLEST / (up + down))
    return _Scale(unit, round(_TOP + up * unit, 2), round(_TOP + (up + down) * unit, 2))


def _column(place: int, anchor: str, day: Day, numbers: Tally, scale: _Scale) -> Html:
    x = _LEFT + _GAP / 2 + place * (_WIDTH + _GAP)
    bars = [_rect(bar, x) for bar in _bars(numbers, scale)]
    words = f"{day.label}: {numbers.cooperation} of cooperation, {numbers.conflict} of conflict"
    labels = [
        tag("text", line, x=x + _WIDTH / 2, y=scale.bottom + 14 + 12 * row, class_="tick")
        for row, line in enumerate(_label(day))
    ]
    hit = tag("rect", x=x - _GAP / 2, y=0, width=_WIDTH + _GAP, height=scale.bottom + _LABELS, class_="hit")
    return tag("a", tag("title", words), hit, join(bars), join(labels), href=f"#{anchor}", aria_label=words)


def _bars(numbers: Tally, scale: _Scale) -> list[_Bar]:
    """Words next to the line, deeds behind them."""
    out = []
    for quads, direction in (((1, 2), -1), ((3, 4), 1)):
        edge = scale.line
        for quad in quads:
            number = numbers.quads[quad - 1]
            height = number * scale.unit
            if number:
                out.append(_Bar(quad, number, edge - height if direction < 0 else edge, height))
            edge += direction * height
    return out


def _rect(bar: _Bar, x: float) -> Html:
    box = tag(
        "rect",
        x=x,
        y=round(bar.y + 1, 2),
        width=_WIDTH,
        height=round(max(bar.height - 2, 1), 2),
        rx=2,
        class_=f"bar q{bar.quad}",
    )
    if bar.height < 11:
        return box
    number = tag(
        "text",
        str(bar.number),
        x=x + _WIDTH / 2,
        y=round(bar.y + bar.height / 2 + 4, 2),
        class_=f"number q{bar.quad}",
    )
    return join([box, number])


def _label(day: Day) -> tuple[str, ...]:
    """Three short lines below a column."""
    when = day.facts[0].event.date
    first, last = when.start or when.end, when.end or when.start
    if first is None or last is None:
        return ("no date",)
    if first == last:
        return weekday(first)[:3], f"{first.day} {_month(first)}", f"{first.year:04}"
    if first.year != last.year:
        return f"{first.year:04}", "to", f"{last.year:04}"
    if first.month != last.month:
        return f"{_month(first)} to", _month(last), f"{first.year:04}"
    days = f"{first.day}–{last.day}" if when.granularity is not Granularity.MONTH else ""
    return days, _month(first), f"{first.year:04}"


def _month(day: date) -> str:
    return day_words(day).split()[1][:3]


def _described(days: tuple[Day, ...]) -> str:
    """The picture in words."""
    parts = [(day.label, tally(day.facts)) for day in days]
    return "; ".join(f"{label}: {t.cooperation} cooperation, {t.conflict} conflict" for label, t in parts)
