"""The concepts of what a parsed sentence says."""

from __future__ import annotations

from collections.abc import Iterable

from detente.coding.layers import Sentence
from detente.knowledge.concepts import EMPTY
from detente.knowledge.concepts import Concepts as Words

CONTENT_TAGS = ("NN", "VB", "JJ", "CD", "RB")


class Concepts(Words):
    """Concepts of lemmas, and of sentences."""

    __slots__ = ()

    def content(self, sentence: Sentence, tokens: Iterable[int] | None = None) -> tuple[str, ...]:
        """Concepts of the words that carry what a sentence says, in order."""
        return tuple(
            self.of(sentence.lemmas[i])
            for i in (range(len(sentence)) if tokens is None else tokens)
            if sentence.tags[i][:2] in CONTENT_TAGS
            and sentence.lemmas[i] not in EMPTY
            and sentence.lowers[i] not in EMPTY
        )


def load() -> Concepts:
    """The tables that ship with the package. Raises DataError with every fault."""
    return Concepts.load()
