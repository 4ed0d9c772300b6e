"""Records as files: whole records as JSON lines, one event a row as CSV or Parquet.

A report without events has no row in CSV and Parquet; only JSON lines hold every layer.
"""

from __future__ import annotations

import csv
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import IO, Any, BinaryIO

from detente.errors import UsageError
from detente.present.files import whole_file
from detente.present.rows import COLUMNS, Column, quantity_words, rows_of
from detente.record import CoderInfo, Record, to_json

_SURROGATE = re.compile("[\ud800-\udfff]")  # halves of characters, which no UTF-8 file can hold
_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")  # the wide forms count in some locales
_LIST_MARKS = re.compile(r"[\\|]")
_BATCH = 4096


def write_jsonl(records: Iterable[Record], file: IO[str]) -> None:
    """One whole record a line."""
    for record in records:
        file.write(to_json(record) + "\n")


def write_csv(records: Iterable[Record], file: IO[str]) -> None:
    """One event a row, with a header; columns and their order are those of ``rows.COLUMNS``.

    Items of a list are joined by ``|`` (within an item it is written ``\\|``, a backslash ``\\\\``). A text that a
    spreadsheet would take for a formula gets an apostrophe in front; JSON lines and Parquet hold it as it is.
    """
    write_rows(COLUMNS, (row for record in records for row in rows_of(record)), file)


def write_rows(columns: Sequence[Column], rows: Iterable[tuple[Any, ...]], file: IO[str]) -> None:
    """Rows as CSV, with a header."""
    writer = csv.writer(_UnixLines(file), lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    for row in rows:
        writer.writerow([_cell(column, value) for column, value in zip(columns, row, strict=True)])


def write_parquet(records: Iterable[Record], path: str | None) -> None:
    """One event a row, lists as lists; the versions of coder, codebook, knowledge and model stand in the file's metadata.

    None or ``-`` is stdout. A file appears whole at the end or not at all.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    with _binary(path) as file:
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


class _UnixLines:
    """Ends lines with a line feed; the writer is told otherwise, since it quotes only the line ends that it writes itself."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, line: str) -> int:
        """Write one row; returns the number of characters."""
        return self._file.write(line.removesuffix("\r\n") + "\n")


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


def _cell(column: Column, value: Any) -> str:
    """A value as a cell of CSV; missing is empty."""
    if value is None:
        return ""
    if column.kind in ("integer", "number"):
        return repr(value)
    if column.kind == "date":
        return str(value)
    text = value if column.kind == "text" else "|".join(_item(item) for item in _items(column, value))
    text = _SURROGATE.sub("\ufffd", text)
    return f"'{text}" if _FORMULA.match(text) else text


def _items(column: Column, value: Any) -> list[str]:
    if column.kind == "lists":
        return [" ".join(item) for item in value]
    if column.kind == "quantities":
        return [quantity_words(item) for item in value]
    return ["" if item is None else item for item in value]


def _item(text: str) -> str:
    return _LIST_MARKS.sub(r"\\\g<0>", text)


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
        return [{"kind": str(q.kind), "low": q.low, "high": q.high, "unit": _whole(q.unit)} for q in value]
    return _whole(value)


def _whole(value: Any) -> Any:
    """The value with halves of characters replaced, in lists as well."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, tuple):
        return [_whole(item) for item in value]
    return value


@contextmanager
def _binary(path: str | None) -> Iterator[BinaryIO]:
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
