"""Bytes of a file or of standard input, decompressed while they are read.

Nothing is ever inflated ahead of the reader, so a bomb costs no more memory than the reader asks for.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from detente.errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD = 4_096
"""Bytes looked at to tell what a file is."""

_BUFFER = 1 << 17
_MAGIC = ((b"\x1f\x8b", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"\xfd7zXZ\x00", "xz"))
_BZIP2 = (b"\x31\x41\x59\x26\x53\x59", b"\x17\x72\x45\x38\x50\x90")  # first block, or end of an empty file
ENDINGS = {".gz": "gzip", ".zst": "zstd", ".zstd": "zstd", ".bz2": "bzip2", ".xz": "xz"}
"""File name endings of compressed files, and the compression each stands for."""


def open_file(path: Path, where: str, observe: Callable[[int], None] | None = None) -> BinaryIO:
    """The file's bytes, decompressed where its first bytes say that it is compressed.

    ``observe`` is told the number of bytes whenever some are read. Raises InputError where the file cannot be opened, or is
    named as compressed and is not.
    """
    try:
        raw = path.open("rb") if observe is None else io.BufferedReader(_Observed(path, observe))
        file = cast(BinaryIO, raw)
    except OSError as error:
        raise InputError(where, f"cannot be opened ({error.strerror or error})") from error
    return _decompressed(file, where, ENDINGS.get(path.suffix.lower()))


def open_stdin(where: str) -> BinaryIO:
    """Standard input, decompressed where its first bytes say that it is compressed."""
    if sys.stdin is None:
        raise InputError(where, "standard input is closed; name a file or pipe the reports in")
    piped = io.BufferedReader(Pieces(_chunks(sys.stdin.buffer)))
    return _decompressed(cast(BinaryIO, piped), where, None)


def peek(stream: BinaryIO, size: int = HEAD) -> tuple[bytes, BinaryIO]:
    """The first bytes (fewer only at the end or before damage), and a stream that still begins with them."""
    parts: list[bytes] = []
    later = _chunks(stream)
    try:
        while (missing := size - sum(map(len, parts))) > 0 and (part := read_some(stream, missing)):
            parts.append(part)
    except InputError as error:
        if not parts:
            raise
        later = _raising(error)  # in its turn, after what could be read
    head = b"".join(parts)
    if stream.seekable():
        stream.seek(-len(head), io.SEEK_CUR)
        return head, stream
    return head, cast(BinaryIO, io.BufferedReader(Pieces(later, head), _BUFFER))


def read_some(stream: BinaryIO, size: int) -> bytes:
    """At least one and at most ``size`` bytes, none at the end.

    Other than ``read`` it does not wait for a pipe to give more, nor lose what came before damaged data.
    """
    some = getattr(stream, "read1", stream.read)
    return cast(bytes, some(size))


def read_whole(stream: BinaryIO, where: str, limit: int) -> bytes:
    """All bytes of the stream; InputError where they are more than ``limit``."""
    parts, size = [], 0
    while part := read_some(stream, _BUFFER):
        parts.append(part)
        size += len(part)
        if size > limit:
            raise InputError(where, too_long(limit))
    return b"".join(parts)


def limited_lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Line numbers from 1 and lines with their ends; None for a line above ``limit`` bytes, which is passed over unread."""
    number, kept, over = 1, bytearray(), False
    while chunk := read_some(stream, _BUFFER):
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            line = bytes(kept) + piece + b"\n"
            yield number, None if over or len(line) > limit + 1 else line
            number, over = number + 1, False
            kept.clear()
        kept += b"" if over else rest
        if len(kept) > limit:
            over = True
            kept.clear()
    if kept or over:
        yield number, None if over else bytes(kept)


def too_long(limit: int) -> str:
    """Why a report above the limit is not read."""
    return f"longer than {limit:,} bytes; raise max_bytes to read it"


