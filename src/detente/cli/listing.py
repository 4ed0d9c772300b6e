"""``detente events``, ``quotes``, ``conflicts``, ``defects``: one row a line, of a store or of reports."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.cli.asking import FORM_HELP, Asked, Coding, Target, asked, asks
from detente.cli.common import Jobs, Out, Overlays, Published
from detente.cli.streams import check_target, output

if TYPE_CHECKING:
    from detente.store import Filter

_EVENTS = """\b
Examples:
  detente events crisis --actor RUS --type ASSAULT --since 2022-01-01
  detente events crisis --between RUS UKR --mode SANCTION-expel --format csv -o expulsions.csv
  detente events reports/ --quad 4 --sort -confidence --limit 20
"""
_QUOTES = """\b
Examples:
  detente quotes crisis --actor lavrov --since 2022-01-01
  detente quotes report.txt --published 2022-01-21 --kind direct
"""
_CONFLICTS = """\b
Examples:
  detente conflicts crisis --kind quantity
  detente conflicts reports/ --kind quantity --kind date --format csv -o conflicts.csv
"""
_DEFECTS = """\b
Examples:
  detente defects crisis --kind wrong_role
  detente defects reports/ --kind wrong_role --format csv -o defects.csv
"""


class Format(StrEnum):
    """Shapes of rows."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


Shape = Annotated[Format, typer.Option("--format", "-f", help=FORM_HELP)]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    told = (
        ("events", events, _EVENTS, "List events: who did what to whom, when and where."),
        ("quotes", quotes, _QUOTES, "List what people are reported to have said."),
        ("conflicts", conflicts, _CONFLICTS, "Say which accounts in a report cannot both be true."),
        ("defects", defects, _DEFECTS, "Say where a careful editor would stop."),
    )
    for name, command, epilog, short in told:
        app.command(name, epilog=epilog, short_help=short)(command)


@asks("events")
def events(  # noqa: PLR0913, PLR0917 - one for each option of the command
    paths: Target,
    wanted: Filter,
    published: Published = None,
    form: Shape = Format.JSONL,
    out: Out = None,
    jobs: Jobs = 1,
    overlays: Overlays = None,
) -> None:
    """List events, one a row, with the sentence that each rests on: of a store, or of reports, which are coded first.

    Only what happened is listed; --auxiliary any lists background, future, possible and denied events as well.
    """
    _write("events", paths, wanted, Coding(published, jobs, overlays), (form, out))


@asks("quotes")
def quotes(  # noqa: PLR0913, PLR0917 - one for each option of the command
    paths: Target,
    wanted: Filter,
    published: Published = None,
    form: Shape = Format.JSONL,
    out: Out = None,
    jobs: Jobs = 1,
    overlays: Overlays = None,
) -> None:
    """List what people are reported to have said, one quote a row, with the speaker and the words that say so."""
    _write("quotes", paths, wanted, Coding(published, jobs, overlays), (form, out))


@asks("conflicts")
def conflicts(  # noqa: PLR0913, PLR0917 - one for each option of the command
    paths: Target,
    wanted: Filter,
    published: Published = None,
    form: Shape = Format.JSONL,
    out: Out = None,
    jobs: Jobs = 1,
    overlays: Overlays = None,
) -> None:
    """Say which accounts inside a report cannot both be true: numbers, dates, places, who did it, whether it happened."""
    _write("conflicts", paths, wanted, Coding(published, jobs, overlays), (form, out))


@asks("defects")
def defects(  # noqa: PLR0913, PLR0917 - one for each option of the command
    paths: Target,
    wanted: Filter,
    published: Published = None,
    form: Shape = Format.JSONL,
    out: Out = None,
    jobs: Jobs = 1,
    overlays: Overlays = None,
) -> None:
    """Say where a careful editor would stop: misspelt names, wrong offices, broken quotations, statements told again."""
    _write("defects", paths, wanted, Coding(published, jobs, overlays), (form, out))


def _write(
    table: str, paths: list[str], wanted: Filter, coding: Coding, target: tuple[Format, str | None]
) -> None:
    from detente.analysis import rows

    form, out = target
    check_target(out, paths)
    found: Asked = asked(paths, coding)
    write(rows(found.source, table, wanted), form, out)
    found.finish()


def write(relation: Any, form: str, out: str | None) -> None:
    """Write a relation's rows as jsonl, csv or parquet."""
    from detente.present.exports.relations import write_relation, write_relation_parquet

    if form == Format.PARQUET:
        write_relation_parquet(relation, out)
        return
    with output(out) as file:
        write_relation(relation, file, str(form))
