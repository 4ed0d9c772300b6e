"""The table of verbs and nouns of saying, and what its loader reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.coding.quotes.lexicon import load, read
from detente.errors import DataError


def test_the_shipped_lexicon_loads() -> None:
    lexicon = load()
    assert len(lexicon.verbs) >= 250
    assert lexicon.verbs["tell"].addressee == "object"
    assert {"that", "quote"} <= lexicon.verbs["say"].frames
    assert "document" in lexicon.nouns["statement"]


@pytest.mark.parametrize("verb", ["believe", "want", "hope", "plan", "fear", "intend"])
def test_beliefs_and_wishes_are_no_verbs_of_saying(verb: str) -> None:
    assert verb not in load().verbs


def test_all_faults_are_reported_at_once(tmp_path: Path) -> None:
    (tmp_path / "verbs.tsv").write_text(
        "verb\tframes\taddressee\tstrength\nask\twhich\tto\t3\nask\tthat\tto\t3\ntell\tthat\tyou\t9\n",
        encoding="utf-8",
    )
    (tmp_path / "nouns.tsv").write_text("noun\tframes\nclaim\n", encoding="utf-8")
    with pytest.raises(DataError) as raised:
        read(tmp_path)
    where = {fault.removeprefix(f"{tmp_path}/").split(": ")[0] for fault in raised.value.faults}
    assert {"verbs.tsv:2", "verbs.tsv:3", "verbs.tsv:4", "nouns.tsv:2", "manifest.toml:1"} <= where
