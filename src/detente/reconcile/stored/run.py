"""Makes the rows across a store's reports that are still missing, all in one commit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pyarrow as pa

from detente.reconcile.conflicts import CrossConflict, event_conflicts
from detente.reconcile.events import ClusterRow
from detente.reconcile.ledger import Reader
from detente.reconcile.stored.changes import Changes, changes
from detente.reconcile.stored.clustering import Clustering
from detente.reconcile.stored.following import statuses_of
from detente.reconcile.stored.linking import links_of
from detente.reconcile.stored.rows import joined, kept
from detente.reconcile.stored.saying import conflicts_of_sayings
from detente.reconcile.stored.shelf import Shelf

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from detente.store import Store

_SHOWN = 5  # reasons that a row of event_clusters keeps, the weightiest
_MATES = """
SELECT DISTINCT m.report_id FROM event_clusters c JOIN event_clusters m USING (cluster)
WHERE list_contains($events, c.event) AND m.report_id IN (SELECT id FROM reports)
"""
_ORDERED = "SELECT id FROM reports WHERE id IN (SELECT unnest($reports)) ORDER BY published, id"
_STILL = """
NOT coalesce(list_has_any([item.event for item in items], $events), false)
AND (cluster IS NOT NULL OR NOT list_has_any([item.report_id for item in items], $reports))
"""

Observe = Callable[[str, int, int], None]
"""Told what is being done, how many reports are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What was done: reports that were looked at, and how many rows the tables have now."""

    reports: int
    clusters: int
    conflicts: int
    statuses: int
    version: int | None


def run_over(store: Store, anew: bool, observe: Observe | None) -> Reconciled:
    """``detente.reconcile.run``."""
    connection = store.connection()
    found = changes(connection, anew)
    if not found.any:
        return Reconciled(0, 0, 0, 0, None)
    work = _Work(connection, found, observe or (lambda *_: None))
    tables = work.tables()
    version = store.replace(tables, base=found.base)
    sizes = [tables[name].num_rows for name in ("event_clusters", "cross_conflicts", "position_status")]
    return Reconciled(len(found.reports), sizes[0], sizes[1], sizes[2], version)


class _Work:
    """One run over one version of a store."""

    def __init__(self, connection: DuckDBPyConnection, found: Changes, observe: Observe) -> None:
        self._connection = connection
        self._changes = found
        self._observe = observe
        self._shelf = Shelf(connection)
        self._reader = Reader.load()
        self._sources: Mapping[str, str] = {}

    def tables(self) -> dict[str, pa.Table]:
        """All tables as they are to be."""
        rows, conflicts = self._clusters()
        conflicts += self._said()
        return {
            "event_clusters": self._joined_clusters(rows),
            "cross_conflicts": self._joined_conflicts(rows, conflicts),
            "entity_links": links_of(self._connection, self._changes),
            "position_status": self._statuses(),
        }

    def _clusters(self) -> tuple[list[ClusterRow], list[CrossConflict]]:
        """Rows of all events that a change touches, and the conflicts in their clusters."""
        asked = {"reports": sorted(self._changes.added | self._mates())}
        reports = [ident for (ident,) in self._connection.execute(_ORDERED, asked).fetchall()]
        clustering = Clustering(self._connection, self._shelf, self._reader.wording, {})
        rows: list[ClusterRow] = []
        conflicts: list[CrossConflict] = []
        for some in clustering.cluster(reports, self._advance("events", len(reports))):
            rows.extend(replace(row, reasons=row.reasons[:_SHOWN]) for row in some)
            conflicts.extend(self._conflicts(some))
        return rows, conflicts

    def _mates(self) -> set[str]:
        """Reports that shared a cluster with what left."""
        if not self._changes.left_events:
            return set()
        asked = {"events": sorted(self._changes.left_events)}
        return {report for (report,) in self._connection.execute(_MATES, asked).fetchall()}

    def _conflicts(self, rows: Iterable[ClusterRow]) -> Iterator[CrossConflict]:
        told: dict[str, dict[str, list[str]]] = {}
        for row in rows:
            told.setdefault(row.cluster, {}).setdefault(row.report_id, []).append(row.event)
        for cluster, reports in sorted(told.items()):
            if len(reports) > 1:
                records = self._shelf.records(reports)
                tellings = [(record, tuple(reports[record.report.id])) for record in records]
                yield from event_conflicts(cluster, tellings, self._sources)

    def _said(self) -> list[CrossConflict]:
        advance = self._advance("statements", len(self._changes.added))
        wording = self._reader.wording
        return list(conflicts_of_sayings(self._connection, self._changes.added, wording, advance))

    def _statuses(self) -> pa.Table:
        advance = self._advance("positions", len(self._changes.added))
        return statuses_of(self._connection, self._shelf, self._changes, self._reader, advance)

    def _joined_clusters(self, rows: list[ClusterRow]) -> pa.Table:
        if self._changes.anew:
            return joined("event_clusters", None, rows)
        gone = {"events": sorted({row.event for row in rows} | self._changes.left_events)}
        old = kept(self._connection, "event_clusters", "event NOT IN (SELECT unnest($events))", gone)
        return joined("event_clusters", old, rows)

    def _joined_conflicts(self, rows: list[ClusterRow], conflicts: list[CrossConflict]) -> pa.Table:
        if self._changes.anew:
            return joined("cross_conflicts", None, conflicts)
        asked = {
            "events": sorted({row.event for row in rows} | self._changes.left_events),
            "reports": sorted(self._changes.reports),
        }
        old = kept(self._connection, "cross_conflicts", _STILL, asked)
        return joined("cross_conflicts", old, conflicts)

    def _advance(self, what: str, total: int) -> Callable[[int], None]:
        done = 0

        def advance(some: int) -> None:
            nonlocal done
            done += some
            self._observe(what, done, total)

        return advance
