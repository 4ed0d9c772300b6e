"""Invented records, cheap to make: no coder is needed to fill a store."""

from __future__ import annotations

from datetime import date, timedelta

from detente import record as r

CODER = r.CoderInfo("0.1.0", "1.0.0", "a" * 64, "b" * 64)
COUNTRIES = ("ISL", "NOR", "FRO")
TYPES = (
    (r.EventType.CONSULT, "visit", 1),
    (r.EventType.THREATEN, "restrict", 3),
    (r.EventType.SANCTION, "expel", 4),
)


def invented(
    number: int = 0,
    text: str | None = None,
    coder: r.CoderInfo = CODER,
    url: str | None = None,
    id: str | None = None,
) -> r.Record:
    """A record of a report that never was: of ferries, in which one of three things happens."""
    kind, mode, quad = TYPES[number % 3]
    text = text or f"Iceland spoke to Norway about ferry {number}. It said: no."
    published = date(2031, 5, 1) + timedelta(days=number % 28)
    name = id or f"report-{number}"
    sha256 = r.text_sha256(text)
    info = r.ReportInfo(
        name, f"Ferry {number}", "Example News", url, published, None, "en", sha256, len(text), text
    )
    actor = r.Party("e1", "Iceland", COUNTRIES[number % 3], ("GOV",), 0, 7)
    recipient = r.Party("e2", "Norwegian ferry line", "NOR", ("BUS",), 17, 23)
    event = r.Event(
        id=r.layer_id(name, "event", 8, 13),
        event_type=kind,
        event_mode=mode,
        contexts=("economic",),
        auxiliary=None if number % 5 else r.Auxiliary.FUTURE,
        quad_code=quad,
        score=-1.0,
        cameo="040",
        actors=(actor,),
        recipients=(recipient,) if number % 2 else (),
        date=r.EventDate(None, None, r.Granularity.UNKNOWN, r.DateBasis.REPORT),
        place=0,
        trigger=(8, 13),
        evidence=(0, 41),
        attributed_to=None,
        quote=None,
        quantities=(r.Quantity(r.QuantityKind.OTHER, 2.0, None, None, 0, 1),),
        cluster="c1",
        confidence=0.5 + number % 50 / 100,
        reasons=("spoke",),
    )
    return r.Record(
        report=info,
        entities=(r.Entity("e1", "Iceland", r.EntityKind.COUNTRY, "ISL", ("GOV",), None, "Q189", ((0, 7),)),),
        places=(
            r.Place(17, 23, "Norway", "Ålesund", "NOR", None, 69.6, 18.9, None, r.PlaceKind.CITY, False),
        ),
        events=(event,),
        quotes=(r.Quote("q1", r.QuoteKind.DIRECT, 50, 52, ((50, 52),), "e1", None, None, None),),
        positions=(position(name),),
        conflicts=(conflict(name),),
        defects=(r.Defect("d1", r.DefectKind.MISMATCH, 0, 5, "Ferry", "Which ferry?", None, "title"),),
        rejections=(r.Rejection(r.Stage.EVENTS, "no_party", None, None, "It said."),),
        coder=coder,
    )


def position(report: str) -> r.Position:
    """A refusal."""
    return r.Position(
        id=r.layer_id(report, "position", 50, 52),
        party="e1",
        country="ISL",
        speaker=None,
        addressee=None,
        act=r.Act.REFUSE,
        issue="ferries",
        content=(50, 52),
        condition=None,
        condition_kind=None,
        consequence=None,
        deadline=None,
        firmness=2,
        status=r.PositionStatus.OPEN,
        evidence=((42, 53),),
        event=None,
        quote="q1",
        confidence=0.5,
    )


def conflict(report: str) -> r.Conflict:
    """Two numbers of one thing."""
    items = (r.ConflictItem(0, 7, "1"), r.ConflictItem(17, 23, "2"))
    return r.Conflict(r.layer_id(report, "conflict", 0, 7), r.ConflictKind.QUANTITY, items, "Two numbers.")
