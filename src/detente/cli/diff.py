"""``detente diff``: what changed between two versions of a store."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from detente.cli.common import Out
from detente.cli.storing import StorePath
from detente.cli.streams import check_target, output
from detente.errors import UsageError

_EPILOG = """\b
Examples:
  detente diff crisis                      # the versions of the store
  detente diff crisis 12                   # since version 12
  detente diff crisis 2022-01-21 2022-01-28 --format csv -o week.csv
"""


class Format(StrEnum):
    """Shapes that changes are written in."""

    TEXT = "text"
    JSONL = "jsonl"
    CSV = "csv"


def _version(name: str, told: str) -> typer.models.ArgumentInfo:
    return typer.Argument(metavar=name, help=told, show_default=False)  # type: ignore[no-any-return]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("diff", epilog=_EPILOG, short_help="Say what changed between two versions of a store.")(diff)


def diff(
    store: StorePath,
    first: Annotated[str | None, _version("A", "The earlier version: its number, or a day.")] = None,
    second: Annotated[str | None, _version("B", "The later one; the newest where none is given.")] = None,
    form: Annotated[
        Format, typer.Option("--format", "-f", help="jsonl, csv: one event a row.")
    ] = Format.TEXT,
    out: Out = None,
) -> None:
    """Say which events were added, changed or removed between two versions of a store, and what changed in them.

    Without A and B it lists the versions. A day stands for its last version.
    """
    from detente.cli.terminal import Terminal
    from detente.present.changes import print_changes, print_commits, write_changes_csv, write_changes_jsonl
    from detente.present.terminal.printer import Printer
    from detente.store import Store

    check_target(out)
    target = Store(store)
    if first is None and form is not Format.TEXT:
        raise UsageError("give the version to start from: detente diff STORE A")
    with output(out) as file:
        if first is None:
            print_commits(target.commits(), Printer(Terminal(file, None)))
        elif form is Format.TEXT:
            counts = print_changes(target.diff(first, second), Printer(Terminal(file, None)))
            kinds = ("added", "changed", "removed")
            typer.echo(", ".join(f"{counts[kind]} {kind}" for kind in kinds), err=True)
        else:
            write = write_changes_csv if form is Format.CSV else write_changes_jsonl
            write(target.diff(first, second), file)
