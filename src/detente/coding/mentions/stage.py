"""Mentions: every stretch of a report that can stand for an actor."""

from __future__ import annotations

from detente.coding.layers import Mention, Reading
from detente.coding.mentions.phrases import find_phrases
from detente.knowledge import Knowledge


class MentionsStage:
    """Fills ``Reading.mentions``: names, titled names, descriptions, nationality adjectives and pronouns, in text order."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def __call__(self, reading: Reading) -> Reading:
        """The reading with its mentions."""
        out: list[Mention] = []
        for number, sentence in enumerate(reading.sentences):
            for p in find_phrases(sentence, self._knowledge):
                start, end = sentence.span(p.first, p.last)
                out.append(Mention(len(out), number, p.first, p.last, p.head, start, end, p.kind, p.refs))
        return reading.add(mentions=tuple(out))
