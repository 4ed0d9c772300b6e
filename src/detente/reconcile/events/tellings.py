"""Tellings: one event as one report tells it, drawn from a record; all that is needed to compare it with another report's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from detente.reconcile.events.parties import Who, is_name, who
from detente.reconcile.events.wording import Wording
from detente.record.enums import Auxiliary, DateBasis, EntityKind, EventType, PlaceKind
from detente.record.types import Event, Party, Place, Quantity, Record, Span, Time

_NAMED = frozenset({EntityKind.PERSON, EntityKind.COUNTRY, EntityKind.ORGANISATION})
PAST = 31
"""Days before a report in which an event lies that it tells as past without a date."""


@dataclass(frozen=True, slots=True)
class When:
    """First and last day. ``basis``: text (the event is dated so), sentence (its sentence is), report (only its report is), or
    before (told as past by a report of the last day).
    """

    first: date
    last: date
    basis: str


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """One event as one report tells it, in all its mentions. ``id`` is the smallest event id; ``sentences`` are their spans."""

    id: str
    report: str
    published: date | None
    events: tuple[str, ...]
    sentences: frozenset[Span]
    event_type: EventType
    event_mode: str | None
    auxiliary: Auxiliary | None
    verbal: bool
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    when: When | None
    places: tuple[Place, ...]
    placed: bool
    quantities: tuple[Quantity, ...]
    triggers: frozenset[str]
    words: dict[str, float]


def tellings(record: Record, wording: Wording) -> tuple[Telling, ...]:
    """The events of a record, mentions of one taken together; by id."""
    groups: dict[str, list[Event]] = {}
    for event in record.events:
        groups.setdefault(event.cluster, []).append(event)
    source = _Source(record, wording)
    return tuple(sorted(map(source.telling, groups.values()), key=lambda telling: telling.id))


class _Source:
    """A record, with what several of its tellings ask."""

    def __init__(self, record: Record, wording: Wording) -> None:
        self._record = record
        self._wording = wording
        self._entities = {entity.id: entity for entity in record.entities}
        self._names = names_of(record)
        self._words: dict[Span, dict[str, float]] = {}

    def telling(self, events: list[Event]) -> Telling:
        """The telling of an event by its mentions."""
        record = self._record
        sentences = frozenset(event.evidence for event in events)
        first = events[0]
        places, placed = _places(record, events, sentences)
        return Telling(
            id=min(event.id for event in events),
            report=record.report.id,
            published=record.report.published,
            events=tuple(sorted(event.id for event in events)),
            sentences=sentences,
            event_type=first.event_type,
            event_mode=next((event.event_mode for event in events if event.event_mode), None),
            auxiliary=first.auxiliary,
            verbal=first.quad_code in {1, 3},
            actors=self._whos(p for e in events for p in e.actors),
            recipients=self._whos(p for e in events for p in e.recipients),
            when=_when(record, events),
            places=places,
            placed=placed,
            quantities=tuple(dict.fromkeys(q for event in events for q in event.quantities)),
            triggers=self._wording.heads(record.report.text, (event.trigger for event in events)),
            words=self._content(sentences),
        )

    def _whos(self, parties: Iterable[Party]) -> tuple[Who, ...]:
        return tuple(dict.fromkeys(who(party, self._entities.get(party.entity or "")) for party in parties))

    def _content(self, sentences: Iterable[Span]) -> dict[str, float]:
        """Words of the sentences, of each concept the rarest."""
        found: dict[str, float] = {}
        for span in sentences:
            if span not in self._words:
                hidden = [name for name in self._names if name[0] < span[1] and span[0] < name[1]]
                self._words[span] = self._wording.content(self._record.report.text, [span], hidden)
            for word, rarity in self._words[span].items():
                found[word] = max(found.get(word, 0.0), rarity)
        return found


def names_of(record: Record) -> list[Span]:
    """Spans of places, times and names: compared on their own, and so no words."""
    spans = [(p.start, p.end) for p in record.places] + [(t.start, t.end) for t in record.times]
    for entity in record.entities:
        if bears_name(entity.name, entity.kind):
            spans.extend(entity.mentions)
    return sorted(spans)


def bears_name(name: str, kind: EntityKind) -> bool:
    """Whether an entity is mentioned by a name of its own."""
    return kind in _NAMED and is_name(name, kind)


def _inside(span: Span, sentence: Span) -> bool:
    return sentence[0] <= span[0] and span[1] <= sentence[1]


def _when(record: Record, events: Sequence[Event]) -> When | None:
    """The date of the mention that is dated best; else the one time of its sentence; else the report's date."""
    days = [(e.date.start, e.date.end or e.date.start) for e in events if e.date.basis is DateBasis.TEXT]
    dated = [(first, last) for first, last in days if first is not None and last is not None]
    if dated:
        first, last = min(dated, key=lambda span: (span[1] - span[0], span))
        return When(first, last, "text")
    times = sorted({_days(t) for e in events for t in _times(record, e.evidence)})
    if len(times) == 1:
        return When(*times[0], "sentence")
    published = record.report.published
    if published is None:
        return None
    if events[0].auxiliary is Auxiliary.HISTORICAL:
        return When(published - timedelta(days=PAST), published, "before")
    return When(published, published, "report")


def _times(record: Record, sentence: Span) -> Iterator[Time]:
    """Times of a sentence that are resolved to a few days."""
    for time in record.times:
        inside = _inside((time.start, time.end), sentence)
        if inside and time.first is not None and time.last is not None and (time.last - time.first).days <= 7:
            yield time


def _days(time: Time) -> tuple[date, date]:
    assert time.first is not None
    assert time.last is not None
    return time.first, time.last


def _places(
    record: Record, events: Sequence[Event], sentences: Iterable[Span]
) -> tuple[tuple[Place, ...], bool]:
    """Where the mentions say that it was, and True; else the places that their sentences name, and False."""
    told = dict.fromkeys(record.places[e.place] for e in events if e.place is not None)
    if told:
        return tuple(told), True
    near = (
        place
        for place in record.places
        if not place.metonym
        and place.kind is not PlaceKind.COUNTRY
        and any(_inside((place.start, place.end), sentence) for sentence in sentences)
    )
    return tuple(dict.fromkeys(near)), False
