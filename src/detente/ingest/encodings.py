"""From bytes to text, without ever putting a replacement character in.

Order: byte order mark, UTF-8, what the file declares, a guess (named in a warning of the logger
``detente.ingest``). Bytes that are UTF-8 but for a few are refused: any guess would garble the rest.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO, cast

from detente.errors import InputError
from detente.ingest.forms import BOMS
from detente.ingest.streams import Pieces, peek, read_some

_SAMPLE = 1 << 16
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_WESTERN = ("ascii", "iso8859-1", "iso8859-9", "latin_1")


class Decoder:
    """Decodes one file, whole or line by line: an encoding once guessed is kept for the rest of the file."""

    def __init__(self, where: str, declared: str | None = None) -> None:
        self._where = where
        self._declared = usable_encoding(declared)
        self._guessed: str | None = None

    def text(self, data: bytes) -> str:
        """The text of ``data``, a byte order mark at its beginning left out; InputError where it cannot be decoded."""
        for mark, encoding in BOMS:
            if data.startswith(mark):
                return self._strict(data[len(mark) :], encoding)
        if silent := _wide(data):
            return self._guess(data, silent)
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            return self._other(data, error)

    def _strict(self, data: bytes, encoding: str) -> str:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            reason = f"is marked as {encoding.upper()} and is not at byte {error.start}"
            raise InputError(self._where, f"{reason}; save it as UTF-8") from error

    def _other(self, data: bytes, error: UnicodeDecodeError) -> str:
        at = f"byte 0x{data[error.start]:02X} at {error.start}"
        if _nearly_utf8(data):
            raise InputError(self._where, f"damaged UTF-8 ({at}); mend that byte or save the file again")
        for encoding in (self._declared, self._guessed):
            if encoding and (text := _try(data, encoding)) is not None:
                return text
        if guess := _guess_encoding(data, error.start):
            return self._guess(data, guess)
        raise InputError(self._where, f"not UTF-8 ({at}), and no other encoding fits; save it as UTF-8")

    def _guess(self, data: bytes, encoding: str) -> str:
        text = _try(data, encoding)
        if text is None:
            raise InputError(self._where, f"not UTF-8, and not wholly {encoding} either; save it as UTF-8")
        if encoding != self._guessed:
            import logging

            self._guessed = encoding
            logger = logging.getLogger("detente.ingest")
            logger.warning("%s: not UTF-8; read as %s, which is a guess", self._where, encoding)
        return text


def usable_encoding(label: str | None) -> str | None:
    """Python's name of an encoding that a page declares, read as browsers do (Latin-1 means windows-1252)."""
    try:
        name = codecs.lookup(label.strip()).name if label else None
    except (LookupError, ValueError):
        return None
    return "cp1252" if name in _WESTERN else name


def as_utf8(stream: BinaryIO, where: str) -> BinaryIO:
    """The stream without a byte order mark, recoded to UTF-8 where the mark says UTF-16 or UTF-32."""
    head, stream = peek(stream, 4)
    for mark, encoding in BOMS:
        if head.startswith(mark):
            stream.read(len(mark))
            if encoding == "utf-8":
                return stream
            return cast(BinaryIO, io.BufferedReader(Pieces(_recode(stream, encoding, where)), _SAMPLE))
    return stream


def _recode(stream: BinaryIO, encoding: str, where: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)()
    while True:
        chunk = read_some(stream, _SAMPLE)
        try:
            piece = decoder.decode(chunk, final=not chunk).encode()
        except UnicodeDecodeError as error:
            reason = (
                f"is marked as {encoding.upper()} and is not ({error.reason}); what comes after is not read"
            )
            raise InputError(where, reason) from error
        if piece:
            yield piece
        if not chunk:
            return


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: English text has a zero in every second byte."""
    head = data[:4_096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(head) < 4 or len(data) % 2 or even + odd < len(head) * 0.3:
        return None
    if odd > 8 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 8 * odd else None


def _nearly_utf8(data: bytes) -> bool:
    sample = data[: 16 * _SAMPLE]
    high = len(_HIGH.findall(sample))
    valid = sum(len(match) for match in _SEQUENCE.findall(sample))
    return valid > 0 and valid >= 2 * (high - valid)


def _guess_encoding(data: bytes, start: int) -> str | None:
    from charset_normalizer import from_bytes

    begin = data.rfind(b"\n", 0, start) + 1
    best = from_bytes(data[max(begin, start - _SAMPLE) :][:_SAMPLE]).best()
    if best is None:
        return None
    # Where several encodings give the same text, the commonest is the one to name and to keep for later lines.
    return "cp1252" if "cp1252" in best.could_be_from_charset else str(best.encoding)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
