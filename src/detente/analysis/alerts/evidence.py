"""The events that an alert counts, each with the passages that tell it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from detente.analysis.alerts.counting import placed, unit_of
from detente.analysis.alerts.past import Ground
from detente.analysis.alerts.rules import Finding
from detente.analysis.alerts.track import Track
from detente.analysis.alerts.types import Kind, Telling, Told, Unit
from detente.store.conditions import Query


def events_of(ground: Ground, track: Track, finding: Finding, unit: Unit) -> tuple[Told, ...]:
    """The events that the finding counts, the severest first; of a severer kind those that are severer than what was before."""
    preset, periods, query = finding.preset, track.periods, Query()
    first, last = (query.value(periods.first[number]) for number in (finding.start, finding.end - 1))
    least = query.value(_least_severity(finding))
    subject = f"[{', '.join(f'{query.value(word)}::VARCHAR' for word in track.subject)}]::VARCHAR[]"
    sql = f"""
        WITH meant AS (
            SELECT DISTINCT happening FROM ({placed(preset.step, preset.measure, unit_of(preset, unit))})
            WHERE subject = {subject} AND period BETWEEN {first} AND {last} AND severity >= {least}
        )
        SELECT l.id, l.day, l.event_type, l.event_mode, list_transform(l.actors, lambda x: x.name),
            list_transform(l.recipients, lambda x: x.name), l.killed, l.sources,
            t.id, t.report_id, r.source, r.url, r.published, r.text[t.evidence.start + 1 : t.evidence.end]
        FROM meant JOIN leads l USING (happening) JOIN told t USING (happening) JOIN reports r ON r.version = t.version
        ORDER BY l.severity DESC, l.day, l.published NULLS LAST, l.report_id, l."index", l.happening,
            t.confidence DESC, t.published NULLS LAST, t.report_id, t."index"
    """
    return tuple(_told(list(rows)) for _, rows in groupby(ground.rows(sql, query), key=lambda row: row[0]))


def _least_severity(finding: Finding) -> int:
    if finding.preset.kind is not Kind.SEVERER:
        return 0
    return max((finding.figures.severity_before or 0) + 1, finding.preset.least_severity)


def _told(rows: list[tuple[Any, ...]]) -> Told:
    event, day, kind, mode, actors, recipients, killed, sources = rows[0][:8]
    return Told(
        event=event,
        day=day,
        event_type=kind,
        event_mode=mode,
        actors=_names(actors),
        recipients=_names(recipients),
        killed=killed,
        sources=sources,
        tellings=tuple(Telling(*row[8:]) for row in rows),
    )


def _names(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(name for name in names if name)
