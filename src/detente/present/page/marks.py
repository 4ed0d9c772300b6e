"""Which passages an item marks, and in which role."""

from __future__ import annotations

from dataclasses import dataclass

from detente.record.types import Event, Position, Quote, Record, Span

ROLES = ("actor", "trigger", "recipient", "place", "time", "number", "speaker", "quote", "passage")


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage in a role, one of ROLES. Never empty, always inside the text."""

    role: str
    start: int
    end: int


def data(marks: tuple[Mark, ...]) -> str | None:
    """Marks as the page's script reads them: ``actor 20 27,trigger 28 34``; None for no marks."""
    return ",".join(f"{mark.role} {mark.start} {mark.end}" for mark in marks) or None


def event_marks(event: Event, record: Record) -> tuple[Mark, ...]:
    """Parties, trigger, place, time, numbers, and whose words they are."""
    found = [("actor", (party.start, party.end)) for party in event.actors]
    found += [("recipient", (party.start, party.end)) for party in event.recipients]
    found.append(("trigger", event.trigger))
    found += [("number", (quantity.start, quantity.end)) for quantity in event.quantities]
    if event.place is not None and event.place < len(record.places):
        place = record.places[event.place]
        found.append(("place", (place.start, place.end)))
    found += [("time", span) for span in _times(event, record)]
    quote = next((quote for quote in record.quotes if quote.id == event.quote), None)
    found += [("speaker", span) for span in _speakers(event, quote, record)]
    return checked(found, record)


def quote_marks(quote: Quote, record: Record) -> tuple[Mark, ...]:
    """The words, the speaker and the word of saying."""
    found: list[tuple[str, Span | None]] = [
        ("quote", part) for part in quote.parts or ((quote.start, quote.end),)
    ]
    return checked([*found, ("speaker", quote.speaker_span), ("trigger", quote.cue)], record)


def position_marks(position: Position, record: Record) -> tuple[Mark, ...]:
    """What is wanted, pledged or denied, and what it hangs on."""
    spans = (position.content, position.condition, position.consequence)
    return checked([("passage", span) for span in spans], record)


def passage_marks(spans: list[Span], record: Record) -> tuple[Mark, ...]:
    """Passages without any finer role."""
    return checked([("passage", span) for span in spans], record)


def checked(
    found: list[tuple[str, Span | None]]
    | list[tuple[str, Span]]
    | list[tuple[str, tuple[int | None, int | None]]],
    record: Record,
) -> tuple[Mark, ...]:
    """Marks of the spans that are there and hold text, each once."""
    length = len(record.report.text)
    marks: dict[Mark, None] = {}
    for role, span in found:
        if span is None or span[0] is None or span[1] is None:
            continue
        start, end = max(0, span[0]), min(span[1], length)
        if start < end:
            marks[Mark(role, start, end)] = None
    return tuple(marks)


def _times(event: Event, record: Record) -> list[Span]:
    """Time expressions of the event's sentence that give its date."""
    start, end = event.evidence
    when = event.date
    inside = [time for time in record.times if start <= time.start and time.end <= end]
    return [
        (t.start, t.end)
        for t in inside
        if t.first is not None and (t.first, t.last) == (when.start, when.end)
    ]


def _speakers(event: Event, quote: Quote | None, record: Record) -> list[Span]:
    """Where the one stands on whose word the event is told: at the quote, else in the event's sentence."""
    if quote is not None and quote.speaker_span:
        return [quote.speaker_span]
    source = next((entity for entity in record.entities if entity.id == event.attributed_to), None)
    if source is None:
        return []
    start, end = event.evidence
    return [span for span in source.mentions if start <= span[0] and span[1] <= end][:1]
