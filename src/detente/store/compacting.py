"""Putting small segments together, and what has left the counts apart.

Segments grow by eights: eight of like size become one, so that a store of any size has a few dozen, and a row is written
anew only a few times. Rows of versions that left the counts go into segments of their own (part ``history``), which the
current views do not read. It is a commit as any other: readers and writers go on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby
from typing import TYPE_CHECKING

import pyarrow as pa

from detente.store.cleaning import row
from detente.store.folder import LOG, Folder
from detente.store.log import HISTORY, RECORD, Log, Run, Segment, token
from detente.store.snapshot import Snapshot, take
from detente.store.tables import StoreTable, store_tables

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TOGETHER = 8  # segments of like size that become one
_LARGEST = 6  # sizes above 8**6 reports are left as they are
_FEWEST = 512  # reports of a segment that is written anew by itself; smaller ones are put together soon
_SHARE = 0.2  # of a segment's versions that left the counts, from which on it is written anew
_ROWS = 1024  # in memory at once
_MEMORY = "1GB"


def compact(folder: Folder) -> Run | None:
    """Put segments together while there are enough of like size; gives the last commit, None where there was nothing to do."""
    done = None
    while True:
        run = Log(folder).newest()
        group = None if run is None else due(run.segments)
        if not group:
            return done
        merged = merge(folder, group)
        if merged is None:
            return done
        done = merged


def settle(folder: Folder) -> Run | None:
    """Write segments anew of which many versions have left the counts; gives the commit, None where there are none."""
    snapshot = take(folder, ("reports", "superseded"))
    stale = [segment for segment in snapshot.run.segments if _is_stale(snapshot, segment)]
    return merge(folder, stale) if stale else None


def due(segments: Iterable[Segment]) -> list[Segment]:
    """The smallest segments of like size that are enough to be put together; none where there are no such."""
    kinds = sorted(segments, key=_kind)
    groups = [list(group) for (_, size), group in groupby(kinds, key=_kind) if size < _LARGEST]
    full = [group for group in groups if len(group) >= _TOGETHER]
    return min(full, key=lambda group: _kind(group[0])[1], default=[])


def merge(folder: Folder, group: Sequence[Segment]) -> Run | None:
    """Write the rows of these segments, all of one part, into one; None where another writer did that first."""
    snapshot = take(folder)
    part = group[0].part
    names = {segment.name for segment in group}
    if not names <= snapshot.run.names():
        return None
    new = _write(folder, snapshot, group, part)
    log = Log(folder)

    def make(newest: Run) -> Run | None:
        lost = chain.from_iterable(other.abandoned for other in log.since(snapshot.run.sequence))
        if not names <= newest.names() or {segment.name for segment in new} & set(lost):
            return None
        kept = tuple(segment for segment in newest.segments if segment.name not in names)
        made = row(newest, "compact", abandoned=tuple(sorted(names)))
        return replace(made, segments=(*new, *kept))

    done = log.commit(make)
    if done is not None:
        for name in store_tables():
            if name != LOG:
                folder.drop(name, names)
    return done


def _kind(segment: Segment) -> tuple[str, int]:
    """The segment's part, and its size as a power of eight."""
    size = 0
    while segment.reports >= _TOGETHER ** (size + 1):
        size += 1
    return segment.part, size


def _is_stale(snapshot: Snapshot, segment: Segment) -> bool:
    if segment.part != RECORD or segment.reports < _FEWEST:
        return False
    own, gone = snapshot.scan_of("reports", [segment]), snapshot.scan("superseded", RECORD)
    sql = f"SELECT count(*) FROM ({own}) SEMI JOIN ({gone}) USING (version)"
    with snapshot.connect() as connection:
        left: int = connection.execute(sql).fetchall()[0][0]
    return left >= _SHARE * segment.reports


def _write(folder: Folder, snapshot: Snapshot, group: Sequence[Segment], part: str) -> tuple[Segment, ...]:
    """The new segments: one for the rows, and one for those that have left the counts where there are any."""
    with snapshot.connect(memory_limit=_MEMORY, threads=1) as connection:
        left, apart = _find_left(connection, snapshot, group) if part == RECORD else (0, False)
        reports = sum(segment.reports for segment in group)
        new = [Segment(token(), part, reports - left)]
        if apart:
            new.append(Segment(token(), HISTORY, left))
        for table in store_tables().values():
            holds = any(one.name in snapshot.files.get(table.name, {}) for one in group)
            for segment in new if holds else ():
                _copy(connection, folder, table, snapshot.scan_of(table.name, group), segment, apart)
    return tuple(new)


def _find_left(
    connection: DuckDBPyConnection, snapshot: Snapshot, group: Sequence[Segment]
) -> tuple[int, bool]:
    """Make the tables ``gone``, of the group's versions that left the counts, and ``settled``, of all that stand apart then.

    Gives how many are gone, and whether the group has any row that will stand apart.
    """
    counted, own = snapshot.scan_of("reports", group), snapshot.scan_of("superseded", group)
    apart, superseded = snapshot.scan("reports", HISTORY), snapshot.scan("superseded", RECORD)
    connection.execute(
        f"CREATE TABLE gone AS SELECT version FROM ({counted}) SEMI JOIN ({superseded}) USING (version)"
    )
    connection.execute(
        f"CREATE TABLE settled AS SELECT version FROM gone UNION ALL SELECT version FROM ({apart})"
    )
    said = f"SELECT count(*) FROM ({own}) SEMI JOIN settled USING (version)"
    left, rows = connection.execute(f"SELECT (SELECT count(*) FROM gone), ({said})").fetchall()[0]
    return left, bool(left or rows)


def _copy(
    connection: DuckDBPyConnection,
    folder: Folder,
    table: StoreTable,
    sql: str,
    segment: Segment,
    apart: bool,
) -> None:
    if segment.part == HISTORY and apart:
        sql = f"SELECT * FROM ({sql}) SEMI JOIN {_apart(table)} USING (version)"
    elif apart:
        sql = f"SELECT * FROM ({sql}) ANTI JOIN {_apart(table)} USING (version)"

    def batches() -> Iterator[pa.RecordBatch]:
        return _shaped(connection.sql(sql).to_arrow_reader(_ROWS), table.schema)

    def rows() -> pa.RecordBatchReader:
        return pa.RecordBatchReader.from_batches(table.schema, batches())

    if next(batches(), None) is not None:
        folder.append(table.name, rows, segment.name)


def _apart(table: StoreTable) -> str:
    """Versions whose rows leave the table's current segments; a row of ``superseded`` goes where its version is."""
    return "settled" if table.name == "superseded" else "gone"


def _shaped(rows: pa.RecordBatchReader, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """The batches that hold rows, with the names that Delta gives to the items of lists."""
    for batch in rows:
        if batch.num_rows:
            arrays = [array.cast(one.type) for array, one in zip(batch.columns, schema, strict=True)]
            yield pa.RecordBatch.from_arrays(arrays, schema=schema)
