"""Commands that ask a store: their answers, their errors, and what an export leaves behind."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from detente.record import (
    CoderInfo,
    DateBasis,
    Event,
    EventDate,
    EventType,
    Granularity,
    Party,
    Record,
    ReportInfo,
    text_sha256,
)
from detente.store import Store

TEXT = "Norway accused Iceland of theft."


def detente(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "detente", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8", timeout=120)


def record(name: str, actor: str) -> Record:
    from datetime import date

    day = date(2031, 5, 14)
    info = ReportInfo(name, None, "Post", None, day, None, "en", text_sha256(TEXT), len(TEXT), TEXT)
    parties = [Party(None, code, code, (), None, None) for code in (actor, "ISL")]
    event = Event(
        *(f"e-{name}", EventType.ACCUSE, "allege", (), None, 3, -3.5, "112", (parties[0],), (parties[1],)),
        *(EventDate(day, day, Granularity.DAY, DateBasis.TEXT), None, (7, 14), (0, 32), None, None, ()),
        *(f"e-{name}", 0.9, ()),
    )
    return Record(info, events=(event,), coder=CoderInfo("0.1.0", "1.0.0", None, None))


@pytest.fixture(scope="module")
def crisis(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stores") / "crisis"
    Store(folder).add([record("a", "NOR"), record("b", "PER")])
    return folder


def lines(*arguments: object) -> list[dict[str, Any]]:
    done = detente(*arguments)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_rows_of_a_store(crisis: Path) -> None:
    assert [row["report_id"] for row in lines("events", crisis)] == ["a", "b"]
    (row,) = lines("events", crisis, "--actor", "NOR", "--between", "ISL", "NOR", "--quad", 3)
    assert (row["sentence"], row["trigger"], row["published"]) == (TEXT, "accused", "2031-05-14")
    assert [row["report_id"] for row in lines("events", crisis, "--sort", "-id", "--limit", 1)] == ["b"]
    for table in ("quotes", "conflicts", "defects"):
        assert lines(table, crisis) == []


def test_figures_of_a_store(crisis: Path) -> None:
    (week,) = lines("series", crisis, "-f", "jsonl")
    assert (week["period"], week["events"], week["reports"], week["published"]) == ("2031-05-12", 2, 2, 2)
    days = lines(
        "series", crisis, "-f", "jsonl", "--by", "day", "--since", "2031-05-13", "--until", "2031-05-14"
    )
    assert [day["events"] for day in days] == [None, 2]
    table = list(
        csv.DictReader(io.StringIO(detente("network", crisis, "-f", "csv", "--level", "country").stdout))
    )
    assert [(row["actor"], row["recipient"], row["events"]) for row in table] == [
        ("NOR", "ISL", "1"),
        ("PER", "ISL", "1"),
    ]
    shown = detente("timeline", crisis)
    assert shown.stdout.startswith("14 May 2031\n")
    assert "by report" in shown.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("events", "--type", "ACUSE"), "--type: no type 'ACUSE'; did you mean ACCUSE"),
        (("events", "--sort", "days"), "day"),
        (("events", "--since", "May"), "--since"),
        (("series", "--since", "2031-05-02", "--until", "2031-05-01"), "is after until"),
        (("positions", "--issue", "ceasfire"), "ceasefire"),
        (("events", "--published", "2031-05-14"), "coded already"),
        (("export", "--format", "csv", "-o", "no/such/folder"), "no folder"),
        (("export", "--format", "csv", "-o", "out", "--limit", "1"), "--limit"),
    ],
)
def test_wrong_usage_of_a_store(crisis: Path, arguments: tuple[str, ...], told: str) -> None:
    done = detente(arguments[0], crisis, *arguments[1:])
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


def test_a_store_is_asked_alone(crisis: Path) -> None:
    done = detente("events", crisis, "report.txt")
    assert done.returncode == 2
    assert "ask it alone" in done.stderr
    assert "is no store" in detente("export", "nowhere", "-f", "csv", "-o", "out").stderr


def test_an_export_takes_the_place_of_an_earlier_one_alone(crisis: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = detente("export", crisis, "-f", "icews", "-o", out)
    assert (done.returncode, done.stdout) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == ["dictionary.tsv", "events.tab", "manifest.json"]
    assert detente("export", crisis, "-f", "polecat", "-o", out, "--actor", "NOR").returncode == 0
    assert sorted(path.name for path in out.iterdir()) == ["dictionary.tsv", "events.tsv", "manifest.json"]
    assert len((out / "events.tsv").read_text(encoding="utf-8").splitlines()) == 2
    assert detente("validate", out / "events.tsv", "-f", "polecat").returncode == 0
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    refused = detente("export", crisis, "-f", "icews", "-o", out)
    assert refused.returncode == 2
    assert "no earlier export" in refused.stderr
    assert (out / "notes.txt").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_fault_of_a_file_ends_with_1(tmp_path: Path) -> None:
    (tmp_path / "events.tab").write_text("Event ID\n", encoding="utf-8")
    done = detente("validate", tmp_path / "events.tab", "--format", "icews")
    assert done.returncode == 1
    assert done.stdout.startswith("1: 1 columns, expected 20 columns")
    assert "1 fault found" in done.stderr
