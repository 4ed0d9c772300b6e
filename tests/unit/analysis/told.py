"""Small invented records: Norway and Iceland quarrel about mackerel."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from detente.codebook import Codebook
from detente.record.enums import DateBasis, EventType, Granularity
from detente.record.ids import digest, text_sha256
from detente.record.types import CoderInfo, Event, EventDate, Party, Record, ReportInfo

BOOK = Codebook.load()
CODER = CoderInfo("0.1.0", "1.0.0", None, None)


def party(name: str, country: str | None = None, *sectors: str, entity: str | None = None) -> Party:
    """A party that is understood, not said."""
    return Party(entity, name, country, sectors, None, None)


NORWAY, ICELAND, PERU = party("Norway", "NOR"), party("Iceland", "ISL"), party("Peru", "PER")


def report(name: str, day: str | None, *events: Event, source: str | None = None) -> Record:
    """A record whose sentences are its events, one after the other."""
    sentences = [f"Sentence {number} of {name}." for number in range(max(1, len(events)))]
    text, published = " ".join(sentences), date.fromisoformat(day) if day else None
    info = ReportInfo(
        *(name, f"About {name}", source, None, published, None, "en", text_sha256(text), len(text), text)
    )
    placed, at = [], 0
    for number, (event, sentence) in enumerate(zip(events, sentences, strict=False)):
        key = digest(name, number)
        cluster = digest(name, event.cluster) if event.cluster else key
        span = (at, at + len(sentence))
        placed.append(replace(event, id=key, cluster=cluster, evidence=span, trigger=(at, at + 8)))
        at += len(sentence) + 1
    return Record(info, events=tuple(placed), coder=CODER)


def event(label: str = "ACCUSE", day: str | None = "2031-05-14", **changes: object) -> Event:
    """An event by Norway on Iceland; ``label`` is a type or TYPE-mode. ``cluster`` marks events of a report that are one."""
    kind, _, mode = label.partition("-")
    when = during("day", day, day) if day else during("unknown", None, None)
    made = Event(
        *("", EventType(kind), mode or None, (), None, BOOK.quad(kind), BOOK.score(kind, mode or None)),
        *(BOOK.cameo(kind, mode or None), (NORWAY,), (ICELAND,), when, None, (0, 0), (0, 0), None, None, ()),
        *("", 0.8, ()),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def during(granularity: str, start: str | None, end: str | None) -> EventDate:
    """The days of an event as its text gives them."""
    first, last = (date.fromisoformat(day) if day else None for day in (start, end))
    return EventDate(first, last, Granularity(granularity), DateBasis.TEXT)
