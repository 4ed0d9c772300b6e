"""What sentences say, as concepts with how rare their words are; from the text alone, since records hold no parse."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from detente.knowledge.concepts import EMPTY, Concepts
from detente.knowledge.frequencies import Frequencies
from detente.knowledge.text import fold
from detente.record.types import Span

Rarity = Callable[[str], float]
"""How rare a folded word is in news: the natural logarithm of one over its share of sentences."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_COMMON = 1.5  # words that more than every fifth sentence has say nothing
_EMPTY = EMPTY | frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december morning evening night afternoon noon midnight week month day hour minute weekend tomorrow
    official officials spokesman spokeswoman source sources reporter reporters agency three four five six seven eight nine ten
    eleven twelve dozen dozens hundred hundreds thousand thousands million billion least nearly almost some many several
    near outside close beside around""".split()
)


@dataclass(frozen=True, slots=True)
class Wording:
    """Makes concepts of words."""

    concepts: Concepts
    rarity: Rarity

    @classmethod
    def load(cls) -> Wording:
        """With the concepts and frequencies that ship with the package. Raises DataError with every fault."""
        return cls(Concepts.load(), Frequencies.load().rarity)

    def content(self, text: str, spans: Iterable[Span], masked: Iterable[Span]) -> dict[str, float]:
        """Concepts of the words in the spans with the rarity of the rarest word; without those in the masked spans."""
        hidden = list(masked)
        found: dict[str, float] = {}
        for start, end in spans:
            for match in _WORD.finditer(text, start, end):
                if not _is_within(match.start(), hidden):
                    self._add(found, fold(match.group()))
        return found

    def _add(self, found: dict[str, float], word: str) -> None:
        rarity = self.rarity(word)
        if len(word) > 1 and word not in _EMPTY and rarity >= _COMMON:
            concept = self.concepts.of_form(word)
            found[concept] = max(found.get(concept, 0.0), rarity)

    def heads(self, text: str, spans: Iterable[Span]) -> frozenset[str]:
        """Concepts of the words of triggers."""
        words = (fold(m.group()) for start, end in spans for m in _WORD.finditer(text, start, end))
        return frozenset(self.concepts.of_form(word) for word in words if word and word not in EMPTY)


def _is_within(offset: int, spans: Iterable[Span]) -> bool:
    return any(start <= offset < end for start, end in spans)


def likeness(a: Mapping[str, float], b: Mapping[str, float]) -> tuple[float, tuple[str, ...]]:
    """How much two contents share, 0 to 1, rare words counting more; and the words shared, the rarest first."""
    shared = sorted(a.keys() & b.keys(), key=lambda word: (-min(a[word], b[word]), word))
    if not shared:
        return 0.0, ()
    together = sum(min(a[word], b[word]) for word in shared)
    return together / (sum(a.values()) * sum(b.values())) ** 0.5, tuple(shared)