def _decompressed(file: BinaryIO, where: str, named: str | None) -> BinaryIO:
    try:
        head, file = peek(file, 16)
    except OSError as error:
        raise InputError(where, f"cannot be read ({error.strerror or error})") from error
    kind = _compression(head)
    if kind:
        inflated = _Inflated(_inflater(file, kind), file, where, kind)
        return cast(BinaryIO, io.BufferedReader(inflated, _BUFFER))
    if named and head:
        raise InputError(where, f"is named as {named} but is not; give it the ending of what it holds")
    return file


def _compression(head: bytes) -> str | None:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    return "bzip2" if head.startswith(b"BZh") and head[4:10] in _BZIP2 else None


def _inflater(file: BinaryIO, kind: str) -> Callable[[int], bytes]:
    if kind == "gzip":
        import gzip

        return gzip.GzipFile(fileobj=file).read1
    if kind == "bzip2":
        import bz2

        return bz2.BZ2File(file).read1
    if kind == "xz":
        import lzma

        return lzma.LZMAFile(file).read1
    return Pieces(_zstd(file)).next_bytes


def _zstd(file: BinaryIO) -> Iterator[bytes]:
    """Pieces of all frames. zstandard's own stream reader says nothing when the last frame is cut off; this does."""
    import zstandard

    piece, inside = b"", False
    while True:
        # So few bytes inflate to 8 MB at most: a block of 128 KiB takes at least 4 bytes.
        piece = piece or file.read(256)
        if not piece:
            if inside:
                raise EOFError("the last frame is not complete")
            return
        if not inside:
            frame, inside = zstandard.ZstdDecompressor().decompressobj(), True
        yield frame.decompress(piece)
        piece = frame.unused_data if frame.eof else b""
        inside = not frame.eof


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := read_some(stream, _BUFFER):
        yield chunk


def _raising(error: InputError) -> Iterator[bytes]:
    yield from ()
    raise error


class Pieces(io.RawIOBase):
    """A byte stream over pieces of any length, after an optional first one."""

    def __init__(self, pieces: Iterator[bytes], first: bytes = b"") -> None:
        super().__init__()
        self._pieces = pieces
        self._left = memoryview(first)

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Number of bytes put into the buffer; 0 at the end."""
        target = memoryview(buffer).cast("B")
        data = self.next_bytes(len(target))
        target[: len(data)] = data
        return len(data)

    def next_bytes(self, size: int) -> bytes:
        """At least one and at most ``size`` bytes; none at the end."""
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._left = memoryview(piece)
        data, self._left = self._left[:size], self._left[size:]
        return bytes(data)


class _Observed(io.FileIO):
    """A file that tells how many bytes are read of it."""

    def __init__(self, path: Path, observe: Callable[[int], None]) -> None:
        super().__init__(path, "rb")
        self._observe = observe

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        """Number of bytes put into the buffer; 0 at the end."""
        size = super().readinto(buffer)
        self._observe(size or 0)
        return size


class _Inflated(io.RawIOBase):
    """Decompressed bytes; what a decompressor raises on damaged data becomes an InputError."""

    def __init__(self, read: Callable[[int], bytes], file: BinaryIO, where: str, kind: str) -> None:
        super().__init__()
        self._read, self._file, self._where, self._kind = read, file, where, kind

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Number of bytes put into the buffer; 0 at the end."""
        target = memoryview(buffer).cast("B")
        try:
            data = self._read(len(target))
        except _damage() as error:
            reason = f"its {self._kind} data is damaged or cut off ({error}); what comes after is not read"
            raise InputError(self._where, reason) from error
        target[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the file below as well."""
        self._file.close()
        super().close()


def _damage() -> tuple[type[Exception], ...]:
    """What the decompressors raise; asked for only when one of them has raised."""
    import lzma
    import zlib

    import zstandard

    return (OSError, EOFError, zlib.error, lzma.LZMAError, zstandard.ZstdError)
