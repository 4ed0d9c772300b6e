"""A picture of the timeline: cooperation above the line, conflict below, one column a date."""

from __future__ import annotations

from dataclasses import dataclass

from detente.present.page.markup import Html, join, tag
from detente.present.view import Day, Tally
from detente.present.view.facts import tally

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
    if len(days) < 2:
        return Html()
    shown = list(enumerate(days, 1))[-_COLUMNS:]
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
    cut = (
        f"; the {len(days) - len(shown)} earliest dates are only in the list"
        if len(days) > len(shown)
        else ""
    )
    caption = f"above the line: cooperation, below: conflict; full: deeds, hollow: words{cut}"
    return tag("figure", tag("div", svg, class_="wide"), tag("figcaption", caption))


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
    """Up to three short lines below a column."""
    if day.is_reports:
        return ("no date",)
    words = day.label.split()
    if len(words) == 4:  # Thu 15 May 2031
        return words[0], f"{words[1]} {words[2][:3]}", words[3]
    if len(words) <= 3:
        return tuple(word[:8] for word in words)
    return words[0][:8], "…", words[-1]


def _described(days: tuple[Day, ...]) -> str:
    """The picture in words."""
    parts = [(day.label, tally(day.facts)) for day in days]
    return "; ".join(f"{label}: {t.cooperation} cooperation, {t.conflict} conflict" for label, t in parts)
