"""Reading the project's data files: typed TSV tables, with every fault reported at once.

A data folder holds ``*.tsv`` files and one ``manifest.toml`` (see manifest). A table is UTF-8 with ``\\n``
line ends, one header line, no blank or comment lines, no tabs or quoting inside cells, and rows sorted by
their key (the first ``key`` columns, compared by code point), each key once. ``.tsv.gz`` is read as it is. An
empty cell is missing: ``None`` (``()`` in a list column).

How a loader uses it::

    COLUMNS = (text("id"), choice("kind", EntityKind), optional(day("since")), many("sectors", SECTORS))

    faults = Faults()
    manifest = read_manifest(folder, faults)  # checks sha256 and rows of every file as well
    people = read_table(folder / "people.tsv", COLUMNS, Person, faults)  # Person(id, kind, since, sectors)
    for line, person in people.numbered():  # further checks of one's own
        if person.id not in known:
            faults.add(people.path, line, f"unknown id {person.id!r}", "an id of organisations.tsv")
    faults.raise_all()  # one DataError with all `file:line: what, expected ...`

Cells are converted a column at a time, so a large table costs little more than splitting its lines; only a
faulty column is gone through again cell by cell to name the lines. After editing a file, refresh the manifest
(``python -m detente.codebook.manifest``; any folder: ``manifest.refresh_manifest(folder)``).
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Generic, TypeVar

from detente.errors import DataError

Row = TypeVar("Row")


class Faults:
    """Collects what is wrong with data files, so that one load names every fault."""

    def __init__(self) -> None:
        self._found: list[str] = []

    def add(self, path: Path, line: int, what: str, expected: str) -> None:
        """Note one fault. Lines count from 1; the header is line 1."""
        self._found.append(f"{path}:{line}: {what}, expected {expected}")

    @property
    def found(self) -> tuple[str, ...]:
        """The faults so far, in the order they were met."""
        return tuple(self._found)

    def raise_all(self) -> None:
        """Raise one DataError that lists every fault, or do nothing where there is none."""
        if self._found:
            raise DataError(self._found)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: header name, what makes a value of a cell (ValueError: faulty), and what is expected.

    ``take`` makes the same value of a cell that was checked before, in less time; ``convert`` does where it is None.
    """

    name: str
    convert: Callable[[str], object]
    expected: str
    take: Callable[[str], object] | None = None


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """A table's rows in file order."""

    path: Path
    rows: tuple[Row, ...]

    def numbered(self) -> Iterator[tuple[int, Row]]:
        """Each row with its line number."""
        return enumerate(self.rows, start=2)


def text(name: str) -> Column:
    """A column of non-empty strings without spaces around them."""
    return Column(name, _text, "a non-empty text without spaces around it", str)


def integer(name: str, lowest: int | None = None, highest: int | None = None) -> Column:
    """A column of whole numbers, within inclusive bounds where given."""
    return Column(
        name, lambda cell: _bounded(int(cell), lowest, highest), f"an integer{_bounds(lowest, highest)}"
    )


def number(name: str, lowest: float | None = None, highest: float | None = None) -> Column:
    """A column of decimal numbers, within inclusive bounds where given."""
    expected = f"a number{_bounds(lowest, highest)}"
    return Column(name, lambda cell: _bounded(float(cell), lowest, highest), expected, float)


def day(name: str) -> Column:
    """A column of ISO dates."""
    return Column(name, _day, "a date YYYY-MM-DD")


def flag(name: str) -> Column:
    """A column of ``yes`` or ``no``, read as bool."""
    return Column(name, {"yes": True, "no": False}.__getitem__, "yes or no")


def choice(name: str, allowed: type[StrEnum] | Collection[str]) -> Column:
    """A column of one of the allowed words; members of the enumeration where one is given."""
    known = _known(allowed)
    return Column(name, known.__getitem__, f"one of {', '.join(sorted(known))}")


def many(name: str, allowed: type[StrEnum] | Collection[str] | None = None, separator: str = " ") -> Column:
    """A column of lists (tuples), in cell order, without repeats; only allowed words where some are given."""
    known = None if allowed is None else _known(allowed)
    words = "words" if known is None else f"words of {', '.join(sorted(known))}"
    return Column(
        name,
        lambda cell: _many(cell, known, separator),
        f"distinct {words}, split by {separator!r}",
        None if isinstance(allowed, type) else lambda cell: tuple(cell.split(separator)) if cell else (),
    )


def optional(column: Column) -> Column:
    """The same column, where an empty cell is allowed and means None."""
    convert, take = column.convert, column.take or column.convert
    return Column(
        column.name,
        lambda cell: convert(cell) if cell else None,
        f"{column.expected}, or nothing",
        _text_or_none if take is str else lambda cell: take(cell) if cell else None,
    )


