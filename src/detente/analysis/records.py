"""Records in memory, asked in the same words as a store. They keep their order; none takes the place of another."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from detente.record.types import Record
from detente.store.rows import as_tables, rows_of
from detente.store.snapshot import quoted, sql_type
from detente.store.tables import store_tables
from detente.store.views import VIEWS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BATCH = 256


class Records:
    """The rows of records, for one process. ``version`` of a row is its record's place among them, from 0."""

    order = "r.version"

    def __init__(self, records: Iterable[Record]) -> None:
        import duckdb

        self._database = duckdb.connect(config={"python_enable_replacements": False})
        self._database.execute("SET TimeZone = 'UTC'")
        for table in store_tables().values():
            columns = ", ".join(f"{quoted(one.name)} {sql_type(one.type)}" for one in table.columns)
            self._database.execute(f"CREATE TABLE {quoted(table.name)} ({columns})")
        self._add(records)
        for name, (sql, _) in VIEWS.items():
            if "history." not in sql:
                self._database.execute(f"CREATE VIEW {quoted(name)} AS {sql}")

    def connection(self) -> DuckDBPyConnection:
        """A connection of its own to the rows."""
        return self._database.cursor()

    def _add(self, records: Iterable[Record]) -> None:
        numbered = iter(enumerate(records))
        while batch := list(islice(numbered, _BATCH)):
            found = as_tables(rows_of(record, number, "") for number, record in batch)
            for name, rows in found.items():
                self._database.register("batch", rows)
                self._database.execute(f"INSERT INTO {quoted(name)} BY NAME SELECT * FROM batch")
                self._database.unregister("batch")
