"""Which rows a filter means, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest
from ferries import COUNTRIES, invented

from detente.errors import UsageError
from detente.store import Filter, Store
from detente.store.conditions import FILTERS, select
from detente.store.tables import store_tables

ALL = set(range(30))
PLAIN = {number for number in ALL if number % 5}
ODD = {number for number in ALL if number % 2}  # the others have no recipient


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("filter") / "store")
    store.add([invented(number) for number in sorted(ALL)])
    return store


def numbers(store: Store, table: str, wanted: Filter) -> set[int]:
    rows = store.select(table, wanted, "report_id").fetchall()
    return {int(report.removeprefix("report-")) for (report,) in rows}


def third(number: int) -> set[int]:
    return {one for one in ALL if one % 3 == number}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, PLAIN),
        ({"auxiliary": "any"}, ALL),
        ({"auxiliary": "future"}, ALL - PLAIN),
        ({"auxiliary": ("none", "future")}, ALL),
        ({"auxiliary": "negation"}, set()),
        ({"type": "THREATEN"}, PLAIN & third(1)),
        ({"type": ("threaten", "CONSULT")}, PLAIN - third(2)),
        ({"mode": "SANCTION-expel"}, PLAIN & third(2)),
        ({"mode": "THREATEN-expel"}, set()),
        ({"quad": 4}, PLAIN & third(2)),
        ({"quad": ("1", 3)}, PLAIN - third(2)),
        ({"context": "economic"}, PLAIN),
        ({"context": "cyber"}, set()),
        ({"actor": "FRO"}, PLAIN & third(2)),
        ({"actor": ("FRO", "ISL")}, PLAIN - third(1)),
        ({"actor": "FRO GOV"}, PLAIN & third(2)),
        ({"actor": "FRO BUS"}, set()),
        ({"actor": "GOV"}, PLAIN),
        ({"actor": "iceland"}, PLAIN),
        ({"actor": "celand"}, set()),
        ({"actor": "XKX"}, set()),
        ({"recipient": "NOR"}, PLAIN & ODD),
        ({"recipient": "Ferry LINE"}, PLAIN & ODD),
        ({"recipient": "BUS"}, PLAIN & ODD),
        ({"country": "NOR"}, PLAIN & (ODD | third(1))),
        ({"country": "isl"}, PLAIN & third(0)),
        ({"between": ("FRO", "NOR")}, PLAIN & ODD & third(2)),
        ({"between": ("NOR", "FRO")}, PLAIN & ODD & third(2)),
        ({"between": ("FRO", "ISL")}, set()),
        ({"between": ("FRO", "Iceland")}, (PLAIN - ODD) & third(2)),
        ({"place": "NOR"}, PLAIN),
        ({"place": "alesund"}, PLAIN),
        ({"place": "Oslo"}, set()),
        ({"since": "2031-05-28"}, {27}),
        ({"since": "2031-05-03", "until": "2031-05-03"}, {2}),
        ({"until": "2031-05-02"}, {1, 28, 29}),
        ({"min_confidence": 0.78}, {28, 29}),
        ({"report": "report-7"}, {7}),
        ({"report": "report-7' OR '1' = '1"}, set()),
        ({"actor": "%"}, set()),
        ({"limit": 1, "sort": "-confidence"}, {29}),
        ({"limit": 2, "sort": ("day", "report_id")}, {28, 1}),
    ],
)
def test_events(filled: Store, wanted: dict[str, Any], found: set[int]) -> None:
    assert numbers(filled, "events", Filter(**wanted)) == found


@pytest.mark.parametrize(
    ("table", "wanted", "found"),
    [
        ("positions", {"party": "iceland"}, ALL),
        ("positions", {"party": "ISL", "act": "refuse", "issue": "ferries", "status": "open"}, ALL),
        ("positions", {"act": "demand"}, set()),
        ("positions", {"recipient": "NOR"}, set()),
        ("positions", {"actor": "Icel", "since": "2031-05-28"}, {27}),
        ("positions", {"min_confidence": 0.6}, set()),
        ("quotes", {"actor": "ISL", "kind": "direct", "until": "2031-05-01"}, {0, 28}),
        ("quotes", {"kind": "indirect"}, set()),
        ("conflicts", {"kind": "quantity", "report": ("report-3", "report-4")}, {3, 4}),
        ("defects", {"kind": "mismatch", "since": "2031-05-28"}, {27}),
    ],
)
def test_other_tables(filled: Store, table: str, wanted: dict[str, Any], found: set[int]) -> None:
    assert numbers(filled, table, Filter(**wanted)) == found


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"type": "ASSUALT"}, "ASSAULT"),
        ({"mode": "SANCTION-exple"}, "SANCTION-expel"),
        ({"mode": "expel"}, "SANCTION-expel"),
        ({"context": "militry"}, "military"),
        ({"quad": 5}, "1, 2, 3, 4"),
        ({"act": "demnd"}, "demand"),
        ({"auxiliary": "past"}, "historical"),
        ({"kind": "quantities"}, "quantity"),
        ({"since": "May"}, "YYYY-MM-DD"),
        ({"until": "20310501"}, "YYYY-MM-DD"),
        ({"since": "2031-05-02", "until": "2031-05-01"}, "after"),
        ({"between": "RUS"}, "two parties"),
        ({"between": ("RUS", "UKR", "USA")}, "two parties"),
        ({"actor": " "}, "empty"),
        ({"min_confidence": 2}, "0 to 1"),
        ({"min_confidence": "high"}, "0 to 1"),
        ({"min_confidence": "nan"}, "0 to 1"),
        ({"limit": 0}, "limit"),
        ({"limit": "many"}, "limit"),
    ],
)
def test_what_cannot_be_is_said_with_what_can(wanted: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        Filter(**wanted)


@pytest.mark.parametrize(
    ("table", "wanted", "told"),
    [
        ("events", {"act": "demand"}, "events cannot be filtered by act"),
        ("quotes", {"type": "AID"}, "quotes cannot be filtered by type"),
        ("events", {"sort": "dayy"}, "day"),
        ("events", {"sort": "day; DROP TABLE events"}, "no column"),
        ("events", {"country": "Russia"}, "RUS"),
    ],
)
def test_what_a_table_does_not_have_is_said(table: str, wanted: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        select(table, Filter(**wanted))


def test_values_are_parameters() -> None:
    sql, values = select("events", Filter(actor="Bobby'; DROP TABLE", place="here", since="2031-05-01"))
    assert "Bobby" not in sql
    assert "here" not in sql
    assert set(map(str, values.values())) == {"Bobby'; DROP TABLE", "here", "2031-05-01"}


def test_every_filtered_table_is_a_table_with_those_of_the_store() -> None:
    assert FILTERS.keys() <= store_tables().keys()
    assert set(COUNTRIES) == {"ISL", "NOR", "FRO"}


def test_filter_keeps_what_it_is_given() -> None:
    wanted = Filter(type="assault", between=["RUS", "UKR"])
    assert wanted.given() == {"type": ("ASSAULT",), "between": ("RUS", "UKR")}
