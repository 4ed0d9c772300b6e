"""The log of the store: the table ``runs``, whose newest row says which segments hold the store's rows.

A commit first adds its rows to the tables, in segments of its own, and then one row to the log, which lists those segments
beside the others that stand. Readers read the newest row, and see only the segments in it: so a commit is there whole or not
at all, over all tables. Rows of the log carry a Delta transaction of one name, so that of two writers that go on from the
same row one fails, reads what the other did, and tries again.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from secrets import token_hex
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from detente.errors import StoreError
from detente.record.types import CoderInfo
from detente.store.folder import LOG, Folder, writer_properties
from detente.store.tables import store_tables
from detente.version import __version__

if TYPE_CHECKING:
    from deltalake import DeltaTable

SCHEMA = 1
"""Version of the tables' schema that this version of Détente writes (see migrations.py)."""

RECORD, HISTORY = "record", "history"
"""Parts of the store: what was read out of reports, and of that what has left the counts. Any other part is a table's name."""

_TRANSACTION = "detente"
_TRIES = 200
_COMPACT = 64  # commits after which the log's own files are put together


@dataclass(frozen=True, slots=True)
class Segment:
    """The rows of one commit (or of several, put together) in all the tables that it added to; ``schema`` of its files."""

    name: str
    part: str
    reports: int = 0
    schema: int = SCHEMA


@dataclass(frozen=True, slots=True)
class Run:
    """One row of the log: a commit. The fields are the columns of ``runs``."""

    sequence: int
    batch: str
    run: str
    kind: str
    started: datetime
    finished: datetime
    detente: str
    schema: int
    inputs: tuple[str, ...] = ()
    coder: CoderInfo | None = None
    reports: int = 0
    superseded: int = 0
    failed: int = 0
    base: int | None = None
    abandoned: tuple[str, ...] = ()
    segments: tuple[Segment, ...] = ()

    def names(self, *parts: str) -> set[str]:
        """Names of the segments of these parts, of all where none is given."""
        return {segment.name for segment in self.segments if not parts or segment.part in parts}


def token() -> str:
    """A new name for a commit or a segment: unlike all others, and no text of it means anything."""
    return token_hex(8)


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Log:
    """Reads and writes the log of a store."""

    folder: Folder

    def newest(self) -> Run | None:
        """The row that holds; None where there is no store."""
        table = self.folder.table(LOG)
        return None if table is None else self._last(table)

    def since(self, sequence: int) -> list[Run]:
        """The commits after that one, in order."""
        table = self.folder.table(LOG)
        return [] if table is None else _rows(table, f"sequence > {sequence:d}")

    def commit(self, make: Callable[[Run], Run | None]) -> Run | None:
        """Add the row that ``make`` makes of the newest one, which it is asked for again when another writer came first.

        None where ``make`` gives None. Its sequence, times and version are filled in here.
        """
        for trial in range(_TRIES):
            table = self._table()
            before = self._last(table)
            if before is None:
                raise StoreError(f"{self.folder.root}: the store's log is empty")
            made = make(before)
            if made is None:
                return None
            row = _finished(made, before.sequence + 1)
            if self._add(table, row):
                return row
            time.sleep(random.uniform(0, 0.01 * min(trial + 1, 20)))
        raise StoreError(
            f"{self.folder.root}: {_TRIES} times another writer committed first; try again later"
        )

    def begin(self) -> Run:
        """The newest row; in a new store its first one, which this adds."""
        table = self._table()
        found = self._last(table)
        if found is None:
            name = token()
            moment = now()
            first = _finished(Run(0, name, name, "create", moment, moment, "", SCHEMA), 0)
            self._add(table, first)
            found = self.newest()
        if found is None:
            raise StoreError(f"{self.folder.root}: the store's log cannot be begun")
        return found

    def _last(self, table: DeltaTable) -> Run | None:
        sequence = table.transaction_version(_TRANSACTION)
        if sequence is None:
            return None
        found = _rows(table, f"sequence = {sequence:d}")[0]
        if found.schema > SCHEMA:
            raise StoreError(
                f"{self.folder.root} was written by Détente {found.detente} (schema {found.schema}); this is {__version__}, which"
                f" knows schemas up to {SCHEMA}. Upgrade with: pip install --upgrade detente"
            )
        return found

    def _table(self) -> DeltaTable:
        table = self.folder.table(LOG)
        if table is None:
            raise StoreError(f"{self.folder.root} is not a store")
        return table

    def _add(self, table: DeltaTable, row: Run) -> bool:
        """Whether the row was added; not where somebody added one since the table was read."""
        from deltalake import CommitProperties, Transaction, write_deltalake
        from deltalake.exceptions import CommitFailedError

        properties = CommitProperties(app_transactions=[Transaction(_TRANSACTION, row.sequence)])
        try:
            write_deltalake(
                table,
                _as_rows(row),
                mode="append",
                commit_properties=properties,
                writer_properties=writer_properties(LOG),
            )
        except CommitFailedError:
            return False
        if row.sequence and row.sequence % _COMPACT == 0:
            self._compact()
        return True

    def _compact(self) -> None:
        from deltalake.exceptions import CommitFailedError

        try:
            self._table().optimize.compact(writer_properties=writer_properties(LOG))
        except CommitFailedError:  # another writer is at it
            return


def _rows(table: DeltaTable, wanted: str) -> list[Run]:
    # Not as a pyarrow dataset: its threads call back into Python, which aborts a process that ends at that moment.
    names = store_tables()[LOG].schema.names
    found = pa.table(table.scan(predicate=wanted))
    missing = [name for name in names if name not in found.column_names]
    rows = found.select([name for name in names if name in found.column_names]).to_pylist()
    runs = [_run({**dict.fromkeys(missing), **row}) for row in rows]
    return sorted(runs, key=lambda run: run.sequence)


def _run(row: dict[str, Any]) -> Run:
    coder, segments = row["coder"], row["segments"]
    return Run(
        **{
            **row,
            "inputs": tuple(row["inputs"] or ()),
            "abandoned": tuple(row["abandoned"] or ()),
            "coder": CoderInfo(**coder) if coder else None,
            "segments": tuple(Segment(**segment) for segment in segments),
        }
    )


def _finished(row: Run, sequence: int) -> Run:
    return replace(row, sequence=sequence, finished=now(), detente=__version__)


def _as_rows(row: Run) -> pa.Table:
    return pa.Table.from_pylist([asdict(row)], schema=store_tables()[LOG].schema)
