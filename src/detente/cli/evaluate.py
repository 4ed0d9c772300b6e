"""``detente evaluate``: the coder against a user's own labelled rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.cli.common import Out, Overlays, laid_over, parse_date
from detente.cli.streams import check_target, output, read_input
from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.coding.evaluation import Evaluation, Score

_EPILOG = """\b
A labelled row:
  {"id": "1", "text": "Peru expelled two Chilean diplomats.", "published": "2009-11-20",
   "events": [{"event_type": "SANCTION", "event_mode": "expel", "auxiliary": null,
               "actors": [{"country": "PER"}], "recipients": [{"country": "CHL"}]}]}
Examples:
  detente evaluate labelled.jsonl
  detente evaluate dyads.jsonl --task dyads --errors wrong.jsonl
"""
Gold = Annotated[
    str,
    typer.Argument(
        metavar="GOLD.jsonl", help="Labelled rows, one object a line; - is stdin.", show_default=False
    ),
]
Task = Annotated[
    str,
    typer.Option(
        "--task",
        metavar="T",
        help="events: texts with all their events; dyads: {id, marked, event_type} as `detente classify` reads them.",
    ),
]
Errors = Annotated[
    str | None, typer.Option("--errors", metavar="FILE", help="Write each error there, one object a line.")
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("evaluate", epilog=_EPILOG, short_help="Score the coder on rows that you labelled.")(evaluate)


def evaluate(
    gold: Gold, task: Task = "events", errors: Errors = None, out: Out = None, overlays: Overlays = None
) -> None:
    """Score the coder on labelled rows: precision, recall and F1, by type, with calibration, and every error with --errors."""
    if task not in _TASKS:
        raise UsageError(f"--task {task!r} is unknown; it is one of: {', '.join(_TASKS)}")
    for target in (out, errors):
        check_target(target, [gold])
    rows = list(_rows(gold, _TASKS[task][0]))
    if not rows:
        raise UsageError(f"{gold}: there are no rows")
    lines, wrong = _TASKS[task][1](rows, overlays)
    with output(out) as stream:
        stream.write("\n".join(lines) + "\n")
    if errors is not None:
        with output(errors) as stream:
            stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in wrong)


def _rows(path: str, needed: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(read_input(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise UsageError(f"{path}:{number}: not JSON ({error})") from None
        missing = [name for name in needed if not isinstance(row, dict) or name not in row]
        if missing:
            raise UsageError(f"{path}:{number}: {', '.join(missing)} missing; see detente evaluate --help")
        row.setdefault("id", str(number))
        yield row


def _events(rows: list[dict[str, Any]], overlays: Any) -> tuple[list[str], list[dict[str, Any]]]:
    from detente.coding.evaluation import evaluate as compare
    from detente.coding.pipeline import Coder
    from detente.record.types import Report

    coder = Coder.load(laid_over(overlays))
    reports = (Report(row["text"], published=parse_date(row.get("published"), "published")) for row in rows)
    found = compare(rows, (coder.code(report) for report in reports))
    wrong = [
        {
            "id": e.id,
            "error": e.kind,
            "event_type": e.dyad[0],
            "actor": e.dyad[1],
            "recipient": e.dyad[2],
            "text": e.text,
        }
        for e in found.errors
    ]
    return _event_lines(found, len(rows)), wrong


def _event_lines(found: Evaluation, rows: int) -> list[str]:
    lines = [f"{rows} rows", "", f"{'':28} precision  recall      F1   coded  labelled"]
    lines += [_line(name, score) for name, score in found.scores.items()]
    lines += [f"{'mode, where all else agrees':28} {found.same_mode.precision:9.3f}"]
    lines += [f"{'auxiliary, likewise':28} {found.same_auxiliary.precision:9.3f}", ""]
    lines += [_line(name, score) for name, score in found.by_type.items()]
    lines += ["", f"calibration error {found.calibration_error:.3f}", "confidence   right   events"]
    return lines + [f"{mean:10.2f} {right:7.2f} {n:8}" for mean, right, n in found.calibration]


def _line(name: str, score: Score) -> str:
    return f"{name:28} {score.precision:9.3f} {score.recall:7.3f} {score.f1:7.3f} {score.answers:7} {score.labels:9}"


def _dyads(rows: list[dict[str, Any]], _overlays: Any) -> tuple[list[str], list[dict[str, Any]]]:
    from detente.coding.classify import Classifier
    from detente.coding.evaluation import Score
    from detente.models.marked import read_marks

    answers = list(Classifier.load().classify_all(read_marks(row["marked"]) for row in rows))
    pairs = [(row["event_type"], a.ranking[0][0]) for row, a in zip(rows, answers, strict=True)]
    types = sorted({gold for gold, _ in pairs})
    scores = {
        t: Score(
            sum(g == s == t for g, s in pairs), sum(s == t for _, s in pairs), sum(g == t for g, _ in pairs)
        )
        for t in types
    }
    right = sum(g == s for g, s in pairs) / len(pairs)
    macro = sum(score.f1 for score in scores.values()) / len(scores)
    lines = [f"{len(rows)} dyads, accuracy {right:.3f}, macro-F1 {macro:.3f}", ""]
    lines += [f"{'':28} precision  recall      F1   coded  labelled"]
    wrong = [
        {"id": row["id"], "gold": g, "answer": s, "confidence": a.confidence, "marked": row["marked"]}
        for row, a, (g, s) in zip(rows, answers, pairs, strict=True)
        if g != s
    ]
    return lines + [_line(name, score) for name, score in scores.items()], wrong


_TASKS = {"events": (("text", "events"), _events), "dyads": (("marked", "event_type"), _dyads)}
