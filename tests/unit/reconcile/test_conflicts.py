"""What reports of one event disagree on, and what is only an update."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cities import Told, record
from hypothesis import given
from hypothesis import strategies as st

from detente.reconcile.conflicts import CrossConflict, cross_conflicts
from detente.reconcile.events import Wording, cluster_events
from detente.record.enums import Auxiliary
from detente.record.types import Record

WORDING = Wording.load()


def conflicts(*told: Told, sources: dict[str, str] | None = None) -> tuple[CrossConflict, ...]:
    return of_records([record(one) for one in told], sources)


def of_records(records: list[Record], sources: dict[str, str] | None = None) -> tuple[CrossConflict, ...]:
    return cross_conflicts(records, cluster_events(records, None, WORDING), sources, WORDING)


FIVE, NINE = Told("a", killed=(5, 5)), Told("b", killed=(9, 9))


@pytest.mark.parametrize(
    ("a", "b", "kinds"),
    [
        (FIVE, NINE, ["quantity"]),
        (FIVE, replace(NINE, killed=(5, None)), []),
        (replace(FIVE, killed=(5, None)), NINE, []),
        (FIVE, replace(NINE, published=3), ["update"]),
        (replace(FIVE, published=3), NINE, ["quantity"]),  # the later tells of fewer
        (replace(FIVE, published=3, rest="the harbour, in a revised count"), NINE, ["update"]),
        (FIVE, replace(NINE, auxiliary=Auxiliary.NEGATION), ["polarity"]),
        (FIVE, replace(FIVE, report="b", actor="DNK"), ["identity"]),
        (FIVE, replace(FIVE, report="b"), []),
    ],
)
def test_two_accounts(a: Told, b: Told, kinds: list[str]) -> None:
    assert [str(conflict.kind) for conflict in conflicts(a, b)] == kinds


def test_items_come_oldest_first_and_quote_their_reports() -> None:
    (found,) = conflicts(NINE, replace(FIVE, published=4, rest="the harbour"))
    assert [item.report_id for item in found.items] == ["b", "a"]
    assert [item.value for item in found.items] == ["9 killed", "5 killed"]
    assert found.cluster is not None


def test_reports_and_independent_sources_are_counted_apart() -> None:
    copies = [Told(name, killed=(9, 9)) for name in "bcd"]
    (found,) = conflicts(FIVE, *copies, sources={"c": "b", "d": "b"})
    assert len(found.items) == 4
    assert "5 killed (1 report)" in found.explanation
    assert "9 killed (3 reports, 1 independent)" in found.explanation


def test_the_moment_of_publication_tells_which_of_one_day_is_later() -> None:
    records = [record(FIVE), record(NINE)]
    hours = [datetime(2031, 5, 13, hour, tzinfo=UTC) for hour in (8, 20)]
    timed = [
        replace(one, report=replace(one.report, published_at=at))
        for one, at in zip(records, hours, strict=True)
    ]
    assert [str(conflict.kind) for conflict in of_records(timed)] == ["update"]


TOLD = st.builds(
    Told,
    report=st.just(""),
    actor=st.sampled_from(["ISL", "DNK"]),
    published=st.integers(0, 3),
    killed=st.sampled_from([None, (3, 3), (4, None), (12, 12)]),
    auxiliary=st.sampled_from([None, None, Auxiliary.NEGATION]),
)
MANY = st.lists(TOLD, max_size=10).map(
    lambda some: [record(replace(told, report=f"r{number}")) for number, told in enumerate(some)]
)


@given(MANY, st.randoms(use_true_random=False))
def test_order_does_not_matter(records: list[Record], shuffle: random.Random) -> None:
    mixed = list(records)
    shuffle.shuffle(mixed)
    found = of_records(records)
    assert of_records(mixed) == found
    assert len({conflict.id for conflict in found}) == len(found)
