"""Where a preset finds something in one subject's figures. Pure: figures in, findings out.

No data is not zero: the window, and the time that it is held against, must be known in the share of their periods that the preset
asks for, or the rule is silent. Of what is not known nothing is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil

from detente.analysis.alerts.track import Periods, Track, windows
from detente.analysis.alerts.types import Basis, Comparison, Figures, Kind, Preset, State


@dataclass(frozen=True, slots=True)
class Finding:
    """A window of periods, from ``start`` up to, not including, ``end``, in which a preset holds."""

    preset: Preset
    start: int
    end: int
    figures: Figures


@dataclass(frozen=True, slots=True)
class _Window:
    """The window that is judged, the time before that it is held against, and both in figures."""

    preset: Preset
    track: Track
    basis: Basis
    start: int
    end: int
    sums: list[float]
    rates: list[float]

    @property
    def before(self) -> int:
        """The first period that the window is held against; the last is the one before ``at``."""
        return self.at - self.preset.back

    @property
    def at(self) -> int:
        """Where the time before ends: highs are held against windows that end earlier, all else against what lies before."""
        return self.end - 1 if self.preset.kind is Kind.HIGH else self.start

    @property
    def rate(self) -> float | None:
        """The window's value a report."""
        return _per(self.sums[self.end - 1], self.track.periods.published_in(self.start, self.end))


def least_known(share: float, periods: int) -> int:
    """How many of these periods must be known."""
    return ceil(share * periods - 1e-9)


def state_of(preset: Preset, periods: Periods, whole: int) -> tuple[State, int]:
    """Whether the preset can be applied to the window that ends with the last of the whole periods; and how many are known
    of the time before it.
    """
    if not whole:
        return State.NO_PERIOD, 0
    start = whole - preset.window
    at = whole - 1 if preset.kind is Kind.HIGH else start
    known = periods.known_in(at - preset.back, at) if at > 0 else 0
    if at < preset.back:
        return State.TOO_SHORT, known
    if periods.known_in(start, whole) < least_known(preset.known, preset.window):
        return State.NOT_KNOWN, known
    return (State.ASSESSED if known >= least_known(preset.known, preset.back) else State.GAPS), known


def exceeds(preset: Preset, value: float | None, base: float | None) -> bool | None:
    """Whether a value is as far above what it is held against as the preset asks; None where one of them is missing."""
    if value is None or base is None:
        return None
    bar = (preset.factor or 1) * base
    return value >= bar if preset.comparison is Comparison.AT_LEAST else value > bar


def findings(preset: Preset, track: Track, whole: int, basis: Basis = Basis.COUNT) -> Iterator[Finding]:
    """Where the preset holds, by period: among the ``whole`` periods, those in which something happened."""
    sums, rates = windows(track, preset.window)
    if max(sums, default=0.0) < preset.floor:
        return
    for number in sorted(track.cells):
        end = number + 1
        if end > whole or state_of(preset, track.periods, end)[0] is not State.ASSESSED:
            continue
        window = _Window(preset, track, basis, end - preset.window, end, sums, rates)
        figures = _RULES[preset.kind](window)
        if figures and figures.value >= preset.floor and figures.sources >= preset.sources:
            yield Finding(preset, window.start, end, figures)


def _high(window: _Window) -> Figures | None:
    """A value that is higher than that of any window which ends in the time before."""
    base = max(window.sums[window.before : window.at])
    base_rate = max(window.rates[window.before : window.at])
    value, rate = window.sums[window.end - 1], window.rate
    pair = (value, base) if window.basis is Basis.COUNT else (rate, base_rate)
    return _figures(window, value, base, base_rate) if exceeds(window.preset, *pair) else None


def _mean(window: _Window) -> Figures | None:
    """A value that is above the mean of the known periods before, by the factor."""
    preset, periods = window.preset, window.track.periods
    total = window.track.total(window.before, window.at)
    base = total / periods.known_in(window.before, window.at)
    base_rate = _per(total, periods.published_in(window.before, window.at))
    value = window.sums[window.end - 1]
    if base < (preset.least_mean or 0):
        return None
    pair = (value, base) if window.basis is Basis.COUNT else (window.rate, base_rate)
    return _figures(window, value, base, base_rate) if exceeds(preset, *pair) else None


def _new(window: _Window) -> Figures | None:
    """An actor that was in no event before the window."""
    seen = window.track.seen
    if seen is not None and seen < window.start:
        return None
    return _figures(window, window.sums[window.end - 1], None, None)


def _severer(window: _Window) -> Figures | None:
    """An event of a severer class than any of the time before; what is of that class or above is counted."""
    track = window.track
    before = track.severest(window.before, window.at)
    least = max(before + 1, window.preset.least_severity)
    if track.severest(window.start, window.end) < least:
        return None
    value = track.severe(window.start, window.end, least)
    return _figures(window, value, None, None, before)


def _figures(
    window: _Window, value: float, base: float | None, base_rate: float | None, before: int | None = None
) -> Figures:
    periods, start, end = window.track.periods, window.start, window.end
    published = periods.published_in(start, end)
    least = 0 if before is None else max(before + 1, window.preset.least_severity)
    return Figures(
        value=value,
        base=base,
        rate=_per(value, published),
        base_rate=base_rate,
        published=published,
        back=window.preset.back,
        known=periods.known_in(window.before, window.at),
        sources=len(window.track.voices(start, end, least)),
        severity=window.track.severest(start, end),
        severity_before=before,
    )


def _per(value: float, published: int) -> float | None:
    return value / published if published else None


_RULES: dict[Kind, Callable[[_Window], Figures | None]] = {
    Kind.HIGH: _high,
    Kind.MEAN: _mean,
    Kind.NEW: _new,
    Kind.SEVERER: _severer,
}
