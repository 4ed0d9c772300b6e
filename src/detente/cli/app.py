"""Puts the commands together, and turns errors into one line and an exit code: 0 done, 1 failed, 2 usage, 3 partly."""

from __future__ import annotations

import logging
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from detente.cli import (
    add,
    alerts,
    brief,
    classify,
    code,
    diff,
    evaluate,
    explain,
    export,
    figures,
    knowledge,
    listing,
    positions,
    recode,
    resolve,
    same,
    schema,
    validate,
)
from detente.cli.streams import prepare, silence
from detente.errors import DetenteError, UsageError
from detente.version import __version__

_HELP = """Reads news reports and keeps the record of a crisis: who did, said, demanded or threatened what, to whom,
when and where. Everything runs on this machine; nothing is sent anywhere.

Start with:  detente brief report.txt --published 2022-01-21

Every command says more:  detente brief --help
"""
_EPILOG = """\b
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some reports failed.
What a command finds goes to standard output, what it has to tell to standard error.
"""


class Commands(TyperGroup):
    """All commands; ends quietly when the reader of standard output has enough (``detente brief … | head``)."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for, and write out what it printed."""
        try:
            result = super().invoke(ctx)
            if sys.stdout is not None:
                sys.stdout.flush()
        except BrokenPipeError:
            silence()
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            typer.echo("detente: interrupted", err=True)
            raise typer.Exit(130) from None
        return result


app = typer.Typer(
    cls=Commands,
    help=_HELP,
    epilog=_EPILOG,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
for command in (
    brief,
    code,
    add,
    recode,
    diff,
    positions,
    listing,
    figures,
    alerts,
    export,
    explain,
    classify,
    evaluate,
    resolve,
    same,
    knowledge,
    schema,
    validate,
):
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
    """Run the command line; shows one line for an error, and no traceback."""
    prepare()
    # Ended from outside, no process and no half file is left behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    logging.basicConfig(stream=sys.stderr, format="%(message)s", level=logging.WARNING)
    logging.getLogger("trafilatura").setLevel(logging.ERROR)
    try:
        app()
    except UsageError as error:
        _end(error, 2)
    except DetenteError as error:
        _end(error, 1)
    except OSError as error:
        what = f"{error.filename}: " if error.filename else ""
        silence()
        _end(f"{what}{error.strerror or error}; check that the disk has room and that you may write there", 1)
    except Exception as error:  # noqa: BLE001 - a fault of Détente, told in a line that a report of it can quote
        if isinstance(error.__context__, KeyboardInterrupt):  # a library made an error of its own of it
            _end("interrupted", 130)
        _end(f"a fault of Détente: {error!r} at {_where(error)}; please report it", 1)


def _where(error: Exception) -> str:
    """The line that raised the error."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"


def _end(message: object, code: int) -> None:
    typer.echo(f"detente: {message}", err=True)
    sys.exit(code)
