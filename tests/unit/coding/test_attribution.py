"""Whose words a token is in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from detente.coding.attribution import quote_at, speaker_of
from detente.coding.layers import Mention, MentionKind, Reading
from detente.coding.quotes import QuotesStage

TEXT = "Petrov said on Monday that Ivanova had promised to resign."


@pytest.fixture
def read(reading: Callable[..., Reading]) -> Reading:
    bare = reading(TEXT)
    mentions = tuple(
        Mention(number, 0, t, t + 1, t, *bare.sentences[0].span(t, t + 1), MentionKind.NAME, ())
        for number, t in enumerate((0, 5))
    )
    return QuotesStage()(replace(bare, mentions=mentions))


def _at(read: Reading, word: str) -> tuple[int | None, str | None]:
    return speaker_of(read, 0, read.sentences[0].words.index(word))


def test_the_reporters_words_have_no_speaker(read: Reading) -> None:
    assert _at(read, "said") == (None, None)
    assert _at(read, "Monday") == (None, None)


def test_a_reported_word_is_its_speakers(read: Reading) -> None:
    outer, _ = read.quotes
    assert _at(read, "promised") == (0, outer.id)


def test_the_innermost_quote_counts(read: Reading) -> None:
    _, inner = read.quotes
    assert _at(read, "resign") == (1, inner.id)
    assert quote_at(read, TEXT.index("resign")) == inner


def test_a_word_between_two_parts_is_the_reporters(reading: Callable[..., Reading]) -> None:
    text = "“We stay,” Petrov said, “and we fight.”"
    read = QuotesStage()(reading(text))
    (quote,) = read.quotes
    assert quote.start < text.index("said") < quote.end
    assert quote_at(read, text.index("said")) is None
    assert quote_at(read, text.index("fight")) == quote


def test_a_speaker_without_a_mention_leaves_the_quote(reading: Callable[..., Reading]) -> None:
    read = QuotesStage()(reading(TEXT))
    assert _at(read, "promised") == (None, read.quotes[0].id)
