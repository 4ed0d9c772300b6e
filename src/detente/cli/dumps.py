"""Progress over a large file, on a terminal alone: entities, the rate, and how much of the file is left."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def watched(path: Path, passes: int = 2) -> Iterator[Callable[[int, int], None] | None]:
    """An observer of entities and bytes read; None where nobody would see it."""
    if not sys.stderr.isatty() or not path.is_file():
        yield None
        return
    from rich import progress
    from rich.console import Console

    columns = (
        progress.TextColumn("{task.fields[entities]:,} entities"),
        progress.TextColumn("{task.fields[rate]:,.0f}/s"),
        progress.BarColumn(),
        progress.TaskProgressColumn(),
        progress.TimeElapsedColumn(),
        progress.TimeRemainingColumn(),
    )
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=passes * path.stat().st_size, entities=0, rate=0.0)

        def observe(entities: int, size: int) -> None:
            seconds = bar.tasks[0].elapsed or 0.0
            bar.update(task, completed=size, entities=entities, rate=entities / seconds if seconds else 0.0)

        yield observe
