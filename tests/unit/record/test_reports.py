"""What the record keeps of a report."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from detente.record.reports import report_info
from detente.record.types import Report

REPORT = Report(
    "Norland said “no”.", date(2022, 1, 21), "No", "The Daily", "https://daily.example/1", None, "en", "d-1"
)


def test_everything_is_carried_over() -> None:
    info = report_info(REPORT)
    assert (info.id, info.title, info.source, info.url) == (
        "d-1",
        "No",
        "The Daily",
        "https://daily.example/1",
    )
    assert (info.published, info.published_at, info.language) == (date(2022, 1, 21), None, "en")
    assert (info.text, info.characters) == (REPORT.text, 18)
    assert info.sha256 == hashlib.sha256(REPORT.text.encode()).hexdigest()


def test_report_without_id_gets_a_hash_of_text_date_and_source() -> None:
    nameless = replace(REPORT, id=None)
    made = report_info(nameless).id
    assert made == report_info(replace(nameless, title="Other", url=None)).id
    others = [replace(nameless, text="x"), replace(nameless, published=None), replace(nameless, source=None)]
    assert made not in [report_info(other).id for other in others]


def test_empty_is_missing() -> None:
    info = report_info(Report("A.", title="", source="", url="", language=""))
    assert (info.title, info.source, info.url, info.language) == (None,) * 4
