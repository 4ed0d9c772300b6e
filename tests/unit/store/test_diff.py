"""What changed between two versions, and how it is told."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import pytest
from ferries import CODER, invented
from rich.console import Console

from detente.errors import StoreError, UsageError
from detente.present.changes import print_changes, print_commits, write_changes_csv, write_changes_jsonl
from detente.present.terminal.printer import Printer
from detente.record.types import Record
from detente.store import Store
from detente.store.diff import FIELDS, Change
from detente.store.tables import store_tables

NEWER = replace(CODER, version="0.2.0")


def recoded(number: int, **changes: Any) -> Record:
    """The same report, as a newer coder reads it."""
    record = invented(number, coder=NEWER)
    return replace(record, events=tuple(replace(event, **changes) for event in record.events))


@pytest.fixture
def grown(store: Store) -> Store:
    """A store in which something of every kind happened after version 1."""
    store.add([invented(number) for number in range(6)])
    store.add([recoded(1), recoded(2, event_mode=None, confidence=0.9), replace(recoded(3), events=())])
    moved = replace(invented(4, text="Another text: Iceland wrote to Norway."), events=())
    store.add([moved, invented(7)])
    store.withdraw(["report-5"], "by its agency")
    return store


def told(changes: Any) -> list[tuple[str, str, str, set[str]]]:
    return [(one.change, one.reason, one.report_id, set(one.fields)) for one in changes]


def test_every_kind_of_change_is_told(grown: Store) -> None:
    assert told(grown.diff(1)) == [
        ("changed", "recoded", "report-2", {"event_mode", "confidence"}),
        ("removed", "recoded", "report-3", set()),
        ("removed", "edited", "report-4", set()),
        ("removed", "withdrawn", "report-5", set()),
        ("added", "new", "report-7", set()),
    ]
    one = next(grown.diff(1))
    assert one.fields["event_mode"] == ("expel", None)
    assert one.sentence == "Iceland spoke to Norway about ferry 2. It"


def test_versions_between_are_told_alone(grown: Store) -> None:
    assert told(grown.diff(2, 3)) == [
        ("removed", "edited", "report-4", set()),
        ("added", "new", "report-7", set()),
    ]
    assert told(grown.diff(grown.version)) == []
    assert len(told(grown.diff(0, 1))) == 6
    assert told(grown.diff("1", "4")) == told(grown.diff(1))


def test_putting_together_is_no_change(grown: Store) -> None:
    before = list(grown.diff(1))
    grown.tidy()
    for number in range(8):
        grown.append("reviews", [{"id": str(number)}])
    grown.tidy()
    assert list(grown.diff(1)) == before


def test_a_day_stands_for_its_last_version(grown: Store) -> None:
    today = grown.commits()[-1].finished.date().isoformat()
    assert list(grown.diff(1, today)) == list(grown.diff(1))


@pytest.mark.parametrize(
    ("versions", "told_as", "kind"),
    [
        (("9",), "0 to 4", StoreError),
        (("first",), "neither", UsageError),
        (("2020-01-01",), "made later", StoreError),
        ((3, 1), "earlier one first", UsageError),
        (("-1",), "neither", UsageError),
    ],
)
def test_a_version_that_is_not_there_is_said(
    grown: Store, versions: tuple[Any, ...], told_as: str, kind: type[Exception]
) -> None:
    with pytest.raises(kind, match=told_as):
        list(grown.diff(*versions))


def test_changes_as_json_lines_and_csv(grown: Store) -> None:
    lines, rows = io.StringIO(), io.StringIO()
    write_changes_jsonl(grown.diff(1), lines)
    write_changes_csv(grown.diff(1), rows)
    first = json.loads(lines.getvalue().splitlines()[0])
    assert first["fields"] == {
        "event_mode": {"before": "expel", "after": None},
        "confidence": {"before": 0.52, "after": 0.9},
    }
    assert len(rows.getvalue().splitlines()) == 6
    assert "event_mode: expel → none|confidence: 0.52 → 0.9" in rows.getvalue()


def test_changes_in_a_terminal(grown: Store) -> None:
    file = io.StringIO()
    printer = Printer(Console(file=file, width=80, highlight=False))
    assert print_changes(grown.diff(1), printer) == {"changed": 1, "removed": 3, "added": 1}
    assert "~ SANCTION 2031-05-03  “Iceland spoke to Norway about ferry 2. It”" in file.getvalue()
    print_commits(grown.commits(), printer)
    assert "withdraw  1 earlier versions left" in file.getvalue()


def test_values_are_told_in_words() -> None:
    from detente.present.changes import _differences

    party = {"name": "Iceland", "country": "ISL", "sectors": ["GOV"]}
    quantity = {"kind": "killed", "low": 2.0, "high": None, "unit": None}
    fields = {
        "actors": ([party, {"name": "people", "country": None, "sectors": []}], []),
        "quantities": ([quantity], [{**quantity, "high": 3.0, "unit": "USD"}]),
        "date": ({"start": None, "end": None}, {"start": "2031-05-01", "end": "2031-05-07"}),
        "score": (None, -2.5),
    }
    change = Change("changed", "recoded", "r", "e", None, "AID", "", fields)
    assert list(_differences(change)) == [
        "actors: Iceland (ISL GOV); people → none",
        "quantities: killed 2– → killed 2–3 USD",
        "date: unresolved → 2031-05-01 to 2031-05-07",
        "score: none → -2.5",
    ]


def test_the_compared_fields_are_columns() -> None:
    assert set(FIELDS) <= {column.name for column in store_tables()["events"].columns}
