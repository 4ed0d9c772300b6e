"""Conflicts and defects as rows: the columns, JSON lines and CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import IO, Any

from detente.present.exports import write_rows
from detente.present.rows import Column
from detente.record.types import Record

_REPORT = (*(Column(name) for name in ("report_id", "source", "url")), Column("published", "date"))
CONFLICT_COLUMNS = (
    *_REPORT,
    *(Column(name) for name in ("conflict_id", "kind")),
    *(Column(name, "texts") for name in ("values", "passages", "starts", "ends")),
    Column("explanation"),
)
DEFECT_COLUMNS = (
    *_REPORT,
    *(Column(name) for name in ("defect_id", "kind", "field")),
    Column("start", "integer"),
    Column("end", "integer"),
    *(Column(name) for name in ("text", "explanation", "suggestion")),
)

Row = tuple[Any, ...]


def conflict_rows(records: Iterable[Record], kinds: Sequence[str] = ()) -> Iterator[Row]:
    """The conflicts of records, in their order; ``kinds`` () means all."""
    for record in records:
        for conflict in record.conflicts:
            if kinds and conflict.kind not in kinds:
                continue
            items = conflict.items
            yield (
                *_report(record),
                *(conflict.id, str(conflict.kind)),
                tuple(item.value for item in items),
                tuple(" ".join(record.report.text[item.start : item.end].split()) for item in items),
                tuple(str(item.start) for item in items),
                tuple(str(item.end) for item in items),
                conflict.explanation,
            )


def defect_rows(records: Iterable[Record], kinds: Sequence[str] = ()) -> Iterator[Row]:
    """The defects of records, in their order; ``kinds`` () means all."""
    for record in records:
        for defect in record.defects:
            if not kinds or defect.kind in kinds:
                yield (
                    *_report(record),
                    *(defect.id, str(defect.kind), defect.field, defect.start, defect.end),
                    *(" ".join(defect.text.split()), defect.explanation, defect.suggestion),
                )


def _report(record: Record) -> Row:
    report = record.report
    return report.id, report.source, report.url, report.published


def write_findings_csv(columns: Sequence[Column], rows: Iterable[Row], file: IO[str]) -> None:
    """One finding a row, with a header, in the CSV of ``exports.write_csv``."""
    write_rows(columns, rows, file)


def write_findings_jsonl(columns: Sequence[Column], rows: Iterable[Row], file: IO[str]) -> None:
    """One finding a line, its keys those of the columns."""
    for row in rows:
        values = zip(columns, row, strict=True)
        line = {column.name: str(value) if isinstance(value, date) else value for column, value in values}
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
