"""``detente resolve`` and ``detente same``: names and actor strings out of context."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from detente.cli.common import output, read_rows

Rows = Annotated[
    str, typer.Argument(metavar="FILE.jsonl", help="One object a line; - is stdin.", show_default=False)
]
Out = Annotated[
    str | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write; - is stdout.")
]

_RESOLVE = """Example:

  echo '{"id": 1, "text": "German Foreign Minister", "date": "2022-01-21"}' | detente resolve -
"""
_SAME = """Example:

  echo '{"id": 1, "a": "Moammar Gadhafi", "b": "Muammar Qaddafi", "kind": "person"}' | detente same -
"""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("resolve", epilog=_RESOLVE)(resolve)
    app.command("same", epilog=_SAME)(same)


def resolve(file: Rows, out: Out = None) -> None:
    """Say who an actor string means: {id, text, context, date} → name, country, sectors, confidence, reason."""
    from detente.coding.resolve import Resolver
    from detente.knowledge import Knowledge

    resolver = Resolver(Knowledge.load())
    with output(out) as target:
        for row in read_rows(file):
            target.write(json.dumps(resolver.resolve(row), ensure_ascii=False) + "\n")


def same(file: Rows, out: Out = None) -> None:
    """Say whether two names have one bearer: {id, a, b, kind: person|organisation|place} → match, score, reason."""
    from detente.knowledge.names import same as compare_rows

    with output(out) as target:
        for row in compare_rows(read_rows(file)):
            target.write(json.dumps(row, ensure_ascii=False) + "\n")
