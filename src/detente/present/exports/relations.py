"""Rows that a store or records give (DuckDB relations), as CSV, JSON lines or Parquet, a batch at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import IO, Any

from detente.present.exports.characters import whole_characters
from detente.present.exports.parquet import parquet_file
from detente.present.exports.table import write_rows
from detente.present.rows import Column

_BATCH = 2048
_KINDS = {
    "VARCHAR": "text",
    "BOOLEAN": "flag",
    "DATE": "date",
    "DOUBLE": "number",
    "VARCHAR[]": "texts",
    "VARCHAR[][]": "lists",
}


def write_relation(relation: Any, file: IO[str], form: str) -> int:
    """The rows in the form csv (with a header) or jsonl. Returns their number."""
    columns = relation_columns(relation)
    counted = _Counted(_fetched(relation))
    if form == "csv":
        write_rows(columns, iter(counted), file)
    else:
        for row in counted:
            content = dict(zip((column.name for column in columns), row, strict=True))
            file.write(whole_characters(json.dumps(content, ensure_ascii=False, default=_plain)) + "\n")
    return counted.number


def relation_dicts(relation: Any) -> Iterator[dict[str, Any]]:
    """The rows as dictionaries by column."""
    names = relation.columns
    yield from (dict(zip(names, row, strict=True)) for row in _fetched(relation))


def write_relation_parquet(relation: Any, path: str | None) -> None:
    """The rows as Parquet, with the types that they have; None or ``-`` is stdout."""
    import pyarrow.parquet as pq

    with parquet_file(path) as file:
        reader = relation.to_arrow_reader(_BATCH)
        with pq.ParquetWriter(file, reader.schema, compression="zstd") as writer:
            for batch in reader:
                writer.write_batch(batch)


def relation_columns(relation: Any) -> tuple[Column, ...]:
    """The relation's columns; a list of structs holds quantities."""
    pairs = zip(relation.columns, map(str, relation.types), strict=True)
    return tuple(Column(name, _kind(kind)) for name, kind in pairs)


def _kind(kind: str) -> str:
    if kind.startswith("STRUCT"):
        return "quantities"
    return _KINDS.get(kind, "integer")


class _Counted:
    """Rows that are counted as they are taken."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self.number = 0
        self._rows = rows

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        for row in self._rows:
            self.number += 1
            yield row


def _fetched(relation: Any) -> Iterator[tuple[Any, ...]]:
    for batch in relation.to_arrow_reader(_BATCH):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no form in JSON")
