"""Progress of reports that are coded, on a terminal alone: how many, the rate, and the time left."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from detente.ingest import Unreadable
    from detente.record.types import Report

_FEW = 8_000_000  # bytes of files that are read ahead, to know how many reports they hold


@dataclass
class Source:
    """Reports on their way to the coder. How much of the whole is behind each is known when it comes out of the coder.

    ``total`` is the number of reports, or of bytes; None where nobody knows. Bytes count as they are read, which is a little
    ahead of the report that they belong to.
    """

    items: Iterator[Report | Unreadable]
    total: int | None
    by_bytes: bool = False
    behind: int = 0
    marks: deque[tuple[object, int]] = field(default_factory=deque)

    def __iter__(self) -> Iterator[Report | Unreadable]:
        for item in self.items:
            self.behind += not self.by_bytes
            behind = (
                self.behind if self.total is None else min(self.behind, self.total)
            )  # heads are read twice
            self.marks.append((item, behind))
            yield item

    def mark(self, report: object) -> int:
        """How much of the whole was behind when this report was read. Those before it are forgotten."""
        while True:
            found, mark = self.marks.popleft()
            if found is report:
                return mark


def source_of(paths: Sequence[str], published: date | None) -> Source:
    """The reports of paths: a few are read ahead, so that their number is known; of more, the bytes are counted."""
    from detente.ingest import ReadSettings, read

    size = _total_bytes(paths)
    if size is not None and size <= _FEW:
        items = list(read(paths, ReadSettings(published=published)))
        return Source(iter(items), len(items))
    source = Source(iter(()), size, by_bytes=True)

    def observe(count: int) -> None:
        source.behind += count

    source.items = read(paths, ReadSettings(published=published, observe=observe))
    return source


@contextmanager
def progress(total: int | None) -> Iterator[Callable[[int], None]]:
    """What is to be told, for each report that is done, how much of the whole is behind it."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich import progress as rich
    from rich.console import Console

    columns = (
        rich.TextColumn("{task.fields[reports]:,} reports"),
        rich.TextColumn("{task.fields[rate]:.1f}/s"),
        rich.BarColumn(),
        rich.TaskProgressColumn(),
        rich.TimeElapsedColumn(),
        rich.TextColumn("left"),
        rich.TimeRemainingColumn(elapsed_when_finished=False),
    )
    with rich.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reports", total=total, reports=0, rate=0.0)

        def done(behind: int) -> None:
            reports = bar.tasks[0].fields["reports"] + 1
            rate = reports / max(bar.tasks[0].elapsed or 0.0, 0.001)
            bar.update(task, completed=behind, reports=reports, rate=rate)

        yield done


@contextmanager
def steps() -> Iterator[Callable[[str, int, int], None]]:
    """A bar for each step of joining reports on stderr, only where that is a terminal: what is joined, done, of how many."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich import progress as rich
    from rich.console import Console

    columns = (rich.TextColumn("joining {task.description}"), rich.BarColumn(), rich.TaskProgressColumn())
    with rich.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, rich.TaskID] = {}

        def told(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done)

        yield told


def _total_bytes(paths: Sequence[str]) -> int | None:
    """Bytes of all files that the paths stand for; None where one of them is a stream."""
    from detente.ingest.draft import Unreadable
    from detente.ingest.paths import expand

    size = 0
    for path in paths:
        if path == "-":
            return None
        for found in expand(path):
            if not isinstance(found, Unreadable) and found.path.exists():
                if not found.path.is_file():
                    return None
                size += found.path.stat().st_size
    return size
