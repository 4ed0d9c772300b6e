"""What can be asked: a store, or records in memory. Both give a DuckDB connection with a view for each table of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from detente.store.conditions import Query, conditions
from detente.store.filter import Filter, no_such
from detente.store.snapshot import quoted
from detente.store.tables import store_tables

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Source(Protocol):
    """A store, or records in memory."""

    def connection(self) -> DuckDBPyConnection:
        """A connection with a view for each table of the store, all as of one commit."""
        ...


class Moment:
    """A source as it is now: every question is answered from the same commit, whoever writes meanwhile."""

    def __init__(self, source: Source) -> None:
        self.order = report_order(source)
        self._connection = source.connection()

    def connection(self) -> DuckDBPyConnection:
        """A connection of its own for one question."""
        return self._connection.cursor()


def report_order(source: Source) -> str:
    """SQL for the order of reports (r): by day and id; that in which they came, for records in memory."""
    return getattr(source, "order", "r.published NULLS LAST, r.id")


def filtered(table: str, wanted: Filter, query: Query) -> str:
    """SQL for the rows of a table that a filter means, neither sorted nor limited. Raises UsageError."""
    found = conditions(table, wanted, query)
    return f"SELECT * FROM {quoted(table)}" + (f" WHERE {' AND '.join(found)}" if found else "")


def ordered(columns: tuple[str, ...], wanted: Filter, query: Query, usual: str, prefix: str = "") -> str:
    """ORDER BY and LIMIT of a filter; ``usual`` is the order where it names none, and within equals. Raises UsageError."""
    parts = []
    for word in wanted.sort or ():
        name = str(word).removeprefix("-")
        if name not in columns:
            raise no_such("column to sort by called", name, columns)
        parts.append(f"{prefix}{quoted(name)} {'DESC' if str(word).startswith('-') else 'ASC'} NULLS LAST")
    limit = f" LIMIT {query.value(wanted.limit)}" if wanted.limit else ""
    return f" ORDER BY {', '.join([*parts, usual])}{limit}"


def columns_of(table: str) -> tuple[str, ...]:
    """Names of a table's columns."""
    return tuple(column.name for column in store_tables()[table].columns)


def reconciled(source: Source) -> bool:
    """Whether events are clustered across reports; if not, figures count the clusters inside each report."""
    found = source.connection().execute("SELECT count(*) FROM event_clusters").fetchone()
    return bool(found and found[0])
