"""Compression and size: nothing is inflated or held beyond what a report may have."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from detente.ingest import ReadSettings, Unreadable, read
from detente.ingest.json_reports import read_json
from detente.record.types import Report

Make = Callable[..., Any]
PACKERS = {
    "gz": gzip.compress,
    "zst": zstandard.ZstdCompressor().compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
}
KINDS = {"gz": "gzip", "zst": "zstd", "bz2": "bzip2", "xz": "xz"}
LINES = b"".join(b'{"text": "Report %d."}\n' % number for number in range(5_000))


@pytest.mark.parametrize("ending", PACKERS)
def test_compressed_files(write: Make, got: Make, ending: str) -> None:
    pack = PACKERS[ending]
    reports, failures = got(
        write(f"a.jsonl.{ending}", pack(LINES)),
        write(f"b.txt.{ending}", pack(b"Text.\r\n")),
        write("c.txt", pack(b"Without the ending.")),
        write(f"d.jsonl.{ending}", pack(b'{"text": "1"}\n') + pack(b'{"text": "Two parts."}\n')),
    )
    assert [report.text for report in reports[:5_000]] == [f"Report {number}." for number in range(5_000)]
    assert [report.text for report in reports[5_000:]] == ["Text.\r\n", "Without the ending.", "Two parts."]
    assert failures == [f"d.jsonl.{ending}:1: too short: 0 letters, min_letters is 1"]


@pytest.mark.parametrize("ending", PACKERS)
def test_data_cut_off(write: Make, got: Make, ending: str) -> None:
    data = PACKERS[ending](LINES)
    reports, failures = got(write(f"a.jsonl.{ending}", data[:-5]), write("b.txt", "Last."))
    texts = [report.text for report in reports]
    assert texts == [*(f"Report {number}." for number in range(len(texts) - 1)), "Last."]
    assert failures[0].startswith(f"a.jsonl.{ending}: its {KINDS[ending]} data is damaged or cut off (")
    assert len(failures) == 1


def test_lines_before_the_cut_are_kept(write: Make, got: Make) -> None:
    reports, failures = got(write("a.jsonl.gz", gzip.compress(LINES)[:-5]))
    assert (len(reports), len(failures)) == (5_000, 1)


@pytest.mark.parametrize("ending", PACKERS)
def test_ending_that_does_not_hold(write: Make, got: Make, ending: str) -> None:
    expected = f"is named as {KINDS[ending]} but is not; give it the ending of what it holds"
    assert got(write(f"a.txt.{ending}", "Plain.")) == ([], [f"a.txt.{ending}: {expected}"])


def test_packed_twice_is_named(write: Make, got: Make) -> None:
    _, failures = got(write("a.txt.gz", gzip.compress(gzip.compress(b"Text."))))
    assert failures == ["a.txt.gz: gzip data, which cannot be read; save its text as .txt or .html"]


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        *((name, "gz") for name in ("a.txt", "a.html", "a.xml", "a.json", "a.jsonl", "a.csv")),
        *(("a.jsonl", ending) for ending in PACKERS if ending != "gz"),
    ],
)
def test_bomb_is_not_inflated(write: Make, name: str, ending: str) -> None:
    head = b"text,id\n" if name == "a.csv" else b'{"text": "' if "json" in name else b"<html>"
    path = write(f"{name}.{ending}", PACKERS[ending](head + b"x" * 30_000_000))
    assert path.stat().st_size < 100_000
    tracemalloc.start()
    (failure,) = list(read([path], ReadSettings(max_bytes=100_000)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(failure, Unreadable)
    assert failure.reason == "longer than 100,000 bytes; raise max_bytes to read it"
    assert peak < 20_000_000


def test_bomb_in_a_parquet_file(write: Make, got: Make) -> None:
    path = write("a.parquet.gz", gzip.compress(b"PAR1\x15" + b"x" * 1_000_000))
    expected = "longer than 100,000 bytes; raise max_spool_bytes or decompress it"
    assert got(path, max_spool_bytes=100_000) == ([], [f"a.parquet.gz: {expected}"])


def test_compressed_parquet(write: Make, got: Make) -> None:
    sink = io.BytesIO()
    pq.write_table(pa.table({"text": ["A.", "B."]}), sink)
    reports, failures = got(write("a.parquet.zst", PACKERS["zst"](sink.getvalue())))
    assert ([report.text for report in reports], failures) == (["A.", "B."], [])


class Endless(io.RawIOBase):
    """Lines without end, which counts the bytes taken of it."""

    def __init__(self, line: bytes) -> None:
        self.line, self.taken = line, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = min(len(buffer), len(self.line))
        buffer[:size] = self.line[:size]
        self.taken += size
        return size


@pytest.mark.parametrize("first", [b"", b"["])
def test_lines_and_lists_are_read_as_they_come(first: bytes) -> None:
    endless = Endless(b'{"text": "A."},\n' if first else b'{"text": "A."}\n')
    stream = io.BufferedReader(endless)
    items: Iterator[Any] = read_json(Prefixed(first, stream), "x", ReadSettings())
    assert [next(items).report.text for _ in range(1_000)] == ["A."] * 1_000
    assert endless.taken < 1_000_000


class Prefixed(io.BufferedReader):
    """A stream with something before it."""

    def __init__(self, first: bytes, stream: io.BufferedReader) -> None:
        super().__init__(stream)  # type: ignore[arg-type]
        self._first = first

    def read1(self, size: int = -1) -> bytes:
        first, self._first = self._first, b""
        return first or super().read1(size)

    def seekable(self) -> bool:
        return False


def test_files_are_opened_one_at_a_time(write: Make) -> None:
    first, second = write("a.txt", "A."), write("b.txt", "B.")
    items = read([first, second])
    assert isinstance(next(items), Report)
    second.write_text("Changed meanwhile.")
    last = next(items)
    assert isinstance(last, Report)
    assert last.text == "Changed meanwhile."


def test_line_of_fifty_megabytes(write: Make, got: Make) -> None:
    text = "Norland said no. " * 3_000_000
    path = write("a.jsonl", f'{{"text": "First."}}\n{{"text": "{text}"}}\n{{"text": "Last."}}\n')
    reports, failures = got(path)
    assert [report.text for report in reports] == ["First.", "Last."]
    assert failures == ["a.jsonl:2: longer than 20,000,000 bytes; raise max_bytes to read it"]
    reports, failures = got(path, max_bytes=60_000_000, max_characters=60_000_000)
    assert [len(report.text) for report in reports] == [6, len(text), 5]
    assert failures == []


def test_many_lines(write: Make) -> None:
    path = write("a.jsonl", b'{"text": "7 a"}\n' * 100_000)
    with path.open("rb") as stream:
        assert sum(1 for _ in read_json(stream, "x", ReadSettings())) == 100_000
