"""``detente code``: reports to records."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from detente.cli.common import Jobs, Out, Overlays, Paths, Published, Run, coded
from detente.cli.streams import check_target, output

_EPILOG = """\b
Examples:
  detente code report.txt --published 2022-01-21
  detente code reports/ -o records.jsonl --jobs 2
  detente code reports.jsonl.gz --format csv -o events.csv
"""


class Format(StrEnum):
    """Shapes that ``code`` can write."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("code", epilog=_EPILOG, short_help="Turn reports into records: JSON lines, CSV or Parquet.")(
        code
    )


def code(
    paths: Paths,
    published: Published = None,
    form: Annotated[
        Format, typer.Option("--format", "-f", help="jsonl: whole records; csv, parquet: one event a row.")
    ] = Format.JSONL,
    out: Out = None,
    jobs: Jobs = 1,
    overlays: Overlays = None,
) -> None:
    """Code reports into records: actors, events, quotes, times, places, each with its offsets and reasons."""
    from detente.present.exports import write_csv, write_jsonl, write_parquet

    check_target(out, paths)
    run = Run()
    records = coded(paths, published, run, jobs, overlays)
    if form is Format.PARQUET:
        write_parquet(records, out)
    else:
        with output(out) as file:
            (write_csv if form is Format.CSV else write_jsonl)(records, file)
    run.finish()
