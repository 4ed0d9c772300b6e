"""One event a row as Parquet, with types; a report without events has no row."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, BinaryIO

from detente.errors import UsageError
from detente.present.exports.characters import whole_characters
from detente.present.files import whole_file
from detente.present.rows import COLUMNS, Column, rows_of
from detente.record import CoderInfo, Record

_BATCH = 4096


def write_parquet(records: Iterable[Record], path: str | None) -> None:
    """One event a row, lists as lists; the versions of coder, codebook, knowledge and model stand in the file's metadata.

    None or ``-`` is stdout. A file appears whole at the end or not at all.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    with parquet_file(path) as file:
        schema = pa.schema([(column.name, _arrow_type(column)) for column in COLUMNS])
        coders: list[CoderInfo] = []
        with pq.ParquetWriter(file, schema, compression="zstd") as writer:
            rows = _rows_and_coders(records, coders)
            while batch := list(islice(rows, _BATCH)):
                values = zip(*batch, strict=True)
                arrays = [
                    pa.array([_arrow_value(column, value) for value in cells], field.type)
                    for column, field, cells in zip(COLUMNS, schema, values, strict=True)
                ]
                writer.write_batch(pa.record_batch(arrays, schema=schema))
            writer.add_key_value_metadata(_versions(coders))


def _rows_and_coders(records: Iterable[Record], coders: list[CoderInfo]) -> Iterator[tuple[Any, ...]]:
    for record in records:
        if record.coder not in coders:
            coders.append(record.coder)
        yield from rows_of(record)


def _versions(coders: list[CoderInfo]) -> dict[str, str]:
    """What made the rows; several coders are joined by a comma, in the order of the records."""
    return {
        f"detente.{name}": ",".join(str(getattr(coder, name) or "none") for coder in coders)
        for name in ("version", "codebook", "knowledge", "model")
    }


def _arrow_type(column: Column) -> Any:
    import pyarrow as pa

    quantity = pa.struct(
        [("kind", pa.string()), ("low", pa.float64()), ("high", pa.float64()), ("unit", pa.string())]
    )
    return {
        "text": pa.string(),
        "integer": pa.int32(),
        "number": pa.float64(),
        "date": pa.date32(),
        "texts": pa.list_(pa.string()),
        "lists": pa.list_(pa.list_(pa.string())),
        "quantities": pa.list_(quantity),
    }[column.kind]


def _arrow_value(column: Column, value: Any) -> Any:
    if column.kind == "quantities":
        return [{name: _whole(part) for name, part in item.items()} for item in value]
    return _whole(value)


def _whole(value: Any) -> Any:
    """The value with halves of characters replaced, in lists as well."""
    if isinstance(value, str):
        return whole_characters(value)
    if isinstance(value, tuple):
        return [_whole(item) for item in value]
    return value


@contextmanager
def parquet_file(path: str | None) -> Iterator[BinaryIO]:
    """A file that is moved to its place, or copied to stdout, once it is whole."""
    if path is None or path == "-":
        if sys.stdout is None:
            raise UsageError("standard output is closed; name a file with -o FILE")
        if sys.stdout.isatty():
            raise UsageError("Parquet is binary; name a file with -o FILE, or send stdout to one")
        with tempfile.TemporaryFile() as file:
            yield file
            file.seek(0)
            shutil.copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    with whole_file(path) as file:
        yield file
