"""Marks in a sentence, and what the network is given of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.models.marked import CLS, LONGEST, OPEN, SEP, Marked, encode, read_marks


def by_letter(text: str) -> list[int]:
    return [1000 + ord(letter) % 500 for letter in text]


def test_marks_are_taken_out_and_their_spans_kept() -> None:
    marked = read_marks("<s>Peru</s> <p>expelled</p> <t>two diplomats</t>.")
    assert marked.text == "Peru expelled two diplomats."
    assert {name: marked.text[a:b] for name, (a, b) in marked.spans} == {
        "s": "Peru",
        "p": "expelled",
        "t": "two diplomats",
    }


def test_a_mark_may_stand_twice_and_inside_another() -> None:
    marked = read_marks("<s>The <t>Syrian</t> army</s> left; <s>it</s> had shelled <t>Homs</t>.")
    assert [marked.text[a:b] for _, (a, b) in marked.spans] == ["Syrian", "The Syrian army", "it", "Homs"]
    ids = encode(marked, by_letter).ids
    inner, outer = OPEN["t"], OPEN["s"]
    expected = [outer, inner, inner + 1, outer + 1, outer, outer + 1, inner, inner + 1]
    assert [i for i in ids if i < 10] == expected


@pytest.mark.parametrize("text", ["<s>Peru", "Peru</s>", "<s>Pe<t>ru</s></t>"])
def test_marks_that_do_not_close_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"closed|closes nothing"):
        read_marks(text)


def test_a_missing_mark_points_to_the_first_position() -> None:
    encoded = encode(Marked("Troops left.", (("s", (0, 6)),)), by_letter)
    assert encoded.ids[0] == CLS
    assert encoded.ids[-1] == SEP
    assert encoded.opens == (1, 0, 0)


@given(st.integers(0, 3000), st.integers(1, 40))
def test_what_is_far_from_the_marks_is_cut(before: int, length: int) -> None:
    text = "a" * before + "b" * length + "c" * 3000
    encoded = encode(Marked(text, (("p", (before, before + length)),)), by_letter)
    assert len(encoded.ids) == LONGEST
    assert encoded.ids[encoded.opens[2]] == OPEN["p"]
    assert OPEN["p"] + 1 in encoded.ids
