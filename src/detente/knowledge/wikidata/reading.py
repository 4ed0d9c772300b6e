"""The lines of a dump, one entity each, as they stream by: plain, gzip, bzip2 or Zstandard."""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import zstandard

from detente.errors import InputError, UsageError
from detente.knowledge.wikidata.tally import Tally

Observer = Callable[[int, int], None]
"""Told how many entities have been read in this pass, and how many bytes of the file."""

LONGEST = 64 * 2**20
"""Bytes that an entity may have; the largest ones of the real dump have a tenth of that."""
_Stream = IO[bytes] | gzip.GzipFile | bz2.BZ2File | io.BufferedReader
_EVERY = 2000  # entities between two calls of the observer
_WINDOW = 2**31  # of the largest dictionaries that zstd --ultra --long writes
_BRACKETS = frozenset({b"", b"[", b"]"})


def lines(
    path: Path, tally: Tally, observe: Observer | None = None, longest: int = LONGEST
) -> Iterator[tuple[int, bytes]]:
    """Each entity's line number and bytes, without the comma behind it. The memory used does not hang on the dump's length.

    Lines that are too long are noted and passed over; a dump that is cut off ends with a note. InputError where the file cannot
    be opened at all.
    """
    with _open_raw(path) as raw:
        stream = _decompressed(path, raw)
        numbered = enumerate(_raw_lines(stream, tally, longest), 1)
        seen, last = 0, b""
        while True:
            try:
                number, line = next(numbered)
            except StopIteration:
                break
            except (OSError, EOFError, zlib.error, zstandard.ZstdError) as error:
                tally.cut = f"after {seen:,} entities: {error}"
                break
            entity = line.strip().removeprefix(codecs.BOM_UTF8).rstrip(b",").rstrip()
            last = entity or last
            if entity in _BRACKETS:
                continue
            seen += 1
            if observe is not None and seen % _EVERY == 0:
                observe(seen, raw.tell())
            yield number, entity
        if tally.cut is None and last != b"]":
            tally.cut = f"after {seen:,} entities: no closing bracket"


def _open_raw(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except IsADirectoryError:
        raise UsageError(f"{path} is a folder; name the dump itself") from None
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from None


def _decompressed(path: Path, raw: IO[bytes]) -> _Stream:
    """The stream behind the compression that the file's first bytes show, whatever its name."""
    magic = raw.read(4)
    raw.seek(0)
    if magic[:2] == b"\x1f\x8b":
        return gzip.GzipFile(fileobj=raw)
    if magic[:3] == b"BZh":
        return bz2.BZ2File(raw)
    if magic == b"\x28\xb5\x2f\xfd":
        reader = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
        return io.BufferedReader(reader.stream_reader(raw, read_across_frames=True), 2**20)
    if magic[:1] not in {b"[", b"{", b"\xef", b" ", b"\n", b"\r"}:
        raise InputError(str(path), "neither a JSON dump nor one in gzip, bzip2 or Zstandard")
    return raw


def _raw_lines(stream: _Stream, tally: Tally, longest: int) -> Iterator[bytes]:
    number = 0
    while line := stream.readline(longest):
        number += 1
        if len(line) == longest and not line.endswith(b"\n"):
            tally.note_broken(number, f"longer than {longest:,} bytes")
            while line and not line.endswith(b"\n"):
                line = stream.readline(longest)
            line = b""
        yield line
