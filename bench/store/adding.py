"""What the store costs beside coding, and whether its memory stays flat.

    python bench/store/adding.py REPORTS.jsonl[.gz] [--reports 500] [--grow 100000]

Codes the first reports of a file, adds the records to a new store, and prints the processor time of both. Then it adds the same
records again and again under other ids until the store has --grow reports, and prints the rate, the memory of the process,
the files of the table of events, and the size of the store on the way.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from detente import Coder, Report, Store
from detente.record import Record, to_json
from detente.store.store import BATCH


def read(path: Path, count: int) -> list[Report]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line, _ in zip(file, range(count), strict=False)]
    return [
        Report(row["text"], published=date.fromisoformat(row["published"]), id=str(row["id"])) for row in rows
    ]


def again(records: list[Record], first: int, count: int) -> Iterator[Record]:
    """So many records, under ids of their own."""
    for number in range(first, first + count):
        record = records[number % len(records)]
        yield replace(record, report=replace(record.report, id=f"{record.report.id}-{number}", url=None))


def memory() -> tuple[float, float]:
    """Megabytes of this process now, and at most so far."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--grow", type=int, default=100_000)
    options = parser.parse_args()
    reports = read(options.file, options.reports)
    coder = Coder.load()
    coder.code(reports[0])
    began = time.process_time()
    records = [coder.code(report) for report in reports]
    coding = time.process_time() - began
    del coder
    with tempfile.TemporaryDirectory() as folder:
        measure(Store(Path(folder) / "store"), records, coding, options.grow)


def measure(store: Store, records: list[Record], coding: float, grow: int) -> None:
    began = time.process_time()
    store.add(records)
    adding = time.process_time() - began
    size = sum(len(to_json(record).encode()) for record in records)
    print(f"{len(records)} reports: coding {coding:.2f} s, adding {adding:.2f} s of processor time")
    print(
        f"  the store takes {adding / coding:.1%} of what coding takes; records as JSON lines {size / 1e6:.1f} MB"
    )
    print(
        f"{'reports':>9}{'per s of processor':>20}{'MB now':>9}{'MB most':>9}{'files':>7}{'MB on disk':>12}"
    )
    step = max(BATCH, grow // 20 // BATCH * BATCH)
    for first in range(0, grow, step):
        began = time.process_time()
        store.add(again(records, first, step))
        seconds = time.process_time() - began
        now, most = memory()
        files = sum(map(len, store.folder.files("events").values()))
        disk = sum(path.stat().st_size for path in Path(store.folder.root).rglob("*") if path.is_file()) / 1e6
        print(
            f"{first + step:9,}{step / seconds:20.0f}{now:9.0f}{most:9.0f}{files:7}{disk:12.0f}", flush=True
        )
    store.tidy()
    live = sum(
        Path(file).stat().st_size
        for name in (
            "reports",
            "entities",
            "events",
            "event_parties",
            "times",
            "places",
            "quotes",
            "positions",
        )
        for some in store.folder.files(name).values()
        for file in some
    )
    print(f"what counts: {live / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
