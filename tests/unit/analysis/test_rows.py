"""Rows with their words; the time line; filters by the same words in memory and in a store."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from told import PERU, event, report

from detente.analysis import Records, Source, rows, timeline
from detente.analysis.rows import LAYOUTS
from detente.analysis.timeline import COLUMNS
from detente.cli.asking import ASKED
from detente.errors import UsageError
from detente.present.exports.relations import relation_columns, write_relation
from detente.present.rows import COLUMNS as FLAT
from detente.record import (
    Act,
    Conflict,
    ConflictItem,
    ConflictKind,
    Defect,
    DefectKind,
    Position,
    PositionStatus,
    Quote,
    QuoteKind,
    Record,
)
from detente.record.enums import EntityKind
from detente.record.types import Entity
from detente.store import Filter
from detente.store.conditions import FILTERS

Ask = Callable[[Iterable[Record]], Source]
Table = Callable[[Any], list[dict[str, Any]]]
TEXT = "Twelve men came.\nForty  men came, said Petrof."


def told() -> Record:
    """A report in which everything that has rows is told once."""
    made = report("r", "2031-05-16", event())
    peru = Entity("e", "Peru", EntityKind.COUNTRY, "PER", (), None, None, ())
    chile = Entity("c", "Chile", EntityKind.COUNTRY, "CHL", (), None, None, ())
    items = (ConflictItem(0, 10, "12"), ConflictItem(17, 27, "40"))
    position = Position(
        *("p", "e", "PER", None, "c", Act.DEMAND, "border", (0, 15)),
        *(
            (17, 32),
            None,
            None,
            date(2031, 6, 1),
            2,
            PositionStatus.OPEN,
            ((0, 16), (17, 46)),
            None,
            None,
            0.5,
        ),
    )
    return replace(
        made,
        report=replace(made.report, text=TEXT, characters=len(TEXT)),
        entities=(peru, chile),
        events=(replace(made.events[0], evidence=(0, 16), trigger=(11, 15), attributed_to="e"),),
        quotes=(Quote("q", QuoteKind.INDIRECT, 17, 32, ((17, 32),), "e", (39, 45), (34, 38), None),),
        positions=(position,),
        conflicts=(Conflict("x", ConflictKind.QUANTITY, items, "They count the same."),),
        defects=(Defect("d", DefectKind.NAME_VARIANT, 39, 45, "Petrof", "No known spelling.", "Petrov"),),
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("events", {"sentence": "Twelve men came.", "trigger": "came", "attributed_to": "Peru"}),
        ("quotes", {"content": "Forty men came", "cue": "said", "speaker": "Peru", "speaker_country": "PER"}),
        (
            "positions",
            {
                "party": "Peru",
                "addressee": "Chile",
                "content": "Twelve men came",
                "condition": "Forty men came",
                "evidence": ["Twelve men came.", "Forty men came, said Petrof."],
                "deadline": date(2031, 6, 1),
            },
        ),
        (
            "conflicts",
            {
                "values": ["12", "40"],
                "passages": ["Twelve men", "Forty  men".replace("  ", " ")],
                "starts": ["0", "17"],
            },
        ),
        ("defects", {"text": "Petrof", "suggestion": "Petrov", "start": 39, "field": "text"}),
    ],
)
def test_rows_have_words(ask: Ask, table: Table, name: str, expected: dict[str, Any]) -> None:
    (row,) = table(rows(ask([told()]), name))
    assert row["report_id"] == "r"
    assert row["published"] == date(2031, 5, 16)
    assert {key: row[key] for key in expected} == expected


def test_a_missing_span_is_null_and_no_text(ask: Ask, table: Table) -> None:
    bare = replace(told(), positions=(replace(told().positions[0], condition=None),))
    (row,) = table(rows(ask([bare]), "positions"))
    assert (row["condition"], row["consequence"]) == (None, None)


def test_events_have_the_columns_of_the_flat_exports(ask: Ask) -> None:
    assert relation_columns(rows(ask([told()]), "events")) == FLAT


def test_records_in_memory_keep_their_order() -> None:
    source = Records([report("b", "2031-05-16", event(), event()), report("a", "2031-05-14", event())])
    found = rows(source, "events").fetchall()
    assert [row[0] for row in found] == ["b", "b", "a"]
    assert found[0][26] < found[1][26]


def test_reports_of_one_id_stay_apart_in_memory(table: Table) -> None:
    source = Records([report("a", "2031-05-14", event()), report("a", "2031-05-15", event())])
    assert len(table(rows(source, "events"))) == 2
    assert [row["published"].day for row in table(rows(source, "events"))] == [14, 15]


def test_a_store_lists_by_day_and_as_asked(ask: Ask, table: Table) -> None:
    records = [
        report("a", "2031-05-16", event(confidence=0.5)),
        report("b", "2031-05-14", event(confidence=0.9), event(confidence=0.7)),
    ]
    source = ask(records)
    found = table(rows(source, "events", Filter(sort="-confidence", limit=2)))
    assert [row["confidence"] for row in found] == [0.9, 0.7]
    assert len(table(rows(source, "events", Filter(actor="nor", since="2031-05-01")))) == 3
    assert table(rows(source, "events", Filter(actor="PER"))) == []


def test_a_table_without_rows(ask: Ask) -> None:
    with pytest.raises(UsageError, match="positions"):
        rows(ask([]), "times")
    with pytest.raises(UsageError, match="cannot be filtered by type"):
        rows(ask([told()]), "quotes", Filter(type="ASSAULT"))


def test_the_command_line_offers_what_the_store_can_do() -> None:
    assert {table: set(names) for table, names in ASKED.items()} == {
        table: set(FILTERS[table]) for table in LAYOUTS
    }


def test_the_time_line_has_each_event_once(ask: Ask, table: Table) -> None:
    records = [
        report(
            "a",
            "2031-05-16",
            event(day="2031-05-15", cluster="x"),
            event(day="2031-05-15", cluster="x", confidence=0.9),
        ),
        report("b", "2031-05-14", event(day=None, actors=(PERU,))),
    ]
    relation = timeline(ask(records))
    assert tuple(relation.columns) == COLUMNS
    found = table(relation)
    assert [(row["day"].day, row["granularity"], row["actors"]) for row in found] == [
        (14, "unknown", ["Peru"]),
        (15, "day", ["Norway"]),
    ]
    assert found[1]["sentence"] == "Sentence 1 of a."
    assert (found[1]["reports"], found[1]["sources"]) == (1, 1)


def test_relations_as_lines_and_csv(ask: Ask) -> None:
    relation = rows(ask([told()]), "conflicts")
    lines, cells = io.StringIO(), io.StringIO()
    assert write_relation(relation, lines, "jsonl") == write_relation(relation, cells, "csv") == 1
    line = json.loads(lines.getvalue())
    assert (line["published"], line["passages"][0]) == ("2031-05-16", "Twelve men")
    header, row = cells.getvalue().splitlines()
    assert header.startswith("report_id,source,url,published,conflict_id,kind,values")
    assert ",12|40," in row
