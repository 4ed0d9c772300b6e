"""WARC archives: every HTML page that a server answered with."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Literal, cast

from detente.errors import InputError
from detente.ingest.draft import Draft, Item, Unreadable
from detente.ingest.encodings import Decoder
from detente.ingest.page import page_report
from detente.ingest.paths import show
from detente.ingest.settings import ReadSettings
from detente.ingest.streams import peek, read_some, too_long
from detente.record.types import Report

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_HEADERS = 65_536
"""Bytes allowed to WARC and HTTP headers on top of the page."""


def read_archive(stream: BinaryIO, where: str, settings: ReadSettings) -> Iterator[Item]:
    """A report for each HTML page answered with status 200, and for each text record of an extracted (WET) archive.

    Requests, images, redirects and error pages are no reports and are passed over. InputError where the archive is
    damaged, or holds no page at all.
    """
    pages = 0
    for number, record in _records(stream, where):
        name = f"{where} record {number}"
        try:
            report = _report(record, name, settings.max_bytes)
        except InputError as error:
            pages += 1
            yield Unreadable(error.where, error.reason)
            continue
        if report:
            pages += 1
            yield Draft(name, report)
    if not pages:
        raise InputError(where, "no HTML page in this archive (answers with status 200 are read)")


def _records(stream: BinaryIO, where: str) -> Iterator[tuple[int, WarcRecord]]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    head, stream = peek(stream, 5)
    if not head:
        raise InputError(where, "empty: there is no text in it")
    if head != b"WARC/":
        raise InputError(where, "not a WARC archive")
    told = _Told(stream)
    # The cast: of a stream, the iterator calls the two methods that this one has.
    records = iter(ArchiveIterator(cast(BinaryIO, told), parse_http=False, stream_detect=False))
    wanted = (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion)
    number = 0
    try:
        for number, record in enumerate(records, start=1):
            _check_header(record)
            if record.record_type in wanted:
                yield number, record
    except OSError as error:
        reason = f"the archive is damaged here ({error}); what comes after is not read"
        raise told.damage or InputError(f"{where} record {number + 1}", reason) from error
    if told.damage:
        raise told.damage


def _check_header(record: WarcRecord) -> None:
    """OSError where a header lacks what says which record this is and where it ends."""
    length = record.headers.get("Content-Length") or ""
    if record.headers.get("WARC-Type") is None or not length.isdecimal():
        raise OSError("its header is not complete")


def _report(record: WarcRecord, where: str, limit: int) -> Report | None:
    """The page in a record, None where the record holds none; InputError where it cannot be read."""
    from fastwarc.warc import WarcRecordType

    block = record.reader.read(_HEADERS)
    if record.record_type == WarcRecordType.response and not _is_page(record, block):
        return None
    length = int(record.headers.get("Content-Length") or 0)
    block += record.reader.read(limit)
    url = (record.headers.get("WARC-Target-URI") or "").strip(" <>") or None
    place = f"{where} ({show(url)})" if url else where
    if len(block) < min(length, limit + _HEADERS):
        raise InputError(place, "the archive is cut off within this page")
    if record.headers.get("WARC-Truncated"):
        raise InputError(place, f"the crawler cut this page off ({record.headers.get('WARC-Truncated')})")
    if record.record_type == WarcRecordType.response:
        payload, charset = _payload(block, place, limit)
        return page_report(payload, place, url=url, charset=charset)
    return _bare(record, block, place, limit)


def _is_page(record: WarcRecord, block: bytes) -> bool:
    if "http" not in (record.headers.get("Content-Type") or "application/http"):
        return False
    try:
        answer = _answer(block, "none")
    except OSError:
        return False  # no answer of a web server
    headers = answer.http_headers
    return answer.http_content_type in _PAGE_TYPES and headers is not None and headers.status_code == 200


def _answer(block: bytes, decode: Literal["none", "all"]) -> WarcRecord:
    """The web server's answer that a block holds, its payload unchunked and inflated where asked; OSError for others."""
    from fastwarc.warc import ArchiveIterator

    # fastwarc tells answers from other blocks by the record's own header only.
    head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    whole = io.BytesIO(head.encode() + block)
    return next(iter(ArchiveIterator(whole, parse_http=True, auto_decode=decode, stream_detect=False)))


def _payload(block: bytes, where: str, limit: int) -> tuple[bytes, str | None]:
    """The page's bytes, unchunked and inflated, and the encoding that the server named."""
    try:
        answer = _answer(block, "all")
        payload = answer.reader.read(limit + 1)
    except OSError as error:
        raise InputError(where, f"the server's compressed answer cannot be inflated ({error})") from error
    if len(payload) > limit:
        raise InputError(where, too_long(limit))
    return payload, answer.http_charset


def _bare(record: WarcRecord, block: bytes, where: str, limit: int) -> Report | None:
    """A page or text that stands in the archive without a server's answer around it."""
    content = (record.headers.get("Content-Type") or "").split(";")[0].strip().lower()
    url = (record.headers.get("WARC-Target-URI") or "").strip(" <>") or None
    if content not in (*_PAGE_TYPES, "text/plain"):
        return None
    if len(block) > limit:
        raise InputError(where, too_long(limit))
    if content == "text/plain":
        return Report(Decoder(where).text(block), url=url)
    return page_report(block, where, url=url)


class _Told:
    """A stream that knows its position, which fastwarc asks for and pipes do not tell.

    It ends where the data is damaged, and keeps the error: fastwarc reads ahead, and the records before come first.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._position = stream, 0
        self.damage: InputError | None = None

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        try:
            data = b"" if self.damage else read_some(self._stream, size)
        except InputError as error:
            self.damage, data = error, b""
        self._position += len(data)
        return data

    def tell(self) -> int:
        """Bytes read so far."""
        return self._position
