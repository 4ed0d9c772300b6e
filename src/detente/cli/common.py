"""What the commands share: their options, reading and coding reports, telling failures."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.streams import printable
from detente.errors import UsageError
from detente.record.types import Record, Report

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Reports: .txt .html .json .jsonl .csv .parquet .warc RSS/Atom, a folder of these, .gz/.zst; - is stdin.",
        show_default=False,
    ),
]
Published = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar="DATE",
        help="Publication date (YYYY-MM-DD) of reports that carry none. Without any, relative dates stay unresolved.",
    ),
]
Rows = Annotated[
    str, typer.Argument(metavar="FILE.jsonl", help="One object a line; - is stdin.", show_default=False)
]
Out = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="FILE", help="Where to write; - is stdout, which is the default."),
]
Overlays = Annotated[
    list[Path] | None,
    typer.Option(
        "--knowledge",
        metavar="FOLDER",
        envvar="DETENTE_KNOWLEDGE",
        help="Knowledge tables of your own, laid over the shipped ones; may be given several times.",
        show_default=False,
    ),
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes to code with.")]


def parse_date(value: str | None, option: str = "--published") -> date | None:
    """The date of an option, None where it is not given. Raises UsageError."""
    if value is None:
        return None
    try:
        found = date.fromisoformat(value)
    except ValueError:
        found = None
    if found is None or found.isoformat() != value:  # fromisoformat takes 20220121 and 2022-W03-5 as well
        raise UsageError(f"{option} {value!r} is not a date; write it as YYYY-MM-DD, e.g. 2022-01-21")
    return found


@dataclass
class Run:
    """Coded reports of one command, and the reports that failed (each told on stderr as it happens)."""

    done: int = 0
    undated: int = 0
    failed: int = 0
    ids: set[str] = field(default_factory=set)
    repeated: list[str] = field(default_factory=list)

    def fail(self, where: str, reason: str) -> None:
        """Tell one report's failure on stderr and count it."""
        self.failed += 1
        typer.echo(f"{printable(where)}: {printable(reason)}", err=True)

    def count(self, record: Record) -> None:
        """Count one report that was coded."""
        self.done += 1
        self.undated += record.report.published is None
        if record.report.id in self.ids:
            self.repeated.append(record.report.id)
        self.ids.add(record.report.id)

    def finish(self) -> None:
        """Say what was left unresolved, and exit with 1 where nothing was done, 3 where only part of it was."""
        if self.undated:
            typer.echo(
                f"{_counted(self.undated)} no publication date:"
                " relative dates stay unresolved (give --published YYYY-MM-DD)",
                err=True,
            )
        if self.repeated:
            typer.echo(
                f"{_counted(len(self.repeated))} the id of an earlier one: {printable(self.repeated[0])}"
                f"{' and others' if len(set(self.repeated)) > 1 else ''}",
                err=True,
            )
        if self.failed:
            typer.echo(f"{self.failed} of {self.done + self.failed} reports failed", err=True)
            raise typer.Exit(3 if self.done else 1)
        if not self.done:
            typer.echo("no reports found", err=True)
            raise typer.Exit(1)


def _counted(number: int) -> str:
    return "1 report has" if number == 1 else f"{number} reports have"


def laid_over(overlays: list[Path] | None) -> tuple[Path, ...]:
    """The folders of an option. UsageError where one is not there, or holds no table of the knowledge base."""
    if not overlays:
        return ()
    from detente.knowledge.checking import overlay_folders

    return overlay_folders(overlays)


def coded(
    paths: list[str],
    published: str | None,
    run: Run,
    jobs: int = 1,
    overlays: list[Path] | None = None,
) -> Iterator[Record]:
    """Records of all reports under the paths, in order. Failures go to ``run``; the others go on.

    Where no report could be coded, it ends the command, so that no output without data takes the place of a file.
    """
    from detente.engines.local import Failure, code_reports
    from detente.ingest import ReadSettings, Unreadable, read

    settings, folders = ReadSettings(published=parse_date(published)), laid_over(overlays)
    items = read(paths, settings)

    def readable() -> Iterator[Report]:
        for item in items:
            if isinstance(item, Unreadable):
                run.fail(item.where, item.reason)
            else:
                yield item

    with progress() as tick:
        for result in code_reports(readable(), jobs, overlays=folders):
            tick()
            if isinstance(result, Failure):
                run.fail(f"report {result.report} (“{result.begins}”)", result.reason)
                continue
            run.count(result)
            yield result
    if not run.done:
        run.finish()


@contextmanager
def progress() -> Iterator[Callable[[], None]]:
    """A counter on stderr, only where that is a terminal and nothing else is written to it."""
    if sys.stderr is None or not sys.stderr.isatty() or sys.stdout is None or sys.stdout.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} reports"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("coding", total=None)
        yield lambda: bar.advance(task)
