"""Accuracy against floors that only rise.

    python bench/accuracy/accuracy.py [--sets FOLDER --score SCRIPT] [--task NAME …] [--raise]

Names and events are scored on ``names.jsonl`` and ``events.jsonl`` beside this file. The other tasks are scored on labelled sets
that are not part of the project: FOLDER holds ``actors.jsonl`` and so on, SCRIPT is run as
``SCRIPT TASK FILE --detente COMMAND`` and prints the figures as ``task: figure 0.123  other figure 0.456``. What is not there is
skipped, and said so. Ends with 1 where a figure is below its floor in ``floors.toml``; ``--raise`` lifts floors to what was
measured, and gives new figures one.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from detente.coding.evaluation import evaluate
from detente.coding.pipeline import Coder
from detente.knowledge import Knowledge
from detente.knowledge.names import same
from detente.record.types import Report

HERE = Path(__file__).parent
FLOORS = HERE / "floors.toml"
OUTSIDE = ("actors", "dates", "places", "quotes", "relations", "speech_acts")
OWN = ("names", "events")
TASKS = (*OWN, *OUTSIDE)
_FIGURE = re.compile(r"(?P<name>[A-Za-z][^:()]*?) (?P<value>[01]\.\d{2,4})(?: \(.*\))?")
_NOT_BETTER = frozenset({"ece", "events_per_sentence"})
"""Figures of which more is not better: they get no floor."""
_HEAD = """# The least that each figure may be. They only rise: `make accuracy` fails below them, and
# `accuracy.py --raise` lifts them to what was measured.
"""

Figures = dict[str, float]


def names(path: Path) -> Figures:
    """F1 of "one bearer" over the pairs of persons, and over all pairs."""
    rows = [
        {"id": i, **json.loads(line)} for i, line in enumerate(path.read_text(encoding="utf-8").splitlines())
    ]
    said = {row["id"]: bool(row["match"]) for row in same(rows, Knowledge.load().find)}
    persons = [row for row in rows if row["kind"] == "person"]
    pairs = {"person_f1": persons, "all_f1": rows}
    return {name: _f1((row["match"], said[row["id"]]) for row in some) for name, some in pairs.items()}


def events(path: Path) -> Figures:
    """Precision and recall of event type, and of type with both parties' countries, over complete sentences."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    coder = Coder.load()
    reports = (Report(row["text"], published=date.fromisoformat(row["published"])) for row in rows)
    scores = evaluate(rows, (coder.code(report) for report in reports)).scores
    figures = {"type": scores["type"], "dyad": scores["type, actor and recipient"]}
    return {
        f"{name}_{what}": round(getattr(score, what), 4)
        for name, score in figures.items()
        for what in ("precision", "recall")
    }


def _f1(pairs: Iterable[tuple[bool, bool]]) -> float:
    hits = wrong = 0
    for gold, answer in pairs:
        hits += gold and answer
        wrong += gold != answer
    return round(2 * hits / (2 * hits + wrong), 4) if hits else 0.0


def outside(task: str, sets: Path, script: Path) -> Figures:
    """What the script prints of a task. RuntimeError where it fails, or prints no figure."""
    detente = Path(sys.executable).with_name("detente")
    command = [sys.executable, str(script), task, str(sets / f"{task}.jsonl"), "--detente", str(detente)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    figures = read_figures(done.stdout)
    if done.returncode or not figures:
        raise RuntimeError(
            f"{task}: the script gave no figures: {(done.stderr or done.stdout).strip()[-400:]}"
        )
    return figures


def read_figures(line: str) -> Figures:
    """Figures of a line such as ``dates: value F1 0.701  span F1 0.812 (P 0.80 R 0.82)  1.2 reports/s``."""
    parts = line.strip().partition(": ")[2].split("  ")
    found = [f for part in parts if (f := _FIGURE.fullmatch(part.strip())) is not None]
    figures = {re.sub(r"\W+", "_", f["name"]).lower(): float(f["value"]) for f in found}
    return {name: value for name, value in figures.items() if name not in _NOT_BETTER}


def compare(task: str, figures: Figures, floors: dict[str, Figures]) -> list[str]:
    """Print a task's figures beside their floors; the names of those below. A floor without a figure counts as below."""
    low = []
    for name in dict.fromkeys([*figures, *floors.get(task, {})]):
        value, floor = figures.get(name), floors.get(task, {}).get(name)
        is_low = floor is not None and (value is None or value < floor)
        shown = ["missing" if value is None else f"{value:.3f}", "none" if floor is None else f"{floor:.3f}"]
        print(f"{task:8} {name:28} {shown[0]:>8} {shown[1]:>8}{'   BELOW' if is_low else ''}")
        low += [f"{task} {name}"] if is_low else []
    return low


def raised(floors: dict[str, Figures], measured: dict[str, Figures]) -> dict[str, Figures]:
    """The floors with each figure that is higher, cut to three places; none is lower than before."""
    out = {task: dict(figures) for task, figures in floors.items()}
    for task, figures in measured.items():
        known = out.setdefault(task, {})
        for name, value in figures.items():
            known[name] = max(known.get(name, 0.0), int(value * 1000 + 1e-6) / 1000)
    return out


def as_toml(floors: dict[str, Figures]) -> str:
    """The floors as their file holds them, sorted."""
    blocks = [
        f"[{task}]\n" + "".join(f"{name} = {floors[task][name]:.3f}\n" for name in sorted(floors[task]))
        for task in sorted(floors)
    ]
    return _HEAD + "\n" + "\n".join(blocks)


def measure(tasks: Iterable[str], sets: Path | None, script: Path | None) -> dict[str, Figures]:
    """Figures of the tasks; those that cannot be measured here are named and left out."""
    out: dict[str, Figures] = {}
    for task in tasks:
        if task in OWN:
            out[task] = {"names": names, "events": events}[task](HERE / f"{task}.jsonl")
        elif sets is None or script is None:
            print(f"{task:8} skipped: needs --sets FOLDER and --score SCRIPT")
        elif not (sets / f"{task}.jsonl").is_file() or not script.is_file():
            print(f"{task:8} skipped: no {sets / f'{task}.jsonl' if script.is_file() else script}")
        else:
            out[task] = outside(task, sets, script)
    return out


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sets", type=Path, help="folder of labelled sets, one JSON lines file a task")
    parser.add_argument("--score", type=Path, help="script that scores a task")
    parser.add_argument(
        "--task", action="append", choices=TASKS, help="only this task; may be given several times"
    )
    parser.add_argument("--raise", action="store_true", dest="lift", help="lift floors to what was measured")
    args = parser.parse_args()
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    measured = measure(args.task or TASKS, args.sets, args.score)
    print(f"{'task':8} {'figure':28} {'measured':>8} {'floor':>8}")
    low = [name for task, figures in measured.items() for name in compare(task, figures, floors)]
    if args.lift:
        FLOORS.write_text(as_toml(raised(floors, measured)), encoding="utf-8", newline="\n")
    if low:
        print(f"below the floor: {', '.join(low)}", file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
