"""``detente knowledge``, and knowledge of one's own in the other commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def detente(*arguments: str, given: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "detente", *arguments]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        input=given,
        check=False,
        encoding="utf-8",
        env={**os.environ, **env},
    )


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of a user's own, made by the command: one invented person with a role."""
    folder = tmp_path_factory.mktemp("knowledge") / "mine"
    role = ("person=zora-invented", "role=foreign minister", "country=FRA", "sectors=GOV", "from=2031-05")
    for row in (("person", "name=Zora Invented"), ("role", *role)):
        done = detente("knowledge", "add", "--to", str(folder), *row)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return folder


@pytest.mark.parametrize("command", ["find", "check", "add", "import-wikidata"])
def test_help_and_documentation(command: str) -> None:
    done = detente("knowledge", command, "--help")
    assert done.returncode == 0
    assert f"detente knowledge {command}" in done.stdout
    assert f"### detente knowledge {command}" in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


def test_find_prints_text_or_json(mine: Path) -> None:
    shown = detente("knowledge", "find", "Zora Invented", "--knowledge", str(mine), "--at", "2031-06-01")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "foreign minister, FRA  GOV  2031-05 to now" in shown.stdout
    data = detente("knowledge", "find", "Zora Invented", "--json", DETENTE_KNOWLEDGE=str(mine))
    assert json.loads(data.stdout.splitlines()[0])["ref"] == "person:zora-invented"
    none = detente("knowledge", "find", "Zora Invented")
    assert (none.returncode, none.stdout) == (1, "")
    assert "nothing is known" in none.stderr


def test_check_prints_counts_or_faults(mine: Path, tmp_path: Path) -> None:
    good = detente("knowledge", "check", str(mine))
    assert good.returncode == 0
    assert "\nsha256\t" in good.stdout
    (tmp_path / "people.tsv").write_text("id\tname\n", encoding="utf-8")
    bad = detente("knowledge", "check", str(tmp_path))
    assert bad.returncode == 1
    assert bad.stdout.startswith(f"{tmp_path / 'people.tsv'}:1: header id | name, expected the columns")


def test_every_command_takes_knowledge_of_ones_own(mine: Path) -> None:
    row = '{"id": 1, "text": "Zora Invented", "date": "2031-06-01"}\n'
    found = json.loads(detente("resolve", "-", "--knowledge", str(mine), given=row).stdout)
    assert (found["country"], found["sectors"]) == ("FRA", ["GOV"])
    text = "Zora Invented met Sergei Lavrov in Paris."
    record = json.loads(
        detente("code", "-", "--published", "2031-06-01", "--knowledge", str(mine), given=text).stdout
    )
    (zora,) = (entity for entity in record["entities"] if entity["name"] == "Zora Invented")
    assert (zora["country"], zora["role"]) == ("FRA", "foreign minister")
    seen = detente("explain", text, "--published", "2031-06-01", "--no-parse", "--knowledge", str(mine))
    assert "FRA GOV" in seen.stdout


def test_processes_know_the_same(mine: Path) -> None:
    text = '{"id": "1", "text": "Zora Invented met Sergei Lavrov in Paris.", "published": "2031-06-01"}\n'
    arguments = ("code", "-", "--knowledge", str(mine))
    assert (
        detente(*arguments, given=text).stdout == detente(*arguments, "--jobs", "2", given=text).stdout != ""
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("resolve", "-", "--knowledge", "no-such-folder"), "no-such-folder"),
        (("knowledge", "find", "NATO", "--kind", "persn"), "did you mean person"),
        (("knowledge", "find", "NATO", "--at", "yesterday"), "YYYY-MM-DD"),
        (("knowledge", "add", "--to", "x", "person", "Zora"), "KEY=VALUE"),
        (("knowledge", "import-wikidata", "no-such-dump", "-o", "x"), "no-such-dump"),
    ],
)
def test_wrong_usage_ends_with_2(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    command = [sys.executable, "-m", "detente", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, input="", check=False, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert list(tmp_path.iterdir()) == []
