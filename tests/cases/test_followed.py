"""What became of positions in later reports. A new case is a new table of followed.toml."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from detente.coding.pipeline import Coder
from detente.reconcile.events import cluster_events
from detente.reconcile.ledger import Reader, follow_up
from detente.record.types import Report

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("followed.toml").read_text(encoding="utf-8")
)["case"]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


@pytest.mark.parametrize("case", CASES, ids=[f"{i}-{c['reports'][0][1][:40]}" for i, c in enumerate(CASES)])
def test_followed(coder: Coder, reader: Reader, case: dict[str, Any]) -> None:
    records = [
        coder.code(Report(text, published=date.fromisoformat(day), id=f"r{number}"))
        for number, (day, text) in enumerate(case["reports"])
    ]
    first, *_ = records
    assert first.positions
    found = follow_up(records, cluster_events(records, wording=reader.wording), reader=reader)
    ours = {position.id for position in first.positions}
    rows = sorted((row for row in found.statuses if row.position in ours), key=lambda row: row.day)
    assert [str(row.status) for row in rows] == case["statuses"], found
    texts = {record.report.id: record.report.text for record in records}
    assert all(texts[row.report_id][slice(*span)].strip() for row in rows for span in row.evidence)
    statement = next(row for row in found.said_and_done if set(row.positions) & ours)
    assert str(statement.outcome) == case["outcome"]
    assert follow_up(records[::-1], cluster_events(records, wording=reader.wording), reader=reader) == found
