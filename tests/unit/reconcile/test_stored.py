"""Rows made across a store's reports: the same whatever the order and the portions in which reports came."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cities import CITIES, Told, record

from detente.reconcile import run
from detente.reconcile.conflicts import cross_conflicts
from detente.reconcile.entities import entity_links
from detente.reconcile.events import Wording, cluster_events
from detente.reconcile.ledger import follow_up
from detente.reconcile.stored.said import said_and_done_in
from detente.record.enums import Act, Auxiliary
from detente.record.types import Record
from detente.store import Filter, Store

TABLES = ("event_clusters", "cross_conflicts", "entity_links", "position_status")
SAYINGS = [
    None,
    "We shall close the strait to every foreign tanker this week",
    "We will soon close the strait to all foreign tankers this week",
]


def reports(seed: int, size: int = 24) -> list[Record]:
    chance = random.Random(seed)
    told = [
        Told(
            f"r{number}",
            verb=chance.choice(["shelled", "seized", "condemned"]),
            actor=chance.choice(["ISL", "NOR"]),
            recipient=chance.choice(["DNK", "FRO"]),
            city=chance.choice([None, *sorted(CITIES)]),
            day=(day := chance.randrange(9)),
            dated=chance.random() < 0.7,
            published=day + chance.randrange(3),
            killed=chance.choice([None, (3, 3), (4, None), (12, 12)]),
            auxiliary=chance.choice([None, None, None, Auxiliary.NEGATION, Auxiliary.HISTORICAL]),
            rest=chance.choice(["the harbour with guns", "a port by night"]),
            act=chance.choice([None, Act.THREATEN, Act.DEMAND, Act.REFUSE, Act.WITHDRAW]),
            deadline=chance.choice([None, 3, 30]),
            said=chance.choice(SAYINGS),
        )
        for number in range(size)
    ]
    return [record(one) for one in told]


def rows(store: Store) -> dict[str, list[dict[str, Any]]]:
    """What was made across reports, in an order of its own; the version of a report is the store's affair."""
    found = {}
    for table in TABLES:
        where = " WHERE origin <> 'report'" if table == "position_status" else ""
        made = store.sql(f"SELECT * FROM {table}{where}").to_arrow_table().to_pylist()
        plain = ({name: value for name, value in row.items() if name != "version"} for row in made)
        found[table] = sorted(plain, key=repr)
    return found


def filled(folder: Path, portions: Sequence[Sequence[Record]]) -> Store:
    store = Store(folder)
    for portion in portions:
        store.add(portion)
        run(store)
    return store


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_order_and_portions_do_not_matter(tmp_path: Path, seed: int) -> None:
    records = reports(seed)
    at_once = rows(filled(tmp_path / "at-once", [records]))
    assert all(at_once.values())
    mixed = list(records)
    random.Random(seed).shuffle(mixed)
    portions = [mixed[:1], mixed[1:7], mixed[7:15], mixed[15:]]
    assert rows(filled(tmp_path / "portions", portions)) == at_once


def test_the_rows_are_those_of_the_records_alone(tmp_path: Path) -> None:
    records = reports(4)
    wording = Wording.load()
    clusters = cluster_events(records, wording=wording)
    found = rows(filled(tmp_path / "store", [records[:9], records[9:]]))
    told = {(row["event"], row["cluster"], row["score"]) for row in found["event_clusters"]}
    assert told == {(row.event, row.cluster, row.score) for row in clusters}
    conflicts = cross_conflicts(records, clusters, wording=wording)
    assert [row["id"] for row in sorted(found["cross_conflicts"], key=lambda row: row["id"])] == [
        conflict.id for conflict in conflicts
    ]
    links = {(row["entity"], row["link"], row["name"], row["score"]) for row in found["entity_links"]}
    assert links == {(row.entity, row.link, row.name, row.score) for row in entity_links(records)}
    statuses = {
        (row["position"], row["status"], row["day"], row["origin"]) for row in found["position_status"]
    }
    assert statuses == {
        (row.position, str(row.status), row.day, row.origin) for row in follow_up(records, clusters).statuses
    }


def test_a_report_that_leaves_or_changes_is_as_if_it_had_never_been_so(tmp_path: Path) -> None:
    records = reports(5)
    edited = record(Told("r3", city="Vik", killed=(7, 7), published=4, act=Act.DEMAND, deadline=5))
    store = filled(tmp_path / "store", [records])
    store.withdraw(["r0", "r1"])
    store.add([edited])
    run(store)
    left = [edited if one.report.id == "r3" else one for one in records[2:]]
    assert rows(store) == rows(filled(tmp_path / "other", [left]))


def test_nothing_new_is_nothing_done(tmp_path: Path) -> None:
    store = filled(tmp_path / "store", [reports(6)])
    version, made = store.version, rows(store)
    assert run(store).version is None
    assert store.version == version
    assert run(store, anew=True).version == version + 1
    assert rows(store) == made


def test_a_store_tells_how_far_a_run_is(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    store.add(reports(7, 5))
    seen: list[tuple[str, int, int]] = []
    done = run(store, observe=lambda *told: seen.append(told))
    assert done.reports == 5
    assert {what for what, _, _ in seen} == {"events", "statements", "positions"}
    assert all(some <= total == 5 for _, some, total in seen)


def test_sources_are_counted_apart(tmp_path: Path) -> None:
    told = [Told(name, killed=(n, n)) for name, n in (("a", 5), ("b", 9), ("c", 9))]
    store = filled(tmp_path / "store", [[record(replace(one)) for one in told]])
    (conflict,) = rows(store)["cross_conflicts"]
    assert conflict["kind"] == "quantity"
    assert [item["report_id"] for item in conflict["items"]] == ["a", "b", "c"]


def test_said_and_done_of_a_store_is_that_of_its_records(tmp_path: Path) -> None:
    records = reports(8, 40)
    store = filled(tmp_path / "store", [records])
    found = said_and_done_in(store, Filter())
    whole = follow_up(records, cluster_events(records, wording=Wording.load())).said_and_done
    assert any(row.deeds for row in found)
    assert found == whole
    threats = said_and_done_in(store, Filter(act="threaten"))
    assert threats == tuple(row for row in whole if row.act is Act.THREATEN)
    assert said_and_done_in(store, Filter(act="promise")) == ()


def test_other_rows_put_in_place_between_do_not_hide_reports(tmp_path: Path) -> None:
    records = reports(9)
    store = filled(tmp_path / "store", [records[:12]])
    store.add(records[12:])
    store.replace({"stories": [{"report_id": "r1", "story": "r1"}]}, base=store.version)
    run(store)
    assert rows(store) == rows(filled(tmp_path / "other", [records]))
