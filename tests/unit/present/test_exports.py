from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from detente.errors import UsageError
from detente.present.exports import write_csv, write_jsonl, write_parquet
from detente.present.rows import COLUMNS
from detente.record import CoderInfo, Record, from_json


def csv_rows(*records: Record) -> list[dict[str, str]]:
    file = io.StringIO()
    write_csv(records, file)
    return list(csv.DictReader(io.StringIO(file.getvalue())))


def test_json_lines_come_back(strait: Record, hostile: Record, quiet: Record) -> None:
    file = io.StringIO()
    write_jsonl([strait, hostile, quiet], file)
    assert [from_json(line) for line in file.getvalue().splitlines()] == [strait, hostile, quiet]


def test_csv_has_one_row_an_event(strait: Record, quiet: Record) -> None:
    rows = csv_rows(strait, quiet)
    assert [row["event_id"] for row in rows] == [event.id for event in strait.events]
    arrest = next(row for row in rows if row["event_mode"] == "arrest")
    assert (arrest["actor_names"], arrest["actor_countries"], arrest["actor_sectors"]) == (
        "Icelandic coast guard",
        "ISL",
        "COP",
    )
    assert (arrest["quantities"], arrest["score"]) == ("arrested=31", "-7.0")
    assert arrest["attributed_to"] == "Sigrun Halldorsdottir"
    assert (
        arrest["sentence"] == strait.report.text[int(arrest["sentence_start"]) : int(arrest["sentence_end"])]
    )


def test_lists_in_csv_stay_in_step(strait: Record) -> None:
    urged = next(row for row in csv_rows(strait) if row["trigger"] == "urged")
    assert (urged["recipient_names"], urged["recipient_countries"]) == ("Iceland|Norway", "ISL|NOR")


def test_an_event_type_without_mode_is_an_empty_cell(strait: Record) -> None:
    assert next(row for row in csv_rows(strait) if row["event_type"] == "AGREE")["event_mode"] == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_formulas_are_disarmed(strait: Record, start: str) -> None:
    title = f"{start}HYPERLINK(1)"
    found = csv_rows(replace(strait, report=replace(strait.report, source=title)))[0]
    assert found["source"] == f"'{title}"
    assert found["score"] == "-7.0"


def test_separators_inside_an_item_are_marked(strait: Record) -> None:
    event = replace(strait.events[0], reasons=("a|b", "c\\", "d"))
    assert csv_rows(replace(strait, events=(event,)))[0]["reasons"] == "a\\|b|c\\\\|d"


def test_half_characters_do_not_break_a_file(strait: Record, tmp_path: Path) -> None:
    odd = replace(strait, report=replace(strait.report, source="half \ud83d"))
    assert csv_rows(odd)[0]["source"] == "half \ufffd"
    write_parquet([odd], str(tmp_path / "events.parquet"))
    assert pq.read_table(tmp_path / "events.parquet")["source"][0].as_py() == "half \ufffd"


def test_parquet_keeps_types_and_lists(strait: Record, quiet: Record, tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    write_parquet([strait, quiet], str(path))
    table = pq.read_table(path)
    assert table.column_names == [column.name for column in COLUMNS]
    rows = table.to_pylist()
    assert len(rows) == len(strait.events)
    march = next(row for row in rows if row["event_mode"] == "demo")
    assert march["date_start"] == date(2031, 5, 15)
    assert march["actor_sectors"] == [["CVL"]]
    assert march["quantities"] == [{"kind": "protesters", "low": 4000.0, "high": None, "unit": None}]
    assert march["recipient_names"] == []


def test_parquet_names_all_versions(strait: Record, tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    newer = replace(strait, coder=CoderInfo("0.2.0", "1.0.0", "abc", None))
    write_parquet([strait, newer, strait], str(path))
    found = pq.read_metadata(path).metadata
    assert found[b"detente.version"] == b"0.1.0,0.2.0"
    assert found[b"detente.knowledge"] == b"none,abc"


def test_parquet_without_any_event_has_its_columns(quiet: Record, tmp_path: Path) -> None:
    write_parquet([quiet], str(tmp_path / "events.parquet"))
    table = pq.read_table(tmp_path / "events.parquet")
    assert (table.num_rows, table.num_columns) == (0, len(COLUMNS))


def test_the_same_records_give_the_same_bytes(strait: Record, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_parquet([strait], str(tmp_path / name))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_failed_run_leaves_no_file(strait: Record, tmp_path: Path) -> None:
    def broken() -> Iterator[Record]:
        yield strait
        raise RuntimeError("the reader broke")

    with pytest.raises(RuntimeError):
        write_parquet(broken(), str(tmp_path / "events.parquet"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", ["", "no/such/folder.parquet"])
def test_a_place_that_cannot_be_written_is_named(strait: Record, tmp_path: Path, path: str) -> None:
    with pytest.raises(UsageError, match="cannot write"):
        write_parquet([strait], str(tmp_path / path))


class _Stdout:
    def __init__(self, is_terminal: bool) -> None:
        self.buffer = io.BytesIO()
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


def test_parquet_to_stdout(strait: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    out = _Stdout(False)
    monkeypatch.setattr(sys, "stdout", out)
    write_parquet([strait], None)
    monkeypatch.undo()
    assert pq.read_table(io.BytesIO(out.buffer.getvalue())).num_rows == len(strait.events)


def test_parquet_is_not_written_to_a_terminal(strait: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", _Stdout(True))
    with pytest.raises(UsageError, match="-o FILE"):
        write_parquet([strait], "-")


def test_every_column_is_documented() -> None:
    text = (Path(__file__).parents[3] / "docs" / "brief.md").read_text(encoding="utf-8")
    assert not [column.name for column in COLUMNS if f"`{column.name}`" not in text]
