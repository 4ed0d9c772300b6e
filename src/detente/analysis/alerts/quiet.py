"""Which findings become alerts: one for each family and time, then a quiet period, which what is graver breaks.

Within the quiet period after an alert of the same or a higher level nothing is given, unless the value is at least ``step_up``
times that of the last alert, or a severer class of event appears than at any alert since. After HDX Signals, which gives no
alert within 180 days of one of equal or higher level; the steps keep a first alarm from silencing the war that follows it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from detente.analysis.alerts.rules import Finding
from detente.analysis.alerts.track import Periods
from detente.analysis.alerts.types import Occasion


@dataclass(frozen=True, slots=True)
class Given:
    """A finding that becomes an alert, why, and the one that was given before it."""

    finding: Finding
    occasion: Occasion
    earlier: Finding | None


def given(found: Iterable[Finding], periods: Periods) -> Iterator[Given]:
    """The findings on one subject, of one family, that become alerts, in the order of time."""
    by_end: dict[int, list[Finding]] = defaultdict(list)
    for finding in found:
        by_end[finding.end].append(finding)
    before: list[Finding] = []
    for end in sorted(by_end):
        finding = max(by_end[end], key=lambda one: (one.preset.level.rank, one.preset.back, one.preset.id))
        occasion = _occasion(finding, before, periods)
        if occasion is not None:
            yield Given(finding, occasion, before[-1] if before else None)
            before.append(finding)


def _occasion(finding: Finding, before: Sequence[Finding], periods: Periods) -> Occasion | None:
    if not before:
        return Occasion.FIRST
    day = _last(finding, periods)
    recent = [one for one in before if (day - _last(one, periods)).days < finding.preset.quiet]
    if not recent:
        return Occasion.AFTER_QUIET
    if all(one.preset.level.rank < finding.preset.level.rank for one in recent):
        return Occasion.HIGHER_LEVEL
    if finding.figures.value >= finding.preset.step_up * recent[-1].figures.value:
        return Occasion.STEP_UP
    if finding.figures.severity > max(one.figures.severity for one in recent):
        return Occasion.SEVERER
    return None


def _last(finding: Finding, periods: Periods) -> date:
    return periods.last[finding.end - 1]
