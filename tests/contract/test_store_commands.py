"""The commands that write to a store: what they keep, say and end with."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from detente.record import from_json, to_json
from detente.store import Store

TEXTS = {
    "expelled.txt": "Iceland expelled two Norwegian diplomats on Monday, officials in Reykjavik said.",
    "warned.txt": "Norway warned on Tuesday that it would close its ports to trawlers from Iceland.",
    "talks.txt": "The foreign ministers of Iceland and Norway met in Oslo on Wednesday for talks on fishing.",
}


def detente(*arguments: object, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "detente", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, input=given, check=False, encoding="utf-8")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_added_reports_are_those_that_code_gives(reports: Path, tmp_path: Path) -> None:
    done = detente("add", tmp_path / "store", reports, "--published", "2031-05-16", "--jobs", 2)
    assert (done.returncode, done.stdout) == (0, "")
    assert "3 reports added" in done.stderr
    lines = detente("code", reports, "--published", "2031-05-16").stdout.splitlines()
    store = Store(tmp_path / "store")
    assert [to_json(store.record(from_json(line).report.id)) for line in lines] == lines
    runs = store.sql("SELECT inputs, reports, coder.version FROM runs WHERE kind = 'add'").fetchall()
    assert runs == [([str(reports)], 3, from_json(lines[0]).coder.version)]


def test_adding_again_codes_nothing_and_changes_nothing(reports: Path, tmp_path: Path) -> None:
    first = detente("add", tmp_path / "store", reports / "talks.txt", "--published", "2031-05-16")
    again = detente("add", tmp_path / "store", reports, "--published", "2031-05-16")
    third = detente("add", tmp_path / "store", reports, "--published", "2031-05-16")
    assert "1 reports added" in first.stderr
    assert "2 reports added, 1 were there already" in again.stderr
    assert "0 reports added, 3 were there already" in third.stderr
    assert third.returncode == 0
    kinds = [commit.kind for commit in Store(tmp_path / "store").commits()]
    assert kinds == ["create", "add", "derive", "add", "derive"]


def test_an_edited_report_is_told_by_diff(tmp_path: Path) -> None:
    def given(text: str) -> str:
        return json.dumps({"id": "r1", "published": "2031-05-16", "text": text})

    for text in (TEXTS["expelled.txt"], TEXTS["expelled.txt"].replace("expelled", "received")):
        assert detente("add", tmp_path / "store", "-", given=given(text)).returncode == 0
    versions = detente("diff", tmp_path / "store")
    kinds = [line.split()[3] for line in versions.stdout.splitlines()]
    assert kinds == ["create", "add", "derive", "add", "derive"]
    told = detente("diff", tmp_path / "store", 1, "--format", "jsonl")
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    assert {row["reason"] for row in rows} == {"edited"}
    assert any(row["fields"].get("event_type", {}).get("before") == "SANCTION" for row in rows)
    shown = detente("diff", tmp_path / "store", 1)
    assert "Iceland" in shown.stdout
    assert "changed" in shown.stderr


def test_a_bad_report_is_named_and_the_others_are_kept(reports: Path, tmp_path: Path) -> None:
    (reports / "empty.txt").write_text("", encoding="utf-8")
    done = detente("add", tmp_path / "store", reports, "--published", "2031-05-16")
    assert done.returncode == 3
    assert "empty.txt" in done.stderr
    assert "3 reports added" in done.stderr
    assert detente("add", tmp_path / "store", reports, "--published", "2031-05-16").returncode == 3
    alone = detente("add", tmp_path / "other", reports / "empty.txt")
    assert alone.returncode == 1
    assert "empty.txt" in alone.stderr


def test_other_knowledge_codes_the_store_anew(reports: Path, tmp_path: Path) -> None:
    detente("add", tmp_path / "store", reports, "--published", "2031-05-16")
    assert "are of this coder" in detente("recode", tmp_path / "store").stderr
    own = tmp_path / "own"
    assert not detente("knowledge", "add", "--to", own, "person", "name=Zora Invented", "gender=f").returncode
    done = detente("recode", tmp_path / "store", "--knowledge", own)
    assert done.returncode == 0
    assert "3 reports added, 3 earlier versions left the counts" in done.stderr
    assert "are of this coder" in detente("recode", tmp_path / "store", "--knowledge", own).stderr


def test_a_withdrawn_report_does_not_come_back(reports: Path, tmp_path: Path) -> None:
    detente("add", tmp_path / "store", reports, "--published", "2031-05-16")
    store = Store(tmp_path / "store")
    report = store.sql("SELECT id FROM reports ORDER BY id").fetchall()[0][0]
    done = detente("withdraw", tmp_path / "store", report, "--detail", "by its agency")
    assert done.returncode == 0
    assert "1 report withdrawn" in done.stderr
    detente("add", tmp_path / "store", reports, "--published", "2031-05-16")
    assert store.sql("SELECT count(*) FROM reports").fetchall() == [(2,)]
    assert store.sql("SELECT report_id, detail FROM superseded").fetchall() == [(report, "by its agency")]
    assert detente("withdraw", tmp_path / "store", report).returncode == 1


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("add", "reports", "reports"), 2, "folder of its own"),
        (("add", "store", "no-such-file.txt"), 2, "no-such-file.txt"),
        (("add", "store"), 2, "PATH"),
        (("add", "reports/talks.txt", "reports"), 2, "is a file"),
        (("recode", "nowhere"), 1, "detente add nowhere"),
        (("diff", "nowhere"), 1, "detente add nowhere"),
        (("diff", "nowhere", "-f", "csv"), 2, "version"),
        (("withdraw", "nowhere", "r1"), 1, "nowhere"),
    ],
)
def test_what_cannot_be_is_said(
    reports: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int, told: str
) -> None:
    monkeypatch.chdir(reports.parent)
    done = detente(*arguments)
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not Path("nowhere").exists()


def test_help_and_documentation() -> None:
    document = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
    for command in ("add", "withdraw", "recode", "diff"):
        assert f"detente {command} crisis" in detente(command, "--help").stdout
        assert f"## detente {command}" in document
