"""What the store holds at one commit: the files of every table, and the SQL that reads them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from detente.errors import StoreError
from detente.store.folder import LOG, Folder
from detente.store.log import SCHEMA, Log, Run, Segment
from detente.store.tables import StoreTable, store_tables

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TRIES = 20
_SQL_WORDS = {
    "string": "VARCHAR",
    "int64": "BIGINT",
    "int32": "INTEGER",
    "double": "DOUBLE",
    "bool": "BOOLEAN",
    "date32[day]": "DATE",
    "timestamp[us, tz=UTC]": "TIMESTAMP WITH TIME ZONE",
}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files of each table by segment, as of one row of the log."""

    folder: Folder
    run: Run
    files: dict[str, dict[str, list[str]]]

    def connect(self, **settings: Any) -> DuckDBPyConnection:
        """A DuckDB connection that can read the files, and speaks of moments in UTC."""
        import duckdb

        connection = duckdb.connect(config={"python_enable_replacements": False, **settings})
        connection.execute("SET TimeZone = 'UTC'")
        if not self.folder.is_local:
            _load_remote(connection, self.folder.root)
        return connection

    def scan(self, table: str, *parts: str) -> str:
        """SQL for the table's rows in these parts of the store."""
        return self.scan_of(table, (segment for segment in self.run.segments if segment.part in parts))

    def scan_of(self, table: str, segments: Iterable[Segment]) -> str:
        """SQL for the table's rows in these segments."""
        by_segment = self.files.get(table, {})
        used = [segment for segment in segments if segment.name in by_segment]
        files = [file for segment in used for file in by_segment[segment.name]]
        return scan(store_tables()[table], files, older=any(one.schema < SCHEMA for one in used))

    def has(self, table: str, *parts: str) -> bool:
        """Whether the table has any file in these parts."""
        names = self.files.get(table, {}).keys()
        return any(segment.name in names for segment in self.run.segments if segment.part in parts)


def take(folder: Folder, tables: Collection[str] | None = None) -> Snapshot:
    """A snapshot of these tables, or of all. Raises StoreError where there is no store.

    The log is read before and after the files: those of a segment are taken away only after a commit that no longer lists it.
    """
    log = Log(folder)
    names = [name for name in tables or store_tables() if name != LOG]
    for _ in range(_TRIES):
        run = log.newest()
        if run is None:
            raise StoreError(f"{folder.root} is not a store; make one with: detente add {folder.root} PATH…")
        files = {name: folder.files(name) for name in names}
        after = log.newest()
        if after is not None and run.names() <= after.names():
            return Snapshot(folder, run, files)
    raise StoreError(f"{folder.root}: rows move faster than they can be read; try again")


def scan(table: StoreTable, files: Iterable[str], older: bool = False) -> str:
    """SQL that reads the table's columns from files; no rows from no files.

    ``older`` says that some may be of an older schema: what they have not is NULL. It costs every query a little.
    """
    empty = ", ".join(f"NULL::{sql_type(column.type)} AS {quoted(column.name)}" for column in table.columns)
    listed = ", ".join(_literal(file) for file in files)
    if not listed:
        return f"SELECT {empty} WHERE false"
    names = ", ".join(quoted(column.name) for column in table.columns)
    if not older:
        return f"SELECT {names} FROM read_parquet([{listed}], hive_partitioning = false)"
    read = f"SELECT * FROM read_parquet([{listed}], union_by_name = true, hive_partitioning = false)"
    return f"SELECT {names} FROM (SELECT {empty} WHERE false UNION ALL BY NAME {read})"


def _load_remote(connection: DuckDBPyConnection, root: str) -> None:
    import duckdb

    try:
        connection.execute("LOAD httpfs")
    except duckdb.Error as error:
        raise StoreError(
            f"{root} cannot be read: DuckDB has no extension httpfs here; fetch it once with:"
            " python -c \"import duckdb; duckdb.connect().install_extension('httpfs')\""
        ) from error


def sql_type(kind: Any) -> str:
    """DuckDB's name of an Arrow type."""
    if pa.types.is_list(kind):
        return f"{sql_type(kind.value_type)}[]"
    if pa.types.is_struct(kind):
        fields = (kind.field(number) for number in range(kind.num_fields))
        return "STRUCT(" + ", ".join(f"{quoted(one.name)} {sql_type(one.type)}" for one in fields) + ")"
    return _SQL_WORDS[str(kind)]


def quoted(name: str) -> str:
    """A name as SQL takes it, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
