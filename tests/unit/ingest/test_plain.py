"""Plain text: kept exactly, decoded as marked or as UTF-8, else guessed aloud."""

from __future__ import annotations

import codecs
import logging
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

Make = Callable[..., Any]

EXACT = [
    "Norland expelled three diplomats.\n",
    "Norland expelled\r\nthree diplomats.\r\n\r\n",
    "  Leading and trailing blanks stay. \t",
    "A\x00zero stays, and so does \u2028 this.",
    "Curly “quotes”, naïve café, 北京 and 😀.",
]


@pytest.mark.parametrize("text", EXACT)
def test_text_is_kept_exactly(write: Make, got: Make, text: str) -> None:
    reports, failures = got(write("a.txt", text))
    assert [report.text for report in reports] == [text]
    assert failures == []
    (report,) = reports
    assert (report.id, report.title, report.source, report.url, report.published) == (None,) * 5


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_byte_order_mark_decides_and_is_left_out(write: Make, got: Make, mark: bytes, encoding: str) -> None:
    text = "Norland said “no”.\r\n"
    reports, failures = got(write("a.txt", mark + text.encode(encoding)))
    assert ([report.text for report in reports], failures) == ([text], [])


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        ("Norland’s minister said “no” – in a café.", "cp1252", "cp1252"),
        ("The café talks went on.", "latin-1", "cp1252"),
        ("Norland expelled three diplomats on Friday.", "utf-16-le", "utf-16-le"),
        ("Norland expelled three diplomats on Friday.", "utf-16-be", "utf-16-be"),
    ],
)
def test_guess_is_named(
    write: Make, got: Make, caplog: pytest.LogCaptureFixture, text: str, encoding: str, named: str
) -> None:
    with caplog.at_level(logging.WARNING, logger="detente.ingest"):
        reports, failures = got(write("a.txt", text.encode(encoding)))
    assert ([report.text for report in reports], failures) == ([text], [])
    assert [record.getMessage().split(": ", 1)[1] for record in caplog.records] == [
        f"not UTF-8; read as {named}, which is a guess"
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty: there is no text in it"),
        (b" \r\n\t", "empty: there is no text in it"),
        (codecs.BOM_UTF8, "empty: there is no text in it"),
        (b"12:30 - 14.5 (77)", "too short: 0 letters, min_letters is 1"),
        (
            "“One” is damaged: ".encode() + b"\xe2\x80" + " and “another” is not.".encode(),
            "damaged UTF-8 (byte 0xE2 at 22); mend that byte or save the file again",
        ),
        (
            codecs.BOM_UTF16_LE + b"a\x00\x00\xd8b\x00",
            "is marked as UTF-16-LE and is not at byte 2; save it as UTF-8",
        ),
        (
            bytes(range(128, 256)) * 9,
            "not UTF-8 (byte 0x80 at 0), and no other encoding fits; save it as UTF-8",
        ),
    ],
)
def test_what_is_no_text(write: Make, got: Make, data: bytes, reason: str) -> None:
    assert got(write("a.txt", data)) == ([], [f"a.txt: {reason}"])


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"PK\x03\x04\x14\x00", "a zip archive or Office document"),
        (b"\x89PNG\r\n\x1a\n\x00", "a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"),
        (b"GIF89a\x01\x00", "a GIF image"),
        (b"{\\rtf1\\ansi text}", "an RTF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
        (b"SQLite format 3\x00", "an SQLite database"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "a WebP image"),
        (b"\x00\x00\x00\x18ftypmp42", "a video"),
        (b"name".ljust(257, b"\x00") + b"ustar\x0000", "a tar archive"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.csv", "a.xml", "a"])
def test_binary_kind_is_named(write: Make, got: Make, name: str, data: bytes, kind: str) -> None:
    reason = f"{name}: {kind}, which cannot be read; save its text as .txt or .html"
    assert got(write(name, data)) == ([], [reason])


def test_limit_of_bytes(write: Make, got: Make) -> None:
    path = write("a.txt", "word " * 20)
    reports, failures = got(path, max_bytes=100)
    assert (len(reports), failures) == (1, [])
    assert got(path, max_bytes=99) == ([], ["a.txt: longer than 99 bytes; raise max_bytes to read it"])


def test_limit_of_characters(write: Make, got: Make) -> None:
    path = write("a.txt", "\u00e9 " * 20)
    reports, failures = got(path, max_characters=40)
    assert (len(reports), failures) == (1, [])
    reason = "longer than 39 characters; split it, or raise max_characters to read it"
    assert got(path, max_characters=39) == ([], [f"a.txt: {reason}"])


def test_limit_of_letters(write: Make, got: Make) -> None:
    path = write("a.txt", "a1b2c3")
    assert len(got(path, min_letters=3)[0]) == 1
    assert got(path, min_letters=4) == ([], ["a.txt: too short: 3 letters, min_letters is 4"])


def test_defaults_fill_what_the_file_does_not_say(write: Make, got: Make) -> None:
    lines = '{"text":"One."}\n{"text":"Two.","published":"2022-01-21","source":"The Daily"}\n'
    reports, _ = got(write("a.jsonl", lines), published=date(2020, 1, 1), source="Folder")
    assert [(report.published, report.source) for report in reports] == [
        (date(2020, 1, 1), "Folder"),
        (date(2022, 1, 21), "The Daily"),
    ]
