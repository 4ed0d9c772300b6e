"""Precision and recall of conflicts and defects by kind.

    python bench/accuracy/findings.py [FILE.jsonl] [--errors]

FILE has one passage a line: {id, title, text, published, conflicts [{kind, items [words …]}], defects [{kind, text, field?}]},
half of them with one finding, half with none. A finding is right where one of the same kind is labelled and their passages
overlap: a defect's span, or at least one account of a conflict. Ends with 1 where precision or recall over all is below its bar.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from detente.coding.pipeline import Coder
from detente.record.types import Record, Report

HERE = Path(__file__).parent
BARS = {"precision": 0.85, "recall": 0.75}

Found = tuple[str, str, tuple[tuple[int, int], ...]]
"""Kind, field (text or title), and spans."""


def found_in(record: Record) -> list[Found]:
    """The findings of a record."""
    conflicts = [(str(c.kind), "text", tuple((i.start, i.end) for i in c.items)) for c in record.conflicts]
    defects = [(str(d.kind), d.field, ((d.start, d.end),)) for d in record.defects]
    return [*conflicts, *defects]


def labelled(row: dict[str, Any]) -> list[Found]:
    """The findings of a row, their words looked up in the text or the title."""
    out: list[Found] = []
    for conflict in row["conflicts"]:
        spans = (_span(row["text"], item, row["id"]) for item in conflict["items"])
        out.append((conflict["kind"], "text", tuple(spans)))
    for defect in row["defects"]:
        field = defect.get("field", "text")
        out.append((defect["kind"], field, (_span(row[field], defect["text"], row["id"]),)))
    return out


def _span(text: str, words: str, where: str) -> tuple[int, int]:
    at = text.find(words)
    if at < 0:
        raise ValueError(f"{where}: {words!r} is not in the text")
    return at, at + len(words)


def agree(a: Found, b: Found) -> bool:
    """Whether two findings are one: kind and field, and a passage in common."""
    return a[:2] == b[:2] and any(x[0] < y[1] and y[0] < x[1] for x in a[2] for y in b[2])


def compare(row: dict[str, Any], record: Record) -> Iterator[tuple[str, str, Found]]:
    """(outcome, kind, finding) for each finding of either side: right, wrong or missed."""
    gold, said = labelled(row), found_in(record)
    for finding in said:
        yield ("right" if any(agree(finding, g) for g in gold) else "wrong"), finding[0], finding
    for g in gold:
        yield ("found" if any(agree(finding, g) for finding in said) else "missed"), g[0], g


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path, nargs="?", default=HERE / "findings.jsonl")
    parser.add_argument("--errors", action="store_true", help="show what was wrong and what was missed")
    args = parser.parse_args()
    coder, counts = Coder.load(), Counter[tuple[str, str]]()
    for line in args.file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        day = date.fromisoformat(row["published"]) if row["published"] else None
        record = coder.code(Report(row["text"], published=day, title=row["title"], id=row["id"]))
        for outcome, kind, finding in compare(row, record):
            counts[outcome, kind] += 1
            if args.errors and outcome in {"wrong", "missed"}:
                source = row[finding[1]]
                print(f"{outcome:7}{kind:18}{row['id']}  {[source[a:b] for a, b in finding[2]]}")
    return report(counts)


def report(counts: Counter[tuple[str, str]]) -> int:
    """Print the figures; 1 where those over all are below their bars."""
    print(f"{'kind':18} {'precision':>9} {'recall':>9} {'said':>5} {'gold':>5}")
    for kind in [*sorted({kind for _, kind in counts}), None]:
        sums = {
            o: sum(n for (out, k), n in counts.items() if out == o and kind in {k, None}) for o in OUTCOMES
        }
        said, gold = sums["right"] + sums["wrong"], sums["found"] + sums["missed"]
        figures = {
            "precision": sums["right"] / said if said else 1.0,
            "recall": sums["found"] / gold if gold else 1.0,
        }
        print(f"{kind or 'all':18} {figures['precision']:9.3f} {figures['recall']:9.3f} {said:5} {gold:5}")
    return int(any(figures[name] < bar for name, bar in BARS.items()))


OUTCOMES = ("right", "wrong", "found", "missed")

if __name__ == "__main__":
    sys.exit(main())
