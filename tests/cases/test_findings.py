"""Conflicts and defects in invented passages, and near-misses that have none. A new case is a new table of findings.toml."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from detente.coding.pipeline import Coder
from detente.record.types import Record, Report

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("findings.toml").read_text(encoding="utf-8")
)["case"]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


def coded(coder: Coder, case: dict[str, Any]) -> Record:
    day = date.fromisoformat(case["published"])
    return coder.code(Report(case["text"], published=day, title=case.get("title")))


@pytest.mark.parametrize("case", CASES, ids=[f"{i}-{case['text'][:40]}" for i, case in enumerate(CASES)])
def test_findings(coder: Coder, case: dict[str, Any]) -> None:
    record = coded(coder, case)
    text = record.report.text
    conflicts = [(str(c.kind), [text[i.start : i.end] for i in c.items]) for c in record.conflicts]
    wanted = [(kind, parts) for kind, *parts in case.get("conflicts", [])]
    assert [kind for kind, _ in conflicts] == [kind for kind, _ in wanted], conflicts
    for (_, passages), (_, parts) in zip(conflicts, wanted, strict=True):
        assert all(part in passage or passage in part for part, passage in zip(parts, passages, strict=True))
    found = [(str(d.kind), f"{'title:' if d.field == 'title' else ''}{d.text}") for d in record.defects]
    assert [kind for kind, _ in found] == [kind for kind, _ in case.get("defects", [])], found
    for (_, passage), (_, part) in zip(found, case.get("defects", []), strict=True):
        assert part in passage or passage in part


def test_findings_quote_the_text_and_have_ids_of_their_own(coder: Coder) -> None:
    records = [coded(coder, case) for case in CASES]
    for record in records:
        source = {"text": record.report.text, "title": record.report.title or ""}
        assert all(source[d.field][d.start : d.end] == d.text for d in record.defects)
        assert all(len(c.items) == 2 and c.explanation for c in record.conflicts)
        ids = [item.id for item in (*record.conflicts, *record.defects)]
        assert len(set(ids)) == len(ids)
