"""One event a row as CSV; any other rows with columns as well. A report without events has no row."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from typing import IO, Any

from detente.present.exports.characters import whole_characters
from detente.present.rows import COLUMNS, Column, quantity_words, rows_of
from detente.record import Record

_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")  # the wide forms count in some locales
_LIST_MARKS = re.compile(r"[\\|]")


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


class _UnixLines:
    """Ends lines with a line feed; the writer is told otherwise, since it quotes only the line ends that it writes itself."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, line: str) -> int:
        """Write one row; returns the number of characters."""
        return self._file.write(line.removesuffix("\r\n") + "\n")


def _cell(column: Column, value: Any) -> str:
    """A value as a cell of CSV; missing is empty."""
    if value is None:
        return ""
    if column.kind in ("integer", "number"):
        return repr(value)
    if column.kind == "flag":
        return "yes" if value else "no"
    if column.kind == "date":
        return str(value)
    text = value if column.kind == "text" else "|".join(_item(item) for item in _items(column, value))
    text = whole_characters(text)
    return f"'{text}" if _FORMULA.match(text) else text


def _items(column: Column, value: Any) -> list[str]:
    if column.kind == "lists":
        return [" ".join(item) for item in value]
    if column.kind == "quantities":
        return [quantity_words(**item) for item in value]
    return ["" if item is None else item for item in value]


def _item(text: str) -> str:
    return _LIST_MARKS.sub(r"\\\g<0>", text)
