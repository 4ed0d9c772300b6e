"""Reading tables: every fault at once, and overlays."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from detente.errors import DataError, UsageError
from detente.knowledge import Knowledge
from detente.knowledge.base import DATA
from detente.knowledge.tables import LAYOUTS, load_tables
from detente.knowledge.validity import holds, is_iso
from detente.record.manifest import read_manifest, refresh_manifest
from detente.record.tables import Faults

PEOPLE = "id\tname\taliases\tsurnames\tgender\tborn\tdied\twikidata\tcertainty\n"
ROLES = "person\trole\tcountry\torganisation\tsectors\tfrom\tto\tcertainty\n"


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_overlay_adds_and_overrides(tmp_path: Path, knowledge: Knowledge) -> None:
    people = _write(
        tmp_path,
        "people.tsv",
        PEOPLE
        + "zora-invented\tZora Invented\t\t\tf\t1970\t\t\t1\n"
        + "joe-biden\tJoe Biden\tUncle Joe\t\tm\t1942-11-20\t\t\t1\n",
    )
    roles = _write(tmp_path, "roles.tsv", ROLES + "zora-invented\tforeign minister\tFRA\t\tGOV\t2030\t\t1\n")
    for overlays in ([tmp_path], [people, roles]):
        changed = Knowledge.load(overlays)
        assert changed.find("Zora Invented") == ("person:zora-invented",)
        assert changed.find("Uncle Joe") == ("person:joe-biden",)
        assert changed.roles("person:zora-invented", date(2031, 1, 1))[0].role == "foreign minister"
        assert changed.sha256 != knowledge.sha256
    assert knowledge.find("Zora Invented") == ()


def test_later_overlay_wins(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder, name in ((first, "One"), (second, "Two")):
        folder.mkdir()
        _write(folder, "people.tsv", PEOPLE + f"zora-invented\tZora {name}\t\t\t\t\t\t\t1\n")
    assert Knowledge.load([first, second]).find("Zora Two") == ("person:zora-invented",)
    assert Knowledge.load([first, second]).find("Zora One") == ()


def test_every_fault_of_every_file_is_named(tmp_path: Path) -> None:
    people = _write(
        tmp_path,
        "people.tsv",
        PEOPLE + "Bad Id\tBad\t\t\tm\t1970-13-01\t\t\t1\n" + "good\tGood\t\t\tx\t1970\t\t\t2\n",
    )
    roles = _write(
        tmp_path,
        "roles.tsv",
        ROLES + "nobody\tking\tXXX\tno-such\tGOV\t2001\t2000\t1\n",
    )
    with pytest.raises(DataError) as error:
        Knowledge.load([tmp_path])
    text = str(error.value)
    for line in (
        f"{people}:2: id 'Bad Id'",
        f"{people}:2: born",
        f"{people}:3: gender 'x'",
        f"{people}:3: certainty",
    ):
        assert line in text
    for what in ("person 'nobody'", "country 'XXX'", "organisation 'no-such'", "from 2001 to 2000"):
        assert f"{roles}:2: {what}" in text


def test_an_overlay_of_no_table_is_refused(tmp_path: Path) -> None:
    path = _write(tmp_path, "persons.tsv", PEOPLE)
    with pytest.raises(UsageError, match=r"people\.tsv"):
        Knowledge.load([path])


def test_a_wrong_header_names_the_columns(tmp_path: Path) -> None:
    path = _write(tmp_path, "people.tsv", "id\tname\n")
    with pytest.raises(DataError, match="surnames"):
        Knowledge.load([path])


def test_loading_twice_gives_the_same_sha256(knowledge: Knowledge) -> None:
    assert Knowledge.load().sha256 == knowledge.sha256


def test_manifest_is_that_of_the_files() -> None:
    faults = Faults()
    read_manifest(DATA, faults)
    assert faults.found == ()


def test_the_shipped_tables_are_without_fault_and_read_the_same_unchecked(knowledge: Knowledge) -> None:
    checked = load_tables(DATA, thorough=True)
    for table in LAYOUTS:
        assert dict(getattr(checked, table)) == dict(getattr(knowledge.tables, table)), table


def test_a_shipped_table_that_is_not_the_manifest_s_is_checked(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    path = tmp_path / "data" / "titles.tsv"
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join([*lines[:1], "admiral\tNAVY\t", *lines[1:]]), encoding="utf-8")
    with pytest.raises(DataError, match=r"titles\.tsv:2: sectors 'NAVY'"):
        load_tables(tmp_path / "data")
    refresh_manifest(tmp_path / "data")
    with pytest.raises(DataError, match=r"titles\.tsv:2: sectors 'NAVY'"):
        load_tables(tmp_path / "data", thorough=True)


def test_every_role_that_ranks_is_spelled_as_in_the_table(knowledge: Knowledge) -> None:
    held = {role.role for roles in knowledge.tables.roles.values() for role in roles}
    assert {"president", "prime minister", "foreign minister", "defence minister"} <= held & set(
        knowledge.offices.ranks
    )
    assert not {"defense minister", "minister of foreign affairs", "spokesman", "spokeswoman"} & held


@pytest.mark.parametrize(
    ("since", "until", "day", "expected"),
    [
        ("2000-05-07", "2008-05-07", date(2000, 5, 7), True),
        ("2000-05-07", "2008-05-07", date(2008, 5, 7), False),
        ("2000-05-07", "2008-05-07", date(2000, 5, 6), False),
        ("1990", "1990", date(1990, 12, 31), True),
        ("1990", "1990", date(1991, 1, 1), False),
        ("1990-03", "1990-04", date(1990, 4, 30), True),
        ("1990-03", None, date(1990, 2, 28), False),
        (None, None, date(1900, 1, 1), True),
    ],
)
def test_intervals(since: str | None, until: str | None, day: date, expected: bool) -> None:
    assert holds(since, until, day) is expected


@pytest.mark.parametrize("text", ["1990", "1990-02", "2000-02-29"])
def test_iso(text: str) -> None:
    assert is_iso(text)


@pytest.mark.parametrize("text", ["90", "1990-13", "1990-00", "2001-02-29", "1990-2-3", "", "1990-01-01T00"])
def test_not_iso(text: str) -> None:
    assert not is_iso(text)
