"""The elements of a JSON list one by one, so that a list of any length is never held whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from detente.errors import InputError
from detente.ingest.streams import read_some

_CHUNK = 1 << 16
_OUTSIDE = re.compile(rb'["\[\]{},]')
_INSIDE = re.compile(rb'["\\]')
_COMMA, _OPEN, _CLOSE, _END = b","[0], b"[{", b"]}", b"]"[0]


def elements(stream: BinaryIO, where: str, limit: int, line: int = 1) -> Iterator[tuple[int, bytes | None]]:
    """First line and bytes of each element; None for one above ``limit`` bytes. The stream begins at the
    list's ``[``, which stands in ``line``.

    Only brackets, commas and strings are looked at: a faulty element is handed on for the parser to refuse, and the next
    ones follow. InputError where the list is not closed or something comes after it.
    """
    splitter = _Splitter(limit, line)
    stream.read(1)
    while not splitter.closed:
        chunk = read_some(stream, _CHUNK)
        if not chunk:
            raise InputError(f"{where}:{splitter.first}", "not JSON (the list that holds this is not closed)")
        yield from splitter.feed(chunk)
    if splitter.after.strip() or read_some(stream, _CHUNK).strip():
        raise InputError(f"{where}:{splitter.line}", "not JSON (something comes after the end of the list)")


class _Splitter:
    def __init__(self, limit: int, line: int) -> None:
        self.closed, self.after = False, b""
        self.line = self.first = line
        self._limit, self._kept, self._size = limit, bytearray(), 0
        self._depth, self._in_string, self._skip = 0, False, 0

    def feed(self, chunk: bytes) -> Iterator[tuple[int, bytes | None]]:
        """The elements that end in this chunk."""
        start = 0
        for at in self._marks(chunk):
            byte = chunk[at]
            if byte in _OPEN:
                self._depth += 1
            elif self._depth and byte in _CLOSE:
                self._depth -= 1
            elif not self._depth:
                self._keep(chunk[start:at])
                start, self.closed = at + 1, byte == _END
                yield from self._flush()
            if self.closed:
                self.after = chunk[start:]
                return
        self._keep(chunk[start:])

    def _marks(self, chunk: bytes) -> Iterator[int]:
        """Positions of brackets and commas outside strings."""
        at, self._skip = self._skip, 0
        while match := (_INSIDE if self._in_string else _OUTSIDE).search(chunk, at):
            at = match.end()
            if match[0] == b'"':
                self._in_string = not self._in_string
            elif match[0] == b"\\":
                at += 1  # the escaped character, which may be the first of the next chunk
            else:
                yield match.start()
        self._skip = max(0, at - len(chunk))

    def _keep(self, piece: bytes) -> None:
        if not self._kept:
            blank = len(piece) - len(piece.lstrip())
            self.line += piece.count(b"\n", 0, blank)
            piece, self.first = piece[blank:], self.line
        self.line += piece.count(b"\n")
        self._size += len(piece)
        # One byte above the limit is kept, so that the element counts as begun and as too long.
        self._kept += piece[: max(0, self._limit + 1 - len(self._kept))]

    def _flush(self) -> Iterator[tuple[int, bytes | None]]:
        element, size = bytes(self._kept), self._size
        self._kept.clear()
        self._size = 0
        if element or not self.closed:
            yield self.first, element if size <= self._limit else None
