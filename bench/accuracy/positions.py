"""How well the positions of passages are found.

    python bench/accuracy/positions.py [FILE.jsonl] [--errors]

Each line of FILE (``positions.jsonl`` beside this script by default) holds ``text``, ``published`` and ``positions``, each with
``party`` (a state's code, else a name), ``party_text``, ``act``, ``issue``, ``content``, ``condition`` and ``condition_kind``.
Prints, on one line, precision, recall and F1 of (party, act, issue), and of (party, act) alone; of the positions matched, how
often a condition that is there is found (the spans overlap by half, or one holds the other), how often a condition is given
where none is, its kind, the content, the firmness within one step, the status, the deadline; and reports a second.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from detente.coding.pipeline import Coder
from detente.record.types import Position, Record, Report

HERE = Path(__file__).parent
_HALF = 0.5
_SKIPPED = frozenset({"the", "a", "an", "of", "and", "in", "to", "its"})


@dataclass(frozen=True, slots=True)
class Found:
    """A position of a record with its words."""

    position: Position
    names: tuple[str, ...]
    content: str
    condition: str | None


def found_in(record: Record) -> list[Found]:
    """All positions of a record."""
    text = record.report.text
    surfaces = {e.id: (e.name, *(text[a:b] for a, b in e.mentions)) for e in record.entities}
    return [
        Found(
            p,
            surfaces.get(p.party, (p.party,)),
            text[slice(*p.content)],
            None if p.condition is None else text[slice(*p.condition)],
        )
        for p in record.positions
    ]


def is_party(gold: dict[str, Any], found: Found) -> bool:
    """Whether a party is the one that the label names, by its state's code or by a name."""
    if len(gold["party"]) == 3 and gold["party"].isupper() and gold["party"] == found.position.country:
        return True
    names = {gold["party"].lower(), gold["party_text"].lower()}
    return any(_alike(name, other.lower()) for name in names for other in found.names)


def _alike(name: str, other: str) -> bool:
    one, two = set(name.split()) - _SKIPPED, set(other.split()) - _SKIPPED
    return bool(one and two) and (one <= two or two <= one)


def overlaps(gold: str, found: str) -> bool:
    """Whether two spans share half of their words, or one holds the other."""
    one, two = Counter(gold.lower().split()), Counter(found.lower().split())
    shared = sum((one & two).values())
    union = sum((one | two).values())
    return gold.lower() in found.lower() or found.lower() in gold.lower() or shared / union >= _HALF


def pairs(gold: list[dict[str, Any]], found: list[Found], issue: bool) -> Iterator[tuple[int, int]]:
    """Labels with the positions that match them, each once, the nearest content first."""
    left = set(range(len(found)))
    for number, label in enumerate(gold):
        fitting = [
            i
            for i in sorted(left)
            if found[i].position.act == label["act"]
            and is_party(label, found[i])
            and (not issue or found[i].position.issue == label["issue"])
        ]
        if fitting:
            best = max(fitting, key=lambda i: (overlaps(label["content"], found[i].content), -i))
            left.discard(best)
            yield number, best


class Score:
    """Counts of one run."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def add(self, gold: list[dict[str, Any]], found: list[Found]) -> list[tuple[int, int]]:
        """Count one passage; the pairs that match in party and act."""
        self.counts.update(gold=len(gold), found=len(found))
        self.counts["full"] += len(list(pairs(gold, found, issue=True)))
        loose = list(pairs(gold, found, issue=False))
        self.counts["loose"] += len(loose)
        for number, best in loose:
            self._terms(gold[number], found[best])
        return loose

    def _terms(self, label: dict[str, Any], found: Found) -> None:
        c, position = self.counts, found.position
        c["content"] += overlaps(label["content"], found.content)
        c["firmness"] += abs(label["firmness"] - position.firmness) <= 1
        c["status"] += label["status"] == position.status
        due = label["deadline"]
        c["deadlines"] += due is not None
        c["deadline"] += due is not None and due == str(position.deadline)
        if label["condition"] is None:
            c["bare"] += 1
            c["invented"] += found.condition is not None
            return
        c["conditions"] += 1
        held = found.condition is not None and overlaps(label["condition"], found.condition)
        c["condition"] += held
        c["kind"] += held and label["condition_kind"] == position.condition_kind

    def share(self, part: str, whole: str) -> float:
        """One count as a share of another."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 0.0

    def f1(self, matched: str) -> float:
        """F1 of a matching."""
        total = self.counts["gold"] + self.counts["found"]
        return 2 * self.counts[matched] / total if total else 0.0

    def line(self, seconds: float, reports: int) -> str:
        """All figures on one line."""
        whole = f"F1 {self.f1('full'):.3f} (P {self.share('full', 'found'):.2f} R {self.share('full', 'gold'):.2f})"
        figures = {
            "party and act F1": self.f1("loose"),
            "condition": self.share("condition", "conditions"),
            "condition kind": self.share("kind", "conditions"),
            "condition invented": self.share("invented", "bare"),
            "content": self.share("content", "loose"),
            "firmness": self.share("firmness", "loose"),
            "status": self.share("status", "loose"),
            "deadline": self.share("deadline", "deadlines"),
        }
        rest = "  ".join(f"{name} {value:.3f}" for name, value in figures.items())
        return f"positions: {whole}  {rest}  {reports / seconds:.1f} reports/s"


def errors(row: dict[str, Any], found: list[Found], loose: list[tuple[int, int]]) -> Iterator[str]:
    """Labels that were missed, positions that are none, and pairs that differ in the issue, for one passage."""
    gold = row["positions"]
    for number, best in loose:
        if gold[number]["issue"] != found[best].position.issue:
            yield f"  issue {gold[number]['issue']} ≠ {found[best].position.issue}: {found[best].content}"
        wanted, given = gold[number]["condition"], found[best].condition
        if wanted and not (given and overlaps(wanted, given)):
            yield f"  condition {wanted} ≠ {given}"
        if found[best].condition and not gold[number]["condition"]:
            yield f"  condition invented: {found[best].condition}"
        if not overlaps(gold[number]["content"], found[best].content):
            yield f"  content {gold[number]['content']} ≠ {found[best].content}"
    for number, label in enumerate(gold):
        if number not in {n for n, _ in loose}:
            yield f"  missed {label['party']} {label['act']} {label['issue']}: {label['content']}"
    for number, other in enumerate(found):
        if number not in {n for _, n in loose}:
            yield f"  wrong {other.names[0]} {other.position.act} {other.position.issue}: {other.content}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", nargs="?", type=Path, default=HERE / "positions.jsonl")
    parser.add_argument("--errors", action="store_true", help="print each passage with what is wrong in it")
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.file.read_text(encoding="utf-8").splitlines()]
    coder, score, seconds = Coder.load(), Score(), 0.0
    for row in rows:
        published = date.fromisoformat(row["published"]) if row["published"] else None
        began = time.perf_counter()
        record = coder.code(Report(row["text"], published=published))
        seconds += time.perf_counter() - began
        found = found_in(record)
        told = list(errors(row, found, score.add(row["positions"], found)))
        if args.errors and told:
            print(row["id"], row["text"], *told, sep="\n")
    print(score.line(seconds, len(rows)))


if __name__ == "__main__":
    main()
