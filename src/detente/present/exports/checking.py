"""Checks files of events against the published columns of their format: what is wrong, and where."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from detente.errors import UsageError
from detente.present.exports.formats import EVENT_FORMATS, ExportFile
from detente.present.exports.tables import Source
from detente.present.exports.values import codebook
from detente.record.enums import EventType

_WHOLE = ("integer", "flag", "quad_code", "year")
_DATE_TYPES = ("exact", "approximate", "range", "unresolved")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file. Lines count from 1; ``column`` None: it is about the whole line."""

    line: int
    column: str | None
    what: str
    expected: str

    def __str__(self) -> str:
        where = f"{self.line}: " if self.column is None else f"{self.line}: {self.column}: "
        return f"{where}{self.what}, expected {self.expected}"


def check_events(name: str, lines: Iterable[str]) -> Iterator[Fault]:
    """Every fault of a file in the format of that name, line by line.

    Of a format with two files, the number of columns in the first line says which one it is. Raises UsageError for a format
    that there is not.
    """
    if name not in EVENT_FORMATS:
        raise UsageError(f"no format {name!r}, expected one of {', '.join(EVENT_FORMATS)}")
    files = EVENT_FORMATS[name].files
    if files[0].delimiter is None:
        yield from _check_json(files[0].columns, lines)
        return
    rows = _rows(lines, files[0].delimiter)
    first = next(rows, None)
    if first is None:
        if files[0].has_header:
            yield Fault(1, None, "an empty file", "a line with the names of the columns")
        return
    file = next((file for file in files if len(file.columns) == len(first)), files[0])
    if file.has_header:
        yield from _check_header(file, first)
    else:
        yield from _check_cells(file, 1, first)
    for number, cells in enumerate(rows, start=2):
        yield from _check_cells(file, number, cells)


def _rows(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    if delimiter == ",":
        yield from csv.reader(lines)
    else:
        yield from (line.removesuffix("\n").split(delimiter) for line in lines)


def _check_header(file: ExportFile, found: list[str]) -> Iterator[Fault]:
    older = dict(file.renamed)
    names = [older.get(name, name) for name in found]
    wanted = [source.column for source in file.columns]
    if names != wanted:
        odd = next((i for i, pair in enumerate(zip(names, wanted, strict=False)) if pair[0] != pair[1]), None)
        what = f"{len(names)} columns" if odd is None else f"column {odd + 1} is {names[odd]!r}"
        expected = f"{len(wanted)} columns" if odd is None else repr(wanted[odd])
        yield Fault(1, None, what, expected)


def _check_cells(file: ExportFile, line: int, cells: list[str]) -> Iterator[Fault]:
    if len(cells) != len(file.columns):
        yield Fault(line, None, f"{len(cells)} cells", f"{len(file.columns)}, split by {file.delimiter!r}")
        return
    for source, cell in zip(file.columns, cells, strict=True):
        value = None if cell == file.null else _of_cell(source.kind, cell)
        yield from _check_value(line, source, source.column, value, cell)


def _of_cell(kind: str, cell: str) -> Any:
    """The value that a cell stands for; the cell itself where it stands for none of that kind."""
    with suppress(ValueError):
        if kind in _WHOLE:
            return int(cell)
        if kind == "number":
            return float(cell)
    return cell


def _check_json(layout: tuple[Source, ...], lines: Iterable[str]) -> Iterator[Fault]:
    for number, line in enumerate(lines, start=1):
        try:
            content = json.loads(line)
        except ValueError as error:
            yield Fault(number, None, f"not JSON ({error})", "one object a line")
            continue
        if not isinstance(content, dict):
            yield Fault(number, None, "no object", "one object a line")
            continue
        for source in layout:
            yield from _check_path(number, source, source.column.split("."), content, "")


def _check_path(line: int, source: Source, path: list[str], content: Any, above: str) -> Iterator[Fault]:
    """Check what stands at the path; where nothing stands above it, that is told of the field above."""
    name, rest = path[0].removesuffix("[]"), path[1:]
    here = f"{above}.{name}" if above else name
    if not isinstance(content, dict):
        return
    if name not in content:
        if not rest:
            yield Fault(line, here, "the field is missing", _expected(source))
        return
    value = content[name]
    if not rest:
        yield from _check_value(line, source, here, value, value)
    elif path[0].endswith("[]") and isinstance(value, list):
        for index, item in enumerate(value):
            yield from _check_path(line, source, rest, item, f"{here}[{index}]")
    else:
        yield from _check_path(line, source, rest, value, here)


def _check_value(line: int, source: Source, column: str, value: Any, shown: Any) -> Iterator[Fault]:
    if value is None:
        if source.required:
            yield Fault(line, column, "nothing there", _expected(source))
    elif not _checks()[source.kind][0](value):
        yield Fault(line, column, f"{shown!r:.60}", _expected(source))


def _expected(source: Source) -> str:
    return _checks()[source.kind][1] + ("" if source.required else ", or nothing")


@cache
def _checks() -> dict[str, tuple[Callable[[Any], bool], str]]:
    """For each kind of value: whether it is one, and what one is."""
    book = codebook()
    modes = {mode.event_mode for kind in EventType for mode in book.modes(kind)}
    quads = {quad.name for quad in book.quads}
    codes = {code.cameo for code in book.cameo_codes}
    return {
        "text": (lambda value: isinstance(value, str) and value != "", "a text"),
        "texts": (lambda value: _is_list(value, str), "a list of texts"),
        "integer": (_is_whole, "a whole number"),
        "number": (_is_number, "a number"),
        "date": (_is_day, "a date YYYY-MM-DD"),
        "compact_date": (lambda value: _has_form(value, "%Y%m%d", 8), "a date YYYYMMDD"),
        "compact_month": (lambda value: _has_form(value, "%Y%m", 6), "a month YYYYMM"),
        "year": (lambda value: _is_whole(value) and 0 < value < 10000, "a year"),
        "moment": (lambda value: _has_form(value, "%Y%m%d%H%M%S", 14), "a moment YYYYMMDDHHMMSS"),
        "flag": (lambda value: value in (0, 1), "0 or 1"),
        "object": (lambda value: isinstance(value, dict), "an object"),
        "objects": (lambda value: _is_list(value, dict), "a list of objects"),
        "event_type": (lambda value: value in set(EventType), "a PLOVER type such as ASSAULT"),
        "event_mode": (lambda value: value in modes, "a PLOVER mode such as visit"),
        "quad_code": (lambda value: value in (1, 2, 3, 4), "1, 2, 3 or 4"),
        "quad_name": (lambda value: value in quads, "a quad class such as MATERIAL CONFLICT"),
        "cameo": (lambda value: value in codes, "a CAMEO code such as 036"),
        "date_type": (lambda value: value in _DATE_TYPES, f"one of {', '.join(_DATE_TYPES)}"),
    }


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return _is_whole(value) or (isinstance(value, float) and math.isfinite(value))


def _is_list(value: Any, kind: type) -> bool:
    return isinstance(value, list) and all(isinstance(item, kind) for item in value)


def _is_day(value: Any) -> bool:
    with suppress(TypeError, ValueError):
        return bool(date.fromisoformat(value).isoformat() == value)
    return False


def _has_form(value: Any, form: str, length: int) -> bool:
    with suppress(TypeError, ValueError):
        return len(value) == length and bool(datetime.strptime(value, form))
    return False
