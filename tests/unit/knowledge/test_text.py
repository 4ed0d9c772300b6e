"""Many words folded at once are what each of them is alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.knowledge import Knowledge
from detente.knowledge.names.sound import outline, outlines
from detente.knowledge.text import fold, folds, key, keys

_LETTERS = "aBzé-–/,'’s.&`1_ \t\x1c"
_NAMES = st.lists(st.text(_LETTERS, max_size=10), max_size=5)
_WORDS = st.lists(
    st.text(_LETTERS.replace(" ", "").replace("\t", "").replace("\x1c", ""), max_size=8), max_size=5
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Qatar's Al-Thani", "qatar al thani"),
        ("G-7", "g7"),
        ("U.S. Dept. of War", "us dept of war"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Trade & Co", "trade and co"),
        ("AT&T", "at&t"),
        ("War/Peace, Ltd.", "war peace ltd"),
        ("'s . '", ""),
        ("", ""),
    ],
)
def test_keys(name: str, expected: str) -> None:
    assert keys(["Before", name, "after"]) == ["before", expected, "after"]
    assert key(name) == expected


@given(_NAMES)
def test_the_keys_of_many_names_are_those_of_each(names: list[str]) -> None:
    assert keys(names) == [key(name) for name in names]


@given(_WORDS)
def test_many_words_are_folded_as_each_is(words: list[str]) -> None:
    assert folds(words) == [fold(word) for word in words]


def test_the_outlines_of_many_words_are_those_of_each(knowledge: Knowledge) -> None:
    words = sorted({word for name in knowledge.names.names for word in name.split()})
    assert outlines(words) == [outline(word) for word in words]
    assert outlines([]) == []
