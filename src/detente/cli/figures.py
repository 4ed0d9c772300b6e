"""``detente timeline``, ``series`` and ``network``: what follows from many reports."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.cli.asking import Coding, Target, asked, asks, tell_counting
from detente.cli.common import Jobs, Out, Overlays, Published
from detente.cli.listing import write
from detente.cli.streams import check_target, output

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.analysis import Source
    from detente.store import Filter

_TIMELINE = """\b
Examples:
  detente timeline crisis --since 2022-01-01 --until 2022-01-31
  detente timeline crisis --between RUS UKR --min-confidence 0.7 --format csv -o timeline.csv
"""
_SERIES = """\b
Examples:
  detente series crisis --by week --between RUS UKR
  detente series crisis --by month --type PROTEST --country NOR --format csv -o protests.csv
"""
_NETWORK = """\b
Examples:
  detente network crisis --since 2022-01-01 --limit 20
  detente network crisis --level country --quad 4 --format csv -o ties.csv
"""


class Format(StrEnum):
    """Shapes of figures."""

    TEXT = "text"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


class By(StrEnum):
    """Length of a period."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Level(StrEnum):
    """What is tied."""

    ACTOR = "actor"
    COUNTRY = "country"


Shape = Annotated[
    Format, typer.Option("--format", "-f", help="text: a table; jsonl, csv, parquet: all columns, one a row.")
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    told = (
        ("timeline", timeline, _TIMELINE, "Tell what happened, day by day."),
        ("series", series, _SERIES, "Count events by day, week or month."),
        ("network", network, _NETWORK, "Say who does what to whom: ties with cooperation and conflict."),
    )
    for name, command, epilog, short in told:
        app.command(name, epilog=epilog, short_help=short)(command)


@asks("events")
def timeline(  # noqa: PLR0913, PLR0917 - one for each option of the command
    paths: Target,
    wanted: Filter,
    published: Published = None,
    form: Shape = Format.TEXT,
    out: Out = None,
    jobs: Jobs = 1,
    overlays: Overlays = None,
) -> None:
    """Tell what happened, day by day: each event once, with the passage that tells it best and how many reports tell it."""
    from detente.analysis import timeline as found_by

    _answer(
        lambda source: found_by(source, wanted),
        "timeline",
        paths,
        Coding(published, jobs, overlays),
        (form, out),
    )


@asks("events")
def series(  # noqa: PLR0913, PLR0917 - one for each option of the command
    paths: Target,
    wanted: Filter,
    by: Annotated[By, typer.Option("--by", help="Length of a period; weeks begin on Monday.")] = By.WEEK,
    published: Published = None,
    form: Shape = Format.TEXT,
    out: Out = None,
    jobs: Jobs = 1,
    overlays: Overlays = None,
) -> None:
    """Count events by day, week or month: as events and as reports, with shares of conflict and the PLOVER score.

    A period without any report has no figures, which is not 0. Events that are dated more coarsely than the period are in a row
    of their own.
    """
    from detente.analysis import series as found_by

    _answer(
        lambda source: found_by(source, wanted, by),
        "series",
        paths,
        Coding(published, jobs, overlays),
        (form, out),
    )


@asks("events")
def network(  # noqa: PLR0913, PLR0917 - one for each option of the command
    paths: Target,
    wanted: Filter,
    level: Annotated[Level, typer.Option("--level", help="Tie actors, or their countries.")] = Level.ACTOR,
    published: Published = None,
    form: Shape = Format.TEXT,
    out: Out = None,
    jobs: Jobs = 1,
    overlays: Overlays = None,
) -> None:
    """Say who does what to whom: ties from actor to recipient, with events, reports, cooperation, conflict and the days."""
    from detente.analysis import network as found_by

    _answer(
        lambda source: found_by(source, wanted, level),
        "network",
        paths,
        Coding(published, jobs, overlays),
        (form, out),
    )


def _answer(
    ask: Callable[[Source], Any],
    name: str,
    paths: list[str],
    coding: Coding,
    target: tuple[Format, str | None],
) -> None:
    form, out = target
    check_target(out, paths)
    found = asked(paths, coding)
    tell_counting(found.source)
    relation = ask(found.source)
    if form is Format.TEXT:
        _print(name, relation, out)
    else:
        write(relation, form, out)
    found.finish()


def _print(name: str, relation: Any, out: str | None) -> None:
    from detente.cli.terminal import Terminal
    from detente.present.exports.relations import relation_dicts
    from detente.present.terminal.figures import TABLES
    from detente.present.terminal.printer import Printer

    rows = list(relation_dicts(relation))
    with output(out) as file:
        TABLES[name](rows, Printer(Terminal(file, None)))
    if not rows:
        typer.echo("no events found", err=True)
