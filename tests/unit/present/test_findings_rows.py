"""Findings as rows."""

from __future__ import annotations

import io
import json
from datetime import date

from detente.present.findings import (
    CONFLICT_COLUMNS,
    DEFECT_COLUMNS,
    conflict_rows,
    defect_rows,
    write_findings_csv,
    write_findings_jsonl,
)
from detente.record.enums import ConflictKind, DefectKind
from detente.record.ids import text_sha256
from detente.record.types import Conflict, ConflictItem, Defect, Record, ReportInfo

TEXT = "Twelve men came. Forty men came, said Petrof."


def record() -> Record:
    day = date(2031, 5, 16)
    info = ReportInfo("r", None, None, None, day, None, "en", text_sha256(TEXT), len(TEXT), TEXT)
    items = (ConflictItem(0, 10, "Twelve men"), ConflictItem(17, 26, "Forty men"))
    return Record(
        info,
        conflicts=(Conflict("c", ConflictKind.QUANTITY, items, "They count the same."),),
        defects=(Defect("d", DefectKind.NAME_VARIANT, 38, 44, "Petrof", "No known spelling.", "Petrov"),),
    )


def test_lines_hold_passages_and_reasons() -> None:
    file = io.StringIO()
    write_findings_jsonl(CONFLICT_COLUMNS, conflict_rows([record()]), file)
    line = json.loads(file.getvalue())
    assert line["passages"] == ["Twelve men", "Forty men"]
    assert line["published"] == "2031-05-16"
    assert line["explanation"] == "They count the same."


def test_kinds_choose() -> None:
    assert not list(conflict_rows([record()], ("date",)))
    assert len(list(defect_rows([record()], ("name_variant",)))) == 1


def test_csv_has_a_header() -> None:
    file = io.StringIO()
    write_findings_csv(DEFECT_COLUMNS, defect_rows([record()]), file)
    header, row = file.getvalue().splitlines()
    assert header.startswith("report_id,source,url,published,defect_id,kind")
    assert row.endswith("Petrof,No known spelling.,Petrov")
