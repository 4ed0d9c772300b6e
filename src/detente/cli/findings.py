"""``detente conflicts`` and ``detente defects``: what to doubt in reports, one row a line."""

from __future__ import annotations

from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.common import Jobs, Out, Overlays, Paths, Published, Run, coded
from detente.cli.streams import check_target, output
from detente.record.enums import ConflictKind, DefectKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.present.findings import Row
    from detente.present.rows import Column

_CONFLICTS = """\b
Examples:
  detente conflicts report.txt --published 2022-01-21
  detente conflicts reports/ --kind quantity --kind date --format csv -o conflicts.csv
"""
_DEFECTS = """\b
Examples:
  detente defects report.txt --published 2022-01-21
  detente defects reports/ --kind wrong_role --format csv -o defects.csv
"""


class Format(StrEnum):
    """Shapes that findings are written in."""

    JSONL = "jsonl"
    CSV = "csv"


Shape = Annotated[Format, typer.Option("--format", "-f", help="One finding a line or row.")]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="No more rows.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        "conflicts", epilog=_CONFLICTS, short_help="Say which accounts in a report cannot both be true."
    )(conflicts)
    app.command("defects", epilog=_DEFECTS, short_help="Say where a careful editor would stop.")(defects)


def conflicts(  # noqa: PLR0913, PLR0917 - one for each option of the command
    paths: Paths,
    published: Published = None,
    form: Shape = Format.JSONL,
    out: Out = None,
    kind: Annotated[
        list[ConflictKind] | None, typer.Option("--kind", help="May be given several times.")
    ] = None,
    limit: Limit = None,
    jobs: Jobs = 1,
    overlays: Overlays = None,
) -> None:
    """Say which accounts inside a report cannot both be true: numbers, dates, places, who did it, whether it happened."""
    from detente.present.findings import CONFLICT_COLUMNS, conflict_rows

    check_target(out, paths)
    run = Run()
    rows = conflict_rows(coded(paths, published, run, jobs, overlays), kind or ())
    _write(CONFLICT_COLUMNS, islice(rows, limit), form, out)
    run.finish()


def defects(  # noqa: PLR0913, PLR0917 - one for each option of the command
    paths: Paths,
    published: Published = None,
    form: Shape = Format.JSONL,
    out: Out = None,
    kind: Annotated[
        list[DefectKind] | None, typer.Option("--kind", help="May be given several times.")
    ] = None,
    limit: Limit = None,
    jobs: Jobs = 1,
    overlays: Overlays = None,
) -> None:
    """Say where a careful editor would stop: misspelt names, wrong offices, broken quotations, statements told again."""
    from detente.present.findings import DEFECT_COLUMNS, defect_rows

    check_target(out, paths)
    run = Run()
    rows = defect_rows(coded(paths, published, run, jobs, overlays), kind or ())
    _write(DEFECT_COLUMNS, islice(rows, limit), form, out)
    run.finish()


def _write(columns: Sequence[Column], rows: Iterable[Row], form: Format, out: str | None) -> None:
    from detente.present.findings import write_findings_csv, write_findings_jsonl

    with output(out) as file:
        (write_findings_csv if form is Format.CSV else write_findings_jsonl)(columns, rows, file)
