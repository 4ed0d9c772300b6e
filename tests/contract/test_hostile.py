"""Hostile input and careless use: never a traceback, a wrong exit code, a lost report or a half file."""

from __future__ import annotations

import gzip
import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

SENTENCE = (
    "Russia condemned Ukraine on Monday, Foreign Minister Sergei Lavrov said in Moscow — “a grave step”."
)
POSIX = pytest.mark.skipif(os.name == "nt", reason="pipes and devices of POSIX")


def detente(
    *arguments: str, given: bytes = b"", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "detente", *arguments],
        capture_output=True,
        input=given,
        check=False,
        env={**os.environ, **(environment or {})},
        timeout=300,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    assert b"a fault of" not in done.stderr, done.stderr.decode()
    return done


def shell(script: str, *arguments: str) -> tuple[int, str]:
    """Exit code and stderr of a line of shell, in which "$@" is the command."""
    command = ["sh", "-c", script, "sh", sys.executable, "-m", "detente", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    return done.returncode, done.stderr


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "ünï 文.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    return path


# Streams


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16"])
def test_data_is_utf8_whatever_the_terminal(report: Path, encoding: str) -> None:
    here = detente("code", str(report), environment={"PYTHONIOENCODING": "utf-8"})
    there = detente("code", str(report), environment={"PYTHONIOENCODING": encoding})
    assert (there.returncode, there.stdout) == (0, here.stdout)
    assert json.loads(there.stdout)["report"]["text"] == SENTENCE


@pytest.mark.parametrize(
    "arguments",
    [("brief", "REPORT"), ("explain", SENTENCE), ("schema",), ("code", "--help"), ("code", "文.txt")],
)
def test_no_terminal_is_too_poor(report: Path, arguments: tuple[str, ...]) -> None:
    poor = {"PYTHONIOENCODING": "latin-1", "TERM": "dumb", "NO_COLOR": "1", "COLUMNS": "0"}
    done = detente(*(str(report) if a == "REPORT" else a for a in arguments), environment=poor)
    assert done.returncode == (2 if "文.txt" in arguments else 0)
    assert done.stdout or done.stderr


@POSIX
@pytest.mark.parametrize("command", ["code", "brief"])
def test_a_full_disk_is_told(report: Path, command: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    code, told = shell('"$@" > /dev/full', command, str(report))
    assert code == 1
    assert "No space left" in told


@POSIX
@pytest.mark.parametrize("command", ["code", "brief"])
def test_closed_output_is_told(report: Path, command: str) -> None:
    code, told = shell('"$@" >&-', command, str(report))
    assert code == 2
    assert "standard output is closed" in told


@POSIX
@pytest.mark.parametrize("command", ["explain", "resolve", "same"])
def test_closed_input_is_told(command: str) -> None:
    code, told = shell('"$@" <&-', command, "-")
    assert code == 2
    assert "standard input is closed" in told


@POSIX
@pytest.mark.parametrize("options", [("code",), ("code", "--jobs", "2"), ("brief",), ("schema",)])
def test_a_reader_that_has_enough_is_no_error(tmp_path: Path, options: tuple[str, ...]) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text((json.dumps({"text": SENTENCE * 20}) + "\n") * 8, encoding="utf-8")
    paths = [] if "schema" in options else [str(many)]
    _, told = shell('{ "$@"; echo "ended with $?" >&2; } | head -1 >/dev/null', *options, *paths)
    assert "ended with 0" in told
    assert "interrupted" not in told


# Output files


def test_what_is_read_is_not_written_over(report: Path, tmp_path: Path) -> None:
    for source in (report, tmp_path):
        done = detente("code", str(source), "-o", str(report))
        assert done.returncode == 2
        assert b"written over" in done.stderr
    assert report.read_text(encoding="utf-8") == SENTENCE


def test_a_run_without_result_spares_the_last_result(report: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n", encoding="utf-8")
    out = tmp_path / "out.jsonl"
    out.write_text("kept", encoding="utf-8")
    done = detente("code", str(tmp_path / "empty.txt"), "-o", str(out))
    assert (done.returncode, done.stdout, out.read_text(encoding="utf-8")) == (1, b"", "kept")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([report.name, "empty.txt", "out.jsonl"])


@POSIX
def test_rights_links_and_devices_stay(report: Path, tmp_path: Path) -> None:
    private, link = tmp_path / "private.csv", tmp_path / "link.csv"
    private.touch(0o600)
    link.symlink_to(private)
    assert detente("code", str(report), "-f", "csv", "-o", str(link)).returncode == 0
    assert link.is_symlink()
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert private.read_text(encoding="utf-8").count("\n") > 1
    piped = detente("code", str(report), "-o", "/dev/stdout")
    assert json.loads(piped.stdout)["report"]["text"] == SENTENCE


@pytest.mark.parametrize("out", ["", ".", "no/such/folder.jsonl"])
@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_an_impossible_output_is_refused_before_the_work(report: Path, out: str, form: str) -> None:
    done = detente("code", str(report), "-f", form, "-o", out)
    assert (done.returncode, done.stdout) == (2, b"")


@POSIX
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ended_from_outside_nothing_half_is_left(tmp_path: Path, ending: signal.Signals, jobs: str) -> None:
    many, out = tmp_path / "many.jsonl", tmp_path / "out.jsonl"
    many.write_text((json.dumps({"text": SENTENCE * 100}) + "\n") * 2_000, encoding="utf-8")
    command = [sys.executable, "-m", "detente", "code", str(many), "-o", str(out), "--jobs", jobs]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    deadline = time.monotonic() + 120
    while not list(tmp_path.glob(".detente-*")) and time.monotonic() < deadline:
        time.sleep(0.1)
    os.killpg(process.pid, ending)
    told = process.communicate(timeout=120)[1].decode()
    # Interrupted inside a module's import, Python ends itself by the signal, which a shell shows as the same number.
    assert process.returncode in {128 + ending, -ending}
    assert "Traceback" not in told
    assert [p.name for p in tmp_path.iterdir()] == ["many.jsonl"]


# Input


def test_every_line_of_a_bad_file_is_accounted_for(tmp_path: Path) -> None:
    lines = [
        r'{"id": "a", "text": "Russia condemned Ukraine \ud800 on Monday."}',
        r'{"id": "b", "text": "Russia\u0000 condemned \u202eUkraine\u001b[31m on \u200bMonday.", "title": "\u001b[2J"}',
        '{"id": "c", "text": "Russia condemned Ukraine.", "published": "0001-01-01"}',
        '{"id": "d", "text": "Russia condemned Ukraine last year.", "published": "9999-12-31"}',
        '{"id": "e", "text": "Russia condemned Ukraine.", "published": "2022-02-30"}',
        '{"id": "c", "text": "Iran condemned Iraq."}',
        "[" * 50_000,
        '{"id": "g", "text": 5}',
        json.dumps({"id": "h", "text": f"Russian troops killed {'9' * 400} soldiers in Kyiv."}),
        json.dumps({"id": "i", "text": "(" * 20_000}),
        json.dumps({"id": "j", "text": "x" * 1_000_001}),
    ]
    path = tmp_path / "bad.jsonl"
    path.write_text("\r\n".join(lines), encoding="utf-8")
    done = detente("code", str(path))
    assert done.returncode == 3
    assert [json.loads(line)["report"]["id"] for line in done.stdout.splitlines()] == [
        "b",
        "c",
        "d",
        "c",
        "h",
    ]
    told = done.stderr.decode()
    assert all(f"bad.jsonl:{number}: " in told for number in (1, 5, 7, 8, 10, 11))
    assert "1 report has the id of an earlier one: c" in told
    assert "6 of 11 reports failed" in told


def test_nothing_in_a_report_moves_the_cursor(tmp_path: Path) -> None:
    path = tmp_path / "esc\x1b[31m.txt"
    path.write_text("Russia\x1b[31m condemned\x07 Ukraine \x9b2J\u202e on Monday.", encoding="utf-8")
    for command in ("brief", "explain"):
        given = path.read_bytes() if command == "explain" else b""
        done = detente(command, "-" if command == "explain" else str(path), given=given)
        shown = (done.stdout + done.stderr).decode()
        assert done.returncode == 0
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)


def test_a_bomb_is_not_inflated(tmp_path: Path) -> None:
    path = tmp_path / "bomb.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(60):
            file.write(b"a" * 1_000_000)
    done = detente("code", str(path))
    assert done.returncode == 1
    assert b"longer than 20,000,000 bytes" in done.stderr


@pytest.mark.parametrize("text", ["", "  \n "])
def test_nothing_to_explain_is_told(text: str) -> None:
    done = detente("explain", text)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"no text" in done.stderr


@pytest.mark.parametrize(
    ("command", "row", "told"),
    [
        ("same", '{"id": 1}', "a is missing"),
        ("same", '{"id": 1, "a": "x", "b": 5}', "b is not a text"),
        ("same", r'{"id": 1, "a": "\ud800", "b": "y"}', "half a character"),
        ("same", '{"id": NaN, "a": "x", "b": "y"}', "NaN"),
        ("same", '{"id": {}, "a": "x", "b": "y"}', "id"),
        ("same", '{"id": 1, "a": "x", "b": "y", "kind": "dog"}', "dog"),
        ("same", json.dumps({"id": 1, "a": "a " * 50_000, "b": "b " * 50_000}), "400 at most"),
        ("same", "[" * 50_000, "nested too deeply"),
        ("resolve", '{"id": 1, "text": null}', "text is missing"),
        ("resolve", json.dumps({"id": 1, "text": "Mr Putin " * 2_200}), "1,000 at most"),
        ("resolve", '{"id": 1, "text": "Putin", "date": "30 Feb 2022"}', "30 Feb 2022"),
        ("resolve", "Putin", "not JSON"),
    ],
)
def test_a_bad_row_is_refused_before_anything_is_written(command: str, row: str, told: str) -> None:
    good = '{"id": 0, "text": "Putin", "a": "x", "b": "x"}\n'
    done = detente(command, "-", given=(good + row).encode())
    assert (done.returncode, done.stdout) == (2, b"")
    assert told in done.stderr.decode()


@pytest.mark.parametrize("value", ["20220121", "2022-W03-5", "2022-02-30", "10000-01-01", ""])
def test_a_date_is_written_in_one_way(report: Path, value: str) -> None:
    done = detente("code", str(report), "--published", value)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"YYYY-MM-DD" in done.stderr
