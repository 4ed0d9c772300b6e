"""How much of the whole is behind a report when it comes out of the coder."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from detente.cli import bars
from detente.cli.bars import Source, progress, source_of
from detente.record.types import Report

LINES = "".join(
    f'{{"id": "r{n}", "text": "Iceland spoke to Norway about ferry {n}."}}\n' for n in range(9000)
)


def test_a_mark_is_what_was_behind_the_report() -> None:
    reports = [Report(f"Report {number}.") for number in range(5)]
    source = Source(iter(reports), 5)
    assert list(source) == reports
    assert [source.mark(reports[number]) for number in (1, 4)] == [2, 5]
    assert not source.marks


def test_few_reports_are_counted_and_many_measured_by_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(LINES, encoding="utf-8")
    few = source_of([str(path)], None)
    assert few.total == 9000
    assert few.mark(list(few)[99]) == 100
    monkeypatch.setattr(bars, "_FEW", 1000)
    many = source_of([str(path)], None)
    assert many.total == path.stat().st_size
    reports = list(many)
    assert len(reports) == 9000
    first, last = many.mark(reports[0]), many.mark(reports[-1])
    assert 0 < first < last == many.total


def test_nobody_knows_how_much_a_stream_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LINES.encode()), encoding="utf-8"))
    source = source_of(["-"], None)
    assert source.total is None
    assert len(list(source)) == 9000


def test_nothing_is_shown_where_nobody_sees_it(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(10) as told:
        told(5)
    assert capsys.readouterr() == ("", "")
