"""``detente code``: reports to records."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.common import Jobs, Out, Overlays, Paths, Published, Run, coded
from detente.cli.streams import check_target, output, outputs
from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.present.exports.happenings import Tally
    from detente.record.types import Record

_EPILOG = """\b
Examples:
  detente code report.txt --published 2022-01-21
  detente code reports/ -o records.jsonl --jobs 2
  detente code reports.jsonl.gz --format csv -o events.csv
  detente code reports/ --format polecat -o events.tsv
  detente code reports/ --format gdelt -o crisis
"""


class Format(StrEnum):
    """Shapes that ``code`` can write."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    PLOVER = "plover"
    POLECAT = "polecat"
    ICEWS = "icews"
    GDELT = "gdelt"
    ACLED = "acled"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("code", epilog=_EPILOG, short_help="Turn reports into records, or rows of event data.")(code)


def code(
    paths: Paths,
    published: Published = None,
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            "-f",
            help="jsonl: whole records; csv, parquet: one event a row; the others: what happened, as these data sets have it.",
        ),
    ] = Format.JSONL,
    out: Out = None,
    jobs: Jobs = 1,
    overlays: Overlays = None,
) -> None:
    """Code reports into records: actors, events, quotes, times, places, each with its offsets and reasons."""
    from detente.present.exports import write_csv, write_jsonl, write_parquet

    targets = _targets(form, out)
    for target in targets:
        check_target(target, paths)
    run = Run()
    records = coded(paths, published, run, jobs, overlays)
    if form is Format.PARQUET:
        write_parquet(records, out)
    elif form in (Format.JSONL, Format.CSV):
        with output(out) as file:
            (write_csv if form is Format.CSV else write_jsonl)(records, file)
    else:
        _write_events(form, records, targets)
    run.finish()


def _targets(form: Format, out: str | None) -> list[str | None]:
    """The files to write. UsageError where two go to standard output."""
    from detente.present.exports.formats import EVENT_FORMATS

    if form.value not in EVENT_FORMATS:
        return [out]
    targets = EVENT_FORMATS[form.value].paths(out)
    if len(targets) > 1 and targets[0] in (None, "-"):
        raise UsageError(f"--format {form} makes {len(targets)} files; name a prefix or a folder with -o")
    return targets


def _write_events(form: Format, records: Iterator[Record], targets: list[str | None]) -> None:
    from detente.present.exports.formats import happenings_in, write_events
    from detente.present.exports.happenings import Tally

    tally = Tally()
    with outputs(targets) as files:
        write_events(form.value, happenings_in(records, tally), files, tally)
    tell_left_out(form.value, tally)


def tell_left_out(form: str, tally: Tally) -> None:
    """Say on stderr which events the format does not hold."""
    for reason, number in sorted(tally.left_out.items()):
        events = "event is" if number == 1 else "events are"
        typer.echo(f"{number} {events} not in the {form} file: {reason}", err=True)
