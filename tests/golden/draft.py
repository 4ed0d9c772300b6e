"""Writes records by hand: every span is named by its words, and found in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from detente.codebook import Codebook
from detente.record import (
    Auxiliary,
    CoderInfo,
    DateBasis,
    Entity,
    EntityKind,
    Event,
    EventDate,
    EventType,
    Granularity,
    Party,
    Place,
    PlaceKind,
    Quantity,
    QuantityKind,
    Quote,
    QuoteKind,
    Record,
    Rejection,
    Report,
    Span,
    Stage,
    Time,
    TimeKind,
    layer_id,
)
from detente.record.reports import report_info

CODEBOOK = Codebook.load()
_BETWEEN = re.compile(r"(?<=[.!?])\"?\s+")


class Draft:
    """A record in the making. A passage is named as "words" (the first ones in the text) or as ("words", "sentence part")."""

    def __init__(self, report: Report) -> None:
        self.info = report_info(report)
        self.text = report.text
        self.entities: dict[str, Entity] = {}
        self.times: list[Time] = []
        self.places: list[Place] = []
        self.events: list[Event] = []
        self.quotes: list[Quote] = []
        self.rejections: list[Rejection] = []

    def span(self, words: str, near: str = "") -> Span:
        """Where the words stand, the first time at or after the start of ``near``."""
        start = self.text.index(words, self.text.index(near))
        return start, start + len(words)

    def sentence(self, near: str) -> Span:
        """The sentence that holds the start of the words."""
        at = self.text.index(near)
        ends = [0, *(found.end() for found in _BETWEEN.finditer(self.text)), len(self.text)]
        start = max(end for end in ends if end <= at)
        stop = min(end for end in ends if end > at)
        return start, start + len(self.text[start:stop].rstrip())

    def entity(
        self, key: str, name: str, country: str | None, sectors: str, *surfaces: str, **more: str
    ) -> None:
        """An entity with all places where one of the surfaces stands. ``more``: kind, role."""
        spans: list[Span] = []
        for surface in sorted(surfaces or (name,), key=len, reverse=True):
            at = self.text.find(surface)
            while at >= 0:
                span = at, at + len(surface)
                if not any(start < span[1] and span[0] < end for start, end in spans):
                    spans.append(span)
                at = self.text.find(surface, span[1])
        kind = EntityKind(more.get("kind", "country"))
        identity = layer_id(self.info.id, "entities", key)
        self.entities[key] = Entity(
            identity,
            name,
            kind,
            country,
            tuple(sectors.split()),
            more.get("role"),
            None,
            tuple(sorted(spans)),
        )

    def time(self, words: str, near: str, day: str) -> None:
        start, end = self.span(words, near)
        resolved = date.fromisoformat(day)
        self.times.append(Time(start, end, words, TimeKind.DATE, day, resolved, resolved, "report"))

    def place(self, words: str, near: str, country: str | None, kind: str = "city") -> int:
        start, end = self.span(words, near)
        self.places.append(
            Place(start, end, words, words, country, None, None, None, None, PlaceKind(kind), False)
        )
        return len(self.places) - 1

    def party(self, key: str, words: str, near: str) -> Party:
        """An entity as a party; it may be understood only (words "")."""
        entity = self.entities[key]
        start, end = self.span(words, near) if words else (None, None)
        return Party(entity.id, entity.name, entity.country, entity.sectors, start, end)

    def event(
        self,
        coded: str,
        trigger: str,
        near: str,
        actors: Sequence[tuple[str, str]] = (),
        recipients: Sequence[tuple[str, str]] = (),
        *,
        day: str | None = None,
        auxiliary: str | None = None,
        place: int | None = None,
        by: str | None = None,
        quote: int | None = None,
        quantities: Sequence[tuple[str, str, float, float | None, str | None]] = (),
        cluster: int | None = None,
        confidence: float = 0.8,
        contexts: str = "diplomatic",
    ) -> int:
        """An event in the sentence around ``near``; returns its index."""
        kind, _, mode = coded.partition("-")
        where = self.span(trigger, near)
        identity = layer_id(self.info.id, "events", where, coded)
        resolved = date.fromisoformat(day) if day else self.info.published
        self.events.append(
            Event(
                id=identity,
                event_type=EventType(kind),
                event_mode=mode or None,
                contexts=tuple(contexts.split()),
                auxiliary=Auxiliary(auxiliary) if auxiliary else None,
                quad_code=CODEBOOK.quad(kind),
                score=CODEBOOK.score(kind, mode or None),
                cameo=CODEBOOK.cameo(kind, mode or None),
                actors=tuple(self.party(key, words, near) for key, words in actors),
                recipients=tuple(self.party(key, words, near) for key, words in recipients),
                date=EventDate(
                    resolved,
                    resolved,
                    Granularity.DAY if resolved else Granularity.UNKNOWN,
                    DateBasis.TEXT if day else DateBasis.REPORT,
                ),
                place=place,
                trigger=where,
                evidence=self.sentence(near),
                attributed_to=self.entities[by].id if by else None,
                quote=self.quotes[quote].id if quote is not None else None,
                quantities=tuple(self.quantity(near, *quantity) for quantity in quantities),
                cluster=identity if cluster is None else self.events[cluster].cluster,
                confidence=confidence,
                reasons=(f"predicate {trigger!r} proposes {coded}", "rule: written by hand"),
            )
        )
        return len(self.events) - 1

    def quantity(
        self, near: str, kind: str, words: str, low: float, high: float | None, unit: str | None
    ) -> Quantity:
        start, end = self.span(words, near)
        return Quantity(QuantityKind(kind), low, high, unit, start, end)

    def quote(
        self,
        kind: str,
        parts: Sequence[str],
        speaker: str | None,
        words: str,
        cue: str,
        addressee: str | None = None,
    ) -> int:
        """A quote by an entity, or by nobody known, whose name stands as ``words``; returns its index."""
        spans = tuple(self.span(part) for part in parts)
        start, end = spans[0][0], spans[-1][1]
        line = self.text[max(0, start - 300) : start]
        self.quotes.append(
            Quote(
                layer_id(self.info.id, "quotes", spans),
                QuoteKind(kind),
                start,
                end,
                spans,
                self.entities[speaker].id if speaker else None,
                self.around(words, start, line) if words else None,
                self.around(cue, start, line) if cue else None,
                self.entities[addressee].id if addressee else None,
            )
        )
        return len(self.quotes) - 1

    def around(self, words: str, at: int, before: str) -> Span:
        """The words nearest before the offset, or the first behind it."""
        found = before.rfind(words)
        start = at - len(before) + found if found >= 0 else self.text.index(words, at)
        return start, start + len(words)

    def reject(self, stage: str, reason: str, words: str | None, detail: str) -> None:
        start, end = self.span(words) if words else (None, None)
        self.rejections.append(Rejection(Stage(stage), reason, start, end, detail))

    def record(self) -> Record:
        """The record so far."""
        return Record(
            report=self.info,
            entities=tuple(self.entities.values()),
            times=tuple(sorted(self.times, key=lambda time: time.start)),
            places=tuple(self.places),
            events=tuple(self.events),
            quotes=tuple(self.quotes),
            rejections=tuple(self.rejections),
            coder=CoderInfo("0.1.0", "1.0.0", None, None),
        )
