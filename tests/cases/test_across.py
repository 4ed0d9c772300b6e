"""Reports that tell of one event or of two, and what they disagree on. A new case is a new table of across.toml."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from detente.coding.pipeline import Coder
from detente.reconcile.conflicts import cross_conflicts
from detente.reconcile.events import ClusterRow, Wording, cluster_events
from detente.record.types import Record, Report

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("across.toml").read_text(encoding="utf-8")
)["case"]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


@pytest.fixture(scope="module")
def wording() -> Wording:
    return Wording.load()


def clusters_of(records: list[Record], rows: tuple[ClusterRow, ...], where: str) -> set[str]:
    """The clusters of the events in the sentence that "number: words" names."""
    number, words = where.split(": ", 1)
    record = records[int(number)]
    at = record.report.text.index(words)
    cluster = {row.event: row.cluster for row in rows}
    return {cluster[e.id] for e in record.events if e.evidence[0] <= at < e.evidence[1]}


@pytest.mark.parametrize("case", CASES, ids=[f"{i}-{c['reports'][0][1][:40]}" for i, c in enumerate(CASES)])
def test_across(coder: Coder, wording: Wording, case: dict[str, Any]) -> None:
    records = [
        coder.code(Report(text, published=date.fromisoformat(day), id=f"r{number}"))
        for number, (day, text) in enumerate(case["reports"])
    ]
    rows = cluster_events(records, wording=wording)
    for a, b in case.get("same", []):
        assert clusters_of(records, rows, a) & clusters_of(records, rows, b)
    for a, b in case.get("apart", []):
        first, second = clusters_of(records, rows, a), clusters_of(records, rows, b)
        assert first
        assert second
        assert not first & second
    found = cross_conflicts(records, rows, wording=wording)
    assert sorted(str(conflict.kind) for conflict in found) == case["conflicts"], found
    for conflict in found:
        assert len({item.report_id for item in conflict.items}) == 2
        assert all(item.start < item.end for item in conflict.items)
