"""Event clusters of a store: what a change reaches is clustered anew, all else stays.

Starting from the tellings that a change brought or concerns, everything that they are linked with is read, and what that is
linked with, until nothing new comes: then the components are whole, and clustering them gives what clustering all would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from detente.reconcile.events import ClusterRow, EventIndex, Telling, Wording
from detente.reconcile.stored.neighbours import neighbours
from detente.reconcile.stored.shelf import Shelf

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

AT_ONCE = 500
"""Reports that are started from at a time."""


class Clustering:
    """Clusters the events of some reports, in portions. ``seen`` are the events that were clustered so far."""

    def __init__(
        self,
        connection: DuckDBPyConnection,
        shelf: Shelf,
        wording: Wording,
        stories: Mapping[str, str],
    ) -> None:
        self._connection = connection
        self._shelf = shelf
        self._wording = wording
        self._stories = stories
        self.seen: set[str] = set()

    def cluster(
        self, reports: Iterable[str], advance: Callable[[int], None]
    ) -> Iterator[tuple[ClusterRow, ...]]:
        """Rows of all events that hang together with one of the reports', each once."""
        wanted = list(reports)
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            index = EventIndex(self._stories, self._wording)
            starting = [telling.id for telling in self._take(index, some)]
            self._close(index, starting)
            rows = index.clusters(starting)
            yield tuple(row for row in rows if row.event not in self.seen)
            self.seen.update(row.event for row in rows)
            advance(len(some))

    def _take(self, index: EventIndex, reports: Iterable[str]) -> list[Telling]:
        """The tellings of reports, which the index takes in where it has not yet."""
        found: list[Telling] = []
        for record in self._shelf.records(reports):
            if not index.has(record.report.id):
                index.hold(record)
            found.extend(index.of_report(record.report.id))
        return found

    def _close(self, index: EventIndex, starting: Iterable[str]) -> None:
        """Reads until everything that hangs together with the starting tellings is in the index."""
        open_ = set(starting)
        done: set[str] = set()
        while open_:
            some = [index.telling(ident) for ident in sorted(open_)]
            near = neighbours(self._connection, some)
            self._take(index, (report for report in near if not index.has(report)))
            done |= open_
            open_ = {other.id for telling in some for other in index.link(telling.id)} - done
