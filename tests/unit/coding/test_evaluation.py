"""Figures of the coder against labelled rows."""

from __future__ import annotations

from datetime import date

import pytest

from detente.coding.evaluation import Score, evaluate, labelled_dyads
from detente.coding.pipeline import Coder
from detente.record.types import Record, Report

TEXT = "Peru condemned Chile on Monday."
GOLD = {
    "event_type": "ACCUSE",
    "event_mode": "disapprove",
    "auxiliary": None,
    "actors": [{"country": "PER"}],
    "recipients": [{"country": "CHL"}],
}


@pytest.fixture(scope="module")
def record() -> Record:
    return Coder.load().code(Report(TEXT, published=date(2009, 11, 20)))


def test_all_right(record: Record) -> None:
    found = evaluate([{"id": "1", "text": TEXT, "events": [GOLD]}], [record])
    assert all(score == Score(1, 1, 1) for score in found.scores.values())
    assert found.same_mode == found.same_auxiliary == Score(1, 1, 1)
    assert found.errors == []


def test_wrong_recipient_counts_for_the_type_and_not_for_the_dyad(record: Record) -> None:
    row = {"id": "1", "text": TEXT, "events": [{**GOLD, "recipients": [{"country": "BOL"}]}]}
    found = evaluate([row], [record])
    assert found.scores["type"].f1 == found.scores["type and actor"].f1 == 1
    assert found.scores["type, actor and recipient"] == Score(0, 1, 1)
    assert [(e.kind, e.dyad) for e in found.errors] == [
        ("missed", ("ACCUSE", "PER", "BOL")),
        ("made up", ("ACCUSE", "PER", "CHL")),
    ]
    assert found.calibration[0][1:] == (0, 1)


def test_nothing_labelled_makes_every_event_wrong(record: Record) -> None:
    found = evaluate([{"id": "1", "text": TEXT, "events": []}], [record])
    assert (found.scores["type"].precision, found.scores["type"].recall) == (0, 0)
    assert found.by_type["ACCUSE"] == Score(0, 1, 0)


def test_several_on_a_side_are_several_dyads() -> None:
    event = {"event_type": "CONSULT", "actors": [{"country": "PER"}, {"country": "CHL"}], "recipients": []}
    assert labelled_dyads(event) == [("CONSULT", "PER", None), ("CONSULT", "CHL", None)]
