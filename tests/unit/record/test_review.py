"""The review in a manifest: read, checked, and kept when the manifest is written anew."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from detente.record.manifest import read_manifest, refresh_manifest
from detente.record.review import Reviewed
from detente.record.tables import Faults

REVIEW = """
[review]
date = "2025-03-01"
seed = 7
sample = 50
checked = 47
errors = 1
not_checked = 3
error_rate = 0.0213

[review.tables.people]
sample = 40
checked = 37
errors = 1
not_checked = 3
error_rate = 0.027

[review.tables.states]
sample = 10
checked = 10
errors = 0
not_checked = 0
error_rate = 0.0
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "people.tsv").write_text("id\na\n", encoding="utf-8")
    refresh_manifest(tmp_path)
    path = tmp_path / "manifest.toml"
    text = path.read_text(encoding="utf-8")
    for key in ("licence", "provenance"):
        text = text.replace(f'{key} = ""', f'{key} = "ours"')
    path.write_text(text + REVIEW, encoding="utf-8")
    return tmp_path


def test_figures_are_read(folder: Path) -> None:
    faults = Faults()
    review = read_manifest(folder, faults).review
    assert faults.found == ()
    assert review is not None
    assert (review.day, review.seed) == (date(2025, 3, 1), 7)
    assert review.whole.error_rate == 0.0213
    assert review.tables == (Reviewed("people", 40, 37, 1, 3), Reviewed("states", 10, 10, 0, 0))


def test_it_is_kept_word_for_word_while_files_change(folder: Path) -> None:
    path = folder / "manifest.toml"
    before = path.read_text(encoding="utf-8")
    refresh_manifest(folder)
    assert path.read_text(encoding="utf-8") == before
    (folder / "people.tsv").write_text("id\na\nb\n", encoding="utf-8")
    assert refresh_manifest(folder).review is not None
    assert path.read_text(encoding="utf-8").endswith(REVIEW)


def test_a_folder_without_one_has_none(tmp_path: Path) -> None:
    (tmp_path / "people.tsv").write_text("id\na\n", encoding="utf-8")
    assert refresh_manifest(tmp_path).review is None


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("sample = 10", "sample = 11", "states: [11, 10, 0, 0]"),
        ("checked = 37", "checked = -37", "people: [40, -37, 1, 3]"),
        ("error_rate = 0.027", "error_rate = 0.02", "people: error_rate 0.02, expected 0.027"),
        ("sample = 50\nchecked = 47", "sample = 51\nchecked = 48", "review: error_rate 0.0213, expected"),
        (
            "errors = 1\nnot_checked = 3\nerror_rate = 0.0213",
            "errors = 0\nnot_checked = 3\nerror_rate = 0.0",
            "review counts",
        ),
        ('date = "2025-03-01"', 'date = "March"', "review without date"),
        ("seed = 7", "seed = 7\nreader = 2", "review without date or seed, or with a key unknown"),
        ("[review.tables.people]", "[review.people]", "review without date"),
    ],
)
def test_faults_are_told_and_the_review_is_dropped(folder: Path, old: str, new: str, fault: str) -> None:
    path = folder / "manifest.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    faults = Faults()
    assert read_manifest(folder, faults).review is None
    assert any(fault in found for found in faults.found), faults.found
