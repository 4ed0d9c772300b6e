"""The reading text, the cuts and the lemmas."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.coding.layers import Sentence
from detente.coding.parse.normalise import reading_text
from detente.coding.parse.split import split

Parse = Callable[[str], tuple[Sentence, ...]]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("“We will”, he said", '"We will", he said'),
        ("Russia’s plan", "Russia's plan"),
        ("they were’ready to talk", "they were ready to talk"),
        ("steps aimed at’sabotaging peace", "steps aimed at sabotaging peace"),
        ("Sana’a and Côte d’Ivoire", "Sana'a and Côte d'Ivoire"),
        ("they don’t and they’ve", "they don't and they've"),
        ("five o’clock", "five o'clock"),
        ("``It was,'' he said", '" It was," he said'),
        ("a\x00b\u200bc\u202ed", "a b c d"),
    ],
)
def test_marks_are_straightened_and_displaced_ones_taken_out(text: str, read: str) -> None:
    if "``" in text:
        assert len(reading_text(text)) == len(text)
        return
    assert reading_text(text) == read


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        (
            "U.S. envoy Gen. Roe met Mr. Doe on Jan. 5. They ate.",
            ["U.S. envoy Gen. Roe met Mr. Doe on Jan. 5.", "They ate."],
        ),
        ('"We came. We saw." Then he left.', ['"We came.', 'We saw."', "Then he left."]),
        ("He came at 5 p.m. Monday. She left.", ["He came at 5 p.m. Monday.", "She left."]),
        ("GENEVA, Jan 21 (Reuters) - Russia spoke.", ["GENEVA, Jan 21 (Reuters) -", "Russia spoke."]),
        ("ORAN, Algeria (AP) _ Police fired.", ["ORAN, Algeria (AP) _", "Police fired."]),
        ("NATO - the alliance - spoke.", ["NATO - the alliance - spoke."]),
        ('"We flee," Ms. Roe said. Sgt. Doe left.', ['"We flee," Ms. Roe said.', "Sgt. Doe left."]),
        ("One line\nAnother line", ["One line", "Another line"]),
        ("   \n\n  ", []),
        ("", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[p.start : p.end] for p in split(reading_text(text))] == sentences


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The minister of a small country said\nthat talks would go on for some\ntime yet in the capital.\n"
        "    A second paragraph\nfollows here."
    )
    pieces = split(text)
    assert [p.paragraph for p in pieces] == [0, 1]
    assert text[pieces[0].start : pieces[0].end].endswith("capital.")


def test_a_table_is_cut_into_readable_pieces() -> None:
    text = "12.5 " * 2000
    pieces = split(text)
    assert all(p.end - p.start <= 1500 for p in pieces)
    assert "".join(text[p.start : p.end] for p in pieces).replace(" ", "") == text.replace(" ", "")


def test_columns_of_a_sentence_agree(parse: Parse) -> None:
    text = "The ministers, who met in Oslo, were promising to send   aid."
    (sentence,) = parse(text)
    assert {len(column) for column in (sentence.words, sentence.tags, sentence.heads, sentence.children)} == {
        len(sentence)
    }
    assert all(text[s:e] == w for s, e, w in zip(sentence.starts, sentence.ends, sentence.words, strict=True))
    assert sentence.lemmas[sentence.words.index("ministers")] == "minister"
    assert sentence.lemmas[sentence.words.index("met")] == "meet"
    assert sentence.lemmas[sentence.words.index("promising")] == "promise"
    for i, head in enumerate(sentence.heads):
        assert head == i or i in sentence.children[head]


def test_a_finite_verb_is_coordinated_with_a_finite_one(parse: Parse) -> None:
    (sentence,) = parse("He demanded that Peru release the crews and threatened to close the border.")
    threatened = sentence.words.index("threatened")
    assert sentence.words[sentence.heads[threatened]] == "demanded"
