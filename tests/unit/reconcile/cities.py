"""Invented reports of one sentence each, cheap to make: no coder is needed to compare them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from detente import record as r

DAY = date(2031, 5, 12)
NAMES = {"ISL": "Iceland", "NOR": "Norway", "FRO": "Faroe Islands", "DNK": "Denmark"}
CITIES = {"Hofn": (64.25, -15.2, "ISL"), "Vik": (63.4, -19.0, "ISL"), "Bergen": (60.4, 5.3, "NOR")}
VERBS = {
    "shelled": (r.EventType.ASSAULT, "heavy-weapons", 4),
    "raided": (r.EventType.ASSAULT, None, 4),
    "seized": (r.EventType.COERCE, "seize", 4),
    "condemned": (r.EventType.ACCUSE, "disapprove", 3),
    "visited": (r.EventType.CONSULT, "visit", 1),
}


@dataclass(frozen=True)
class Told:
    """What one invented report tells. ``day`` counts from DAY; ``dated``: the text gives the day; ``killed`` None: no number."""

    report: str
    verb: str = "shelled"
    actor: str = "ISL"
    recipient: str = "NOR"
    city: str | None = "Bergen"
    day: int = 0
    dated: bool = True
    published: int = 1
    killed: tuple[int, int | None] | None = None
    auxiliary: r.Auxiliary | None = None
    rest: str = "the harbour with guns"
    source: str = "Example News"
    act: r.Act | None = None
    deadline: int | None = None
    said: str | None = None

    @property
    def text(self) -> str:
        """The report's sentence on what happened, and one on what was said."""
        parts = [NAMES[self.actor], self.verb, NAMES[self.recipient], self.rest]
        told = " ".join([*parts, *(("near", self.city) if self.city else ())]) + "."
        return told if self.said is None else f"{told} “{self.said}”"


def record(told: Told) -> r.Record:
    """The record that a coder would make of it."""
    text = told.text
    published = DAY + timedelta(days=told.published)
    info = r.ReportInfo(
        told.report, None, told.source, None, published, None, "en", r.text_sha256(text), len(text), text
    )
    entities = tuple(
        r.Entity(f"{told.report}-{code}", NAMES[code], r.EntityKind.COUNTRY, code, (), None, None, (span(text, NAMES[code]),))
        for code in dict.fromkeys((told.actor, told.recipient))
    )  # fmt: skip
    places = () if told.city is None else (_place(text, told.city),)
    quotes = () if told.said is None else (_quote(told, text),)
    positions = () if told.act is None else (_position(told, text),)
    events = (_event(told),)
    return r.Record(
        report=info, entities=entities, places=places, events=events, quotes=quotes, positions=positions
    )


def span(text: str, words: str) -> r.Span:
    """Where words stand in a text."""
    at = text.index(words)
    return at, at + len(words)


def _place(text: str, city: str) -> r.Place:
    lat, lon, country = CITIES[city]
    return r.Place(*span(text, city), city, city, country, None, lat, lon, None, r.PlaceKind.CITY, False)


def _quote(told: Told, text: str) -> r.Quote:
    start, end = span(text, told.said or "")
    ident = r.layer_id(told.report, "quote", start, end)
    speaker = f"{told.report}-{told.actor}"
    return r.Quote(ident, r.QuoteKind.DIRECT, start, end, ((start, end),), speaker, None, None, None)


def _position(told: Told, text: str) -> r.Position:
    content = span(text, f"{told.verb} {NAMES[told.recipient]} {told.rest}")
    deadline = None if told.deadline is None else DAY + timedelta(days=told.deadline)
    assert told.act is not None
    return r.Position(
        id=r.layer_id(told.report, "position", *content),
        party=f"{told.report}-{told.actor}",
        country=told.actor,
        speaker=None,
        addressee=f"{told.report}-{told.recipient}",
        act=told.act,
        issue="shipping",
        content=content,
        condition=None,
        condition_kind=None,
        consequence=None,
        deadline=deadline,
        firmness=2,
        status=r.PositionStatus.OPEN,
        evidence=((0, text.index(".") + 1),),
        event=None,
        quote=None,
        confidence=0.8,
    )


def _event(told: Told) -> r.Event:
    kind, mode, quad = VERBS[told.verb]
    trigger = span(told.text, told.verb)
    ident = r.layer_id(told.report, "event", *trigger)
    day = DAY + timedelta(days=told.day if told.dated else told.published)
    basis = r.DateBasis.TEXT if told.dated else r.DateBasis.REPORT
    number = () if told.killed is None else (r.Quantity(r.QuantityKind.KILLED, *told.killed, None, 0, 1),)
    return r.Event(
        id=ident,
        event_type=kind,
        event_mode=mode,
        contexts=(),
        auxiliary=told.auxiliary,
        quad_code=quad,
        score=-9.0,
        cameo="190",
        actors=(_party(told, told.actor),),
        recipients=(_party(told, told.recipient),),
        date=r.EventDate(day, day, r.Granularity.DAY, basis),
        place=None if told.city is None else 0,
        trigger=trigger,
        evidence=(0, told.text.index(".") + 1),
        attributed_to=None,
        quote=None,
        quantities=number,
        cluster=ident,
        confidence=0.9,
        reasons=(),
    )


def _party(told: Told, code: str) -> r.Party:
    return r.Party(f"{told.report}-{code}", NAMES[code], code, (), *span(told.text, NAMES[code]))
