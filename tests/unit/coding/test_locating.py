"""Where an event happened: the table of cases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from detente.coding.layers import Reading
from detente.coding.locating import event_place
from detente.coding.places import PlacesStage
from detente.knowledge import Knowledge
from detente.knowledge.gazetteer import Gazetteer

CASES = Path(__file__).parents[2] / "cases" / "event_places.tsv"


@pytest.fixture(scope="module")
def stage() -> PlacesStage:
    return PlacesStage(Gazetteer.load(), Knowledge.load())


def placed(read: Reading, trigger: str) -> str | None:
    """The place given to the first token that reads ``trigger``."""
    for sentence in read.sentences:
        if trigger in sentence.words:
            found = event_place(read, sentence.index, sentence.words.index(trigger))
            return None if found is None else read.places[found].text
    raise AssertionError(f"no token {trigger!r}")


@pytest.mark.parametrize("line", CASES.read_text(encoding="utf-8").splitlines()[1:])
def test_cases(line: str, reading: Callable[..., Reading], stage: PlacesStage) -> None:
    text, trigger, expected = line.split("\t")
    assert placed(stage(reading(text)), trigger) == (expected or None)


def test_a_place_of_another_sentence_is_never_taken(
    reading: Callable[..., Reading], stage: PlacesStage
) -> None:
    read = stage(reading("The minister was in Cairo. Gunmen killed two guards."))
    assert placed(read, "killed") is None
