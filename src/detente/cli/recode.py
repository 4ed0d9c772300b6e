"""``detente recode``: what a store keeps of reports, read anew by a newer coder."""

from __future__ import annotations

import typer

from detente.cli.bars import Source
from detente.cli.common import Jobs, Overlays, laid_over
from detente.cli.storing import Intake, StorePath, open_store, reconcile

_EPILOG = """\b
Examples:
  detente recode crisis --jobs 2
  detente diff crisis 41          # what it changed, where 41 was the version before
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("recode", epilog=_EPILOG, short_help="Code a store's reports anew after an upgrade.")(recode)


def recode(store: StorePath, jobs: Jobs = 1, overlays: Overlays = None) -> None:
    """Code those reports of a store anew that are of another coder: an earlier version, or other knowledge.

    Their text is in the store. What the earlier coder found leaves the counts and stays in the history; a report that
    fails keeps what it has. A run that was ended goes on where it was when it is started again.
    """
    from detente.coding.pipeline import Coder
    from detente.store import Work

    folders, target = laid_over(overlays), open_store(store)
    coder = Coder.describe(folders)
    total = target.count_outdated(coder)
    if not total:
        typer.echo(f"all reports of {store} are of this coder", err=True)
        return
    intake = Intake(Work("recode"), Source(target.outdated(coder), total))
    intake.code_into(target, intake.readable(), jobs, folders)
    reconcile(target)
    target.tidy()
    intake.finish(target)
