"""Clusters of events: what is one and what is two, explained, and the same in whatever order reports come."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from cities import CITIES, VERBS, Told, record
from hypothesis import given
from hypothesis import strategies as st

from detente.reconcile.events import ClusterRow, EventIndex, Wording, cluster_events, tellings
from detente.reconcile.events.features import features, levels
from detente.reconcile.events.scoring import load_weights, score
from detente.record.enums import Auxiliary
from detente.record.types import Record

ONE = Told("a")
WORDING = Wording.load()


def clustered(records: list[Record], stories: dict[str, str] | None = None) -> tuple[ClusterRow, ...]:
    return cluster_events(records, stories, WORDING)


def are_one(a: Told, b: Told, stories: dict[str, str] | None = None) -> bool:
    rows = clustered([record(a), record(b)], stories)
    return rows[0].cluster == rows[1].cluster


@pytest.mark.parametrize(
    ("other", "one"),
    [
        (Told("b"), True),
        (Told("b", rest="the port with guns"), True),
        (Told("b", dated=False), True),
        (Told("b", killed=(12, None)), True),
        (Told("b", city="Hofn"), False),
        (Told("b", day=1, published=2), False),
        (Told("b", day=4, published=5), False),
        (Told("b", actor="DNK"), True),  # who did it is told in two ways
        (Told("b", actor="NOR", recipient="ISL"), False),
        (Told("b", auxiliary=Auxiliary.NEGATION), True),
        (Told("b", auxiliary=Auxiliary.FUTURE), False),
        (Told("b", auxiliary=Auxiliary.HISTORICAL, published=20), True),
        (Told("b", verb="condemned"), False),
    ],
)
def test_two_tellings(other: Told, one: bool) -> None:
    assert are_one(ONE, other) is one


def test_type_and_day_alone_never_join() -> None:
    a = Told("a", actor="ISL", recipient="FRO", city=None, rest="over cod")
    b = Told("b", actor="NOR", recipient="DNK", city=None, rest="by night")
    assert not are_one(a, b)


def test_one_who_says_two_things_on_one_day() -> None:
    a = Told("a", verb="condemned", city=None, rest="over the cod quota")
    b = Told("b", verb="condemned", city=None, rest="over its whaling fleet")
    assert are_one(a, replace(a, report="b"))
    assert not are_one(a, b)


def test_stories_speak_for_and_against() -> None:
    a, b = record(ONE), record(Told("b", rest="a fish market at dawn", dated=False))
    x, y = tellings(a, WORDING)[0], tellings(b, WORDING)[0]
    weights = load_weights()
    one, two = ({"a": "a", "b": "a"}, {"a": "a", "b": "b"})
    plain = score(x, y, weights).total
    assert score(x, y, weights, one).total > plain > score(x, y, weights, two).total


def test_the_table_of_a_pair_says_what_was_seen() -> None:
    index = EventIndex(wording=WORDING)
    for told in (ONE, Told("b", killed=(4, 4))):
        index.add(record(told))
    first, second = sorted(row.event for row in index.clusters())
    found = index.explain(first, second)
    assert found.total == round(sum(row.weight for row in found.table), 2)
    assert {str(row).split(maxsplit=2)[0] for row in found.table} >= {"base", "actors", "date_again", "words"}
    assert any("2031-05-12" in str(row) for row in found.table)


def test_a_row_tells_how_well_its_event_fits() -> None:
    rows = clustered([record(ONE), record(Told("b")), record(Told("c", city="Hofn"))])
    assert [row.event for row in rows] == sorted(row.event for row in rows)
    by_report = {row.report_id: row for row in rows}
    assert by_report["a"].cluster == by_report["b"].cluster == min(by_report["a"].event, by_report["b"].event)
    assert by_report["c"] == ClusterRow(by_report["c"].event, "c", by_report["c"].event, 1.0, ())
    assert 0.5 < by_report["a"].score < 1
    assert by_report["a"].reasons[0].startswith("most like")


TOLD = st.builds(
    Told,
    report=st.just(""),
    verb=st.sampled_from(sorted(VERBS)),
    actor=st.sampled_from(["ISL", "NOR"]),
    recipient=st.sampled_from(["NOR", "DNK"]),
    city=st.sampled_from([None, *sorted(CITIES)]),
    day=st.integers(0, 4),
    dated=st.booleans(),
    published=st.integers(0, 6),
    killed=st.sampled_from([None, (3, 3), (4, None), (12, 12)]),
    auxiliary=st.sampled_from([None, None, None, Auxiliary.NEGATION, Auxiliary.HISTORICAL, Auxiliary.FUTURE]),
    rest=st.sampled_from(["the harbour with guns", "a port by night", "over the cod quota"]),
)
MANY = st.lists(TOLD, max_size=14).map(
    lambda some: [record(replace(told, report=f"r{number}")) for number, told in enumerate(some)]
)


@given(MANY, st.randoms(use_true_random=False))
def test_order_does_not_matter(records: list[Record], shuffle: random.Random) -> None:
    mixed = list(records)
    shuffle.shuffle(mixed)
    assert clustered(mixed) == clustered(records)


@given(MANY)
def test_one_by_one_is_all_at_once(records: list[Record]) -> None:
    index = EventIndex(wording=WORDING)
    for one in records:
        index.add(one)
        index.clusters()
    assert index.clusters() == clustered(records)


@given(MANY, st.integers(0, 13))
def test_a_report_that_leaves_leaves_nothing_behind(records: list[Record], number: int) -> None:
    index = EventIndex(wording=WORDING)
    for one in records:
        index.add(one)
    index.clusters()
    gone = records[number : number + 1]
    for one in gone:
        index.remove(one.report.id)
    kept = [one for one in records if one not in gone]
    assert index.clusters() == clustered(kept)
    for one in gone:
        index.add(one)
    assert index.clusters() == clustered(records)


@given(MANY)
def test_clusters_are_named_by_their_smallest_event(records: list[Record]) -> None:
    rows = clustered(records)
    assert [row.event for row in rows] == sorted(e.id for one in records for e in one.events)
    for row in rows:
        assert row.cluster == min(other.event for other in rows if other.cluster == row.cluster)


@given(TOLD, TOLD)
def test_the_score_of_a_pair_has_no_first(a: Told, b: Told) -> None:
    x, y = (tellings(record(replace(t, report=n)), WORDING)[0] for t, n in ((a, "a"), (b, "b")))
    assert features(x, y) == features(y, x)
    assert {(f.name, f.level) for f in features(x, y)} <= set(levels())
