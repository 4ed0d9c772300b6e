"""The Delta tables of a store, one in each folder below its root: making them, adding to them, and the files they hold.

Every table but the log is partitioned by ``segment``, the name of the commit that wrote the rows: what belongs to one commit is
found, and taken away, without reading a row.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from detente.store.tables import SEGMENT, StoreTable, store_tables

if TYPE_CHECKING:
    from deltalake import DeltaTable, Field, WriterProperties

LOG = "runs"
_TRIES = 40  # of a change that other writers come before
_COMPRESSION = ("ZSTD", 3)
_INDEXED = "3"  # columns with statistics in Delta's log: those that rows are looked up by stand first
_ROW_GROUP = 122_880  # rows: what DuckDB reads with one thread
_TEXT_ROWS = 4_096  # the same where a row holds a report's text and record: a writer keeps a group in memory
_KEPT_LOG = "interval 7 days"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder, or an object store's URL, that holds the tables."""

    root: str

    @property
    def is_local(self) -> bool:
        """Whether it lies in this machine's file system."""
        return "://" not in self.root

    def path(self, name: str) -> str:
        """Where a table lies."""
        return f"{self.root.rstrip('/')}/{name}"

    def table(self, name: str) -> DeltaTable | None:
        """The table as it is now; None where there is none, as of a store that an older version made."""
        from deltalake import DeltaTable
        from deltalake.exceptions import TableNotFoundError

        try:
            return DeltaTable(self.path(name))
        except TableNotFoundError:
            return None

    def create(self, tables: Iterable[StoreTable]) -> None:
        """Make the tables that are not there yet."""
        from deltalake import DeltaTable, Schema

        if self.is_local:
            Path(self.root).mkdir(parents=True, exist_ok=True)
        for table in tables:
            DeltaTable.create(
                self.path(table.name),
                Schema(_fields(table)),
                mode="ignore",
                partition_by=None if table.name == LOG else [SEGMENT],
                name=table.name,
                description=table.about,
                configuration={
                    "delta.dataSkippingNumIndexedCols": _INDEXED,
                    "delta.logRetentionDuration": _KEPT_LOG,
                },
            )

    def widen(self, table: StoreTable) -> None:
        """Add the columns that the table has not yet, null in the rows that are there."""

        def add(made: DeltaTable) -> None:
            known = {field.name for field in made.schema().fields}
            missing = [field for field in _fields(table) if field.name not in known]
            if missing:
                made.alter.add_columns(missing)

        self._again(table.name, add)

    def append(self, name: str, rows: pa.Table | Callable[[], pa.RecordBatchReader], segment: str) -> None:
        """Add rows to a table, in files of their own.

        Other writers may add and take away rows meanwhile: then the rows are written once more, so that a stream has to be
        given as what begins it anew.
        """
        from deltalake import write_deltalake

        layout = store_tables()[name].stored

        def add(table: DeltaTable) -> None:
            batches = rows.to_batches() if isinstance(rows, pa.Table) else rows()
            data = pa.RecordBatchReader.from_batches(layout, _with_segment(batches, segment, layout))
            write_deltalake(table, data, mode="append", writer_properties=writer_properties(name))

        self._again(name, add)

    def drop(self, name: str, segments: Collection[str]) -> None:
        """Take whole segments out of a table. Their files stay on disk until they are vacuumed."""

        def delete(table: DeltaTable) -> None:
            found = sorted(set(segments) & self.files(name, table).keys())
            if found:
                names = ", ".join(f"'{segment}'" for segment in found)  # names are hex, made by us
                table.delete(f"{SEGMENT} IN ({names})")

        self._again(name, delete)

    def _again(self, name: str, change: Callable[[DeltaTable], None]) -> None:
        """Change a table, on its newest state again where another writer came first."""
        from deltalake.exceptions import CommitFailedError

        for trial in range(_TRIES):
            table = self.table(name)
            try:
                return None if table is None else change(table)
            except CommitFailedError:
                if trial == _TRIES - 1:
                    raise
                time.sleep(random.uniform(0, 0.01 * (trial + 1)))
        return None

    def files(self, name: str, table: DeltaTable | None = None) -> dict[str, list[str]]:
        """Paths of the table's files by segment, in the order in which they are named."""
        table = table or self.table(name)
        if table is None:
            return {}
        added = pa.table(table.get_add_actions(flatten=True))
        column = f"partition.{SEGMENT}"
        found: dict[str, list[str]] = {}
        if column in added.column_names:
            for segment, file in sorted(
                zip(added[column].to_pylist(), added["path"].to_pylist(), strict=True)
            ):
                found.setdefault(str(segment), []).append(f"{self.path(name)}/{file}")
        return found


@cache
def writer_properties(table: str) -> WriterProperties:
    """How a table's Parquet files are written."""
    from deltalake import WriterProperties

    kind, level = _COMPRESSION
    rows = _TEXT_ROWS if table == "reports" else _ROW_GROUP
    return WriterProperties(compression=kind, compression_level=level, max_row_group_size=rows)  # type: ignore[arg-type]


def _fields(table: StoreTable) -> list[Field]:
    """The columns as Delta has them, their meanings as comments."""
    from deltalake import Field, Schema

    layout = Schema.from_arrow(_layout(table)).fields
    described = zip(layout, _meanings(table), strict=True)
    return [Field(field.name, field.type, metadata={"comment": meaning}) for field, meaning in described]


def _layout(table: StoreTable) -> pa.Schema:
    return table.schema if table.name == LOG else table.stored


def _meanings(table: StoreTable) -> list[str]:
    own = [column.meaning for column in table.columns]
    return own if table.name == LOG else ["The commit that wrote the row; see runs.segments.", *own]


def _with_segment(batches: Iterable[Any], segment: str, layout: pa.Schema) -> Iterable[pa.RecordBatch]:
    for batch in batches:
        names = pa.array([segment], pa.string()).take(pa.array([0] * batch.num_rows, pa.int32()))
        columns = [names, *(batch.column(name) for name in layout.names[1:])]
        yield pa.RecordBatch.from_arrays(columns, schema=layout)
