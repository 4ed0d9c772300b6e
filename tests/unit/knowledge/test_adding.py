"""Rows of a user's own tables: checked, sorted in, and never half written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from detente.errors import DataError, UsageError
from detente.knowledge import Knowledge
from detente.knowledge.adding import add_row
from detente.knowledge.checking import check, overlay_folders


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder with one invented person."""
    folder = tmp_path / "mine"
    add_row(folder, "person", {"name": "Zora Invented", "gender": "f"})
    return folder


def test_a_table_is_made_with_its_header(mine: Path) -> None:
    lines = (mine / "people.tsv").read_text(encoding="utf-8").split("\n")
    assert lines[0].split("\t")[:2] == ["id", "name"]
    assert lines[1] == "zora-invented\tZora Invented\t\t\tf\t\t\t\t0.95"
    assert [path.name for path in mine.iterdir()] == ["people.tsv"]


def test_rows_are_sorted_in_and_serve(mine: Path) -> None:
    add_row(mine, "person", {"name": "Ada Invented"})
    role = {
        "person": "zora-invented",
        "role": "foreign minister",
        "country": "FRA",
        "sectors": "GOV",
        "from": "2031-05",
    }
    added = add_row(mine, "role", role)
    assert (added.path, added.replaced, added.covers) == (mine / "roles.tsv", False, False)
    lines = (mine / "people.tsv").read_text(encoding="utf-8").splitlines()
    assert [line.partition("\t")[0] for line in lines] == ["id", "ada-invented", "zora-invented"]
    known = Knowledge.load([mine])
    assert known.roles("person:zora-invented", date(2031, 6, 1))[0].role == "foreign minister"
    assert check([mine]).faults == ()


def test_a_row_that_lies_over_ours_is_told(mine: Path) -> None:
    assert add_row(mine, "person", {"id": "vladimir-putin", "name": "Vladimir Putin"}).covers


def test_a_second_row_of_a_key_needs_to_be_asked_for(mine: Path) -> None:
    with pytest.raises(UsageError, match="--replace"):
        add_row(mine, "person", {"name": "Zora Invented", "born": "1970"})
    assert add_row(mine, "person", {"name": "Zora Invented", "born": "1970"}, replace=True).replaced
    assert Knowledge.load([mine]).tables.people["zora-invented"].born == "1970"


@pytest.mark.parametrize(
    ("kind", "values", "told"),
    [
        ("persn", {"name": "X Y"}, "did you mean person"),
        ("person", {"nme": "X Y"}, "did you mean name"),
        ("person", {"gender": "f"}, "id '' is not valid|id is missing"),
        ("person", {"name": "X Y", "gender": "female"}, "one of f, m"),
        ("person", {"name": "X Y", "born": "1970-13-01"}, "ISO"),
        ("person", {"name": "X\tY"}, "tab"),
        ("role", {"person": "zora-inventd", "role": "x"}, r"did you mean zora-invented \(Zora Invented\)"),
        (
            "role",
            {"person": "zora-invented", "role": "x", "country": "France"},
            r"did you mean FRA \(France\)",
        ),
        (
            "role",
            {"person": "zora-invented", "role": "x", "country": "Frnce"},
            r"did you mean FRA \(France\)",
        ),
        ("role", {"person": "zora-invented", "role": "x", "organisation": "natoo"}, r"did you mean nato"),
        ("role", {"person": "zora-invented", "role": "x", "sectors": "GOVT"}, "GOV"),
        (
            "role",
            {"person": "zora-invented", "role": "x", "from": "2031", "to": "2030"},
            "an end after the beginning",
        ),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    mine: Path, kind: str, values: dict[str, str], told: str
) -> None:
    before = {path.name: path.read_bytes() for path in mine.iterdir()}
    with pytest.raises(UsageError, match=told):
        add_row(mine, kind, values)
    assert {path.name: path.read_bytes() for path in mine.iterdir()} == before


def test_faults_that_are_there_already_are_named(mine: Path) -> None:
    with (mine / "people.tsv").open("a", encoding="utf-8") as file:
        file.write("bad id\tBad\n")
    with pytest.raises(DataError, match=r"people\.tsv:3: 2 cells"):
        add_row(mine, "person", {"name": "Ada Invented"})
    faults = check([mine]).faults
    assert len(faults) == 1
    assert "people.tsv:3: 2 cells" in faults[0]


def test_a_key_twice_in_one_overlay_is_a_fault(mine: Path) -> None:
    with (mine / "people.tsv").open("a", encoding="utf-8") as file:
        file.write("zora-invented\tZora Again\t\t\t\t\t\t\t0.5\n")
    assert "people.tsv:3: 'zora-invented' is there twice" in check([mine]).faults[0]


def test_the_shipped_tables_have_no_fault_and_are_counted() -> None:
    checked, knowledge = check(), Knowledge.load()
    assert checked.faults == ()
    assert checked.counts["people"] == len(knowledge.tables.people)
    assert checked.sha256 == knowledge.sha256


def test_folders_without_tables_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        overlay_folders([tmp_path / "nowhere"])
    with pytest.raises(UsageError, match="no knowledge table"):
        overlay_folders([tmp_path])
