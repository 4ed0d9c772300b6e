"""``detente positions``: the ledger of who demands, offers, refuses or threatens what."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.cli.asking import Coding, Target, asked, asks
from detente.cli.common import Jobs, Out, Overlays, Published
from detente.cli.listing import write
from detente.cli.streams import check_target, output

if TYPE_CHECKING:
    from detente.store import Filter

_EPILOG = """\b
Examples:
  detente positions crisis --party RUS --issue ceasefire
  detente positions report.txt --published 2022-01-21
  detente positions reports/ --party Russia --act demand --act threaten
  detente positions reports/ --issue ceasefire --format csv -o ledger.csv
"""


class Format(StrEnum):
    """Shapes that ``positions`` can write."""

    TEXT = "text"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "positions", epilog=_EPILOG, short_help="Say who demands, offers, refuses or threatens what."
    )(positions)


@asks("positions")
def positions(  # noqa: PLR0913, PLR0917 - one for each option of the command
    paths: Target,
    wanted: Filter,
    published: Published = None,
    form: Annotated[
        Format,
        typer.Option(
            "--format", "-f", help="text: by party and issue, latest first; jsonl, csv, parquet: one a row."
        ),
    ] = Format.TEXT,
    out: Out = None,
    jobs: Jobs = 1,
    overlays: Overlays = None,
) -> None:
    """Say who demands, offers, promises, refuses or threatens what, on which condition and by when."""
    from detente.analysis import rows

    check_target(out, paths)
    found = asked(paths, Coding(published, jobs, overlays))
    relation = rows(found.source, "positions", wanted)
    if form is Format.TEXT:
        _print(relation, out)
    else:
        write(relation, form, out)
    found.finish()


def _print(relation: Any, out: str | None) -> None:
    from detente.cli.terminal import Terminal
    from detente.present.exports.relations import relation_dicts
    from detente.present.terminal.ledger import print_ledger
    from detente.present.terminal.printer import Printer

    found = list(relation_dicts(relation))
    with output(out) as file:
        print_ledger(found, Printer(Terminal(file, None)))
    if not found:
        typer.echo("no positions found", err=True)
