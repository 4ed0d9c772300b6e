from __future__ import annotations

import pytest

from detente.coding.light import light_sentence


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("the Mongolian President", "President"),
        ("president of the Riigikogu", "president"),
        ("Chile's Ministry of Mines", "Ministry"),
        ("Harry Tseng, Taiwan's deputy foreign minister", "Tseng"),
        ("over two dozen men and women", "men"),
        ("a former White House official", "official"),
        ("police in Paris", "police"),
    ],
)
def test_the_head_stands_before_prepositions_and_commas(text: str, head: str) -> None:
    sentence = light_sentence(text)
    roots = [i for i, at in enumerate(sentence.heads) if i == at and sentence.deps[i] == "ROOT"]
    assert [sentence.words[i] for i in roots] == [head]


def test_offsets_begin_where_they_are_told_to() -> None:
    sentence = light_sentence("U.S. troops", offset=10)
    assert sentence.words == ("U.S.", "troops")
    assert sentence.span(1, 2) == (15, 21)


def test_a_possessor_hangs_on_what_it_possesses() -> None:
    sentence = light_sentence("Puerto Rico's governor")
    assert sentence.words == ("Puerto", "Rico", "'s", "governor")
    assert sentence.deps[1] == "poss"
    assert sentence.words[sentence.heads[1]] == "governor"
    assert sentence.words[sentence.heads[0]] == "Rico"


def test_every_token_has_a_head_inside() -> None:
    for text in ("", ",", "of", "the", "'s", "A - B", "x, y, z of a's b"):
        sentence = light_sentence(text)
        assert all(0 <= head < len(sentence) for head in sentence.heads)
