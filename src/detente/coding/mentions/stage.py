"""Mentions: every stretch of a report that can stand for an actor."""

from __future__ import annotations

from detente.coding.layers import Mention, Reading, Sentence
from detente.coding.mentions.phrases import find_phrases
from detente.coding.mentions.words import PROPER_TAGS
from detente.coding.roles import find_roles
from detente.knowledge import Knowledge


class MentionsStage:
    """Fills ``Reading.mentions``: names, titled names, descriptions, nationality adjectives and pronouns, in text order."""

    def __init__(self, knowledge: Knowledge, *, headlines: bool = True) -> None:
        """``headlines``: read sentences in title case as headlines (an actor string is none)."""
        self._knowledge = knowledge
        self._headlines = headlines

    def __call__(self, reading: Reading) -> Reading:
        """The reading with its mentions, and the role phrases of its sentences."""
        out: list[Mention] = []
        roles = tuple([find_roles(sentence, self._knowledge) for sentence in reading.sentences])
        proper = _proper_words(reading.sentences)
        for number, sentence in enumerate(reading.sentences):
            if len(sentence) < 2 and number > 1:
                continue  # "REUTER", a sign-off: nobody does anything in it
            found = find_phrases(sentence, self._knowledge, roles[number], proper, headlines=self._headlines)
            for p in found:
                start, end = sentence.span(p.first, p.last)
                out.append(Mention(len(out), number, p.first, p.last, p.head, start, end, p.kind, p.refs))
        return reading.add(mentions=tuple(out), roles=roles)


def _proper_words(sentences: tuple[Sentence, ...]) -> frozenset[str]:
    """Words with a capital that the tagger takes for names somewhere behind the first word of a sentence."""
    return frozenset(
        [
            word
            for sentence in sentences
            for word, tag in zip(sentence.words[1:], sentence.tags[1:], strict=True)
            if tag in PROPER_TAGS and word[0].isupper() and not word.isupper()
        ]
    )
