"""One subject's figures over consecutive periods, and how much is known of each period."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from detente.analysis.alerts.types import Subject


@dataclass(frozen=True, slots=True)
class Cell:
    """What a period has of one severity: the value, and the independent sources that tell it."""

    value: float
    voices: frozenset[str]


@dataclass(slots=True)
class Periods:
    """Consecutive periods: their days, whether anything is known of them, and the reports that the store has of them."""

    first: tuple[date, ...]
    last: tuple[date, ...]
    known: tuple[bool, ...]
    published: tuple[int, ...]
    _known: list[int] = field(init=False)
    _published: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._known = [0, *accumulate(map(int, self.known))]
        self._published = [0, *accumulate(self.published)]

    def __len__(self) -> int:
        return len(self.first)

    def known_in(self, start: int, end: int) -> int:
        """How many periods are known from ``start`` up to, not including, ``end``; what lies before the first is not."""
        return self._known[end] - self._known[max(0, start)]

    def published_in(self, start: int, end: int) -> int:
        """Reports of these periods."""
        return self._published[end] - self._published[max(0, start)]

    def whole(self, as_of: date) -> int:
        """How many periods have ended by that day."""
        return bisect_right(self.last, as_of)


@dataclass(slots=True)
class Track:
    """A subject's cells by period and severity. ``seen`` is its first period in any event."""

    subject: Subject
    periods: Periods
    cells: Mapping[int, Mapping[int, Cell]]
    seen: int | None = None
    _sums: list[float] = field(init=False)

    def __post_init__(self) -> None:
        values = (
            sum(cell.value for cell in self.cells.get(number, {}).values())
            for number in range(len(self.periods))
        )
        self._sums = [0.0, *accumulate(values)]

    def total(self, start: int, end: int) -> float:
        """The value of the periods from ``start`` up to, not including, ``end``."""
        return self._sums[end] - self._sums[max(0, start)]

    def severe(self, start: int, end: int, least: int) -> float:
        """The part of the value whose severity is that or above."""
        return sum(cell.value for severity, cell in self._within(start, end) if severity >= least)

    def voices(self, start: int, end: int, least: int = 0) -> frozenset[str]:
        """The independent sources of what is of that severity or above."""
        found = (cell.voices for severity, cell in self._within(start, end) if severity >= least)
        return frozenset().union(*found)

    def severest(self, start: int, end: int) -> int:
        """The severest class; 0 for none."""
        return max((severity for severity, _ in self._within(start, end)), default=0)

    def _within(self, start: int, end: int) -> Iterable[tuple[int, Cell]]:
        for number in range(max(0, start), end):
            yield from self.cells.get(number, {}).items()


def windows(track: Track, size: int) -> tuple[list[float], list[float]]:
    """For each period what is known of the window that ends with it: the value, and the value a report (0 without any)."""
    sums, rates = [], []
    for end in range(1, len(track.periods) + 1):
        total, published = track.total(end - size, end), track.periods.published_in(end - size, end)
        sums.append(total)
        rates.append(total / published if published else 0.0)
    return sums, rates
