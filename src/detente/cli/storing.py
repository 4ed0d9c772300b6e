"""What the commands that write to a store share: coding into it, and what is told at the end."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.bars import Source, progress, steps
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
    source: Source
    read: int = 0
    new: int = 0
    undated: int = 0
    failed: int = 0
    done: list[Added] = field(default_factory=list)

    def readable(self) -> Iterator[Report]:
        """The reports of the source; what cannot be read is told."""
        from detente.ingest import Unreadable

        for item in self.source:
            if isinstance(item, Unreadable):
                self.fail(item.where, item.reason)
            else:
                self.read += 1
                yield item

    def fail(self, where: str, reason: str) -> None:
        """Tell one report's failure on stderr and count it."""
        self.failed += 1
        self.work.failed += 1
        typer.echo(f"{printable(where)}: {printable(reason)}", err=True)

    def code_into(
        self, store: Store, reports: Iterator[Report], jobs: int, overlays: tuple[Path, ...]
    ) -> None:
        """Code these reports of the source and add them; the coder is loaded only where there are any."""
        first = next(reports, None)
        if first is not None:
            with progress(self.source.total) as told:
                added = store.add(self._coded(chain([first], reports), jobs, overlays, told), self.work)
            for refused in added.refused:
                self.fail(f"report {refused.report}", refused.reason)
            self.done.append(added)

    def _coded(
        self,
        reports: Iterable[Report],
        jobs: int,
        overlays: tuple[Path, ...],
        told: Callable[[int], None],
    ) -> Iterator[Record]:
        from detente.engines.local import Failure, code_reports

        marks: deque[int] = deque()

        def marked() -> Iterator[Report]:
            for report in reports:
                self.new += 1
                marks.append(self.source.mark(report))
                yield report

        for result in code_reports(marked(), jobs, overlays=overlays):
            told(marks.popleft())
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
