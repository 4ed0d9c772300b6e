"""``detente brief``: the main job."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli.common import Jobs, Overlays, Paths, Published, Run, coded
from detente.cli.streams import check_target, output, standard_output

_EPILOG = """\b
Examples:
  detente brief report.txt --published 2022-01-21
  detente brief report.html -o brief.html    and a page that marks every fact in the text
  detente brief reports/ | less              all reports of a folder, one below the other
  detente brief reports/ -o - > all.html     the page alone
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "brief", epilog=_EPILOG, short_help="Say what reports say, here and as a page: the main job."
    )(brief)


def brief(
    paths: Paths,
    published: Published = None,
    out: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE.html",
            help="Also write one page that needs no network; - prints the page instead of the brief.",
        ),
    ] = None,
    width: Annotated[
        int | None,
        typer.Option(
            "--width",
            metavar="COLUMNS",
            min=40,
            max=200,
            help="Width of the brief; the terminal's by default.",
        ),
    ] = None,
    jobs: Jobs = 1,
    overlays: Overlays = None,
) -> None:
    """Say what the reports say: who did, said, demanded or threatened what, to whom, when and where."""
    from detente.cli.terminal import Terminal
    from detente.present.brief import print_brief
    from detente.present.page import write_page

    check_target(out, paths)
    run = Run()
    records = list(coded(paths, published, run, jobs, overlays))
    written = out is not None and bool(records)
    if out is not None and records:
        with output(out) as file:  # before the brief, whose reader may go away at any line
            write_page(records, file)
    try:
        if out != "-":
            with standard_output() as stream:
                for record in records:
                    print_brief(record, Terminal(stream, width))
    finally:
        if written and out != "-":
            typer.echo(f"page written: {out}", err=True)
    run.finish()
