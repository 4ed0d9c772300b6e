"""``detente same``: whether two names have one bearer."""

from __future__ import annotations

import json

import typer

from detente.cli.common import Out, Rows, output, read_rows

_EPILOG = """Example:

  echo '{"id": 1, "a": "Moammar Gadhafi", "b": "Muammar Qaddafi", "kind": "person"}' | detente same -
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("same", epilog=_EPILOG)(same)


def same(file: Rows, out: Out = None) -> None:
    """Say whether two names have one bearer: {id, a, b, kind: person|organisation|place} → match, score, reason."""
    from detente.knowledge import Knowledge
    from detente.knowledge.names import same as compare_rows

    rows = read_rows(file)
    with output(out) as target:
        for row in compare_rows(rows, Knowledge.load().find):
            target.write(json.dumps(row, ensure_ascii=False) + "\n")
