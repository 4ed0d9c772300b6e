"""The parts of a view. All text in them is plain: no markup, and characters that could steer a terminal replaced."""

from __future__ import annotations

from dataclasses import dataclass

from detente.present.view.sentences import Sentences
from detente.record.types import Conflict, Defect, Entity, Event, Position, Quote, Record, Rejection, Span


@dataclass(frozen=True, slots=True)
class Fact:
    """One event, once, however often the report tells it.

    ``number`` counts facts from 1 in text order. ``mentions`` are its tellings, in text order; ``event`` is the most
    confident of them. ``sentences`` are the numbers of the sentences that tell it, that of ``event`` first. ``dated``
    is the date in words, None where the text gives none.
    """

    number: int
    event: Event
    mentions: tuple[Event, ...]
    sentences: tuple[int, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    coded: str
    gloss: str
    trigger: str
    dated: str | None
    place: str | None
    quantities: tuple[str, ...]
    source: str | None

    @property
    def is_real(self) -> bool:
        """Whether it is told as having happened."""
        return self.event.auxiliary is None

    @property
    def told(self) -> int:
        """How often the report tells it."""
        return len(self.mentions)


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of facts told as real, by quad class 1…4."""

    quads: tuple[int, int, int, int]

    @property
    def total(self) -> int:
        """All facts."""
        return sum(self.quads)

    @property
    def cooperation(self) -> int:
        """Facts of quad classes 1 and 2."""
        return self.quads[0] + self.quads[1]

    @property
    def conflict(self) -> int:
        """Facts of quad classes 3 and 4."""
        return self.quads[2] + self.quads[3]


@dataclass(frozen=True, slots=True)
class Day:
    """Facts of one date, told as real. ``is_reports``: the text gives no date, so the report's own stands in."""

    label: str
    is_reports: bool
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Facts between sides. ``right`` is empty where nobody is named as recipient; ``note`` then says how to read that.

    ``sides`` are all that take part, by name.
    """

    left: str
    right: str
    sides: tuple[str, ...]
    note: str
    real: tuple[Fact, ...]
    others: tuple[Fact, ...]
    tally: Tally

    @property
    def label(self) -> str:
        """The sides in words."""
        if self.left == self.right:
            return f"within {self.left}"
        return f"{self.left} → {self.right}" if self.right else self.left

    @property
    def joins(self) -> bool:
        """Whether somebody does something to somebody, or with somebody."""
        return bool(self.right) or len(self.sides) > 1


@dataclass(frozen=True, slots=True)
class Actor:
    """One of the cast. ``also`` are other names that the text uses; ``codes`` is country and sectors, as data has them."""

    entity: Entity
    name: str
    role: str | None
    codes: str
    sectors: str
    also: tuple[str, ...]
    mentions: int
    facts: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Utterance:
    """One quotation; ``words`` are its parts, joined, without marks. ``cue`` is the word of saying, where it matters."""

    quote: Quote
    words: str
    manner: str
    cue: str | None
    addressee: str | None
    sentence: int


@dataclass(frozen=True, slots=True)
class Voice:
    """All that one speaker says. ``role`` is the speaker's, where known."""

    speaker: str
    role: str | None
    utterances: tuple[Utterance, ...]


@dataclass(frozen=True, slots=True)
class Stance:
    """One row of the positions ledger, in words."""

    position: Position
    party: str
    addressee: str | None
    speaker: str | None
    issue: str
    content: str
    terms: tuple[str, ...]
    firmness: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A conflict of accounts or a defect of the text, in words; ``accounts`` are the passages with their sentences."""

    item: Conflict | Defect
    kind: str
    explanation: str
    accounts: tuple[tuple[str, int | None], ...]
    suggestion: str | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What one stage left out for one reason: how many, and in which sentences."""

    stage: str
    reason: str
    items: tuple[Rejection, ...]
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class View:
    """All parts of one record's brief."""

    record: Record
    sentences: Sentences
    headline: str
    has_title: bool
    about: tuple[str, ...]
    counted: str
    balance: str
    tally: Tally
    facts: tuple[Fact, ...]
    doubtful: int  # events that the brief leaves to the record
    lead: tuple[Fact, ...]
    days: tuple[Day, ...]
    pairs: tuple[Pair, ...]
    cast: tuple[Actor, ...]
    named: tuple[Actor, ...]
    voices: tuple[Voice, ...]
    stances: tuple[Stance, ...]
    conflicts: tuple[Finding, ...]
    defects: tuple[Finding, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def real(self) -> tuple[Fact, ...]:
        """Facts told as having happened."""
        return tuple(fact for fact in self.facts if fact.is_real)

    @property
    def others(self) -> tuple[Fact, ...]:
        """Facts told as background, planned, imagined or denied."""
        return tuple(fact for fact in self.facts if not fact.is_real)

    def surface(self, span: Span) -> str:
        """The text of a span, clean and on one line."""
        return self.sentences.surface(span)
