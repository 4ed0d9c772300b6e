"""``detente validate``: files of events against the published columns of their format."""

from __future__ import annotations

from enum import StrEnum
from io import StringIO
from itertools import islice
from typing import Annotated

import typer

from detente.cli.streams import output, read_input

_EPILOG = """\b
Examples:
  detente validate events.tsv --format polecat
  detente validate crisis.export.CSV --format gdelt
  detente code report.txt --published 2022-01-21 --format plover | detente validate - --format plover
"""


class Format(StrEnum):
    """Formats whose columns are known."""

    PLOVER = "plover"
    POLECAT = "polecat"
    ICEWS = "icews"
    GDELT = "gdelt"
    ACLED = "acled"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "validate", epilog=_EPILOG, short_help="Check a file of event data against the columns of its format."
    )(validate)


def validate(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file; - is stdin.", show_default=False)],
    form: Annotated[Format, typer.Option("--format", "-f", help="What the file should be.")],
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="No more faults.")] = 100,
) -> None:
    """Check a file of event data, ours or anyone's: columns, kinds of values, closed lists, what must not be empty.

    Each fault is one line: line number, column, what stands there, what is expected. Exit code 1 where there is any.
    """
    from detente.present.exports.checking import check_events

    lines = StringIO(read_input(file), newline="")  # no other character than a line feed ends a line
    faults = list(islice(check_events(form.value, lines), limit))
    with output(None) as stream:
        stream.writelines(f"{fault}\n" for fault in faults)
    if faults:
        told = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        typer.echo(
            f"{told} found{' (and maybe more; see --limit)' if len(faults) == limit else ''}", err=True
        )
        raise typer.Exit(1)
