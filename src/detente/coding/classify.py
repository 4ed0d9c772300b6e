"""Known dyads: a sentence with actor and recipient marked, and the type of what passes between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from detente.codebook import Codebook
from detente.coding.dyads import DyadReader
from detente.coding.events.decide import LexiconDecider
from detente.coding.events.lexicon import Lexicon
from detente.coding.events.network import FRAME_PULL, TYPE_PULL, weighed
from detente.coding.layers import Decision
from detente.models.marked import Marked, Span
from detente.models.network import NONE, Guess, Network
from detente.record.enums import Auxiliary

_DIGITS = 4
_SURE = 0.9
"""The network's chance from which on no hint of the grammar could change the type, so that none is asked for."""


@dataclass(frozen=True, slots=True)
class Classified:
    """The answer for one dyad. ``event_type`` None: the coder abstains (no relation, or too doubtful); ``auxiliary`` None: real.

    ``confidence`` is the chance that the first of the ``ranking`` is right, given that there is a relation; ``ranking`` has all
    types with their chances, best first.
    """

    event_type: str | None
    event_mode: str | None
    auxiliary: Auxiliary | None
    confidence: float
    ranking: tuple[tuple[str, float], ...]


class Classifier:
    """Classifies known dyads by the network and the grammar. Make one with ``Classifier.load()`` and keep it."""

    def __init__(self, codebook: Codebook, network: Network) -> None:
        self._network = network
        lexicon = Lexicon.load(codebook)
        self._grammar = DyadReader(lexicon, LexiconDecider(codebook, lexicon))
        self._labels = {label.id: label for label in codebook.labels if label.event_type is not None}

    @classmethod
    def load(cls) -> Classifier:
        """A classifier with the codebook and the network that ship with the package."""
        return cls(Codebook.load(), Network.load())

    def classify_all(self, given: Iterable[Marked]) -> Iterator[Classified]:
        """An answer for each, in order."""
        for marked in given:
            yield self.classify(marked)

    def classify(self, marked: Marked) -> Classified:
        """The answer for one marked sentence."""
        guess = self._network.read(marked)
        alone = self._chances(guess, None)
        is_sure = max(alone.values()) >= _SURE
        seen = None if is_sure else self._grammar.read(marked)
        chances = alone if is_sure else self._chances(guess, seen)
        nothing = chances.pop(NONE)
        chances = self._among_events(chances)
        ranking = tuple(sorted(chances.items(), key=lambda pair: (-pair[1], pair[0])))
        best, confidence = ranking[0]
        if nothing > max(0.5, confidence) or confidence < self._network.card.threshold:
            return Classified(None, None, None, confidence, ranking)
        mode, auxiliary = self._mode(guess, seen, best), self._auxiliary(guess, seen)
        return Classified(best, mode, auxiliary, confidence, ranking)

    def _auxiliary(self, guess: Guess, seen: Decision | None) -> Auxiliary | None:
        hint = (str(seen.auxiliary or ""), 1.0) if seen is not None else None
        chances = weighed(dict(guess.auxiliaries), hint, FRAME_PULL)
        best = max(chances, key=lambda name: chances[name])
        return Auxiliary(best) if best else None

    def _mode(self, guess: Guess, seen: Decision | None, event_type: str) -> str | None:
        """The mode that the grammar is sure of, else that of the network's best label of the type."""
        if seen is not None and seen.event_type == event_type and seen.event_mode is not None:
            return seen.event_mode
        return next(
            self._labels[name].event_mode for name, _ in guess.labels if self._is_of(name, event_type)
        )

    def _is_of(self, label: str, event_type: str) -> bool:
        return label in self._labels and str(self._labels[label].event_type) == event_type

    def _chances(self, guess: Guess, seen: Decision | None) -> dict[str, float]:
        """Chances of the types and of no relation, pulled by what the grammar sees."""
        sums = {NONE: 0.0}
        for name, chance in guess.labels:
            kind = str(self._labels[name].event_type) if name in self._labels else NONE
            sums[kind] = sums.get(kind, 0.0) + chance
        hint = (
            (seen.event_type, seen.confidence) if seen is not None and seen.event_type is not None else None
        )
        return weighed(sums, hint, TYPE_PULL)

    def _among_events(self, chances: dict[str, float]) -> dict[str, float]:
        """Chances given that there is a relation. None is surer than two people who read the same sentence are."""
        total, share = sum(chances.values()), self._network.card.agreement
        rest = (1 - share) / len(chances)
        return {kind: round(share * chance / total + rest, _DIGITS) for kind, chance in chances.items()}


def mark(sentence: str, actor: Span, recipient: Span | None, predicate: Span | None = None) -> Marked:
    """A sentence with half-open spans as marks. ValueError where a span is empty or outside."""
    given = (("s", actor), ("t", recipient), ("p", predicate))
    spans = tuple((name, span) for name, span in given if span is not None)
    for name, (start, end) in spans:
        if not 0 <= start < end <= len(sentence):
            raise ValueError(
                f"span {name} ({start}, {end}) is empty or outside of the sentence (0, {len(sentence)})"
            )
    return Marked(sentence, spans)
