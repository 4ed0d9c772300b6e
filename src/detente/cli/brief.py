"""``detente brief``: the main job."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from detente.cli.common import Jobs, Paths, Published, Run, coded, output

_EPILOG = """Examples:

  detente brief report.txt --published 2022-01-21

  detente brief report.html -o brief.html        a page that marks every fact in the text

  detente brief reports/ | less -R
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("brief", epilog=_EPILOG)(brief)


def brief(
    paths: Paths,
    published: Published = None,
    out: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="FILE.html", help="Also write one self-contained page."),
    ] = None,
    width: Annotated[
        int | None, typer.Option("--width", min=40, max=200, help="Columns; the terminal's own by default.")
    ] = None,
    jobs: Jobs = 1,
) -> None:
    """Say what the reports say: who did, said, demanded or threatened what, to whom, when and where."""
    from rich.console import Console

    from detente.present.brief import print_brief
    from detente.present.page import write_page

    run = Run()
    records = list(coded(paths, published, run, jobs))
    console = Console(file=sys.stdout, width=width, highlight=False, soft_wrap=False)
    if out != "-":
        for record in records:
            print_brief(record, console)
    if out is not None and records:
        with output(out) as file:
            write_page(records, file)
        typer.echo(f"page written: {out}", err=True)
    run.finish()
