"""Stances: positions drawn from records, with what is needed to find what became of them in other reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from detente.knowledge.text import fold
from detente.reconcile.events.parties import Who, of_entity
from detente.reconcile.events.tellings import names_of
from detente.reconcile.events.wording import Wording
from detente.reconcile.ledger.wanted import Wanted, says_no
from detente.record.enums import Act, EventType, PositionStatus
from detente.record.types import Entity, Position, Record, Span

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_OWN = frozenset({Act.PROMISE, Act.OFFER, Act.THREATEN, Act.WARN, Act.CONCEDE})
_OTHERS = frozenset({Act.DEMAND, Act.REQUEST})


@dataclass(frozen=True, slots=True, eq=False)
class Stance:
    """A position as other reports may follow it up.

    ``types`` are those of the events by which it would be done, ``denied`` says that it is not to be done. ``heads`` are the
    concepts of its content, ``words`` these with their rarity.
    """

    id: str
    report: str
    published: date | None
    party: Who
    addressee: Who | None
    act: Act
    issue: str
    content: str
    words: dict[str, float]
    heads: frozenset[str]
    types: frozenset[EventType]
    denied: bool
    conditional: bool
    deadline: date | None
    firmness: int
    status: PositionStatus
    event: str | None
    evidence: tuple[Span, ...]

    @property
    def doer(self) -> Who | None:
        """Who would do it: the party, or of whom it asks it; None where that is not told, or the act is an answer."""
        return self.party if self.act in _OWN else self.addressee if self.act in _OTHERS else None


@dataclass(frozen=True, slots=True)
class PositionText:
    """A position with what a stance is drawn from, out of a record or out of a store's tables.

    ``text`` is the content in words; ``names`` are the spans, in it, of places, times and names of states and persons.
    """

    id: str
    report: str
    published: date | None
    party: Entity
    addressee: Entity | None
    act: Act
    issue: str
    text: str
    names: Sequence[Span]
    conditional: bool
    deadline: date | None
    firmness: int
    status: PositionStatus
    event: str | None
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """Draws stances from records."""

    wording: Wording
    wanted: Wanted

    @classmethod
    def load(cls) -> Reader:
        """With the tables that ship with the package. Raises DataError with every fault."""
        return cls(Wording.load(), Wanted.load())

    def stances(self, record: Record) -> Iterator[Stance]:
        """The positions of a record whose party is one of its entities, in text order."""
        return map(self.stance, position_texts(record))

    def stance(self, told: PositionText) -> Stance:
        """The stance of a position."""
        text = told.text
        plain = [word for m in _WORD.finditer(text) if (word := fold(m.group()))]
        concepts = [self.wording.concepts.of_form(word) for word in plain]
        return Stance(
            id=told.id,
            report=told.report,
            published=told.published,
            party=of_entity(told.party),
            addressee=None if told.addressee is None else of_entity(told.addressee),
            act=told.act,
            issue=told.issue,
            content=text,
            words=self.wording.content(text, [(0, len(text))], told.names),
            heads=frozenset(concepts),
            types=self.wanted.of(concepts),
            denied=says_no(plain),
            conditional=told.conditional,
            deadline=told.deadline,
            firmness=told.firmness,
            status=told.status,
            event=told.event,
            evidence=told.evidence,
        )


def position_texts(record: Record) -> Iterator[PositionText]:
    """The positions of a record whose party is one of its entities, in text order."""
    entities = {entity.id: entity for entity in record.entities}
    names = names_of(record) if record.positions else []
    for position in record.positions:
        party = entities.get(position.party)
        if party is not None:
            addressee = entities.get(position.addressee or _recipient(record, position) or "")
            yield PositionText(
                id=position.id,
                report=record.report.id,
                published=record.report.published,
                party=party,
                addressee=addressee,
                act=position.act,
                issue=position.issue,
                text=record.report.text[slice(*position.content)],
                names=within(names, position.content),
                conditional=position.condition is not None,
                deadline=position.deadline,
                firmness=position.firmness,
                status=position.status,
                event=position.event,
                evidence=position.evidence,
            )


def within(spans: Iterable[Span], content: Span) -> list[Span]:
    """The spans that touch a content, counted from its start."""
    start, end = content
    return [(first - start, last - start) for first, last in spans if first < end and start < last]


def _recipient(record: Record, position: Position) -> str | None:
    """Whom a position goes to where its row does not say so: the one recipient of the event that it is."""
    event = next((e for e in record.events if e.id == position.event), None)
    others = () if event is None else event.recipients
    return others[0].entity if len(others) == 1 else None
