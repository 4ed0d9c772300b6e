"""What happened, with every passage that tells it; older formats hold only that, once for each event.

They have no column for background, future, possible or denied events, so a row of such an event would count as a deed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, product

from detente.present.view.sentences import Sentences, sentences_of
from detente.record.enums import EventType, Granularity
from detente.record.ids import digest
from detente.record.types import Entity, Event, Party, Place, Record

_SHARED = (EventType.CONSULT, EventType.COOPERATE)  # what two actors do, they do with each other
_LARGEST = (
    2**53 - 1
)  # the largest number that every reader holds exactly, also one that reads numbers as floating point
NO_FACT = "background, future, possible or denied"


@dataclass(frozen=True)
class Story:
    """A record with what exports look up in it."""

    record: Record

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Entities by id."""
        return {entity.id: entity for entity in self.record.entities}

    @cached_property
    def sentences(self) -> Sentences:
        """Its sentences, numbered from 1."""
        return sentences_of(self.record)


@dataclass(frozen=True, slots=True)
class Telling:
    """One passage of one report that tells an event."""

    story: Story
    event: Event

    @property
    def place(self) -> Place | None:
        """Where it happened, as this passage has it."""
        return None if self.event.place is None else self.story.record.places[self.event.place]

    def entity(self, party: Party) -> Entity | None:
        """The entity of a party of this event."""
        return self.story.entities.get(party.entity) if party.entity else None

    def words(self, start: int | None, end: int | None) -> str | None:
        """The text between two offsets, on one line."""
        return None if start is None else " ".join(self.story.record.report.text[start:end].split())


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with its tellings; the first is the one that stands for it."""

    id: str
    tellings: tuple[Telling, ...]

    @property
    def lead(self) -> Telling:
        """The telling that stands for the event."""
        return self.tellings[0]


@dataclass(frozen=True, slots=True)
class Dyad:
    """An event between one actor and one recipient, each None where there is none."""

    happening: Happening
    telling: Telling
    actor: Party | None
    recipient: Party | None

    @property
    def event(self) -> Event:
        """The event as the telling has it."""
        return self.telling.event

    @property
    def number(self) -> int:
        """A number of the event and the pair, the same in every run."""
        return int(digest(self.happening.id, _key(self.actor), _key(self.recipient)), 16) & _LARGEST


@dataclass
class Tally:
    """How many rows were written, and how many events were left out for which reason."""

    written: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


def happened(event: Event) -> bool:
    """Whether it is a plain fact: neither background nor future, possible or denied."""
    return event.auxiliary is None


def happenings_of(
    record: Record, tally: Tally | None = None, wanted: Callable[[Event], bool] = happened
) -> Iterator[Happening]:
    """The wanted events of a record, those of one cluster as one, in text order. The tally counts the others."""
    story = Story(record)
    clusters: dict[str, list[Telling]] = {}
    for event in record.events:
        if wanted(event):
            clusters.setdefault(event.cluster, []).append(Telling(story, event))
        elif tally is not None:
            tally.left_out[NO_FACT] += 1
    for cluster, tellings in clusters.items():
        yield Happening(cluster, tuple(sorted(tellings, key=lambda telling: -telling.event.confidence)))


def dyads_of(happening: Happening, telling: Telling | None = None) -> Iterator[Dyad]:
    """One dyad for each pair of an actor and a recipient of the telling (the lead); a missing side is None.

    Actors of a CONSULT or COOPERATE without a recipient are paired with each other, each pair once, in text order.
    """
    shown = telling or happening.lead
    event = shown.event
    pairs: Iterable[tuple[Party | None, Party | None]]
    if event.event_type in _SHARED and len(event.actors) > 1 and not event.recipients:
        pairs = combinations(event.actors, 2)
    else:
        pairs = product(event.actors or (None,), event.recipients or (None,))
    for actor, recipient in pairs:
        yield Dyad(happening, shown, actor, recipient)


def by_report(happening: Happening) -> Iterator[Telling]:
    """The first telling of each report."""
    seen: set[str] = set()
    for telling in happening.tellings:
        report = telling.story.record.report.id
        if report not in seen:
            seen.add(report)
            yield telling


def has_day(event: Event) -> bool:
    """Whether its first day is known to the day."""
    return event.date.start is not None and event.date.granularity == Granularity.DAY


def _key(party: Party | None) -> str | None:
    return None if party is None else f"{party.name}\x1e{party.country}\x1e{' '.join(party.sectors)}"
