"""Stems and how often reports have them."""

from __future__ import annotations

import pytest

from detente.knowledge.frequencies.reports import ReportFrequencies
from detente.knowledge.stems import stem


@pytest.mark.parametrize(
    "forms",
    [
        ("attack", "attacks", "attacked", "attacking"),
        ("treaty", "treaties"),
        ("seize", "seizes", "seized", "seizing"),
        ("stop", "stopped", "stopping"),
        ("press", "pressed", "pressing"),
        ("kill", "killed", "killing", "kills"),
    ],
)
def test_the_forms_of_a_word_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    "pair", [("congress", "conger"), ("sing", "sin"), ("bus", "bu"), ("ring", "rs"), ("news", "nee")]
)
def test_words_that_only_look_inflected_stay_apart(pair: tuple[str, str]) -> None:
    assert stem(pair[0]) != stem(pair[1])


def test_rare_stems_count_more_and_unknown_ones_most() -> None:
    rarity = ReportFrequencies.load().rarity
    ordered = [rarity(stem(word)) for word in ("said", "minister", "earthquake", "tapir", "qxzzyv")]
    assert ordered == sorted(ordered)
    assert ordered[0] < 1
    assert 10 < ordered[-1] < 11
