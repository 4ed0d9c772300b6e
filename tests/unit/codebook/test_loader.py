"""Each kind of fault in the codebook's data is reported with file and line, all in one error."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from detente.codebook import Codebook
from detente.codebook.book import DATA
from detente.errors import DataError
from detente.record.manifest import refresh_manifest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    content = path.read_text(encoding="utf-8")
    assert content.count(old) == 1, f"{old!r} is not there once"
    path.write_text(content.replace(old, new), encoding="utf-8")


def faults(folder: Path, *, refresh: bool = True) -> list[str]:
    if refresh:
        refresh_manifest(folder)
    with pytest.raises(DataError) as caught:
        Codebook.load(folder=folder)
    return [fault.replace(f"{folder}/", "") for fault in caught.value.faults]


EDITS = [
    ("acts.tsv", "deny\t", "denny\t", "acts.tsv:7: act 'denny', expected one of accept, accuse"),
    (
        "auxiliaries.tsv",
        "future\tAnnounced or expected; it has not happened yet.\n",
        "",
        "no row for auxiliary future",
    ),
    ("contexts.tsv", "asylum\t", "azylum\t", "contexts 'asylum', expected distinct words of azylum, cbrn"),
    (
        "event_types.tsv",
        "AGREE\t1\t2.5",
        "AGREE\t5\t2.5",
        "event_types.tsv:3: quad '5', expected an integer from 1 to 4",
    ),
    ("event_types.tsv", "AID\t2\t10\tyes", "AID\t2\t10\tja", "recipient_required 'ja', expected yes or no"),
    (
        "event_types.tsv",
        "\t09 11\t",
        "\t09 21\t",
        "event_types.tsv:2: cameo root '21', expected a code of cameo_plover.tsv",
    ),
    (
        "firmness.tsv",
        "4\tred line",
        "5\tred line",
        "firmness.tsv:6: '5' is there twice, expected each key once",
    ),
    (
        "issues.tsv",
        "id\tname",
        "id\ttitle",
        "issues.tsv:1: header id | title | cues | description, expected the columns id",
    ),
    (
        "labels.tsv",
        "RETREAT-resign\tRETREAT\tresign",
        "RETREAT-resign\tRETREAT\tretire",
        "event_mode 'retire', expected a mode",
    ),
    ("labels.tsv", "\tjailed\t116\t", "\tjayled\t116\t", "also 'jayled', expected a label of labels.tsv"),
    (
        "labels.tsv",
        "AGREE\tAGREE\t\t\t030",
        "AGREE\tAID\t\t\t030",
        "labels.tsv:1: no label AGREE for AGREE without a mode",
    ),
    ("modes.tsv", "riot\t-7\t", "riot\t-70\t", "score '-70', expected a number from -10 to 10"),
    (
        "plover_cameo.tsv",
        "AID\t\t070\t\n",
        "",
        "plover_cameo.tsv:1: no row for AID without a mode, expected a row for each type",
    ),
    (
        "plover_cameo.tsv",
        "AID\t\t070\t\n",
        "AID\t\t079\t\n",
        "cameo '079', expected a code of cameo_plover.tsv",
    ),
    (
        "quads.tsv",
        "4\tMATERIAL CONFLICT\tConflictual deeds.\n",
        "",
        "quads.tsv:1: no row for quad 4, expected one row for each quad",
    ),
    (
        "sectors.tsv",
        "\t25\tno\t",
        "\t26\tno\t",
        "sectors.tsv:1: no row for position 25, expected one row for each position",
    ),
]


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"), EDITS, ids=lambda value: value[:24].strip().replace("\t", " ")
)
def test_faults_are_named(folder: Path, name: str, old: str, new: str, fault: str) -> None:
    edit(folder, name, old, new)
    found = faults(folder)
    assert any(fault in line for line in found), found


def test_all_faults_come_at_once(folder: Path) -> None:
    edit(folder, "acts.tsv", "deny\t", "denny\t")
    edit(folder, "modes.tsv", "riot\t-7\t", "riot\tx\t")
    (folder / "statuses.tsv").unlink()
    found = "\n".join(faults(folder, refresh=False))
    for part in (
        "acts.tsv:7: act 'denny'",
        "modes.tsv:42: score 'x'",
        "statuses.tsv:1: cannot be read",
        "statuses.tsv is listed but not there",
        "sha256 of acts.tsv is",
    ):
        assert part in found


def test_an_edit_without_refresh_is_a_fault(folder: Path) -> None:
    edit(folder, "quads.tsv", "Cooperative words.", "Kind words.")
    (fault,) = faults(folder, refresh=False)
    assert "sha256 of quads.tsv is" in fault
    assert fault.endswith("(refresh after an edit)")


def test_the_packaged_data_are_without_fault() -> None:
    assert Codebook.load().version
