"""Pairing of quotation marks, whole and broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.marks import marked

PAIRS = [
    ("“Stay,” he said.", ["Stay,"]),
    ('"Stay," he said. "Stay here."', ["Stay,", "Stay here."]),
    ("``Stay,'' he said.", ["Stay,"]),
    ("„Stay“, he said. «Go», she said.", ["Stay", "Go"]),
    ("”Stay” he said.", ["Stay"]),
    ("“Stay“ he said.", ["Stay"]),
    ("'Stay,' he said, 'and don't go.'", ["Stay,", "and don't go."]),
    ("They were‘ready’ to go", ["ready"]),
    ("It was ‘fair’ and’useful’.", ["fair", "useful"]),
    ("There were no’small wars’.", ["small wars"]),
    ("blamed for ‘panic aimed at’wrecking the deal", ["panic aimed at"]),
    ("He said ‘the workers’ rights are safe’ again", ["the workers’ rights are safe"]),
    ("A 6' man with a 9\" pipe", []),
    ("Russia's army, the workers' party and the '80s don't meet in Sana'a", []),
    ("O’Brien, N’Djamena and Côte d’Ivoire", []),
    ("a terrible mess’ if it comes", []),
    ("“”", []),
]


@pytest.mark.parametrize(("text", "contents"), PAIRS)
def test_outermost_stretches(text: str, contents: list[str]) -> None:
    assert [text[m.start : m.end] for m in marked(text, 0, len(text)) if m.depth == 0] == contents


def test_an_unclosed_mark_runs_to_the_end_and_says_so() -> None:
    text = "He said: “We stay. We fight"
    (found,) = marked(text, 0, len(text))
    assert (text[found.start : found.end], found.closed) == ("We stay. We fight", False)


def test_a_quotation_inside_another_lies_deeper() -> None:
    text = "“He said ‘stay’ and left,” she said."
    assert [(text[m.start : m.end], m.depth) for m in marked(text, 0, len(text))] == [
        ("He said ‘stay’ and left,", 0),
        ("stay", 1),
    ]


@given(st.text(alphabet="ab A.,:\"'“”‘’`«»„ s\n", max_size=60))
def test_stretches_stay_inside_their_marks(text: str) -> None:
    for found in marked(text, 0, len(text)):
        assert 0 <= found.left <= found.start < found.end <= found.right <= len(text)
        assert text[found.start : found.end] == text[found.start : found.end].strip()