def read_table(
    path: Path, columns: Sequence[Column], make: Callable[..., Row], faults: Faults, *, key: int = 1
) -> Table[Row]:
    """The table in ``path``, each row made by ``make(*values)`` in column order.

    ``key`` is the number of leading columns that sort and identify a row; 0 for a table without order. A
    table with any fault comes back empty, its faults added: cross-checks then name no faults that only follow
    from these.
    """
    lines = _lines(path, faults)
    if lines is None:
        return Table(path, ())
    cells = _cells(path, lines, columns, faults)
    if not cells:
        return Table(path, ())
    before = len(faults.found)
    _check_order(path, cells, key, faults)
    values = [
        _convert(path, column, found, faults)
        for column, found in zip(columns, zip(*cells, strict=True), strict=True)
    ]
    if len(faults.found) > before:
        return Table(path, ())
    return Table(path, tuple(make(*row) for row in zip(*values, strict=True)))


def read_lines(path: Path) -> list[str]:
    """The lines of a table without its header, as they are: for a file that was checked before."""
    return _raw(path).decode("utf-8").split("\n")[1:-1]


def count_rows(path: Path) -> int:
    """Rows of a data file: lines without the header for a TSV (also gzipped), 0 for any other file."""
    if not path.name.endswith((".tsv", ".tsv.gz")):
        return 0
    return max(0, _raw(path).count(b"\n") - 1)


def file_sha256(path: Path) -> str:
    """Full sha256, in hex, of the file's bytes as stored."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _raw(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def _lines(path: Path, faults: Faults) -> list[str] | None:
    """Lines without their ends, the header first; None where the file cannot be read as a table."""
    try:
        raw = _raw(path)
    except (OSError, EOFError) as error:
        faults.add(path, 1, f"cannot be read ({error})", "a readable file")
        return None
    try:
        content = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        faults.add(path, raw.count(b"\n", 0, error.start) + 1, "not UTF-8", "UTF-8 text")
        return None
    if "\r" in content:
        faults.add(
            path, content.count("\n", 0, content.index("\r")) + 1, "a carriage return", "line ends \\n"
        )
        return None
    lines = content.split("\n")
    if lines.pop() != "":
        faults.add(path, len(lines) + 1, "the last line has no end", "a line end after each row")
        return None
    return lines


def _cells(path: Path, lines: list[str], columns: Sequence[Column], faults: Faults) -> list[list[str]]:
    """Each row's cells; empty where the header or any row has the wrong columns."""
    names = [column.name for column in columns]
    if not lines or lines[0].split("\t") != names:
        found = lines[0].split("\t") if lines else []
        faults.add(path, 1, f"header {' | '.join(found) or 'missing'}", f"the columns {' | '.join(names)}")
        return []
    cells = [line.split("\t") for line in lines[1:]]
    uneven = [(number, len(row)) for number, row in enumerate(cells, start=2) if len(row) != len(names)]
    for number, width in uneven:
        faults.add(path, number, f"{width} cells", f"{len(names)} cells split by tabs")
    return [] if uneven else cells


def _check_order(path: Path, cells: list[list[str]], key: int, faults: Faults) -> None:
    if not key:
        return
    keys = [row[:key] for row in cells]
    for number, (before, after) in enumerate(pairwise(keys), start=3):
        if after == before:
            faults.add(path, number, f"{' '.join(after)!r} is there twice", "each key once")
        elif after < before:
            faults.add(path, number, f"{' '.join(after)!r} after {' '.join(before)!r}", "rows sorted by key")


def _convert(path: Path, column: Column, cells: Sequence[str], faults: Faults) -> Sequence[object]:
    try:
        known = {
            cell: column.convert(cell) for cell in dict.fromkeys(cells)
        }  # most cells come more than once
    except (ValueError, KeyError):
        for number, cell in enumerate(cells, start=2):
            if not _converts(column, cell):
                faults.add(path, number, f"{column.name} {cell!r}", column.expected)
        return cells
    return [known[cell] for cell in cells]


def _converts(column: Column, cell: str) -> bool:
    try:
        column.convert(cell)
    except (ValueError, KeyError):
        return False
    return True


def _text(cell: str) -> str:
    if not cell or cell != cell.strip():
        raise ValueError(cell)
    return cell


def _text_or_none(cell: str) -> str | None:
    return cell or None


def _day(cell: str) -> date:
    found = date.fromisoformat(cell)
    if found.isoformat() != cell:  # fromisoformat also takes 20220121 and 2022-W03-5
        raise ValueError(cell)
    return found


_Number = TypeVar("_Number", int, float)


def _bounded(value: _Number, lowest: float | None, highest: float | None) -> _Number:
    # Written so that NaN fails as well.
    if (
        not (float("-inf") if lowest is None else lowest)
        <= value
        <= (float("inf") if highest is None else highest)
    ):
        raise ValueError(value)
    return value


def _bounds(lowest: float | None, highest: float | None) -> str:
    low = "" if lowest is None else f" from {lowest}"
    return low + ("" if highest is None else f" to {highest}")


def _known(allowed: type[StrEnum] | Collection[str]) -> dict[str, str]:
    return {str(word): word for word in allowed}


def _many(cell: str, known: dict[str, str] | None, separator: str) -> tuple[str, ...]:
    if not cell:
        return ()
    words = cell.split(separator)
    if len(set(words)) < len(words) or "" in words:
        raise ValueError(cell)
    return tuple(words if known is None else (known[word] for word in words))
