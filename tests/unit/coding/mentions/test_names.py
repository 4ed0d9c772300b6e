from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.coding.layers import Sentence
from detente.coding.light import light_sentence
from detente.coding.mentions.names import Endings, find_names, is_title_case
from detente.knowledge import Match, MatchKind

_NONE = Endings(frozenset(), frozenset(), frozenset())


def _surfaces(sentence: Sentence, found: list[Match], endings: Endings = _NONE) -> list[str]:
    units = find_names(sentence, found, endings).units
    return [" ".join(sentence.words[u.first : u.last]) for u in units]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Joris Vandervelde", ["Joris Vandervelde"]),
        ("Tseng Hou-jen", ["Tseng Hou - jen"]),
        ("Ahmed bin Salman", ["Ahmed bin Salman"]),
        ("the Seoul-led talks", ["Seoul"]),
        ("Versailles Treaty", []),
        ("Monday", []),
        ("tea", []),
    ],
)
def test_unknown_names_are_runs_of_capitals(text: str, names: list[str]) -> None:
    assert _surfaces(light_sentence(text), []) == names


def test_an_office_ends_a_name() -> None:
    sentence = light_sentence("Minister Joris Vandervelde")
    endings = Endings(frozenset({0}), frozenset(), frozenset())
    assert _surfaces(sentence, [], endings) == ["Joris Vandervelde"]


def test_a_known_place_may_be_part_of_a_name() -> None:
    sentence = light_sentence("Moscow State University")
    known = [Match(0, 1, ("state:RUS",), MatchKind.CAPITAL)]
    units = find_names(sentence, known, Endings(frozenset(), frozenset({2}), frozenset())).units
    assert [(u.first, u.last, u.match, u.inner, u.body) for u in units] == [(0, 3, None, tuple(known), True)]


def test_a_headline_s_capitals_are_no_names(parse: Callable[[str], tuple[Sentence, ...]]) -> None:
    headline = parse("Russia Warns Europe Over Bold Expansion Plans")[0]
    assert is_title_case(headline)
    known = [Match(0, 1, ("state:RUS",), MatchKind.STATE)]
    assert _surfaces(headline, known) == ["Russia"]
    assert _surfaces(headline, known, Endings(frozenset(), frozenset(), frozenset(), headlines=False)) != [
        "Russia"
    ]


def test_a_sentence_with_names_is_no_headline(parse: Callable[[str], tuple[Sentence, ...]]) -> None:
    assert not is_title_case(parse("Joris Vandervelde Warned Pieter Albrecht.")[0])
