"""``detente same``: whether two names have one bearer."""

from __future__ import annotations

import json

import typer

from detente.cli.common import Out, Overlays, Rows, laid_over
from detente.cli.rows import Wanted, read_rows
from detente.cli.streams import check_target, output

# Names of more characters are none, and comparing them would take time with the square of the length.
_FIELDS = {"a": Wanted(True, 400), "b": Wanted(True, 400), "kind": Wanted(False, 100)}
_EPILOG = """\b
Examples:
  detente same pairs.jsonl -o answers.jsonl
  echo '{"id": 1, "a": "Moammar Gadhafi", "b": "Muammar Qaddafi", "kind": "person"}' | detente same -
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("same", epilog=_EPILOG, short_help="Say whether two names have one bearer.")(same)


def same(file: Rows, out: Out = None, overlays: Overlays = None) -> None:
    """Say whether two names have one bearer: {id, a, b, kind: person|organisation|place} → match, score, reason."""
    from detente.knowledge import Knowledge
    from detente.knowledge.names import same as compare_rows

    check_target(out, [file])
    rows = read_rows(file, _FIELDS)
    with output(out) as target:
        for row in compare_rows(rows, Knowledge.load(laid_over(overlays)).find):
            target.write(json.dumps(row, ensure_ascii=False) + "\n")
