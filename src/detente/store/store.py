"""``Store``: a folder of Delta tables that keeps what was read out of many reports, for good and for everybody to query."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from os import PathLike
from typing import TYPE_CHECKING

from detente.errors import StoreError, UsageError
from detente.record.reports import report_info, report_of
from detente.record.types import CoderInfo, Record, Report
from detente.store.cleaning import open_for_writing, vacuum
from detente.store.compacting import compact, settle
from detente.store.conditions import select
from detente.store.diff import Change, Commit, changes, commits, version_of
from detente.store.filter import Filter
from detente.store.folder import Folder
from detente.store.joining import SomeRows, append_rows, replace_tables
from detente.store.known import known_in
from detente.store.log import Log, Run
from detente.store.rows import restored
from detente.store.snapshot import Snapshot, take
from detente.store.views import connect
from detente.store.withdrawing import withdraw
from detente.store.writing import Added, Work, write

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

BATCH = 256
"""Records that are added in one commit, at most."""
CHARACTERS = 4_000_000
"""Characters of text after which a commit is made, so that long reports take no more memory than short ones."""
SECONDS = 30.0
"""Seconds after which a commit is made of what has come: so much work is lost at most."""
_OUTDATED = "FROM reports WHERE coder IS DISTINCT FROM $coder"
_LOOKED_UP = 64  # reports that are asked for at once

_ALL = Filter()


class Store:
    """A store in a folder, or at an object store's URL such as s3://bucket/crisis.

    For a URL, credentials and settings are taken from the environment (``AWS_ACCESS_KEY_ID``, ``AWS_REGION`` and so on), and
    DuckDB needs its extension httpfs; nothing is downloaded by itself.

    It is made by the first ``add``. Any number of processes may read and write it at once. Every read is of the store as
    it is at that moment, over all tables alike.
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        self.folder = Folder(str(path))
        self._is_open = False
        self._seen: tuple[Snapshot, DuckDBPyConnection] | None = None

    def __repr__(self) -> str:
        return f"Store({self.folder.root!r})"

    # Writing

    def add(self, records: Iterable[Record], work: Work | None = None) -> Added:
        """Add records, in commits of BATCH or of as many as come in SECONDS; those that the store has already change nothing.

        A record whose report has the id or the URL of an earlier one takes its place. Where the records end in an error,
        those that came before it are kept. A record that no table can hold is left out and named in the outcome.
        """
        self._open()
        work = work or Work()
        total = Added()
        for batch in _batches(records):
            total += write(self.folder, batch, work)
            compact(self.folder)
        return total

    def unknown(self, reports: Iterable[Report], coder: CoderInfo) -> Iterator[Report]:
        """The reports that this coder has still to code: those that the store does not have, or from another coder."""
        self._open()
        for group in _grouped(reports, _LOOKED_UP):
            infos = [report_info(report) for report in group]
            known = known_in(take(self.folder, ("reports", "superseded")), infos)
            yield from (
                report for report, info in zip(group, infos, strict=True) if not known.has(info, coder)
            )

    def outdated(self, coder: CoderInfo) -> Iterator[Report]:
        """The reports that count and are of another coder, from the text that the store keeps."""
        rows = self._connection().sql(f"SELECT record, text {_OUTDATED}", params={"coder": asdict(coder)})
        for batch in rows.to_arrow_reader(_LOOKED_UP):
            yield from (report_of(restored(row["record"], row["text"])) for row in batch.to_pylist())

    def count_outdated(self, coder: CoderInfo) -> int:
        """How many reports ``outdated`` gives."""
        rows = self._connection().execute(f"SELECT count(*) {_OUTDATED}", {"coder": asdict(coder)}).fetchall()
        return int(rows[0][0])

    def withdraw(self, reports: Sequence[str], detail: str | None = None) -> int:
        """Let reports count no more, by their ids; they stay in history. Gives the number of the commit.

        Raises StoreError that names those that do not count anyway.
        """
        self._newest()
        self._open()
        return withdraw(self.folder, reports, detail).sequence

    def tidy(self) -> None:
        """Put small segments together, set apart what has left the counts, and free room on the disk."""
        self._open()
        compact(self.folder)
        settle(self.folder)
        vacuum(self.folder)

    def replace(self, tables: Mapping[str, SomeRows], base: int | None = None) -> int:
        """Put these rows in the place of those that the tables had, all in one commit; gives its number.

        For duplicates, stories, event_clusters, cross_conflicts, entity_links, and the rows of position_status that other
        reports give. ``base`` is the version of the store that they were made from.
        """
        self._open()
        return replace_tables(self.folder, tables, base).sequence

    def append(self, table: str, rows: SomeRows) -> int:
        """Add rows to ``reviews``, in one commit; gives its number."""
        self._open()
        return append_rows(self.folder, table, rows).sequence

    # Reading

    @property
    def version(self) -> int:
        """Number of the newest commit."""
        return self._newest().sequence

    def connection(self) -> DuckDBPyConnection:
        """A DuckDB connection with a view for each table, as the store is now (see views.py); for this thread alone."""
        return connect(take(self.folder))

    def sql(self, text: str) -> DuckDBPyRelation:
        """The rows that a query gives. Raises UsageError for anything that is not one SELECT."""
        connection = self._connection()
        import duckdb

        try:
            statements = connection.extract_statements(text)
        except duckdb.Error as error:
            raise UsageError(f"not SQL: {error}") from None
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise UsageError("a store is queried with one SELECT; it is written by add alone")
        try:
            return connection.sql(text)
        except duckdb.Error as error:
            raise UsageError(f"the query cannot be answered: {error}") from None

    def events(self, wanted: Filter = _ALL) -> DuckDBPyRelation:
        """Events that count (plain ones, unless the filter says otherwise)."""
        return self.select("events", wanted)

    def quotes(self, wanted: Filter = _ALL) -> DuckDBPyRelation:
        """Quotes."""
        return self.select("quotes", wanted)

    def positions(self, wanted: Filter = _ALL) -> DuckDBPyRelation:
        """Rows of the positions ledger."""
        return self.select("positions", wanted)

    def conflicts(self, wanted: Filter = _ALL) -> DuckDBPyRelation:
        """Accounts inside one report that cannot both be true."""
        return self.select("conflicts", wanted)

    def defects(self, wanted: Filter = _ALL) -> DuckDBPyRelation:
        """Passages that a careful editor would stop at."""
        return self.select("defects", wanted)

    def select(self, table: str, wanted: Filter = _ALL, columns: str = "*") -> DuckDBPyRelation:
        """Rows of a table that a filter means; nothing is read before the relation is asked for rows."""
        sql, parameters = select(table, wanted, columns)
        return self._connection().sql(sql, params=parameters)

    def changed(self, since: int) -> DuckDBPyRelation:
        """What came into the counts after that version of the store, and what left them: report_id, version, change.

        ``change`` is added or removed; an edited report has one row of each.
        """
        sql = """
            SELECT id AS report_id, version, CASE WHEN "left" IS NULL THEN 'added' ELSE 'removed' END AS change
            FROM report_versions WHERE (added > $since) <> coalesce("left" > $since, false)
        """
        return self._connection().sql(sql, params={"since": since})

    def commits(self) -> list[Commit]:
        """All versions of the store, in order."""
        return commits(self._connection())

    def diff(self, first: int | str, second: int | str | None = None) -> Iterator[Change]:
        """The events that were added, changed or removed between two versions, by report and place in the text.

        A version is its number, or a day (UTC) whose last version it is; without a second one, the newest. Raises
        UsageError, or StoreError for a version that is not there.
        """
        connection = self._connection()
        before = version_of(connection, str(first))
        after = self.version if second is None else version_of(connection, str(second))
        if before > after:
            raise UsageError(f"version {before} is later than {after}; give the earlier one first")
        return changes(connection, before, after)

    def record(self, report_id: str) -> Record:
        """The record of a report, as it was added. Raises StoreError where the store has none, or it was withdrawn."""
        sql = "SELECT record, text FROM reports WHERE id = $id"
        rows = self._connection().execute(sql, {"id": report_id}).fetchall()
        if not rows:
            raise StoreError(f"{self.folder.root} has no report {report_id!r}")
        return restored(*rows[0])

    def _newest(self) -> Run:
        run = Log(self.folder).newest()
        return take(self.folder, ()).run if run is None else run

    def _open(self) -> None:
        if not self._is_open:
            open_for_writing(self.folder)
            self._is_open = True

    def _connection(self) -> DuckDBPyConnection:
        """A connection of its own for one question, to views that are made anew where somebody has committed since."""
        if self._seen is None or self._seen[0].run.sequence != self._newest().sequence:
            snapshot = take(self.folder)
            self._seen = snapshot, connect(snapshot)
        return self._seen[1].cursor()


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Records as they are committed. Those that came before an error, or an interruption, are given before it goes on."""
    batch: list[Record] = []
    size, began = 0, time.monotonic()
    try:
        for record in records:
            batch.append(record)
            size += record.report.characters
            if len(batch) == BATCH or size > CHARACTERS or time.monotonic() - began > SECONDS:
                full, batch = batch, []
                yield full
                size, began = 0, time.monotonic()
    except GeneratorExit:
        raise
    except BaseException:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def _grouped(reports: Iterable[Report], size: int) -> Iterator[list[Report]]:
    found = iter(reports)
    while group := list(islice(found, size)):
        yield group
