"""From the events of the past to figures: the periods of a step, and the cells of each subject."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from detente.analysis.alerts.past import Ground, Past, subjects_of
from detente.analysis.alerts.track import Cell, Periods, Track
from detente.analysis.alerts.types import Kind, Measure, Preset, Subject, Unit
from detente.analysis.series import FINE, Step, series

if TYPE_CHECKING:
    from detente.store.filter import Filter

MEASURED = {
    Measure.CONFLICT: ("1", "l.quad_code > 2"),
    Measure.DEEDS: ("1", "l.quad_code = 4"),
    Measure.KILLED: ("l.killed", "l.killed > 0"),
}
"""What an event adds to a measure, and which events do, as SQL on ``leads`` (l)."""


def periods_of(past: Past, wanted: Filter, step: str) -> Periods:
    """All periods from the first report or event to the day of the filter's ``until``, as ``series`` has them."""
    columns = "period, last, state = 'known', published"
    rows = series(past, wanted, by=step).filter("period IS NOT NULL").project(columns).fetchall()
    first, last, known, published = zip(*rows, strict=True) if rows else ((), (), (), ())
    return Periods(first, last, known, published)


def placed(step: str, measure: Measure, unit: Unit) -> str:
    """SQL for the events of a measure with their subject, their period, their severity and what they add."""
    amount, condition = MEASURED[measure]
    return f"""
        SELECT s.subject, l.happening, date_trunc('{step}', l.day)::DATE AS period, l.severity, {amount} AS amount
        FROM {subjects_of(unit)} s JOIN leads l USING (happening)
        WHERE l.day IS NOT NULL AND l.granularity IN ({FINE[Step(step)]}) AND {condition}
    """


def unit_of(preset: Preset, unit: Unit) -> Unit:
    """Whom a preset watches: actors where it asks for new ones, else the unit that is wanted."""
    return Unit.ACTOR if preset.kind is Kind.NEW else unit


def tracks(ground: Ground, periods: Periods, preset: Preset, unit: Unit) -> list[Track]:
    """The figures of each subject that has any, by subject."""
    number = {first: index for index, first in enumerate(periods.first)}
    found: dict[Subject, dict[int, dict[int, Cell]]] = defaultdict(lambda: defaultdict(dict))
    for subject, period, severity, value, voices in ground.rows(_cells(preset, unit)):
        found[tuple(subject)][number[period]][severity] = Cell(float(value), frozenset(voices))
    seen = _seen(ground, periods) if preset.kind is Kind.NEW else {}
    return [Track(subject, periods, found[subject], seen.get(subject)) for subject in sorted(found)]


def _cells(preset: Preset, unit: Unit) -> str:
    return f"""
        WITH placed AS ({placed(preset.step, preset.measure, unit)})
        SELECT subject, period, severity, value, voices FROM (
            SELECT subject, period, severity, sum(amount) AS value FROM placed GROUP BY ALL
        ) JOIN (
            SELECT p.subject, p.period, p.severity, list(DISTINCT t.voice) AS voices
            FROM placed p JOIN told t USING (happening) GROUP BY ALL
        ) USING (subject, period, severity)
    """


def _seen(ground: Ground, periods: Periods) -> dict[Subject, int]:
    """The period in which each actor is first seen; -1 for one that was seen before the first."""
    rows = ground.rows("SELECT subject, day FROM seen WHERE day IS NOT NULL")
    return {tuple(subject): _number(day, periods) for subject, day in rows}


def _number(day: date, periods: Periods) -> int:
    """The period that a day is in."""
    return bisect_right(periods.first, day) - 1
