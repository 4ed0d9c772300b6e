"""Whose words a token is in: a question that later stages put to the quotes of a reading."""

from __future__ import annotations

from bisect import bisect_left

from detente.coding.layers import Mention, Reading
from detente.record.types import Quote, Span


def quote_at(reading: Reading, offset: int) -> Quote | None:
    """The innermost quote whose parts hold an offset; None where the words there are the reporter's own."""
    best: tuple[int, Quote] | None = None
    for quote in reading.quotes:
        if quote.start > offset:
            break  # quotes are in text order
        if offset < quote.end and any(start <= offset < end for start, end in quote.parts):
            length = sum(end - start for start, end in quote.parts)
            if best is None or length < best[0]:
                best = length, quote
    return None if best is None else best[1]


def speaker_of(reading: Reading, sentence_index: int, token: int) -> tuple[int | None, str | None]:
    """Who says a token: the speaker's mention (None where none is known) and the id of the innermost quote that holds it.

    Both are None for the reporter's own words.
    """
    quote = quote_at(reading, reading.sentences[sentence_index].starts[token])
    if quote is None:
        return None, None
    return (None if quote.speaker_span is None else _mention_at(reading, quote.speaker_span)), quote.id


def _mention_at(reading: Reading, span: Span) -> int | None:
    """The mention with exactly this span. Mentions are in text order."""
    for number in range(bisect_left(reading.mentions, span[0], key=_start), len(reading.mentions)):
        mention = reading.mentions[number]
        if mention.start != span[0]:
            return None
        if mention.end == span[1]:
            return mention.id
    return None


def _start(mention: Mention) -> int:
    return mention.start
