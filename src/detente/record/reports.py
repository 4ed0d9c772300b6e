"""From a report as it was read to what the record keeps of it."""

from __future__ import annotations

from detente.record.ids import report_id, text_sha256
from detente.record.types import Record, Report, ReportInfo


def report_info(report: Report) -> ReportInfo:
    """The report with its id, the sha256 (hex) of its UTF-8 text and its length in code points; ``""`` becomes None."""
    return ReportInfo(
        id=report_id(report),
        title=report.title or None,
        source=report.source or None,
        url=report.url or None,
        published=report.published,
        published_at=report.published_at,
        language=report.language or None,
        sha256=text_sha256(report.text),
        characters=len(report.text),
        text=report.text,
    )


def report_of(record: Record) -> Report:
    """The report that a record was made from, under the same id: coded again by the same coder, it gives the same record."""
    info = record.report
    given = (info.text, info.published, info.title, info.source, info.url, info.published_at, info.language)
    return Report(*given, id=info.id)
