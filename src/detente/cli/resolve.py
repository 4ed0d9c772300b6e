"""``detente resolve``: whom an actor string means, out of context."""

from __future__ import annotations

import json

import typer

from detente.cli.common import Out, Rows, output, read_rows

_EPILOG = """Example:

  echo '{"id": 1, "text": "German Foreign Minister", "date": "2022-01-21"}' | detente resolve -
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("resolve", epilog=_EPILOG)(resolve)


def resolve(file: Rows, out: Out = None) -> None:
    """Say who an actor string means: {id, text, context, date} → name, country, sectors, confidence, reason."""
    from detente.coding.resolve import Resolver
    from detente.knowledge import Knowledge

    rows = read_rows(file)
    resolver = Resolver(Knowledge.load())
    with output(out) as target:
        for row in rows:
            target.write(json.dumps(resolver.resolve(row), ensure_ascii=False) + "\n")
