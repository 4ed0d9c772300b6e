"""Precision and recall of event clusters across reports, in pairs of sentences; and of what the reports disagree on.

    python bench/events_across/events_across.py [FILE.toml …] [--errors]

tuning.toml and held.toml say how groups of reports are labelled. Each group is coded and clustered by itself. A pair of sentences
of two reports is said to be one where some event of the one shares a cluster with some event of the other, and is one where they
have a letter in common. Ends with 1 where precision or recall on a file is below its bar.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from detente.coding.pipeline import Coder
from detente.reconcile.conflicts import cross_conflicts
from detente.reconcile.events import EventIndex, Wording
from detente.record.types import Record, Report

HERE = Path(__file__).parent
BARS = {"pairs": (0.85, 0.70), "conflicts": (0.85, 0.45)}
"""Least precision and recall."""
_LINE = re.compile(r"(?:\[([a-z? ]+)\] )?(.*)")


@dataclass(frozen=True)
class Told:
    """A labelled sentence of a report: the events it tells, and those it names in passing."""

    report: int
    start: int
    end: int
    labels: frozenset[str]
    passing: frozenset[str]


def read_group(group: dict[str, Any]) -> tuple[list[Report], list[Told]]:
    """The reports of a group, and their sentences."""
    reports: list[Report] = []
    told: list[Told] = []
    for number, row in enumerate(group["report"]):
        text = ""
        for line in row["text"].strip().splitlines():
            match = _LINE.fullmatch(line)
            assert match is not None
            labels = frozenset((match[1] or "").split())
            plain = frozenset(label for label in labels if not label.startswith("?"))
            passing = frozenset(label.lstrip("?") for label in labels)
            start = len(text) + (1 if text else 0)
            text = f"{text} {match[2]}".strip()
            told.append(Told(number, start, len(text), plain, passing))
        ident = f"{group['id']}-{number}"
        reports.append(Report(text, published=row["published"], source=row["source"], id=ident))
    return reports, told


def pairs(told: list[Told], found: list[frozenset[str]]) -> Iterator[tuple[str, Told, Told]]:
    """(outcome, sentence, sentence) for each pair of two reports that is one, or is said to be."""
    for (a, x), (b, y) in combinations(zip(told, found, strict=True), 2):
        gold, said = bool(a.labels & b.labels), bool(x & y)
        if a.report == b.report or not (gold or said) or (not gold and a.passing & b.passing):
            continue
        yield ("right" if gold and said else "missed" if gold else "wrong"), a, b


def clusters_of(told: list[Told], records: list[Record], index: EventIndex) -> list[frozenset[str]]:
    """The clusters that each sentence's events are in."""
    cluster = {row.event: row.cluster for row in index.clusters()}
    return [
        frozenset(cluster[e.id] for e in records[s.report].events if s.start <= e.trigger[0] < s.end)
        for s in told
    ]


def disagreements(
    group: dict[str, Any], told: list[Told], records: list[Record], index: EventIndex, wording: Wording
) -> Iterator[tuple[str, str]]:
    """(outcome, kind and event) of each conflict that is labelled, or found."""
    gold, found = set(group["conflicts"]), set()
    for conflict in cross_conflicts(records, index.clusters(), wording=wording):
        about = {
            label
            for item in conflict.items
            for s in told
            if records[s.report].report.id == item.report_id and s.start <= item.start < s.end
            for label in s.labels
        }
        found.add(f"{conflict.kind} {' '.join(sorted(about))}")
    yield from (("right" if what in gold else "wrong", what) for what in sorted(found))
    yield from (("missed", what) for what in sorted(gold - found))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="*", default=[HERE / "tuning.toml", HERE / "held.toml"])
    parser.add_argument("--errors", action="store_true", help="show pairs that were wrong or missed")
    args = parser.parse_args()
    coder, wording = Coder.load(), Wording.load()
    passed = True
    for path in args.files:
        counts, conflicts = Counter[str](), Counter[str]()
        for group in tomllib.loads(path.read_text(encoding="utf-8"))["group"]:
            reports, told = read_group(group)
            records = [coder.code(report) for report in reports]
            index = EventIndex(wording=wording)
            for record in records:
                index.add(record)
            for outcome, a, b in pairs(told, clusters_of(told, records, index)):
                counts[outcome] += 1
                if args.errors and outcome != "right":
                    print(f"{outcome:7}{group['id']}")
                    print(*(f"       {reports[s.report].text[s.start : s.end]}" for s in (a, b)), sep="\n")
            for outcome, what in disagreements(group, told, records, index, wording):
                conflicts[outcome] += 1
                if args.errors and outcome != "right":
                    print(f"{outcome:7}{group['id']}  {what}")
        passed &= report(path.stem, "pairs", counts)
        passed &= report(path.stem, "conflicts", conflicts)
    return 0 if passed else 1


def report(name: str, what: str, counts: Counter[str]) -> bool:
    """Print some figures; whether they are above their bars."""
    right, wrong, missed = (counts[outcome] for outcome in ("right", "wrong", "missed"))
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    print(
        f"{name:8}{what:10} precision {precision:.3f}  recall {recall:.3f}  labelled {right + missed}  said {right + wrong}"
    )
    return precision >= BARS[what][0] and recall >= BARS[what][1]


if __name__ == "__main__":
    sys.exit(main())
