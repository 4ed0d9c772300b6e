"""The schema of the store as data: each table's columns, their Arrow types and what they mean.

A table of the record (``of`` names its type) has the type's fields as they stand in the record, each under its own name:
objects are structs, lists are lists, a span is ``{start, end}``. What it has besides stands in data/columns.tsv.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from detente.record.manifest import read_manifest
from detente.record.schema import field_infos, record_types
from detente.record.shapes import Field, shape
from detente.record.tables import Faults, choice, optional, read_table, text
from detente.record.types import Span

DATA = Path(__file__).parent / "data"
SEGMENT = "segment"
"""The column that every table is partitioned by: which commit wrote the file (see log.py)."""

SPAN = pa.struct([("start", pa.int32()), ("end", pa.int32())])
_WORDS: dict[str, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "small": pa.int32(),
    "number": pa.float64(),
    "flag": pa.bool_(),
    "date": pa.date32(),
    "moment": pa.timestamp("us", "UTC"),
    "span": SPAN,
}
_OF_RECORD: dict[object, pa.DataType] = {
    str: pa.string(),
    int: pa.int32(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    datetime: pa.timestamp("us", "UTC"),
    Span: SPAN,
}
_EVERY = "*"  # stands in columns.tsv for every table of a record type
_PARTS = ("record", "derived", "appended", "log")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its Arrow type and what it means."""

    name: str
    type: pa.DataType
    meaning: str


@dataclass(frozen=True, slots=True)
class StoreTable:
    """A table. ``part``: record (read out of reports), derived (made across reports), appended, or log.

    ``of`` is the type of the record whose items are its rows, None where it has none.
    """

    name: str
    part: str
    of: type | None
    about: str
    columns: tuple[Column, ...]

    @property
    def schema(self) -> pa.Schema:
        """Arrow schema of its rows."""
        return pa.schema([(column.name, column.type) for column in self.columns])

    @property
    def stored(self) -> pa.Schema:
        """The same with the segment, as the Delta table has it."""
        return pa.schema([(SEGMENT, pa.string()), *((c.name, c.type) for c in self.columns)])


@dataclass(frozen=True, slots=True)
class _TableRow:
    name: str
    part: str
    of: str | None
    about: str


@dataclass(frozen=True, slots=True)
class _ColumnRow:
    table: str
    column: str
    type: str
    meaning: str


@cache
def store_tables() -> dict[str, StoreTable]:
    """All tables by name, in the order of data/tables.tsv. Raises DataError where the data are faulty."""
    faults = Faults()
    read_manifest(DATA, faults)
    names = (text("table"), choice("part", _PARTS), optional(text("of")), text("about"))
    tables = read_table(DATA / "tables.tsv", names, _TableRow, faults, key=0)
    fields = (text("table"), text("column"), text("type"), text("meaning"))
    extras = read_table(DATA / "columns.tsv", fields, _ColumnRow, faults, key=0)
    faults.raise_all()
    types = {kind.__name__: kind for kind in record_types()}
    own: dict[str, list[Column]] = {}
    for row in extras.rows:
        own.setdefault(row.table, []).append(Column(row.column, arrow_type(row.type), row.meaning))
    return {row.name: _table(row, types.get(row.of or ""), own) for row in tables.rows}


def tables_of(part: str) -> tuple[StoreTable, ...]:
    """The tables of one part of the store."""
    return tuple(table for table in store_tables().values() if table.part == part)


def _table(row: _TableRow, kind: type | None, own: dict[str, list[Column]]) -> StoreTable:
    """A table of a record type has its fields, those that columns.tsv gives another type in their place, and the rest behind."""
    columns = {column.name: column for column in own.get(row.name, ())}
    if kind is not None:
        of_record = {field.name: _of_record(row, field) for field in shape(kind)}
        columns = {**{column.name: column for column in own[_EVERY]}, **of_record, **columns}
    return StoreTable(row.name, row.part, kind, row.about, tuple(columns.values()))


def _of_record(row: _TableRow, field: Field) -> Column:
    return Column(field.name, _field_type(field), field_infos()[f"{row.of}.{field.name}"].description)


def _field_type(field: Field) -> pa.DataType:
    one: pa.DataType
    if field.is_record_type:
        one = pa.struct([(inner.name, _field_type(inner)) for inner in shape(field.kind)])
    else:
        one = pa.string() if field.is_enumeration else _OF_RECORD[field.kind]
    return pa.list_(one) if field.many else one


def arrow_type(words: str) -> pa.DataType:
    """The Arrow type that a cell of columns.tsv names: ``text``, ``text[]``, ``{start small, end small}[]``.

    Raises ValueError for any other word.
    """
    words = words.strip()
    if words.endswith("[]"):
        return pa.list_(arrow_type(words[:-2]))
    if words.startswith("{") and words.endswith("}"):
        pairs = [re.split(r"\s+", part.strip(), maxsplit=1) for part in words[1:-1].split(",")]
        return pa.struct([(name, arrow_type(kind)) for name, kind in pairs])
    if words not in _WORDS:
        raise ValueError(f"type {words!r}, expected one of {', '.join(_WORDS)}, with [] or in {{}}")
    return _WORDS[words]


def type_words(kind: Any) -> str:
    """The words for an Arrow type, as ``detente schema --store`` shows them."""
    if pa.types.is_list(kind):
        return f"{type_words(kind.value_type)}[]"
    known = next((word for word, one in _WORDS.items() if one.equals(kind)), None)
    if known is None:
        fields = (kind.field(number) for number in range(kind.num_fields))
        return "{" + ", ".join(f"{field.name} {type_words(field.type)}" for field in fields) + "}"
    return known
