"""One report as the findings look at it: who each token means, and which words carry its sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from detente.coding.attribution import quote_at
from detente.coding.concepts import Concepts
from detente.coding.grammar import phrase
from detente.coding.layers import Mention, MentionKind, Reading, Sentence
from detente.coding.numbers import NumberWords
from detente.knowledge import Knowledge, Role
from detente.record.types import Entity, Span, Time

NAMED = frozenset({MentionKind.NAME, MentionKind.TITLED})
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Scene:
    """A reading with indices that several kinds of finding ask."""

    reading: Reading
    knowledge: Knowledge
    concepts: Concepts
    numbers: NumberWords
    offices: Mapping[tuple[str, str], Sequence[Role]]

    @property
    def text(self) -> str:
        """The report's text."""
        return self.reading.report.text

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Entities by id."""
        return {entity.id: entity for entity in self.reading.entities}

    @cached_property
    def by_head(self) -> dict[tuple[int, int], Mention]:
        """The longest mention with its head at a token of a sentence."""
        found: dict[tuple[int, int], Mention] = {}
        for mention in self.reading.mentions:
            found.setdefault((mention.sentence, mention.head), mention)
        return found

    @cached_property
    def content(self) -> tuple[tuple[str, ...], ...]:
        """For each sentence, the concepts of the words that carry what it says."""
        return tuple(self.concepts.content(sentence) for sentence in self.reading.sentences)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(sentence.start for sentence in self.reading.sentences)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that an offset lies in."""
        at = bisect_right(self._starts, offset) - 1
        return self.reading.sentences[at] if at >= 0 else None

    def times_in(self, s: Sentence) -> list[Time]:
        """Times of a sentence."""
        first = bisect_left(self.reading.times, s.start, key=lambda time: time.start)
        last = bisect_left(self.reading.times, s.end, key=lambda time: time.start)
        return list(self.reading.times[first:last])

    @cached_property
    def _time_tokens(self) -> dict[int, frozenset[int]]:
        return {}

    def time_tokens(self, s: Sentence) -> frozenset[int]:
        """The tokens of a sentence that are part of a time."""
        if s.index not in self._time_tokens:
            spans = [(t.start, t.end) for t in self.times_in(s)]
            tokens = (
                (i for i in range(len(s)) if any(a <= s.starts[i] < b for a, b in spans)) if spans else ()
            )
            self._time_tokens[s.index] = frozenset(tokens)
        return self._time_tokens[s.index]

    def is_time(self, s: Sentence, token: int) -> bool:
        """Whether a token is part of a time."""
        return token in self.time_tokens(s)

    def is_place(self, s: Sentence, token: int) -> bool:
        """Whether a token is part of the name of a place that stands for no actor."""
        first = bisect_right(self.reading.places, s.starts[token], key=lambda place: place.start) - 1
        return (
            first >= 0
            and s.starts[token] < self.reading.places[first].end
            and not self.reading.places[first].metonym
        )

    def who(self, sentence: int, token: int) -> tuple[str, ...]:
        """Ids of the entities that the phrase headed by a token means."""
        mention = self.by_head.get((sentence, token))
        return () if mention is None else self.reading.resolutions[mention.id].entities

    def mention(self, sentence: int, token: int) -> Mention | None:
        """The mention headed by a token."""
        return self.by_head.get((sentence, token))

    def phrase_span(self, sentence: int, token: int) -> Span:
        """Offsets of the noun phrase around a token."""
        s = self.reading.sentences[sentence]
        return s.span(*phrase(s, token))

    def surface(self, span: Span) -> str:
        """Words of the report, on one line."""
        return " ".join(self.text[slice(*span)].split())

    def speaker_at(self, offset: int) -> str | None:
        """The entity whose reported words hold an offset; None for the reporter's own."""
        quote = quote_at(self.reading, offset)
        return quote.speaker if quote is not None else None

    def is_reported(self, offset: int) -> bool:
        """Whether an offset lies in words that the report gives as somebody's."""
        return quote_at(self.reading, offset) is not None


def words_of(text: str) -> list[str]:
    """Lower-case words of a string."""
    return _WORD.findall(text.lower())
