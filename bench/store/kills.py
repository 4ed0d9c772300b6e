"""A run of ``detente add`` that is killed again and again, against one that is left alone: the same content in the end?

    python bench/store/kills.py [REPORTS.jsonl[.gz]] [--reports 500] [--kills 100] [--seed 1] [--jobs 1] [--bare]

Without a file it writes reports of its own. Each run is a process of its own, killed (SIGKILL, with all its workers) after a
random time; when a run comes to its end before its kill, the next one starts a new store, so that all kills fall into work.
Every store that was begun is run to its end and compared with the undisturbed one: all rows of all tables that count, and
those of the history. With --bare the reports are coded once and their records added in commits of five, so that most kills
fall into writing rather than coding. Ends with 1 where any differs, or where a segment is on the disk that no commit lists.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

from detente.store import Store
from detente.store.tables import store_tables

PLACES = ("Reykjavik", "Oslo", "Bergen", "Tromso", "Akureyri", "Stavanger")
DEEDS = (
    "Iceland condemned Norway over {}",
    "Norway expelled {} Icelandic diplomats",
    "Iceland warned that it would close its ports to {} trawlers",
    "Norway agreed to talks with Iceland about {}",
    "Police in {} arrested 14 fishermen",
    "Iceland sent a patrol ship to waters off {}",
)


def invented(count: int, random: Random) -> list[dict[str, Any]]:
    """Reports of six sentences each, every tenth an edition of an earlier one under the same id."""
    rows = []
    for number in range(count):
        sentences = [random.choice(DEEDS).format(random.choice((*PLACES, "5", "12"))) for _ in range(6)]
        text = " on Monday, officials said. ".join(sentences) + "."
        name = f"r{number - 7}" if number % 10 == 9 else f"r{number}"
        rows.append({"id": name, "published": "2031-05-16", "text": text})
    return rows


def read(path: Path, count: int) -> list[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line, _ in zip(file, range(count), strict=False)]


BARE = """
import sys
import detente.store.store as rooms
from detente.record import from_json
rooms.BATCH = 5
store = rooms.Store(sys.argv[1])
with open(sys.argv[2], encoding="utf-8") as file:
    store.add(map(from_json, file))
store.tidy()
"""


def command(store: Path, reports: Path, options: argparse.Namespace) -> list[str]:
    if options.bare:
        return [sys.executable, "-c", BARE, str(store), str(reports)]
    return [sys.executable, "-m", "detente", "add", str(store), str(reports), "--jobs", str(options.jobs)]


def add(command: list[str], seconds: float | None) -> bool:
    """Run the command, killed after so long where a time is given; whether it came to its end."""
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    try:
        _, told = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return False
    if process.returncode not in {0, 3}:
        sys.exit(f"the writer ended with {process.returncode}:\n{told}")
    return True


def content(root: Path) -> dict[str, list[Any]]:
    """Every row, without the numbers of versions and commits, which are of each run alone."""
    store = Store(root)
    found = {}
    for name, table in store_tables().items():
        if table.part != "record":
            continue
        left = [one.name for one in table.columns if one.name in {"version", "batch", "successor"}]
        for view in (name, f"history.{name}"):
            found[view] = store.sql(
                f"SELECT * EXCLUDE ({', '.join(left)}) FROM {view} ORDER BY ALL"
            ).fetchall()
    return found


def strays(root: Path) -> set[str]:
    """Segments on the disk that the newest commit does not list."""
    store = Store(root)
    segments = store.sql("SELECT segments FROM runs ORDER BY sequence DESC LIMIT 1").fetchall()[0][0]
    listed = {segment["name"] for segment in segments}
    return {
        name for table in store_tables() if table != "runs" for name in store.folder.files(table)
    } - listed


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--bare", action="store_true")
    options = parser.parse_args()
    random = Random(options.seed)
    rows = read(options.file, options.reports) if options.file else invented(options.reports, random)
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(run(Path(folder), rows, options, random))


def run(folder: Path, rows: list[dict[str, Any]], options: argparse.Namespace, random: Random) -> int:
    reports = folder / "reports.jsonl"
    reports.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    if options.bare:
        code = [sys.executable, "-m", "detente", "code", str(reports), "-o", str(folder / "records.jsonl")]
        subprocess.run(code, check=False)
        reports = folder / "records.jsonl"
    began = time.monotonic()
    add(command(folder / "whole", reports, options), None)
    whole = time.monotonic() - began
    expected = content(folder / "whole")
    print(f"{len(rows)} reports, undisturbed: {whole:.1f} s, {sum(map(len, expected.values()))} rows")
    killed, stores, faults = 0, 0, 0
    while killed < options.kills:
        line = command(folder / f"killed-{stores}", reports, options)
        while killed < options.kills and not add(line, random.uniform(0.02, 0.6) * whole):
            killed += 1
        add(line, None)
        root = folder / f"killed-{stores}"
        found, stray = content(root), strays(root)
        stores += 1
        differ = [name for name, some in expected.items() if found[name] != some]
        faults += bool(differ or stray)
        print(
            f"{killed} kills, {stores} stores, {faults} of them faulty", differ or "", stray or "", flush=True
        )
    return 1 if faults else 0


if __name__ == "__main__":
    main()
