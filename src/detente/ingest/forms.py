"""What a file is: by its name, by its first bytes, and which kinds of binary file are no report."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum
from pathlib import PurePath

from detente.ingest.streams import ENDINGS


class Form(StrEnum):
    """The forms that can be read."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    PARQUET = "parquet"
    WARC = "warc"
    FEED = "feed"


FORMS = {
    ".txt": Form.TEXT,
    ".html": Form.HTML,
    ".htm": Form.HTML,
    ".xhtml": Form.HTML,
    ".json": Form.JSON,
    ".jsonl": Form.JSON,
    ".ndjson": Form.JSON,
    ".csv": Form.CSV,
    ".tsv": Form.TSV,
    ".parquet": Form.PARQUET,
    ".warc": Form.WARC,
    ".xml": Form.FEED,
    ".rss": Form.FEED,
    ".atom": Form.FEED,
}
"""File name endings, and the form each stands for."""

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins the same
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks and the encodings they stand for."""

_PARQUET = b"PAR1\x15"  # the mark and the first field of what follows: no text begins so
_BINARY = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or Office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"OggS\x00", "an Ogg recording"),
    (b"fLaC\x00", "a FLAC recording"),
    (b"ID3\x02", "an MP3 recording"),
    (b"ID3\x03", "an MP3 recording"),
    (b"ID3\x04", "an MP3 recording"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"wOFF\x00", "a font"),
    (b"wOF2\x00", "a font"),
    (_PARQUET, "a Parquet file"),
    (b"ARROW1\x00\x00", "an Arrow file"),
    (b"\x1f\x8b\x08", "gzip data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"\xfd7zXZ\x00", "xz data"),
)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p|h1|title|meta)\b", re.I)
_FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf)\b", re.I)
_JSON = re.compile(r'\{\s*["}]|\[\s*[\[{\]"]|\{\s*$|\[\s*$')


def form_of(name: str) -> Form | None:
    """The form that a file's name stands for, a compression ending aside; None where it stands for none."""
    path = PurePath(name)
    if path.suffix.lower() in ENDINGS:
        path = path.with_suffix("")
    return FORMS.get(path.suffix.lower())


def has_ending(name: str) -> bool:
    """Whether the name has an ending besides that of a compression."""
    path = PurePath(name)
    return bool((path.with_suffix("") if path.suffix.lower() in ENDINGS else path).suffix)


def sniff(head: bytes) -> Form:
    """The form that first bytes look like; plain text where they look like no other."""
    if head.startswith(_PARQUET):
        return Form.PARQUET
    text = _start(head)
    if text.startswith("WARC/"):
        return Form.WARC
    if text.startswith("<"):
        return _sniff_markup(text)
    return Form.JSON if _JSON.match(text) else Form.TEXT


def binary_kind(head: bytes) -> str | None:
    """What kind of binary file first bytes belong to, with its article; None for text."""
    for magic, kind in _BINARY:
        if head.startswith(magic):
            return kind
    if head[257:262] == b"ustar":
        return "a tar archive"
    if head[:4] == b"RIFF" and head[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "a WebP image" if head[8:12] == b"WEBP" else "a recording"
    return "a video" if head[:3] + head[4:8] == b"\x00\x00\x00ftyp" else None


def _sniff_markup(text: str) -> Form:
    feed = _FEED.search(text)
    page = _HTML.search(text)
    if feed and not (page and page.start() < feed.start()):
        return Form.FEED
    if page:
        return Form.HTML
    return Form.FEED if text.startswith("<?xml") else Form.TEXT


def _start(head: bytes) -> str:
    for mark, encoding in BOMS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "ignore").lstrip()
    return head.decode("latin-1").lstrip()
