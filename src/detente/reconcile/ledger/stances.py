"""Stances: positions drawn from records, with what is needed to find what became of them in other reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
        entities = {entity.id: entity for entity in record.entities}
        for position in record.positions:
            party = entities.get(position.party)
            if party is not None:
                other = position.addressee or _recipient(record, position)
                yield self._stance(record, position, party, entities.get(other or ""))

    def _stance(self, record: Record, position: Position, party: Entity, addressee: Entity | None) -> Stance:
        text = record.report.text
        plain = [word for m in _WORD.finditer(text, *position.content) if (word := fold(m.group()))]
        concepts = [self.wording.concepts.of_form(word) for word in plain]
        return Stance(
            id=position.id,
            report=record.report.id,
            published=record.report.published,
            party=of_entity(party),
            addressee=None if addressee is None else of_entity(addressee),
            act=position.act,
            issue=position.issue,
            content=text[slice(*position.content)],
            words=self.wording.content(text, [position.content], names_of(record)),
            heads=frozenset(concepts),
            types=self.wanted.of(concepts),
            denied=says_no(plain),
            conditional=position.condition is not None,
            deadline=position.deadline,
            firmness=position.firmness,
            status=position.status,
            event=position.event,
            evidence=position.evidence,
        )


def _recipient(record: Record, position: Position) -> str | None:
    """Whom a position goes to where its row does not say so: the one recipient of the event that it is."""
    event = next((e for e in record.events if e.id == position.event), None)
    others = () if event is None else event.recipients
    return others[0].entity if len(others) == 1 else None
