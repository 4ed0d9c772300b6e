"""``detente classify``: known dyads to event types."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer

from detente.cli.common import Out, Rows
from detente.cli.rows import Wanted, read_rows
from detente.cli.streams import check_target, output
from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.models.marked import Marked

_FIELDS = {"marked": Wanted(True, 20_000)}
_EPILOG = """\b
Examples:
  detente classify dyads.jsonl -o answers.jsonl
  echo '{"id": 1, "marked": "<s>Peru</s> expelled <t>two Chilean diplomats</t>."}' | detente classify -
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "classify", epilog=_EPILOG, short_help="Say what type of event joins a marked actor and recipient."
    )(classify)


def classify(file: Rows, out: Out = None) -> None:
    """Say what passes between known dyads: {id, marked} with <s>actor</s> and <t>recipient</t> → type, mode, ranking.

    <p>predicate</p> may be marked too, which helps where a sentence tells several events. event_type is null where the coder
    abstains; the ranking is there all the same.
    """
    from detente.coding.classify import Classifier

    check_target(out, [file])
    rows = read_rows(file, _FIELDS)
    given = [_marked(row["marked"], f"{file}: id {row['id']}") for row in rows]
    classifier = Classifier.load()
    with output(out) as target:
        for row, answer in zip(rows, classifier.classify_all(given), strict=True):
            written = {
                "id": row["id"],
                "event_type": answer.event_type,
                "event_mode": answer.event_mode,
                "auxiliary": answer.auxiliary,
                "confidence": answer.confidence,
                "ranking": answer.ranking,
            }
            target.write(json.dumps(written, ensure_ascii=False) + "\n")


def _marked(text: str, where: str) -> Marked:
    from detente.models.marked import read_marks

    try:
        marked = read_marks(text)
    except ValueError as error:
        raise UsageError(f"{where}: {error}") from None
    if not marked.spans:
        raise UsageError(
            f"{where}: nothing is marked; put <s>…</s> around the actor and <t>…</t> around the recipient"
        )
    return marked
