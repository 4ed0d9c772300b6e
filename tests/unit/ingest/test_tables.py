"""CSV, TSV and Parquet: columns as in JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

Make = Callable[..., Any]


def parquet(**columns: object) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table(columns), sink)
    return sink.getvalue()


@pytest.mark.parametrize(
    ("name", "separator"), [("a.csv", ","), ("a.csv", ";"), ("a.csv", "\t"), ("a.csv", "|"), ("a.tsv", "\t")]
)
def test_separators(write: Make, got: Make, name: str, separator: str) -> None:
    text = f'He said "no"{separator}\r\nand left. '
    sink = io.StringIO()
    writer = csv.writer(sink, delimiter=separator)
    writer.writerows(
        [["id", "text", "published", "extra"], ["1", text, "2022-01-21", "x"], ["2", "B.", "", ""]]
    )
    reports, failures = got(write(name, sink.getvalue()))
    assert failures == []
    assert [(report.id, report.text, report.published) for report in reports] == [
        ("1", text, date(2022, 1, 21)),
        ("2", "B.", None),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(write: Make, got: Make, end: str) -> None:
    reports, failures = got(write("a.csv", end.join(["text,id", "A.,1", "B.,2", ""])))
    assert ([report.text for report in reports], failures) == (["A.", "B."], [])


def test_huge_field(write: Make, got: Make) -> None:
    text = "word " * 100_000
    (report,), failures = got(write("a.csv", f"id,text\n1,{text}\n"))
    assert (report.text, failures) == (text, [])


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("7", "has 1 fields, the first line has 2"),
        ("7,x,y", "has 3 fields, the first line has 2"),
        ("7,", "empty: there is no text in it"),
        ('7,"a"b', "not CSV (',' expected after '\"')"),
    ],
)
def test_broken_row_and_the_others_go_on(write: Make, got: Make, row: str, reason: str) -> None:
    reports, failures = got(write("a.csv", f'id,text\n1,"First\none."\n{row}\n\n3,Last.\n'))
    assert [report.text for report in reports] == ["First\none.", "Last."]
    assert failures == [f"a.csv:4: {reason}"]


def test_quotation_mark_left_open(write: Make, got: Make) -> None:
    reports, failures = got(write("a.csv", 'id,text\n1,First.\n2,"Second\n3,Third.\n'))
    assert [report.text for report in reports] == ["First."]
    assert failures == [
        "a.csv:3: a quotation mark is left open here, or the field is too long; the rest of the file is not read"
    ]


def test_line_and_field_above_the_limit(write: Make, got: Make) -> None:
    reports, failures = got(write("a.csv", f"id,text\n1,{'x' * 300}\n2,Last.\n"), max_bytes=100)
    assert [report.text for report in reports] == ["Last."]
    assert failures == ["a.csv:2: longer than 100 bytes; raise max_bytes to read it"]


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("id,body", "no column 'text'; found 'id', 'body'"),
        ("id;Text", "no column 'text'; found 'id', 'Text'; rename 'text'?"),
    ],
)
def test_missing_column(write: Make, got: Make, header: str, reason: str) -> None:
    assert got(write("a.csv", f"{header}\n1,x\n")) == ([], [f"a.csv:1: {reason}"])


def test_encodings_of_a_table(write: Make, got: Make) -> None:
    utf16, western = (
        "text\n“A.”\n".encode("utf-16"),
        "text,id\nA.,1\n“B.” in a café,2\n“C.”,3\n".encode("cp1252"),
    )
    reports, failures = got(write("a.csv", utf16), write("b.csv", western))
    assert [report.text for report in reports] == ["“A.”", "A.", "“B.” in a café", "“C.”"]
    assert failures == []


def test_parquet(write: Make, got: Make) -> None:
    data = parquet(
        id=[1, 2, 3, 4],
        text=["A\r\n“B”.", None, "C.", "D."],
        published=[datetime(2022, 1, 21), datetime(2022, 1, 21), datetime(2022, 1, 21, 10), None],
        extra=[0, 0, 0, 0],
    )
    reports, failures = got(write("a.parquet", data))
    assert [(report.id, report.text, report.published) for report in reports] == [
        ("1", "A\r\n“B”.", date(2022, 1, 21)),
        ("4", "D.", None),
    ]
    assert failures[0] == "a.parquet row 2: text is null, expected a string"
    assert failures[1].startswith(
        "a.parquet row 3: published is datetime.datetime(2022, 1, 21, 10, 0); expected a date"
    )
    assert len(failures) == 2


@pytest.mark.parametrize(
    ("column", "at"),
    [
        (pa.array(["2022-01-21"]), None),
        (pa.array([date(2022, 1, 21)]), None),
        (
            pa.array([1_642_759_200_000_000_123], pa.timestamp("ns", "UTC")),
            datetime(2022, 1, 21, 10, tzinfo=UTC),
        ),
        (pa.array(["2022-01-21"]).dictionary_encode(), None),
    ],
)
def test_parquet_dates(write: Make, got: Make, column: pa.Array, at: datetime | None) -> None:
    (report,), failures = got(write("a.parquet", parquet(text=["A."], published=column)))
    assert (report.published, report.published_at, failures) == (date(2022, 1, 21), at, [])


def test_parquet_of_many_batches(write: Make, got: Make) -> None:
    texts = [f"Report {number}." for number in range(200)]
    reports, failures = got(write("a.parquet", parquet(text=texts)))
    assert ([report.text for report in reports], failures) == (texts, [])


def test_parquet_limits(write: Make, got: Make) -> None:
    reports, failures = got(write("a.parquet", parquet(text=["é" * 60, "é" * 50])), max_bytes=100)
    assert [report.text for report in reports] == ["é" * 50]
    assert failures == ["a.parquet row 1: longer than 100 bytes; raise max_bytes to read it"]


def test_parquet_that_is_none(write: Make, got: Make) -> None:
    reports, failures = got(write("a.parquet", b"no such thing"), write("b.parquet", parquet(body=["A."])))
    assert reports == []
    assert failures[0].startswith("a.parquet: not a Parquet file, or a damaged one (")
    assert failures[1] == "b.parquet: no column 'text'; found 'body'"
