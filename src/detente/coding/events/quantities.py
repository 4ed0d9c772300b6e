"""Numbers that a sentence tells of an event."""

from __future__ import annotations

from detente.coding.layers import Candidate, Sentence
from detente.record.enums import EventType
from detente.record.types import Quantity


def read_quantities(sentence: Sentence, candidate: Candidate, kind: EventType) -> tuple[Quantity, ...]:
    """Numbers in the predicate's own phrases, as intervals."""
    raise NotImplementedError
