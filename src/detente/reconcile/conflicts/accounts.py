"""What a report says of an event in each respect: how many, who, when, where, and whether it happened at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from detente.reconcile.events.features import is_mutual
from detente.reconcile.events.parties import Who, who
from detente.record.comparing import Interval, in_words
from detente.record.enums import Auxiliary, DateBasis, Granularity, QuantityKind
from detente.record.types import Event, Party, Place, Quantity, Record, Span

_CHANGED = re.compile(
    r"\b(?:rose|risen|rises|rising|climb(?:s|ed|ing)?|increas(?:es|ed|ing)|grew|grown|jump(?:s|ed)?|revis(?:es|ed)|updat(?:es|ed)|"
    r"correct(?:s|ed)|lower(?:s|ed)|earlier|initially|at first|previously|so far|postponed|rescheduled|moved|delayed)\b",
    re.IGNORECASE,
)
Told = Interval | Who | date | Place | bool
_GENERAL = frozenset({QuantityKind.OTHER, QuantityKind.MONEY, QuantityKind.WEAPONS})


@dataclass(frozen=True, slots=True)
class Moment:
    """When a report came: its day, and the moment where that is known."""

    day: date | None
    at: datetime | None

    def is_after(self, other: Moment) -> bool:
        """Whether it came later, as far as is known: on a later day, or at a later moment of the day."""
        if self.day is None or other.day is None:
            return False
        if self.at is not None and other.at is not None:
            return self.at > other.at
        return self.day > other.day


@dataclass(frozen=True, slots=True)
class Account:
    """What one telling says in one respect. ``slot`` is what may not have two values; ``value`` how a reader is told it.

    ``changed``: its sentence speaks of a change, or of what was said before. ``told`` is the value as it is compared.
    """

    slot: str
    report: str
    moment: Moment
    event: str
    span: Span
    value: str
    changed: bool
    told: Told


def accounts(record: Record, events: tuple[str, ...]) -> Iterator[Account]:
    """What a report says of one event, in all its mentions, in every respect."""
    for event in record.events:
        if event.id in events:
            yield from _of_event(record, event)


def moment(record: Record) -> Moment:
    """When a report came."""
    at = record.report.published_at
    return Moment(record.report.published, None if at is None else at.astimezone(UTC))


def _of_event(record: Record, event: Event) -> Iterator[Account]:
    make = _Maker(record, event)
    yield make.account("told", event.evidence, "denied" if make.denied else "happened", not make.denied)
    if make.denied:
        return  # what did not happen had no victims, time or place
    for quantity in event.quantities:
        yield make.quantity(quantity)
    if not is_mutual(event.event_type, event.actors, event.recipients):
        for party in event.actors:
            yield from make.party(party)
    if event.date.basis is DateBasis.TEXT and event.date.granularity is Granularity.DAY and event.date.start:
        yield make.account("date", _time_span(record, event), str(event.date.start), event.date.start)
    if event.place is not None:
        place = record.places[event.place]
        yield make.account("place", (place.start, place.end), place.name, place)


class _Maker:
    """Makes accounts of an event."""

    def __init__(self, record: Record, event: Event) -> None:
        self._record = record
        self._event = event
        self._moment = moment(record)
        self._changed = bool(_CHANGED.search(record.report.text, *event.evidence))
        self._entities = {entity.id: entity for entity in record.entities}
        self.denied = event.auxiliary is Auxiliary.NEGATION

    def account(self, slot: str, span: Span, value: str, told: Told) -> Account:
        """An account of the event."""
        report, event = self._record.report.id, self._event.id
        return Account(slot, report, self._moment, event, span, value, self._changed, told)

    def quantity(self, quantity: Quantity) -> Account:
        """How many: things of a general sort are of one slot only where their unit is one."""
        general = quantity.kind in _GENERAL
        slot = f"{quantity.kind} {quantity.unit or ''}".strip() if general else str(quantity.kind)
        interval = (quantity.low, quantity.high)
        told = f"{in_words(interval)} {quantity.unit if general and quantity.unit else quantity.kind}"
        return self.account(slot, (quantity.start, quantity.end), told, interval)

    def party(self, party: Party) -> Iterator[Account]:
        """Who did it, where the text says so, and of whom it can be said that he is another than somebody else."""
        one = who(party, self._entities.get(party.entity or ""))
        known = one.named or (one.country is not None and not one.inferred)
        if known and party.start is not None and party.end is not None:
            yield self.account("actor", (party.start, party.end), one.name, one)


def _time_span(record: Record, event: Event) -> Span:
    """The time expression that dates the event; its sentence where none is found."""
    start, end = event.evidence
    for time in record.times:
        if start <= time.start and time.end <= end and time.first == event.date.start:
            return time.start, time.end
    return event.evidence
