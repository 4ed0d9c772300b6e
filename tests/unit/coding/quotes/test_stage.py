"""Speakers, addressees, order and ids of the stage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.coding.layers import Mention, MentionKind, Reading, Resolution
from detente.coding.quotes import QuotesStage
from detente.record.enums import QuoteKind, Stage

WORDS = [
    "“",
    "”",
    '"',
    "'",
    "‘",
    "’",
    "''",
    "said",
    "Petrov",
    "he",
    "told",
    "that",
    "the talks",
    "failed",
    ".",
    ",",
    ":",
]
MORE = [
    "according to",
    "was",
    "–",
    "who",
    "adding",
    "and",
    "(",
    ")",
    "?",
    "«",
    "»",
    "warned of",
    "called",
    "\n",
]
STAGE = QuotesStage()


def _with_mentions(reading: Reading, *heads: tuple[int, int, tuple[str, ...]]) -> Reading:
    """The reading with one-word mentions at (sentence, token), each meaning the entities given."""
    mentions, resolutions = [], []
    for number, (s, t, entities) in enumerate(heads):
        sentence = reading.sentences[s]
        start, end = sentence.span(t, t + 1)
        mentions.append(Mention(number, s, t, t + 1, t, start, end, MentionKind.NAME, ()))
        resolutions.append(Resolution(number, entities, None, (), 1.0, "given"))
    return replace(reading, mentions=tuple(mentions), resolutions=tuple(resolutions))


def test_speaker_and_addressee_are_the_entities_of_their_mentions(reading: Callable[..., Reading]) -> None:
    read = _with_mentions(
        reading("Petrov told Ivanova that the border was closed."), (0, 0, ("p",)), (0, 2, ("i",))
    )
    (quote,) = STAGE(read).quotes
    assert (quote.speaker, quote.addressee) == ("p", "i")
    assert quote.speaker_span == (0, 6)


def test_a_speaker_of_several_entities_is_said_but_not_chosen(reading: Callable[..., Reading]) -> None:
    read = _with_mentions(reading("They said that the border was closed."), (0, 0, ("p", "i")))
    (quote,) = STAGE(read).quotes
    assert quote.speaker is None
    assert quote.speaker_span == (0, 4)


def test_without_mentions_the_speaker_is_still_said(reading: Callable[..., Reading]) -> None:
    (quote,) = STAGE(reading("Petrov told Ivanova that the border was closed.")).quotes
    assert (quote.speaker, quote.addressee, quote.speaker_span) == (None, None, (0, 6))


def test_quotes_come_in_text_order_outer_ones_first(reading: Callable[..., Reading]) -> None:
    text = "Petrov said that Ivanova had agreed to resign. “I am glad,” he said."
    found = STAGE(reading(text)).quotes
    assert [text[q.start : q.end] for q in found] == [
        "Ivanova had agreed to resign",
        "to resign",
        "I am glad",
    ]
    assert [(q.start, -q.end) for q in found] == sorted((q.start, -q.end) for q in found)


def test_the_same_report_gives_the_same_quotes_with_ids_of_their_own(reading: Callable[..., Reading]) -> None:
    text = "“We stay,” Petrov said. “We fight.” Ivanova said he was wrong."
    first, second = STAGE(reading(text)).quotes, STAGE(reading(text)).quotes
    assert first == second
    assert len({q.id for q in first}) == len(first) == 2


def test_a_quote_spans_its_parts_and_never_begins_or_ends_with_a_mark(
    reading: Callable[..., Reading],
) -> None:
    text = "“We stay,” Petrov said, “and we fight.” The deal, he added, was ‘dead’."
    found = STAGE(reading(text)).quotes
    assert {q.kind for q in found} == {QuoteKind.DIRECT, QuoteKind.MIXED}
    for quote in found:
        assert (quote.start, quote.end) == (quote.parts[0][0], quote.parts[-1][1])
        assert len(quote.parts) == 2
        for start, end in quote.parts:
            assert not set("“”‘’\"' ") & {text[start], text[end - 1]}


def test_a_text_without_words_has_no_quotes(reading: Callable[..., Reading]) -> None:
    assert STAGE(reading("“”")).quotes == ()
    assert STAGE(reading("")).quotes == ()


def test_an_utterance_that_nobody_says_is_rejected_aloud(reading: Callable[..., Reading]) -> None:
    text = "“We stay here, and we fight.”"
    read = STAGE(reading(text))
    (rejection,) = read.rejections
    assert read.quotes == ()
    assert (rejection.stage, rejection.reason) == (Stage.QUOTES, "no_speaker")
    assert text[rejection.start : rejection.end] == "We stay here, and we fight."


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS + MORE), max_size=25))
def test_whatever_the_text_parts_are_ordered_and_bare(
    reading: Callable[..., Reading], words: list[str]
) -> None:
    text = " ".join(words)
    for quote in STAGE(reading(text)).quotes:
        assert (quote.start, quote.end) == (quote.parts[0][0], quote.parts[-1][1])
        assert list(quote.parts) == sorted(quote.parts)
        assert text[quote.start] not in "“”‘’\"'«» "
        assert text[quote.end - 1] not in '“”"«» '
