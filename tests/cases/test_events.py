"""A table of sentences, each with an event that must be coded or types that must not come (docs/lexicon.md has the words).

``actor`` and ``recipient`` hold a text from inside each party's span, several joined by a plus; ``-`` is nobody, ``?`` is not
looked at. A row with a ``gap`` is known to fail for the reason told there: it must go on failing, or lose its gap.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from detente.coding.pipeline import Coder
from detente.record import Event, Party, Record, Report

_HERE = Path(__file__).parent
_PUBLISHED = date(2023, 5, 10)

Row = dict[str, str]


def _rows() -> list[Row]:
    with (_HERE / "events.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


def _holds(row: Row, record: Record) -> bool:
    if row["absent"] != "-":
        return not any(str(event.event_type) in row["absent"].split(",") for event in record.events)
    return any(_is_wanted(row, event, record.report.text) for event in record.events)


def _is_wanted(row: Row, event: Event, text: str) -> bool:
    start, end = event.trigger
    found = (str(event.event_type), event.event_mode or "-", str(event.auxiliary or "-"))
    return (
        row["trigger"] in text[start:end]
        and found == (row["type"], row["mode"], row["auxiliary"])
        and _are(row["actor"], event.actors, text)
        and _are(row["recipient"], event.recipients, text)
    )


def _are(wanted: str, parties: tuple[Party, ...], text: str) -> bool:
    if wanted in {"?", "-"}:
        return wanted == "?" or not parties
    heads = wanted.split("+")
    spans = [text[party.start : party.end] for party in parties]
    return len(heads) == len(spans) and all(any(head in span for span in spans) for head in heads)


def _told(record: Record) -> str:
    text = record.report.text
    return "; ".join(
        f"{event.event_type} {event.event_mode} {event.auxiliary} {text[slice(*event.trigger)]!r}"
        f" {[text[p.start : p.end] for p in event.actors]} → {[text[p.start : p.end] for p in event.recipients]}"
        for event in record.events
    )


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["id"])
def test_event(coder: Coder, row: Row) -> None:
    record = coder.code(Report(row["sentence"], published=_PUBLISHED))
    holds = _holds(row, record)
    if row["gap"]:
        assert not holds, f"the gap is closed, take it out of the table: {row['gap']}"
    else:
        assert holds, _told(record)


def test_table_is_whole() -> None:
    rows = _rows()
    assert len({row["id"] for row in rows}) == len(rows)
    assert len({row["sentence"] for row in rows}) == len(rows)
    assert all(row["trigger"] in row["sentence"] for row in rows if row["absent"] == "-")
    assert all(head in row["sentence"] for row in rows for head in _heads(row))


def _heads(row: Row) -> list[str]:
    return [
        head
        for cell in (row["actor"], row["recipient"])
        if cell not in {"-", "?"}
        for head in cell.split("+")
    ]
