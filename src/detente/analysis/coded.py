"""Whole records out of a store, in order, with the events of the world that their events tell of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from detente.analysis.source import Source, report_order
from detente.analysis.tellings import with_leads
from detente.record.types import CoderInfo, Record
from detente.store.conditions import Query
from detente.store.filter import ANY, Filter
from detente.store.rows import restored

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BATCH = 256
_ALL = Filter()


@dataclass(frozen=True, slots=True)
class Inputs:
    """What an export was made from: the store's version, its reports and their hash, what was read, and the coders."""

    version: int | None
    reports: int
    sha256: str
    inputs: tuple[str, ...]
    coders: tuple[tuple[CoderInfo, int], ...]


class Coded:
    """One view of a source, as of one commit, for a filter on events."""

    def __init__(self, source: Source, wanted: Filter = _ALL) -> None:
        self.wanted = replace(wanted, sort=None, limit=None)
        self._connection: DuckDBPyConnection = source.connection()
        self._order = report_order(source)

    def records(self) -> Iterator[tuple[Record, dict[str, str]]]:
        """Each record in which an event is meant, by day and id, with the event of the world of each event that is."""
        query = Query()
        sql = f"""{with_leads(self.wanted, query)}
            SELECT r.version, list(t.id) AS events, list(t.happening) AS happenings
            FROM told t JOIN reports r USING (version) GROUP BY r.version, r.published, r.id ORDER BY {self._order}
        """
        found = self._rows(sql, query)
        for start in range(0, len(found), _BATCH):
            batch = found[start : start + _BATCH]
            stored = self._stored([version for version, _, _ in batch])
            for version, events, happenings in batch:
                yield stored[version], dict(zip(events, happenings, strict=True))

    def all_records(self) -> Iterator[Record]:
        """Each record, whatever it tells, by day and id."""
        found = self._rows(f"SELECT r.version FROM reports r ORDER BY {self._order}", Query())
        for start in range(0, len(found), _BATCH):
            versions = [version for (version,) in found[start : start + _BATCH]]
            stored = self._stored(versions)
            yield from (stored[version] for version in versions)

    def shared(self) -> dict[str, int]:
        """For each event that several reports tell, the number of its tellings."""
        query = Query()
        sql = f"""{with_leads(self.wanted, query)}
            SELECT happening, count(*) FROM told GROUP BY happening HAVING count(DISTINCT version) > 1
        """
        return dict(self._rows(sql, query))

    def not_facts(self) -> int:
        """Events that the filter would mean, were they plain facts."""
        query = Query()
        sql = f"{with_leads(replace(self.wanted, auxiliary=ANY), query)} SELECT count(*) - count_if(auxiliary IS NULL) FROM told"
        return int(self._rows(sql, query)[0][0])

    def inputs(self) -> Inputs:
        """What the answers rest on."""
        sequence = self._rows("SELECT max(sequence) FROM runs", Query())[0][0]
        hashed = """
            SELECT count(*), sha256(coalesce(string_agg(id || chr(9) || sha256 || chr(9) || to_json(coder)::VARCHAR, chr(10)
                ORDER BY id, sha256, coder), '')) FROM reports
        """
        ((reports, sha256),) = self._rows(hashed, Query())
        read = self._rows("SELECT DISTINCT unnest(inputs) AS name FROM runs ORDER BY name", Query())
        coders = self._rows("SELECT coder, count(*) FROM reports GROUP BY coder ORDER BY coder", Query())
        return Inputs(
            sequence,
            reports,
            sha256,
            tuple(name for (name,) in read),
            tuple((CoderInfo(**coder), number) for coder, number in coders),
        )

    def _stored(self, versions: Sequence[int]) -> dict[int, Record]:
        query = Query()
        names = ", ".join(query.value(version) for version in versions)
        rows = self._rows(f"SELECT version, record, text FROM reports WHERE version IN ({names})", query)
        return {version: restored(record, text) for version, record, text in rows}

    def _rows(self, sql: str, query: Query) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, query.parameters or None).fetchall()
