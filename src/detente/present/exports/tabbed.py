"""Tab-separated files as event data sets have them: no quoting, so no cell holds a tab, a line end or a double quote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO, Any

from detente.present.exports.characters import whole_characters

_QUOTES = str.maketrans({'"': "'"})  # readers that know quoting would take it for the start of a quoted cell


def write_header(names: Sequence[str], file: IO[str]) -> None:
    """The names of the columns as one line."""
    file.write("\t".join(names) + "\n")


def write_lines(rows: Iterable[tuple[Any, ...]], file: IO[str], null: str = "") -> int:
    """The rows, with ``null`` for missing values. Returns their number.

    White space within a text becomes single spaces, a straight double quote a single one.
    """
    number = 0
    for row in rows:
        file.write("\t".join(null if value is None else _cell(value) for value in row) + "\n")
        number += 1
    return number


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return whole_characters(" ".join(value.split())).translate(_QUOTES)
    return repr(value) if isinstance(value, float) else str(value)
