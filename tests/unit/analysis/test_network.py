"""Ties between actors."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from told import ICELAND, NORWAY, PERU, event, party, report

from detente.analysis import Source, network
from detente.analysis.network import COLUMNS
from detente.errors import UsageError
from detente.record import Record
from detente.store import Filter, Store

Ask = Callable[[Iterable[Record]], Source]
Table = Callable[[Any], list[dict[str, Any]]]


def test_a_tie_has_its_sums(ask: Ask, table: Table) -> None:
    records = [
        report("a", "2031-05-14", event("ACCUSE"), event("AID", day="2031-05-12")),
        report("b", "2031-05-16", event("ASSAULT-drone", day="2031-05-15"), source="Post"),
    ]
    relation = network(ask(records))
    assert tuple(relation.columns) == COLUMNS
    (tie,) = table(relation)
    assert (tie["actor"], tie["actor_country"], tie["recipient"], tie["recipient_country"]) == (
        *("Norway", "NOR", "Iceland", "ISL"),
    )
    assert (tie["events"], tie["reports"], tie["sources"]) == (3, 2, 2)
    assert (tie["cooperation"], tie["conflict"], tie["balance"]) == (1, 2, -1 / 3)
    assert (tie["score_sum"], tie["mutual"]) == (10 - 3 - 9.5, False)
    assert (tie["first"], tie["last"]) == (date(2031, 5, 12), date(2031, 5, 15))


def test_directions_are_apart_and_each_pair_is_a_tie(ask: Ask, table: Table) -> None:
    events = (event(), event(actors=(ICELAND,), recipients=(NORWAY, PERU)))
    ties = table(network(ask([report("a", "2031-05-14", *events)])))
    assert sorted((tie["actor"], tie["recipient"]) for tie in ties) == [
        ("Iceland", "Norway"),
        ("Iceland", "Peru"),
        ("Norway", "Iceland"),
    ]


@pytest.mark.parametrize(("label", "ties"), [("CONSULT-phone", 3), ("ACCUSE", 0)])
def test_what_several_do_together_ties_them_once(ask: Ask, table: Table, label: str, ties: int) -> None:
    shared = event(label, actors=(PERU, NORWAY, ICELAND), recipients=())
    found = table(network(ask([report("a", "2031-05-14", shared)])))
    assert len(found) == ties
    assert all(tie["mutual"] and tie["actor"] < tie["recipient"] for tie in found)


def test_nobody_is_tied_to_himself_or_to_nobody(ask: Ask, table: Table) -> None:
    events = (event(recipients=(NORWAY,)), event(recipients=()), event(actors=()))
    assert table(network(ask([report("a", "2031-05-14", *events)]))) == []


def test_tellings_of_one_event_are_one(ask: Ask, table: Table) -> None:
    twice = (event(cluster="x"), event(cluster="x", actors=(PERU,), confidence=0.3))
    (tie,) = table(network(ask([report("a", "2031-05-14", *twice)])))
    assert (tie["actor"], tie["events"]) == ("Norway", 1)


def test_countries(ask: Ask, table: Table) -> None:
    minister, crew = party("Tor Lindvik", "NOR", "GOV"), party("fishers", None, "AGR")
    events = (event(), event(actors=(minister,)), event(recipients=(crew,)), event(actors=(minister, NORWAY)))
    source = ask([report("a", "2031-05-14", *events)])
    (tie,) = table(network(source, level="country"))
    assert (tie["actor"], tie["recipient"], tie["events"]) == ("NOR", "ISL", 3)
    assert len(table(network(source))) == 3


def test_strongest_first_and_as_asked(ask: Ask, table: Table) -> None:
    events = (event(), event(), event(actors=(PERU,), label="ASSAULT"))
    source = ask([report("a", "2031-05-14", *events)])
    assert [tie["actor"] for tie in table(network(source))] == ["Norway", "Peru"]
    assert [tie["actor"] for tie in table(network(source, Filter(sort="-actor", limit=1)))] == ["Peru"]
    assert [tie["actor"] for tie in table(network(source, Filter(type="ASSAULT")))] == ["Peru"]
    with pytest.raises(UsageError, match="actors"):
        network(source, Filter(sort="actors"))


def test_linked_entities_are_one_node(tmp_path: Path, table: Table) -> None:
    store = Store(tmp_path / "store")
    names = (("a", "V. Lindvik", "e1"), ("b", "Vidar Lindvik", "e2"))
    store.add(
        report(name, "2031-05-14", event(actors=(party(told, "NOR", "GOV", entity=key),)))
        for name, told, key in names
    )
    assert len(table(network(store))) == 2
    links = [
        {"entity": key, "report_id": name, "link": "e1", "name": "Vidar Lindvik", "score": 1.0, "reasons": []}
        for name, _, key in names
    ]
    store.replace({"entity_links": links})
    (tie,) = table(network(store))
    assert (tie["actor"], tie["events"]) == ("Vidar Lindvik", 2)


def test_a_level_that_is_none(ask: Ask) -> None:
    with pytest.raises(UsageError, match="actor, country"):
        network(ask([]), level="sector")
