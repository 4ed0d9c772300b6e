"""Tables in text: CSV with whichever separator, and TSV."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from detente.errors import InputError
from detente.ingest.draft import Item, Unreadable
from detente.ingest.encodings import Decoder, as_utf8
from detente.ingest.fields import FIELDS, draft, missing_text
from detente.ingest.settings import ReadSettings
from detente.ingest.streams import limited_lines, too_long

_SEPARATORS = (",", ";", "\t", "|")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def read_csv(stream: BinaryIO, where: str, settings: ReadSettings) -> Iterator[Item]:
    """A report a row; the separator is the one that makes ``text`` a column of the first line."""
    yield from _read(stream, where, settings, _SEPARATORS)


def read_tsv(stream: BinaryIO, where: str, settings: ReadSettings) -> Iterator[Item]:
    """A report a row; columns are separated by tabs."""
    yield from _read(stream, where, settings, ("\t",))


def _read(stream: BinaryIO, where: str, settings: ReadSettings, separators: Sequence[str]) -> Iterator[Item]:
    lines = _lines(as_utf8(stream, where), where, settings.max_bytes)
    first = next(lines, None)
    if first is None:
        raise InputError(where, "empty: there is no text in it")
    separator, names = _header(first, where, separators)
    # The module's limit is one for the whole process; it is raised, never lowered for others.
    csv.field_size_limit(max(csv.field_size_limit(), settings.max_bytes))
    rows = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        line = rows.line_num + 2
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            if stop := _left_open(error):
                raise InputError(f"{where}:{line}", stop) from error
            yield Unreadable(f"{where}:{line}", f"not {_kind(separator)} ({error})")
            continue
        except InputError as error:
            yield Unreadable(error.where, error.reason)
            continue
        if row:
            yield _item(row, names, f"{where}:{line}", settings.max_bytes)


def _item(row: list[str], names: list[str], where: str, limit: int) -> Item:
    if len(row) != len(names):
        return Unreadable(where, f"has {len(row)} fields, the first line has {len(names)}")
    if any(len(value) > limit for value in row):
        return Unreadable(where, too_long(limit))
    found = {name: value for name, value in zip(names, row, strict=True) if name in FIELDS}
    try:
        return draft(found, where)
    except InputError as error:
        return Unreadable(error.where, error.reason)


def _header(line: str, where: str, separators: Sequence[str]) -> tuple[str, list[str]]:
    for separator in separators:
        names = _names(line, separator)
        if "text" in names:
            return separator, names
    raise InputError(f"{where}:1", missing_text(_names(line, _likeliest(line, separators)), "column"))


def _names(line: str, separator: str) -> list[str]:
    return [name.strip() for name in next(csv.reader([line], delimiter=separator))]


def _likeliest(line: str, separators: Sequence[str]) -> str:
    return max(separators, key=line.count)


def _lines(stream: BinaryIO, where: str, limit: int) -> Iterator[str]:
    """Lines with their ends, kept as they are: a line end may stand inside a quoted text."""
    return _Lines(stream, where, limit)


class _Lines(Iterator[str]):
    """An iterator that goes on after it has raised, as a generator could not."""

    def __init__(self, stream: BinaryIO, where: str, limit: int) -> None:
        self._lines = limited_lines(stream, limit)
        self._where, self._limit = where, limit
        self._decoder = Decoder(where)
        self._ready: list[str] = []

    def __next__(self) -> str:
        while not self._ready:
            number, line = next(self._lines)
            self._ready = self._split(number, line)
        return self._ready.pop()

    def _split(self, number: int, line: bytes | None) -> list[str]:
        where = f"{self._where}:{number}"
        if line is None:
            raise InputError(where, too_long(self._limit))
        try:
            text = self._decoder.text(line)
        except InputError as error:
            raise InputError(where, error.reason) from error
        return _LINE.findall(text)[::-1]


def _left_open(error: csv.Error) -> str | None:
    if "field limit" in str(error) or "unexpected end" in str(error):
        return (
            "a quotation mark is left open here, or the field is too long; the rest of the file is not read"
        )
    return None


def _kind(separator: str) -> str:
    return "TSV" if separator == "\t" else "CSV"
