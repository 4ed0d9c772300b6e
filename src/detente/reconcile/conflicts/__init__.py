"""Conflicts between reports: accounts of one event, or of one statement, that cannot both be true, and updates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from detente.reconcile.conflicts.clusters import event_conflicts
from detente.reconcile.conflicts.quotes import Saying, quote_conflicts, sayings
from detente.reconcile.conflicts.rows import CrossConflict, CrossItem
from detente.reconcile.events import ClusterRow, Wording
from detente.record.types import Record

__all__ = [
    "CrossConflict",
    "CrossItem",
    "Saying",
    "cross_conflicts",
    "event_conflicts",
    "quote_conflicts",
    "sayings",
]


def cross_conflicts(
    records: Iterable[Record],
    clusters: Iterable[ClusterRow],
    sources: Mapping[str, str] | None = None,
    wording: Wording | None = None,
) -> tuple[CrossConflict, ...]:
    """Conflicts and updates between the records, by id. ``clusters`` say which of their events are one.

    ``sources`` gives the independent source of each report, where copies are known; else each report is its own.
    """
    known = {record.report.id: record for record in records}
    told: dict[str, dict[str, list[str]]] = {}
    for row in clusters:
        told.setdefault(row.cluster, {}).setdefault(row.report_id, []).append(row.event)
    found = [
        conflict
        for cluster, reports in told.items()
        if len(reports) > 1
        for conflict in event_conflicts(
            cluster,
            [(known[report], tuple(events)) for report, events in sorted(reports.items())],
            sources or {},
        )
    ]
    words = wording or Wording.load()
    found += quote_conflicts(saying for record in known.values() for saying in sayings(record, words))
    return tuple(sorted(found, key=lambda conflict: conflict.id))
