"""A record in which every layer holds something."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from detente import record as r

TEXT = "Minister Ana Example said on Monday that at least 12 people were freed in Exampleton."


@pytest.fixture
def record() -> r.Record:
    """A record of invented people with at least one item in every layer."""
    moment = datetime(2024, 5, 7, 9, 30, tzinfo=timezone(timedelta(hours=2)))
    info = r.ReportInfo(
        "r1", "Freed", "Example News", None, date(2024, 5, 7), moment, "en", "0" * 64, len(TEXT), TEXT
    )
    return r.Record(
        report=info,
        entities=(
            r.Entity("e1", "Ana Example", r.EntityKind.PERSON, "USA", ("GOV",), "minister", None, ((9, 20),)),
        ),
        times=(
            r.Time(
                29, 35, "Monday", r.TimeKind.DATE, "2024-05-06", date(2024, 5, 6), date(2024, 5, 6), "report"
            ),
        ),
        places=(
            r.Place(
                74, 84, "Exampleton", "Exampleton", "USA", None, 1.5, -2.0, None, r.PlaceKind.CITY, False
            ),
        ),
        events=(_event(),),
        quotes=(r.Quote("q1", r.QuoteKind.INDIRECT, 41, 84, ((41, 84),), "e1", (0, 20), (21, 25), None),),
        positions=(_position(),),
        conflicts=(
            r.Conflict(
                "c1",
                r.ConflictKind.QUANTITY,
                (r.ConflictItem(41, 52, "12 to open"),),
                "Two numbers of one group.",
            ),
        ),
        defects=(
            r.Defect(
                "d1", r.DefectKind.NAME_VARIANT, 9, 12, "Ana", "Nobody bears the name.", "Anna", "title"
            ),
        ),
        rejections=(r.Rejection(r.Stage.PLACES, "ambiguous", None, None, "Two places bear the name."),),
        coder=r.CoderInfo("0.1.0", "1.0.0", None, "f" * 64),
    )


def _event() -> r.Event:
    return r.Event(
        id="v1",
        event_type=r.EventType.RETREAT,
        event_mode="release",
        contexts=("legal",),
        auxiliary=r.Auxiliary.NEGATION,
        quad_code=2,
        score=6.5,
        cameo="0841",
        actors=(r.Party("e1", "Ana Example", "USA", ("GOV",), 0, 20),),
        recipients=(r.Party(None, "people", None, (), None, None),),
        date=r.EventDate(date(2024, 5, 6), None, r.Granularity.DAY, r.DateBasis.TEXT),
        place=0,
        trigger=(65, 70),
        evidence=(0, 85),
        attributed_to="e1",
        quote="q1",
        quantities=(r.Quantity(r.QuantityKind.OTHER, 12, None, None, 41, 52),),
        cluster="v1",
        confidence=0.87654321,
        reasons=("predicate free",),
    )


def _position() -> r.Position:
    return r.Position(
        id="p1",
        party="e1",
        country="USA",
        speaker=None,
        addressee=None,
        act=r.Act.PROMISE,
        issue="detainees",
        content=(41, 70),
        condition=(29, 35),
        condition_kind=r.ConditionKind.AFTER,
        consequence=None,
        deadline=date(2024, 6, 1),
        firmness=2,
        status=r.PositionStatus.OPEN,
        evidence=((0, 85),),
        event="v1",
        quote=None,
        confidence=0.5,
    )
