"""``detente positions``: the ledger of who demands, offers, refuses or threatens what."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.common import Jobs, Out, Overlays, Paths, Published, Run, coded, parse_date
from detente.cli.streams import check_target, output
from detente.errors import UsageError
from detente.record.enums import Act, PositionStatus

if TYPE_CHECKING:
    from detente.present.ledger import Row

_EPILOG = """\b
Examples:
  detente positions report.txt --published 2022-01-21
  detente positions reports/ --party Russia --act demand --act threaten
  detente positions reports/ --issue ceasefire --format csv -o ledger.csv
"""


class Format(StrEnum):
    """Shapes that ``positions`` can write."""

    TEXT = "text"
    JSONL = "jsonl"
    CSV = "csv"


def _text(option: str, metavar: str, told: str) -> typer.models.OptionInfo:
    return typer.Option(option, metavar=metavar, help=told)  # type: ignore[no-any-return]


Party = Annotated[str | None, _text("--party", "NAME", "Whose: a part of the name, or a code.")]
Recipient = Annotated[str | None, _text("--recipient", "NAME", "To whom: a part of the name.")]
Country = Annotated[str | None, _text("--country", "CODE", "The party's country: RUS.")]
Acts = Annotated[list[Act] | None, typer.Option("--act", help="May be given several times.")]
Issues = Annotated[list[str] | None, _text("--issue", "ISSUE", "A label of the codebook: ceasefire.")]
Statuses = Annotated[list[PositionStatus] | None, typer.Option("--status", help="Where it stands.")]
Since = Annotated[str | None, _text("--since", "DATE", "Of reports of this day or later.")]
Until = Annotated[str | None, _text("--until", "DATE", "Of reports of this day or earlier.")]
Least = Annotated[
    float, typer.Option("--min-confidence", metavar="P", min=0, max=1, help="The least confidence.")
]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="No more rows.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "positions", epilog=_EPILOG, short_help="Say who demands, offers, refuses or threatens what."
    )(positions)


def positions(  # noqa: PLR0913, PLR0917 - one for each option of the command
    paths: Paths,
    published: Published = None,
    form: Annotated[
        Format,
        typer.Option("--format", "-f", help="text: by party and issue, latest first; jsonl, csv: one a row."),
    ] = Format.TEXT,
    out: Out = None,
    party: Party = None,
    recipient: Recipient = None,
    country: Country = None,
    act: Acts = None,
    issue: Issues = None,
    status: Statuses = None,
    since: Since = None,
    until: Until = None,
    least: Least = 0.0,
    limit: Limit = None,
    jobs: Jobs = 1,
    overlays: Overlays = None,
) -> None:
    """Say who demands, offers, promises, refuses or threatens what, on which condition and by when."""
    from detente.present.ledger import Wanted, ledger_rows

    check_target(out, paths)
    wanted = Wanted(
        party,
        recipient,
        country,
        tuple(act or ()),
        _issues(issue),
        tuple(status or ()),
        parse_date(since, "--since"),
        parse_date(until, "--until"),
        least,
    )
    run = Run()
    rows = (row for row in ledger_rows(coded(paths, published, run, jobs, overlays)) if wanted.holds(row))
    _write(islice(rows, limit), form, out)
    run.finish()


def _issues(given: list[str] | None) -> tuple[str, ...]:
    """The labels of an option. UsageError where the codebook has no such issue."""
    if not given:
        return ()
    from difflib import get_close_matches

    from detente.codebook import Codebook

    known = [issue.id for issue in Codebook.load().issues]
    for name in given:
        if name not in known:
            near = ", ".join(get_close_matches(name, known, 3, 0.4)) or ", ".join(known)
            raise UsageError(f"--issue {name!r} is none of the codebook's; did you mean {near}?")
    return tuple(given)


def _write(rows: Iterator[Row], form: Format, out: str | None) -> None:
    from detente.cli.terminal import Terminal
    from detente.present.ledger import write_ledger_csv, write_ledger_jsonl
    from detente.present.terminal.ledger import print_ledger
    from detente.present.terminal.printer import Printer

    with output(out) as file:
        if form is Format.TEXT:
            found = list(rows)
            print_ledger(found, Printer(Terminal(file, None)))
            if not found:
                typer.echo("no positions found", err=True)
        else:
            (write_ledger_csv if form is Format.CSV else write_ledger_jsonl)(rows, file)
