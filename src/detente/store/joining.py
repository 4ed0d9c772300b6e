"""Rows that are made across reports: tables that are made anew as a whole, and tables that rows are only added to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pyarrow as pa

from detente.errors import UsageError
from detente.store.cleaning import row
from detente.store.folder import Folder
from detente.store.log import Log, Run, Segment, token
from detente.store.rows import whole
from detente.store.tables import StoreTable, store_tables

SomeRows = pa.Table | Iterable[Mapping[str, Any]]
"""Arrow, or one mapping a row; columns that are not there are null."""


def replace_tables(
    folder: Folder, made: Mapping[str, SomeRows], base: int | None, inputs: tuple[str, ...] = ()
) -> Run:
    """Put these rows in the place of those that the tables had, all in one commit."""
    rows = {name: as_arrow(store_tables()[_derived(name)], some) for name, some in made.items()}
    return _commit(folder, rows, "derive", base, inputs, anew=True)


def append_rows(folder: Folder, table: str, some: SomeRows) -> Run:
    """Add rows to a table that rows are only added to."""
    if store_tables().get(table) is None or store_tables()[table].part != "appended":
        raise UsageError(f"no rows are added to {table!r} one by one")
    return _commit(folder, {table: as_arrow(store_tables()[table], some)}, "review", None, (), anew=False)


def as_arrow(table: StoreTable, some: SomeRows) -> pa.Table:
    """The rows with the table's columns and types. Raises UsageError for a column that it does not have."""
    schema = table.schema
    if isinstance(some, pa.Table):
        names = some.column_names
        columns = {name: some[name].cast(schema.field(name).type) for name in names if name in schema.names}
        length = some.num_rows
    else:
        listed = [whole(dict(one)) for one in some]
        names = list(dict.fromkeys(name for one in listed for name in one))
        columns = {one.name: pa.array([row.get(one.name) for row in listed], one.type) for one in schema}
        length = len(listed)
    unknown = [name for name in names if name not in schema.names]
    if unknown:
        raise UsageError(f"{table.name} has no column {', '.join(unknown)}; it has {', '.join(schema.names)}")
    arrays = [columns.get(one.name, pa.nulls(length, one.type)) for one in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def _derived(name: str) -> str:
    known = [table.name for table in store_tables().values() if table.part == "derived"]
    if name not in (*known, "position_status"):
        raise UsageError(
            f"{name!r} is not made anew across reports; these are: {', '.join(known)}, position_status"
        )
    return name


def _commit(
    folder: Folder,
    rows: Mapping[str, pa.Table],
    kind: str,
    base: int | None,
    inputs: tuple[str, ...],
    anew: bool,
) -> Run:
    log = Log(folder)
    while True:
        before = log.begin()
        segments = tuple(Segment(token(), name) for name, some in rows.items() if some.num_rows)
        for segment in segments:
            folder.append(segment.part, rows[segment.part], segment.name)

        def make(newest: Run, before: Run = before, segments: tuple[Segment, ...] = segments) -> Run | None:
            lost = {name for other in log.since(before.sequence) for name in other.abandoned}
            if lost & {segment.name for segment in segments}:
                return None
            old = [one for one in newest.segments if anew and one.part in rows]
            kept = tuple(one for one in newest.segments if one not in old)
            made = row(newest, kind, abandoned=tuple(one.name for one in old))
            return replace(made, base=base, inputs=inputs, segments=(*kept, *segments))

        done = log.commit(make)
        if done is not None:
            for name in rows:
                folder.drop(name, done.abandoned)
            return done
