"""Events: candidates found by the grammar, decided by a decider, assembled into the record's events."""

from __future__ import annotations

from detente.codebook import Codebook
from detente.coding.concepts import load as load_concepts
from detente.coding.events.assemble import Assembler
from detente.coding.events.candidates import find_candidates
from detente.coding.events.clusters import clustered
from detente.coding.events.contexts import ContextWords
from detente.coding.events.decide import Decider, LexiconDecider
from detente.coding.events.lexicon import Lexicon
from detente.coding.events.network import NetworkDecider
from detente.coding.events.slots import SlotReader
from detente.coding.layers import MentionKind, Reading, Sentence
from detente.coding.numbers import NumberWords
from detente.models.network import Network
from detente.record.types import Event, Rejection

_TELLING = frozenset({MentionKind.NAME, MentionKind.TITLED, MentionKind.DESCRIPTION})


class EventsStage:
    """Fills ``Reading.events``. Without a network the lexicon decides alone."""

    def __init__(self, codebook: Codebook, network: Network | None = None) -> None:
        self._codebook = codebook
        self._lexicon = Lexicon.load(codebook)
        self._contexts = ContextWords.load()
        self._numbers = NumberWords.load()
        self._concepts = load_concepts()
        self._decider: Decider = (
            LexiconDecider(codebook, self._lexicon)
            if network is None
            else NetworkDecider(codebook, self._lexicon, network)
        )

    def __call__(self, reading: Reading) -> Reading:
        """The reading with its events in text order, and a rejection for each candidate that became none."""
        candidates = list(find_candidates(reading, self._lexicon))
        decisions = self._decider.decide(reading, candidates)
        entities = {entity.id: entity for entity in reading.entities}
        assembler = Assembler(
            reading, self._codebook, self._contexts, self._numbers, entities, _named(reading)
        )
        pairs = zip(candidates, decisions, strict=True)
        built = [item for c, d in pairs for item in assembler.build_all(c, d)]
        told = [item for item in built if isinstance(item, Event)]
        rejections = [item for item in built if isinstance(item, Rejection)]
        return reading.add(*rejections, events=clustered(told, reading, self._concepts))

    def slots(self, sentence: Sentence) -> SlotReader:
        """A reader of the slots of a sentence's predicates, with this stage's word classes."""
        return SlotReader(sentence, self._lexicon.classes)


def _named(reading: Reading) -> dict[str, list[int]]:
    """Mentions that say who an entity is, by name or description, in text order."""
    out: dict[str, list[int]] = {}
    for mention, found in zip(reading.mentions, reading.resolutions, strict=True):
        if mention.kind in _TELLING and len(found.entities) == 1:
            out.setdefault(found.entities[0], []).append(mention.id)
    return out
