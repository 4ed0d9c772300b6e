"""WARC: pages answered with 200, whatever way the server packed them; damage is named."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., Any]
NO_PAGE = "no HTML page in this archive (answers with status 200 are read)"


def record(
    url: str, block: bytes, kind: str = "response", content: str = "application/http", more: str = ""
) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2023-05-05T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>\r\nContent-Type: {content}\r\n{more}"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(
    url: str, payload: bytes, content: str = "text/html", more: str = "", status: str = "200 OK"
) -> bytes:
    return record(url, f"HTTP/1.1 {status}\r\nContent-Type: {content}\r\n{more}\r\n".encode() + payload)


def chunked(payload: bytes) -> bytes:
    halves = (payload[:700], payload[700:])
    return b"".join(b"%x\r\n%s\r\n" % (len(half), half) for half in halves) + b"0\r\n\r\n"


@pytest.fixture
def made(page: Make) -> bytes:
    return page('<meta property="og:site_name" content="The Daily"><meta name="date" content="2022-01-21">')


def test_pages_only(write: Make, got: Make, made: bytes) -> None:
    data = (
        record("", b"software: x", "warcinfo", "application/warc-fields")
        + record("https://d.example/a", b"GET / HTTP/1.1\r\n\r\n", "request")
        + answer("https://d.example/a", made, "text/html; charset=utf-8")
        + answer("https://d.example/b.png", b"\x89PNG", "image/png")
        + answer("https://d.example/c", made, status="404 Not Found")
        + answer("https://d.example/d", b"", status="301 Moved Permanently")
        + answer("https://d.example/e", made, "application/xhtml+xml")
        + record("https://d.example/f", made, "resource", "text/html")
        + record("dns:d.example", b"d.example. 300 IN A 1.2.3.4", "response", "text/dns")
    )
    reports, failures = got(write("a.warc", data))
    assert failures == []
    assert [report.url[-1] for report in reports] == ["a", "e", "f"]
    # the day of the crawl is not the day of publication
    assert {str(report.published) for report in reports} == {"2022-01-21"}
    assert {report.source for report in reports} == {"The Daily"}


@pytest.mark.parametrize(
    ("pack", "more"),
    [
        (gzip.compress, "Content-Encoding: gzip\r\n"),
        (zlib.compress, "Content-Encoding: deflate\r\n"),
        (chunked, "Transfer-Encoding: chunked\r\n"),
        (
            lambda page: chunked(gzip.compress(page)),
            "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
        ),
    ],
)
def test_packed_answers(
    write: Make, got: Make, made: bytes, pack: Callable[[bytes], bytes], more: str
) -> None:
    plain, _ = got(write("a.warc", answer("https://d.example/a", made)))
    packed, failures = got(write("b.warc", answer("https://d.example/a", pack(made), more=more)))
    assert (packed, failures) == (plain, [])


def test_charset_of_the_server(write: Make, got: Make, page: Make, paragraph: str) -> None:
    made = page(body=f"<p>“Ні” said no one. {paragraph * 3}</p>", encoding="cp1251")
    (report,), failures = got(
        write("a.warc", answer("https://d.example/a", made, "text/html; charset=windows-1251"))
    )
    assert failures == []
    assert report.text.splitlines()[-1].startswith("“Ні” said")


def test_compressed_record_by_record(write: Make, got: Make, made: bytes) -> None:
    records = [answer(f"https://d.example/{number}", made) for number in range(3)]
    reports, failures = got(write("a.warc.gz", b"".join(map(gzip.compress, records))))
    assert ([report.url[-1] for report in reports], failures) == (["0", "1", "2"], [])


def test_extracted_text(write: Make, got: Make) -> None:
    block = "Norland “expelled” diplomats.\nMore.".encode()
    (report,), failures = got(
        write("a.warc", record("https://d.example/a", block, "conversion", "text/plain"))
    )
    assert (report.text, report.url, failures) == (block.decode(), "https://d.example/a", [])


def test_one_bad_page_and_the_others_go_on(write: Make, got: Make, made: bytes) -> None:
    data = (
        answer("https://d.example/a", b"no gzip", more="Content-Encoding: gzip\r\n")
        + answer("https://d.example/b", b"<html><body></body></html>")
        + record(
            "https://d.example/c",
            answer("", made),
            more="WARC-Truncated: length\r\n",
            content="application/http",
        )
        + answer("https://d.example/d", made + b" " * 9_000)
        + answer(
            "https://d.example/e", gzip.compress(made + b" " * 100_000), more="Content-Encoding: gzip\r\n"
        )
        + answer("https://d.example/f", made)
    )
    reports, failures = got(write("a.warc", data), max_bytes=8_000)
    assert [report.url[-1] for report in reports] == ["f"]
    assert [failure.split(": ", 1)[0] for failure in failures] == [
        f"a.warc record {number} (https://d.example/{letter})"
        for number, letter in ((1, "a"), (2, "b"), (4, "d"), (5, "e"))
    ]
    reasons = [failure.split(": ", 1)[1] for failure in failures]
    assert reasons[0].startswith("the server's compressed answer cannot be inflated (")
    assert reasons[1].startswith("no text in this page")
    assert reasons[2:] == ["longer than 8,000 bytes; raise max_bytes to read it"] * 2


def test_page_cut_off_by_the_crawler(write: Make, got: Make, made: bytes) -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + made
    data = record("https://d.example/a", block, more="WARC-Truncated: length\r\n")
    expected = "a.warc record 1 (https://d.example/a): the crawler cut this page off (length)"
    assert got(write("a.warc", data)) == ([], [expected])


def test_archive_cut_off(write: Make, got: Make, made: bytes) -> None:
    data = answer("https://d.example/a", made) + answer("https://d.example/b", made)
    reports, failures = got(write("a.warc", data[:-500]))
    assert [report.url[-1] for report in reports] == ["a"]
    assert failures == ["a.warc record 2 (https://d.example/b): the archive is cut off within this page"]


def test_compressed_archive_cut_off(write: Make, got: Make, made: bytes) -> None:
    parts = [gzip.compress(answer(f"https://d.example/{number}", made)) for number in range(3)]
    reports, failures = got(write("a.warc.gz", b"".join(parts)[:-40]))
    assert [report.url[-1] for report in reports] == ["0", "1"]
    assert failures[-1].startswith("a.warc.gz: its gzip data is damaged or cut off (")


def test_archive_damaged(write: Make, got: Make, made: bytes) -> None:
    data = answer("https://d.example/a", made) + b"rubbish\r\n" * 9 + answer("https://d.example/b", made)
    reports, failures = got(write("a.warc", data))
    assert [report.url[-1] for report in reports] == ["a"]
    assert failures[0].startswith("a.warc record 2: the archive is damaged here (")
    assert failures[0].endswith("); what comes after is not read")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty: there is no text in it"),
        (b"Once upon a time.", "not a WARC archive"),
        (answer("https://d.example/a", b"\x89PNG", "image/png"), NO_PAGE),
    ],
)
def test_archive_that_is_none(write: Make, got: Make, data: bytes, reason: str) -> None:
    assert got(write("a.warc", data)) == ([], [f"a.warc: {reason}"])
