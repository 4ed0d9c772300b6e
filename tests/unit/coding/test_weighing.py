"""Events on defective text are less sure, and say why."""

from __future__ import annotations

from datetime import date

import pytest

from detente.coding.pipeline import Coder
from detente.record.types import Report


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


def test_an_event_on_a_wrong_role_is_less_sure(coder: Coder) -> None:
    report = Report("Vice President Joe Biden warned Russia on Thursday.", published=date(2022, 1, 21))
    before = {event.id: event for event in coder.read(report).events}
    after = coder.code(report).events
    assert before
    for event in after:
        assert event.confidence < before[event.id].confidence
        assert any("defective text" in reason for reason in event.reasons)


def test_an_event_on_sound_text_stays_as_it_is(coder: Coder) -> None:
    report = Report("President Joe Biden warned Russia on Thursday.", published=date(2022, 1, 21))
    assert coder.code(report).events == coder.read(report).events


@pytest.mark.parametrize(
    ("text", "clusters"),
    [
        (
            "Norway expelled two Russian diplomats on Monday. The two men have left Oslo."
            " Norway expelled the two Russian diplomats because of spying, a minister said.",
            1,
        ),
        (
            "Norway expelled two Russian diplomats on Monday. Norway expelled two Russian diplomats on Wednesday.",
            2,
        ),
        ("Norway expelled two Russian diplomats on Monday. Sweden expelled two Russian diplomats.", 2),
    ],
)
def test_tellings_of_one_event_share_a_cluster(coder: Coder, text: str, clusters: int) -> None:
    events = coder.code(Report(text, published=date(2022, 1, 21))).events
    expelled = [event for event in events if event.event_type == "SANCTION" and event.event_mode == "expel"]
    assert len(expelled) == 2
    assert len({event.cluster for event in expelled}) == clusters
