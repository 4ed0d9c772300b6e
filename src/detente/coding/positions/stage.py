"""Positions: what the words name, what is quoted, their terms, and which of them answer each other."""

from __future__ import annotations

from collections.abc import Callable

from detente.codebook import Codebook
from detente.coding.layers import Reading, Sentence
from detente.coding.positions.answers import answer
from detente.coding.positions.conditions import find_conditions
from detente.coding.positions.draft import Draft, SlotReader
from detente.coding.positions.issues import LEAST, hits_of, issue_of, points_back, spread, topic_of
from detente.coding.positions.lexicon import Lexicon
from detente.coding.positions.nesting import drop_inner
from detente.coding.positions.parties import Index, Parties
from detente.coding.positions.performatives import Performatives
from detente.coding.positions.reader import Reader
from detente.coding.positions.rows import rows_of
from detente.coding.positions.statements import Statements
from detente.coding.positions.terms import decide, firmness_of, give_conditions

Slotting = Callable[[Sentence], SlotReader]


class PositionsStage:
    """Fills ``Reading.positions``. ``slots`` gives a reader of predicates' slots for a sentence."""

    def __init__(self, codebook: Codebook, slots: Slotting) -> None:
        self._lexicon = Lexicon.load(codebook)
        self._slots = slots

    def __call__(self, reading: Reading) -> Reading:
        """The reading with its positions in text order, and a rejection for each that was left out."""
        index = Index.of(reading)
        drafts = [draft for sentence in reading.sentences for draft in self._sentence(index, sentence)]
        self._label(reading, drafts)
        answer(drafts, self._lexicon)
        positions, rejections = rows_of(reading, drafts)
        return reading.add(*rejections, positions=positions)

    def _label(self, reading: Reading, drafts: list[Draft]) -> None:
        """Give each draft its issue."""
        near = {d.sentence.index + step for d in drafts for step in (-1, 0, 1)}
        hits = {s.index: hits_of(s, self._lexicon) for s in reading.sentences if s.index in near}
        weak = []
        for draft in drafts:
            here = hits[draft.sentence.index]
            beside = [other for other in drafts if other.sentence is draft.sentence]
            draft.issue, weight = issue_of(draft, beside, here)
            weak.append(weight < LEAST or points_back(draft, here, self._lexicon))
        spread(drafts, weak, {number: topic_of(found) for number, found in hits.items()})

    def _sentence(self, index: Index, sentence: Sentence) -> list[Draft]:
        """Drafts of one sentence, in text order."""
        quoted = any(q.start < sentence.end and q.end > sentence.start for q in index.reading.quotes)
        if not quoted and self._lexicon.lemmas.isdisjoint(sentence.lemmas):
            return []
        reader = Reader(sentence, self._slots(sentence), Parties(index, sentence), self._lexicon)
        conditions = find_conditions(sentence, self._lexicon)
        named = Performatives(reader, conditions)
        words = list(named.drafts())
        taken = frozenset(token for draft in words for token in draft.trigger)
        stated = Statements(reader, conditions, named.triggers, taken)
        found = drop_inner([*words, *stated.drafts()])
        found.sort(key=lambda draft: (draft.trigger[0], draft.trigger, draft.act))
        give_conditions(found, conditions)
        for draft in found:
            decide(draft, reader)
            draft.firmness = firmness_of(draft, self._lexicon)
        return found
