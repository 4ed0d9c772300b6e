"""What the commands share: reading and coding reports, telling failures, writing files whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import IO, Annotated

import typer

from detente.errors import UsageError
from detente.record.types import Record, Report

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH…",
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
    str | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write; - is stdout.")
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes to code with.")]


def parse_date(value: str | None, option: str = "--published") -> date | None:
    """The date of an option, None where it is not given. Raises UsageError."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(
            f"{option} {value!r} is not a date; write it as YYYY-MM-DD, e.g. 2022-01-21"
        ) from None


@dataclass
class Run:
    """Coded reports of one command, and the reports that failed (each told on stderr as it happens)."""

    done: int = 0
    undated: int = 0
    failed: list[str] = field(default_factory=list)

    def fail(self, where: str, reason: str) -> None:
        """Tell one report's failure on stderr and count it."""
        self.failed.append(where)
        typer.echo(f"{where}: {reason}", err=True)

    def finish(self) -> None:
        """Say what was left unresolved, and exit with 1 where nothing was done, 3 where only part of it was."""
        if self.undated:
            typer.echo(
                f"{self.undated} report{'s have' if self.undated > 1 else ' has'} no publication date:"
                " relative dates stay unresolved (give --published YYYY-MM-DD)",
                err=True,
            )
        if self.failed:
            typer.echo(f"{len(self.failed)} of {self.done + len(self.failed)} reports failed", err=True)
            raise typer.Exit(3 if self.done else 1)
        if not self.done:
            typer.echo("no reports found", err=True)
            raise typer.Exit(1)


def coded(paths: list[str], published: str | None, run: Run, jobs: int = 1) -> Iterator[Record]:
    """Records of all reports under the paths, in order. Failures go to ``run``; the others go on."""
    from detente.engines.local import Failure, code_reports
    from detente.ingest import ReadSettings, Unreadable, read

    settings = ReadSettings(published=parse_date(published))
    items = read(paths, settings)

    def readable() -> Iterator[Report]:
        for item in items:
            if isinstance(item, Unreadable):
                run.fail(item.where, item.reason)
            else:
                yield item

    with progress() as tick:
        for result in code_reports(readable(), jobs):
            tick()
            if isinstance(result, Failure):
                run.fail(result.report, result.reason)
                continue
            run.done += 1
            run.undated += result.report.published is None
            yield result


@contextmanager
def progress() -> Iterator[Callable[[], None]]:
    """A counter on stderr, only where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} reports"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("coding", total=None)
        yield lambda: bar.advance(task)


@contextmanager
def output(path: str | None) -> Iterator[IO[str]]:
    """Where data goes: stdout, or a file that appears whole at the end or not at all."""
    if path is None or path == "-":
        yield sys.stdout
        return
    target = Path(path)
    if target.is_dir() or not target.parent.is_dir():
        raise UsageError(
            f"cannot write {path}: {'it is a folder' if target.is_dir() else f'no folder {target.parent}'}"
        )
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            yield file
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def read_rows(path: str) -> list[dict[str, object]]:
    """Objects of a JSON lines file (- is stdin). Raises UsageError that names the line."""
    import json

    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8 ({error})") from None
    rows = []
    for number, line in enumerate(text.split("\n"), 1):
        try:
            rows += [(number, json.loads(line))] if line.strip() else []
        except json.JSONDecodeError as error:
            raise UsageError(f"{path}:{number}: not JSON ({error})") from None
    for number, row in rows:
        if not isinstance(row, dict):
            raise UsageError(f"{path}:{number}: expected an object, one a line")
    return [row for _, row in rows]
