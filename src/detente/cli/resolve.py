"""``detente resolve``: whom an actor string means, out of context."""

from __future__ import annotations

import gc
import json

import typer

from detente.cli.common import Out, Overlays, Rows, laid_over
from detente.cli.rows import Wanted, read_rows
from detente.cli.streams import check_target, output
from detente.errors import InputError, UsageError

_FIELDS = {"text": Wanted(True, 1000), "context": Wanted(False, 20_000), "date": Wanted(False, 100)}
_EPILOG = """\b
Examples:
  detente resolve actors.jsonl -o answers.jsonl
  echo '{"id": 1, "text": "German Foreign Minister", "date": "2022-01-21"}' | detente resolve -
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("resolve", epilog=_EPILOG, short_help="Say whom actor strings mean, out of context.")(resolve)


def resolve(file: Rows, out: Out = None, overlays: Overlays = None) -> None:
    """Say who an actor string means: {id, text, context, date} → name, country, sectors, confidence, reason."""
    from detente.coding.resolve import Resolver, parse_date
    from detente.knowledge import Knowledge

    check_target(out, [file])
    rows = read_rows(file, _FIELDS)
    try:
        for row in rows:
            parse_date(row.get("date"), row["id"])
    except InputError as error:
        raise UsageError(str(error)) from None
    resolver = Resolver(Knowledge.load(laid_over(overlays)))
    gc.freeze()  # what is loaded stays: looking through it for garbage would take a fifth of the time
    with output(out) as target:
        for row in rows:
            target.write(json.dumps(resolver.resolve(row), ensure_ascii=False) + "\n")
