"""How well copies, paraphrases and stories are found among many reports.

    python bench/clusters/plant.py [DISTRACTORS.jsonl[.gz]] [--reports 2000] [--seed 1] [--cases] [--rows ROWS.jsonl]

Plants the invented reports of ``paraphrases.jsonl`` among as many reports of DISTRACTORS (JSON lines with ``text``, ``title`` and
``published``; a sample by the seed) as make 2,000, runs ``detente cluster`` on them, and prints

- copies: recall (a copy counts as found where ``duplicate_of`` puts it into one group with its original, whichever of the two is
  said to be the original), by kind of copy, and precision over all pairs of bench reports that share a group of duplicates;
- stories: precision, recall and F1 over pairs of bench reports with one story;
- duplicates that involve distractors, counted apart: in a real collection they may well be right.

Without DISTRACTORS the bench reports stand alone, and the first line says so. ``--cases`` writes each error, and the duplicates
that involve distractors, for reading. ``--rows`` scores an output of ``detente cluster`` that is already there. ``--check`` runs
nothing and describes the bench itself.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

BENCH = Path(__file__).parent / "paraphrases.jsonl"
_GIVEN = ("id", "text", "title", "source", "published", "url")
_SHINGLE = 5
_OPENING = 160
_NEAR = 0.15

Row = dict[str, Any]
Pair = frozenset[str]


def read(path: Path) -> list[Row]:
    """The rows of a JSON-lines file, plain or gzipped."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def sample(path: Path | None, wanted: int, seed: int) -> list[Row]:
    """So many distractors as are wanted and there, drawn by the seed; none without a file."""
    if path is None or wanted <= 0:
        return []
    rows = read(path)
    drawn = random.Random(seed).sample(rows, min(wanted, len(rows)))
    return [{**row, "id": f"d{number}"} for number, row in enumerate(drawn)]


def planted(bench: list[Row], distractors: list[Row], seed: int) -> list[Row]:
    """All reports without their labels, in an order that follows from the seed alone."""
    reports = [{key: row.get(key) for key in _GIVEN} for row in (*bench, *distractors)]
    random.Random(seed).shuffle(reports)
    return reports


def clustered(reports: list[Row]) -> list[Row]:
    """What ``detente cluster`` says of the reports; ends the bench where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in reports), encoding="utf-8")
        command = [sys.executable, "-m", "detente", "cluster", str(path)]
        run = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    if run.returncode:
        raise SystemExit(f"detente cluster ended with {run.returncode}")
    return [json.loads(line) for line in run.stdout.splitlines()]


def joined(links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each report that a link names, with the head of the group that the links make."""
    head: dict[str, str] = {}

    def find(one: str) -> str:
        while head.setdefault(one, one) != one:
            one = head[one]
        return one

    for one, other in links:
        head[find(one)] = find(other)
    return {one: find(one) for one in head}


def pairs_of(groups: dict[str, str]) -> set[Pair]:
    """All pairs of reports that share a group."""
    members: defaultdict[str, list[str]] = defaultdict(list)
    for report, group in groups.items():
        members[group].append(report)
    return {frozenset(pair) for group in members.values() for pair in combinations(group, 2)}


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs found against pairs that are there."""

    right: set[Pair]
    wrong: set[Pair]
    missed: set[Pair]

    @property
    def precision(self) -> float:
        """Share of the pairs found that are there; 1 where none was found."""
        found = len(self.right) + len(self.wrong)
        return len(self.right) / found if found else 1.0

    @property
    def recall(self) -> float:
        """Share of the pairs there that were found; 1 where there are none."""
        there = len(self.right) + len(self.missed)
        return len(self.right) / there if there else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.3f} ({len(self.right)} of {len(self.right) + len(self.wrong)})  "
            f"recall {self.recall:.3f} ({len(self.right)} of {len(self.right) + len(self.missed)})  F1 {self.f1:.3f}"
        )


def score(gold: set[Pair], found: set[Pair]) -> Score:
    """The pairs sorted into right, wrong and missed."""
    return Score(gold & found, found - gold, gold - found)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run: both levels over the bench reports, and the duplicates that involve a distractor."""

    copies: Score
    stories: Score
    apart: list[tuple[str, str, str]]
    kinds: dict[Pair, str]


def judged(bench: list[Row], rows: list[Row]) -> Outcome:
    """The rows of ``detente cluster`` held against the labels."""
    ours = {row["id"] for row in bench}
    links = [
        (r["report"], r["duplicate_of"], r["duplicate_kind"]) for r in rows if r["duplicate_of"] is not None
    ]
    groups = joined((one, other) for one, other, _ in links)
    copies = {frozenset((row["id"], row["copy_of"])) for row in bench if row["copy_of"] is not None}
    stories = pairs_of({row["id"]: row["group"] for row in bench})
    told = pairs_of({r["report"]: r["story"] for r in rows if r["report"] in ours})
    return Outcome(
        copies=score(copies, pairs_of({one: group for one, group in groups.items() if one in ours})),
        stories=score(stories, told),
        apart=[link for link in links if not ours.issuperset(link[:2])],
        kinds={frozenset((one, other)): kind for one, other, kind in links},
    )


def by_kind(bench: list[Row], copies: Score) -> str:
    """How many copies of each kind were found."""
    there, found = Counter[str](), Counter[str]()
    for row in bench:
        if row["copy_of"] is not None:
            there[row["copy_kind"]] += 1
            found[row["copy_kind"]] += frozenset((row["id"], row["copy_of"])) in copies.right
    return "  ".join(f"{kind} {found[kind]} of {number}" for kind, number in sorted(there.items()))


