"""Indices over one report that every step of the actors stage uses."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.actors.facts import Facts
from detente.coding.layers import Mention, Reading, Sentence
from detente.knowledge import Knowledge
from detente.record.types import Place

_NOTHING: frozenset[int] = frozenset()


@dataclass(slots=True)
class Context:
    """A reading with its mentions by sentence and by head, and what lies between quotation marks."""

    reading: Reading
    facts: Facts
    by_head: dict[tuple[int, int], int]
    inner: tuple[tuple[int, ...], ...]
    quoted: tuple[frozenset[int], ...]
    places: dict[int, Place]
    by_sentence: tuple[tuple[int, ...], ...]

    def sentence(self, mention: Mention) -> Sentence:
        """The sentence that a mention stands in."""
        return self.reading.sentences[mention.sentence]

    def surface(self, mention: Mention) -> str:
        """The mention's text in the report."""
        return self.reading.report.text[mention.start : mention.end]

    def at(self, sentence: int, token: int) -> int | None:
        """The mention with its head at a token, the longest one; None where there is none."""
        return self.by_head.get((sentence, token))

    def sentence_mentions(self, sentence: int) -> tuple[int, ...]:
        """Mentions of a sentence."""
        return self.by_sentence[sentence]

    def place(self, mention: Mention) -> Place | None:
        """The place that a mention names; "Voronezh" also in "the Voronezh region"."""
        return self.places.get(mention.start) or self.places.get(mention.end)

    def is_quoted(self, mention: Mention) -> bool:
        """Whether a mention stands between double quotation marks."""
        return mention.head in self.quoted[mention.sentence]


def make_context(reading: Reading, knowledge: Knowledge) -> Context:
    """The indices of a reading."""
    by_head: dict[tuple[int, int], int] = {}
    for mention in reading.mentions:
        by_head.setdefault((mention.sentence, mention.head), mention.id)
    return Context(
        reading=reading,
        facts=Facts(knowledge, reading.published),
        by_head=by_head,
        inner=_inner(reading.mentions),
        quoted=_quoted(reading.sentences),
        by_sentence=_by_sentence(reading),
        places={at: place for place in reading.places for at in (place.end, place.start)},
    )


def _by_sentence(reading: Reading) -> tuple[tuple[int, ...], ...]:
    out: list[list[int]] = [[] for _ in reading.sentences]
    for mention in reading.mentions:
        out[mention.sentence].append(mention.id)
    return tuple([tuple(numbers) for numbers in out])


def _inner(mentions: tuple[Mention, ...]) -> tuple[tuple[int, ...], ...]:
    """For each mention, those inside it. Mentions are sorted by start, the longer first."""
    out: list[tuple[int, ...]] = []
    for mention in mentions:
        found = []
        for number in range(mention.id + 1, len(mentions)):
            other = mentions[number]
            if other.sentence != mention.sentence or other.first >= mention.last:
                break
            if other.last <= mention.last:
                found.append(other.id)
        out.append(tuple(found))
    return tuple(out)


def _quoted(sentences: tuple[Sentence, ...]) -> tuple[frozenset[int], ...]:
    """Tokens between double quotation marks; an open quotation ends with its paragraph."""
    out: list[frozenset[int]] = []
    inside, paragraph = False, -1
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            inside, paragraph = False, sentence.paragraph
        if not inside and '"' not in sentence.words:
            out.append(_NOTHING)
            continue
        tokens = []
        for i, word in enumerate(sentence.words):
            if word == '"':
                inside = not inside
            elif inside:
                tokens.append(i)
        out.append(frozenset(tokens))
    return tuple(out)
