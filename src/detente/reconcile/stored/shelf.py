"""Records of a store by report id, read when they are asked for; the last ones stay at hand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from detente.record.types import Record
from detente.store.rows import restored

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MOST = 4000
_AT_ONCE = 500


class Shelf:
    """Reads records of one version of a store."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection
        self._held: OrderedDict[str, Record] = OrderedDict()

    def records(self, reports: Iterable[str]) -> Iterator[Record]:
        """The records of the reports, by id."""
        wanted = sorted(set(reports))
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            self._fetch([ident for ident in some if ident not in self._held])
            found = [self._held[ident] for ident in some]
            for ident in some:
                self._held.move_to_end(ident)
            while len(self._held) > _MOST:
                self._held.popitem(last=False)
            yield from found

    def _fetch(self, reports: list[str]) -> None:
        if reports:
            # A list of values is looked up before the long columns are read; a function or a join is not.
            sql = f"SELECT record, text FROM reports WHERE id IN ({', '.join('?' * len(reports))})"
            for line, text in self._connection.execute(sql, reports).fetchall():
                record = restored(line, text)
                self._held[record.report.id] = record