def relation(one: Row, other: Row) -> str:
    """What two bench reports are to each other."""
    if one["group"] == other["group"]:
        is_copy = one["id"] == other["copy_of"] or other["id"] == one["copy_of"]
        return "copy" if is_copy else "one story"
    near = {one["near_miss_of"], other["near_miss_of"]} - {None}
    return "near-miss" if near & {one["id"], one["copy_of"], other["id"], other["copy_of"]} else "apart"


def report(bench: list[Row], outcome: Outcome) -> Iterator[str]:
    """The lines that the bench prints."""
    by_id = {row["id"]: row for row in bench}
    yield f"copies   {outcome.copies}"
    yield f"  found  {by_kind(bench, outcome.copies)}"
    yield f"stories  {outcome.stories}"
    for name, wrong in (("copies", outcome.copies.wrong), ("stories", outcome.stories.wrong)):
        relations = Counter(relation(*(by_id[i] for i in pair)) for pair in wrong)
        yield f"  {name} wrongly paired: " + (
            ", ".join(f"{n} {r}" for r, n in relations.most_common()) or "none"
        )
    kinds = Counter(kind for _, _, kind in outcome.apart)
    yield "duplicates with distractors: " + (", ".join(f"{n} {k}" for k, n in kinds.most_common()) or "none")


def case(label: str, pair: Iterable[str], by_id: dict[str, Row]) -> Iterator[str]:
    """One pair for reading: what is wrong, and how both reports begin."""
    yield f"\n{label}"
    for report_id in sorted(pair):
        row = by_id.get(report_id, {"title": "?", "text": "?", "published": "?"})
        opening = " ".join(str(row["text"]).split())[:_OPENING]
        yield f"  {report_id}  {row.get('published')}  {row.get('copy_kind') or '-'}  {row.get('title')}: {opening}"


def cases(bench: list[Row], distractors: list[Row], outcome: Outcome) -> Iterator[str]:
    """Every error, then every duplicate that involves a distractor."""
    by_id = {row["id"]: row for row in (*bench, *distractors)}
    for name, found in (("copy", outcome.copies), ("story", outcome.stories)):
        for label, wrong in (("missed", found.missed), ("wrong", found.wrong)):
            for pair in sorted(wrong, key=sorted):
                said = outcome.kinds.get(pair, "") if name == "copy" else ""
                yield from case(
                    f"{name} {label}: {relation(*(by_id[i] for i in pair))} {said}".rstrip(), pair, by_id
                )
    for one, other, kind in outcome.apart:
        yield from case(f"distractor, {kind}", (one, other), by_id)


def shingles(text: str) -> set[tuple[str, ...]]:
    """All runs of five words of a text, in lower case."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}


def jaccard(one: str, other: str) -> float:
    """Share of the runs of five words that two texts have in common."""
    first, second = shingles(one), shingles(other)
    return len(first & second) / len(first | second) if first | second else 0.0


def described(bench: list[Row]) -> Iterator[str]:
    """Counts of the bench, and how few words in a row a copy shares with its original."""
    by_id = {row["id"]: row for row in bench}
    copies = [row for row in bench if row["copy_of"] is not None]
    near = sum(row["near_miss_of"] is not None for row in bench)
    yield f"{len(bench)} reports, {len({row['group'] for row in bench})} stories, {len(copies)} copies, {near} near-misses"
    for kind in sorted({row["copy_kind"] for row in copies}):
        shares = [
            jaccard(row["text"], by_id[row["copy_of"]]["text"]) for row in copies if row["copy_kind"] == kind
        ]
        over = sum(share >= _NEAR for share in shares)
        yield (
            f"{kind}: {len(shares)}, runs of five words in common: median {statistics.median(shares):.3f}, "
            f"most {max(shares):.3f}, {over} at {_NEAR} or above"
        )


def arguments() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("distractors", nargs="?", type=Path, help="JSON lines of other reports")
    parser.add_argument("--reports", type=int, default=2000, help="reports in all (2000)")
    parser.add_argument("--seed", type=int, default=1, help="draws and orders the reports (1)")
    parser.add_argument("--cases", action="store_true", help="write each error")
    parser.add_argument(
        "--rows", type=Path, help="score this output of detente cluster instead of running it"
    )
    parser.add_argument("--check", action="store_true", help="describe the bench and run nothing")
    return parser.parse_args()


def main() -> None:
    """Runs the bench and prints its figures."""
    options, bench = arguments(), read(BENCH)
    if options.check:
        print("\n".join(described(bench)))
        return
    path = options.distractors
    if path is None or not path.exists():
        print(
            "no distractors" + (f": {path} is not there" if path else "") + "; the bench reports stand alone"
        )
        path = None
    distractors = sample(path, options.reports - len(bench), options.seed)
    start = time.perf_counter()
    rows = read(options.rows) if options.rows else clustered(planted(bench, distractors, options.seed))
    took = "" if options.rows else f", {time.perf_counter() - start:.1f} s"
    print(f"{len(bench)} bench reports among {len(distractors)} others{took}")
    outcome = judged(bench, rows)
    print("\n".join(report(bench, outcome)))
    if options.cases:
        print("\n".join(cases(bench, distractors, outcome)))


if __name__ == "__main__":
    main()
