"""Every command: its help, its exit codes, its streams."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "strait.txt"
COMMANDS = (
    *(
        "alerts",
        "brief",
        "classify",
        "code",
        "conflicts",
        "defects",
        "evaluate",
        "events",
        "explain",
        "export",
    ),
    *("network", "positions", "quotes", "resolve", "same", "schema", "series", "timeline", "validate"),
)


def detente(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "detente", *arguments]
    return subprocess.run(command, capture_output=True, text=True, input=given, check=False, encoding="utf-8")


def test_version() -> None:
    done = detente("--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("detente 0.")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_there_with_an_example(command: str) -> None:
    done = detente(command, "--help")
    assert done.returncode == 0
    assert f"detente {command}" in done.stdout
    assert "Example" in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    assert f"## detente {command}" in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("code", "no-such-file.txt"), 2, "no-such-file.txt"),
        (("code", str(EXAMPLE), "--published", "yesterday"), 2, "YYYY-MM-DD"),
        (("code",), 2, "PATH"),
        (("brief", str(EXAMPLE), "--width", "7"), 2, "width"),
        (("resolve", "no-such-rows.jsonl"), 2, "no-such-rows.jsonl"),
        (("frobnicate",), 2, "frobnicate"),
        (("positions", str(EXAMPLE), "--issue", "ceasfire"), 2, "ceasefire"),
        (("positions", str(EXAMPLE), "--since", "May"), 2, "--since"),
        (("explain", " "), 2, "quotation marks"),
        (("explain", str(EXAMPLE)), 2, "explain - <"),
        (("brief", str(EXAMPLE), "-o", str(EXAMPLE.parent)), 2, "folder"),
        (("brief", str(EXAMPLE), "-o", "no-such-folder/brief.html"), 2, "no-such-folder"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_why(arguments: tuple[str, ...], code: int, told: str) -> None:
    done = detente(*arguments)
    assert done.returncode == code
    assert done.stdout == ""
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_part_failed_is_3_and_the_rest_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Russia condemned Ukraine on Monday, officials in Moscow said.", encoding="utf-8"
    )
    (tmp_path / "b.txt").write_text("", encoding="utf-8")
    done = detente("code", str(tmp_path), "--published", "2022-01-21")
    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == 1
    assert "b.txt" in done.stderr


def test_all_failed_is_1(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("", encoding="utf-8")
    done = detente("code", str(tmp_path / "b.txt"))
    assert (done.returncode, done.stdout) == (1, "")
    assert "b.txt" in done.stderr


def test_undated_reports_are_told() -> None:
    done = detente("code", str(EXAMPLE))
    assert done.returncode == 0
    assert "--published" in done.stderr
    assert json.loads(done.stdout)["report"]["published"] is None


def test_standard_input_and_output(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    piped = detente("code", "-", "--published", "2031-05-16", given=text)
    out = tmp_path / "records.jsonl"
    written = detente("code", str(EXAMPLE), "--published", "2031-05-16", "-o", str(out))
    assert (piped.returncode, written.returncode, written.stdout) == (0, 0, "")
    assert json.loads(piped.stdout)["events"] == json.loads(out.read_text(encoding="utf-8"))["events"]


def test_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    done = detente("code", str(EXAMPLE), "-o", str(tmp_path / "no" / "where.jsonl"))
    assert done.returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_the_page_is_written_though_the_reader_of_the_brief_goes_away(tmp_path: Path) -> None:
    page = tmp_path / "brief.html"
    command = [sys.executable, "-m", "detente", "brief", str(EXAMPLE), "-o", str(page)]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command, stdout=writing, stderr=subprocess.PIPE, text=True, check=False, encoding="utf-8"
    )
    os.close(writing)
    assert done.returncode == 0
    assert page.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert f"page written: {page}" in done.stderr


def test_explain_says_what_it_cannot_date() -> None:
    undated = detente("explain", "They met on Thursday.")
    assert "unresolved" in undated.stdout
    assert "--published" in undated.stderr
    dated = detente("explain", "They met on Thursday.", "--published", "2022-01-21")
    assert "2022-01-20" in dated.stdout
    assert dated.stderr == ""


@pytest.mark.parametrize(
    ("command", "row", "told"),
    [
        ("resolve", '{"id": 1}', "text"),
        ("resolve", '{"id": 1, "text": 5}', "text"),
        ("same", '{"id": 1, "a": "Ali Hasan"}', "b is missing"),
        ("same", "[]", "object"),
    ],
)
def test_a_faulty_row_is_named_by_its_line(command: str, row: str, told: str) -> None:
    good = '{"id": 0, "text": "the Kremlin", "a": "Ali Hasan", "b": "Ali Hassan"}\n'
    done = detente(command, "-", given=good + row + "\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert ":2:" in done.stderr
    assert told in done.stderr


def test_schema_describes_what_code_writes() -> None:
    schema = json.loads(detente("schema").stdout)
    record = json.loads(detente("code", str(EXAMPLE), "--published", "2031-05-16").stdout)
    assert set(record) == set(schema["properties"])


def test_rows_in_rows_out() -> None:
    resolved = detente(
        "resolve",
        "-",
        given='{"id": "a", "text": "German Foreign Minister", "context": "", "date": "2022-01-21"}\n',
    )
    assert {"id", "name", "country", "sectors", "wikidata", "confidence", "reason"} <= set(
        json.loads(resolved.stdout)
    )
    same = detente(
        "same", "-", given='{"id": "a", "a": "Muammar Qaddafi", "b": "Moammar Gadhafi", "kind": "person"}\n'
    )
    assert json.loads(same.stdout)["match"] is True


def test_positions_are_listed_filtered_and_exported() -> None:
    told = detente("positions", str(EXAMPLE), "--published", "2031-05-16")
    assert told.returncode == 0
    assert "Iceland" in told.stdout
    assert "16 May 2031" in told.stdout
    lines = detente("positions", str(EXAMPLE), "--published", "2031-05-16", "--format", "jsonl").stdout
    rows = [json.loads(line) for line in lines.splitlines()]
    text = EXAMPLE.read_text(encoding="utf-8")
    assert rows
    assert all(
        row["content"] == " ".join(text[row["content_start"] : row["content_end"]].split()) for row in rows
    )
    demands = detente(
        "positions", str(EXAMPLE), "--published", "2031-05-16", "-f", "jsonl", "--act", "demand"
    )
    assert [json.loads(line) for line in demands.stdout.splitlines()] == [
        r for r in rows if r["act"] == "demand"
    ]
    one = detente("positions", str(EXAMPLE), "--published", "2031-05-16", "-f", "csv", "--limit", "1")
    assert one.stdout.splitlines()[0].split(",") == list(rows[0])
    assert len(one.stdout.splitlines()) == 2


def test_no_position_is_said() -> None:
    done = detente("positions", "-", "--published", "2031-05-16", given="The ferry sank on Saturday.")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "no positions found\n")
