"""``detente add`` and ``detente withdraw``: reports into a store, and out of its counts."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli.bars import source_of
from detente.cli.common import Jobs, Overlays, Paths, Published, laid_over, parse_date
from detente.cli.storing import Intake, StorePath, open_store, reconcile

_ADD = """\b
Examples:
  detente add crisis reports/ --jobs 2
  detente add crisis reports.jsonl.gz --published 2022-01-21
  zcat reports.jsonl.gz | detente add crisis -
"""
_WITHDRAW = """\b
Example:
  detente withdraw crisis report-17 report-21 --detail "withdrawn by the agency on 3 May"
"""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("add", epilog=_ADD, short_help="Code reports and keep what they say in a store.")(add)
    app.command("withdraw", epilog=_WITHDRAW, short_help="Take reports out of a store's counts.")(withdraw)


def add(
    store: StorePath,
    paths: Paths,
    published: Published = None,
    jobs: Jobs = 1,
    overlays: Overlays = None,
) -> None:
    """Code reports and keep what they say in a store, which is made where it is not there yet.

    Reports that the store has already are passed over, so that a run that was ended, however, goes on where it was when it
    is started again. A report with the id or the URL of an earlier one takes its place. At the end, what the new reports tell
    is joined with what others tell: events, conflicts, entities, and what became of positions.
    """
    from detente.coding.pipeline import Coder
    from detente.store import Work

    day, folders, target = parse_date(published), laid_over(overlays), open_store(store)
    intake = Intake(Work("add", tuple(paths)), source_of(paths, day))
    unknown = target.unknown(intake.readable(), Coder.describe(folders))
    intake.code_into(target, unknown, jobs, folders)
    reconcile(target)
    target.tidy()
    intake.finish(target)


def withdraw(
    store: StorePath,
    reports: Annotated[
        list[str], typer.Argument(metavar="ID", help="Ids of the reports.", show_default=False)
    ],
    detail: Annotated[
        str | None, typer.Option("--detail", metavar="TEXT", help="Why, for those who ask later.")
    ] = None,
) -> None:
    """Take reports out of a store's counts that those who published them have withdrawn. They stay in its history."""
    target = open_store(store)
    target.withdraw(reports, detail)
    reconcile(target)
    told = "1 report" if len(reports) == 1 else f"{len(reports)} reports"
    typer.echo(f"{told} withdrawn; {store} is at version {target.version}", err=True)
