"""Rows that were made across reports, those that still hold and new ones, as tables that take the place of the old."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from detente.store.tables import store_tables

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def kept(connection: DuckDBPyConnection, table: str, where: str, parameters: Mapping[str, Any]) -> pa.Table:
    """The rows of a table that still hold."""
    rows = fetched(connection, f"SELECT * FROM {table} WHERE {where}", parameters)
    schema = store_tables()[table].schema
    columns = [rows[name].cast(schema.field(name).type) for name in schema.names]
    return pa.Table.from_arrays(columns, schema=schema)


def fetched(connection: DuckDBPyConnection, sql: str, parameters: Mapping[str, Any]) -> pa.Table:
    """What a query gives, as Arrow."""
    found: pa.Table = connection.sql(sql, params=dict(parameters)).to_arrow_table()
    return found


def joined(table: str, old: pa.Table | None, new: Iterable[Any]) -> pa.Table:
    """Old rows with new ones, which are of a dataclass with the table's columns, or mappings."""
    schema = store_tables()[table].schema
    rows = [row if isinstance(row, dict) else asdict(row) for row in new]
    made = pa.Table.from_pylist(rows, schema=schema)
    return made if old is None else pa.concat_tables([old, made])
