"""What the commands that write to a store share: coding into it, progress, and what is told at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.streams import printable
from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.record.types import Record, Report
    from detente.store import Added, Store, Work

StorePath = Annotated[
    str, typer.Argument(metavar="STORE", help="The store: a folder of its own.", show_default=False)
]


@dataclass
class Intake:
    """Reports of one command on their way into a store. Each that fails is told on stderr as it happens."""

    work: Work
    read: int = 0
    new: int = 0
    undated: int = 0
    failed: int = 0
    done: list[Added] = field(default_factory=list)

    def fail(self, where: str, reason: str) -> None:
        """Tell one report's failure on stderr and count it."""
        self.failed += 1
        self.work.failed += 1
        typer.echo(f"{printable(where)}: {printable(reason)}", err=True)

    def code_into(
        self, store: Store, reports: Iterator[Report], jobs: int, overlays: tuple[Path, ...]
    ) -> None:
        """Code the reports and add them; the coder is loaded only where there are any."""
        first = next(reports, None)
        if first is not None:
            added = store.add(self._coded(chain([first], reports), jobs, overlays), self.work)
            for refused in added.refused:
                self.fail(f"report {refused.report}", refused.reason)
            self.done.append(added)

    def _coded(self, reports: Iterable[Report], jobs: int, overlays: tuple[Path, ...]) -> Iterator[Record]:
        from detente.engines.local import Failure, code_reports

        for result in code_reports(reports, jobs, overlays=overlays):
            if isinstance(result, Failure):
                self.fail(f"report {result.report} (“{result.begins}”)", result.reason)
                continue
            self.undated += result.report.published is None
            yield result

    def finish(self, store: Store) -> None:
        """Say what came of it, and exit with 1 where all failed, 3 where some did."""
        added = sum(one.added for one in self.done)
        superseded = sum(one.superseded for one in self.done)
        if self.undated:
            typer.echo(
                f"{self.undated} reports have no publication date: relative dates stay unresolved"
                " (give --published YYYY-MM-DD)",
                err=True,
            )
        told = [f"{added} reports added"]
        told += [f"{superseded} earlier versions left the counts"] if superseded else []
        known = self.read - self.new + sum(one.known for one in self.done)
        told += [f"{known} were there already"] if known else []
        typer.echo(
            f"{', '.join(told)}; {printable(store.folder.root)} is at version {store.version}", err=True
        )
        if self.failed:
            typer.echo(f"{self.failed} of {self.failed + added + known} reports failed", err=True)
            raise typer.Exit(3 if added or known else 1)
        if not added and not known:
            typer.echo("no reports found", err=True)
            raise typer.Exit(1)


def reconcile(store: Store) -> None:
    """Bring what is made across reports up to date with the store; how far it is shows on a terminal."""
    from detente.reconcile import run

    with steps() as told:
        run(store, observe=told)


def open_store(path: str) -> Store:
    """The store to write to. UsageError where a file is in its place."""
    from detente.store import Store

    if not path:
        raise UsageError("the store has no name; give a folder")
    if "://" not in path and Path(path).is_file():
        raise UsageError(f"{path} is a file; a store is a folder of its own")
    return Store(path)


@dataclass
class Bar:
    """Progress on a terminal: told of reports, and of how much of the whole is done, in whatever it is measured by."""

    report: Callable[[], None]
    advance: Callable[[int], None]


@contextmanager
def progress(total: int | None) -> Iterator[Bar]:
    """A bar with reports, rate and time left on stderr, only where that is a terminal; ``total`` None: nobody knows."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield Bar(lambda: None, lambda _: None)
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

        def report() -> None:
            now = bar.tasks[0]
            done = now.fields["reports"] + 1
            bar.update(task, reports=done, rate=done / max(now.elapsed or 0.0, 0.001))

        yield Bar(report, lambda size: bar.advance(task, size))


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


def total_bytes(paths: Iterable[str]) -> int | None:
    """Bytes of all files that the paths stand for; None where one of them is a stream."""
    from detente.ingest.draft import Unreadable
    from detente.ingest.paths import expand

    size = 0
    for path in paths:
        if path == "-":
            return None
        for found in expand(path):
            if not isinstance(found, Unreadable) and found.path.is_file():
                size += found.path.stat().st_size
    return size
