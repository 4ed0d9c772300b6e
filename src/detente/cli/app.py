"""Puts the commands together, and turns errors into one line and an exit code: 0 done, 1 failed, 2 usage, 3 partly."""

from __future__ import annotations

import logging
import sys

import typer

from detente.cli import brief, code, explain, resolve, same, schema
from detente.errors import DetenteError, UsageError
from detente.version import __version__

_HELP = """Reads news reports and keeps the record of a crisis: who did, said, demanded or threatened what, to whom,
when and where. Everything runs on this machine; nothing is sent anywhere.

Start with:  detente brief report.txt --published 2022-01-21
"""

app = typer.Typer(
    help=_HELP,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (brief, code, explain, resolve, same, schema):
    command.register(app)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"detente {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
    ),
) -> None:
    pass


def run() -> None:
    """Run the command line; never shows a traceback for an error that a user can mend."""
    logging.basicConfig(stream=sys.stderr, format="%(message)s", level=logging.WARNING)
    logging.getLogger("trafilatura").setLevel(logging.ERROR)
    try:
        app()
    except UsageError as error:
        _end(error, 2)
    except DetenteError as error:
        _end(error, 1)
    except BrokenPipeError:
        sys.stderr.close()  # the reader went away ("detente code … | head"): nothing to say
        sys.exit(0)
    except KeyboardInterrupt:
        _end("interrupted", 130)


def _end(message: object, code: int) -> None:
    typer.echo(f"detente: {message}", err=True)
    sys.exit(code)
