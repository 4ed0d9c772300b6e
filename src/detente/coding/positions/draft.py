"""What the modules of this stage hand to each other: positions that are still tokens of a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from detente.coding.layers import Sentence
from detente.record.types import Quote, Span

Range = tuple[int, int]


class Slots(Protocol):
    """A predicate and what fills its slots (events.slots)."""

    head: int
    pos: str
    trigger: tuple[int, ...]
    clause: int | None
    passive: bool
    fill: dict[str, tuple[int, ...]]


class SlotReader(Protocol):
    """Reads slots out of one sentence."""

    def read(self, i: int, pos: str) -> Slots:
        """Slots of the predicate at a token, taken as verb (V), noun (N) or adjective (A)."""
        ...


@dataclass(frozen=True, slots=True)
class Who:
    """A party: the id of its entity (else its name as the text has it), its country, and how sure that is."""

    id: str
    country: str | None
    score: float
    token: int | None = None


@dataclass(slots=True)
class Condition:
    """A condition of a sentence: the tokens of its content and of the whole, and the token that it hangs on."""

    kind: str
    content: Range
    whole: Range
    anchor: int
    head: int  # of the condition's own clause or noun
    negated: bool  # its clause says that something is not done
    future: bool  # nothing of it has come true


@dataclass(slots=True)
class Draft:
    """A position before it is one of the record."""

    sentence: Sentence
    trigger: tuple[int, ...]
    act: str
    party: Who
    content_head: int | None
    content: Range | None
    firmness: int
    weight: float
    source: str
    nominal: bool = False
    speaker: Who | None = None
    addressee: Who | None = None
    quote: Quote | None = None
    condition: Condition | None = None
    consequence: Range | None = None
    status: str = "open"
    issue: str | None = None
    borrowed: Span | None = None  # content taken over from the position that this one answers
    evidence: list[Span] = field(default_factory=list)
