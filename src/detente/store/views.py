"""A DuckDB connection with one view for each table: the store's rows as of one commit, ready for plain SQL.

In the schema ``main`` stand the rows that count. ``history`` holds the tables of the record with every version of every report.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from detente.store.folder import LOG, Folder
from detente.store.log import HISTORY, RECORD
from detente.store.snapshot import Snapshot, quoted, scan
from detente.store.tables import StoreTable, store_tables

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LEFT = "store_left"
"""Temporary table of the versions that left the counts and still stand in files that are read."""

_SENTENCES = """
SELECT e.*, r.title, r.url, r.text[e.evidence.start + 1 : e.evidence.end] AS sentence,
       r.text[e."trigger".start + 1 : e."trigger".end] AS trigger_text
FROM events e JOIN reports r ON r.version = e.version
"""
_EVERY_VERSION = """
SELECT r.*, b.sequence AS added, s.sequence AS "left"
FROM history.reports r JOIN runs b USING (batch)
LEFT JOIN (SELECT x.version, min(c.sequence) AS sequence FROM history.superseded x JOIN runs c USING (batch) GROUP BY 1) s
USING (version)
"""
VIEWS = {
    "event_sentences": (
        _SENTENCES,
        "Events with their report's title and URL, the sentence and the trigger in words.",
    ),
    "report_versions": (
        _EVERY_VERSION,
        "Every version of every report, with the commits by which it came and left (null: it counts).",
    ),
}
"""Views beside the tables: their SQL and what they show."""


def connect(snapshot: Snapshot) -> DuckDBPyConnection:
    """A connection to nothing but views of the snapshot. Queries can read the store's folder, and write nothing."""
    connection = snapshot.connect()
    connection.execute("CREATE SCHEMA history")
    gone = snapshot.scan("superseded", RECORD)
    connection.execute(f"CREATE TABLE {LEFT} AS SELECT DISTINCT version FROM ({gone})")
    some_left = bool(connection.execute(f"SELECT count(*) FROM {LEFT}").fetchall()[0][0])
    for table in store_tables().values():
        connection.execute(f"CREATE VIEW main.{quoted(table.name)} AS {_current(snapshot, table, some_left)}")
        if table.part == "record":
            every = snapshot.scan(table.name, RECORD, HISTORY)
            connection.execute(f"CREATE VIEW history.{quoted(table.name)} AS {every}")
    for name, (sql, _) in VIEWS.items():
        connection.execute(f"CREATE VIEW main.{quoted(name)} AS {sql}")
    _lock(connection, snapshot.folder)
    return connection


def _current(snapshot: Snapshot, table: StoreTable, some_left: bool) -> str:
    """SQL of a table's rows that count."""
    if table.name == LOG:
        log = snapshot.folder.table(LOG)
        files = [] if log is None else log.file_uris()
        return f"SELECT * FROM ({scan(table, files, older=True)}) WHERE sequence <= {snapshot.run.sequence}"
    if table.part != "record" or table.name == "superseded":
        return snapshot.scan(table.name, RECORD, HISTORY, table.name)
    counted = snapshot.scan(table.name, RECORD)
    if some_left:
        counted = f"SELECT t.* FROM ({counted}) t ANTI JOIN {LEFT} USING (version)"
    if snapshot.has(table.name, table.name):
        counted += f" UNION ALL {snapshot.scan(table.name, table.name)}"
    return counted


def _lock(connection: DuckDBPyConnection, folder: Folder) -> None:
    if folder.is_local:
        connection.execute("SET allowed_directories = ?", [[str(Path(folder.root).resolve())]])
        connection.execute("SET enable_external_access = false")
