"""``detente alerts``: what an analyst should look at, with the rule, the numbers and the passages."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from detente.cli.asking import asked, asks, tell_counting
from detente.cli.common import Out, parse_date
from detente.cli.storing import StorePath
from detente.cli.streams import check_target, output, read_input
from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.analysis.alerts import Ask, Digest
    from detente.store import Filter

SOME = 4
"""The exit code where there are alerts and --exit-code asks to say so."""
_EPILOG = """\b
Examples:
  detente alerts crisis
  detente alerts crisis --of country --as-of 2022-02-27 --preset severer-kind
  detente alerts crisis --between RUS UKR --since 2021-01-01 --format json -o alerts.json
  detente alerts crisis --seen alerts.seen --exit-code --format html -o alerts.html

Exit codes: as everywhere; with --exit-code 0 says that there is no alert, and 4 that there are some.
"""


class Format(StrEnum):
    """Shapes of the digest."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"


class Of(StrEnum):
    """What is watched."""

    PAIR = "pair"
    COUNTRY = "country"
    ACTOR = "actor"
    ALL = "all"


class Basis(StrEnum):
    """What rules are applied to."""

    COUNT = "count"
    RATE = "rate"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("alerts", epilog=_EPILOG, short_help="Say what is new, higher or severer than before.")(
        alerts
    )


@asks("events")
def alerts(  # noqa: PLR0913, PLR0917 - one for each option of the command
    store: StorePath,
    wanted: Filter,
    of: Annotated[
        Of, typer.Option("--of", help="Watch each pair of countries, country or actor, or all together.")
    ] = Of.PAIR,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="Count as of this day; that of the last report."),
    ] = None,
    basis: Annotated[
        Basis, typer.Option("--basis", help="Apply the rules to counts, or to counts per report.")
    ] = Basis.COUNT,
    preset: Annotated[
        list[str] | None,
        typer.Option("--preset", metavar="ID", help="Only this rule; several times.", show_default=False),
    ] = None,
    presets: Annotated[
        Path | None, typer.Option("--presets", metavar="FILE", help="Rules of your own, as a table.")
    ] = None,
    min_sources: Annotated[
        int | None, typer.Option("--min-sources", metavar="N", min=1, help="Independent sources at least.")
    ] = None,
    seen: Annotated[
        str | None,
        typer.Option("--seen", metavar="FILE", help="Tell no alert whose id is in it, and add those told."),
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="End with 4 where there are alerts.")
    ] = False,
    form: Annotated[
        Format,
        typer.Option("--format", "-f", help="text: a digest; json: all of it; jsonl: an alert a line; html."),
    ] = Format.TEXT,
    out: Out = None,
) -> None:
    """Say what is new, higher or severer than before: alerts by published rules, with their numbers and passages.

    Those of the last week, unless --since says otherwise. A time without reports is not a time without events: rules that
    need it are silent, and the digest names them.
    """
    from detente.analysis.alerts import Ask, chosen
    from detente.analysis.alerts import alerts as found_by

    check_target(out, [store])
    check_target(seen, [store])
    before = _ids(seen)
    day, rules = parse_date(as_of, "--as-of"), chosen(preset or (), presets)
    ask: Ask = Ask(str(of), str(basis), day, rules, min_sources, frozenset(before))
    source = asked([store], None).source
    tell_counting(source)
    digest = found_by(source, wanted, ask)
    with output(out) as file:
        _write(digest, form, file)
    _remember(seen, [*before, *(alert.id for alert in digest.alerts)])
    if exit_code and digest.alerts:
        raise typer.Exit(SOME)


def _write(digest: Digest, form: Format, file: IO[str]) -> None:
    from detente.cli.terminal import Terminal
    from detente.present.alerts import print_digest, write_json, write_jsonl, write_page
    from detente.present.terminal.printer import Printer

    if form is Format.TEXT:
        print_digest(digest, Printer(Terminal(file, None)))
    else:
        {Format.JSON: write_json, Format.JSONL: write_jsonl, Format.HTML: write_page}[form](digest, file)


def _ids(path: str | None) -> list[str]:
    """The ids of alerts that were told before; none where the file is not there yet."""
    if path == "-":
        raise UsageError("--seen takes a file, which is read and written anew")
    if path is None or not Path(path).exists():
        return []
    lines = read_input(path).split("\n")
    for number, line in enumerate(lines, 1):
        if line and (len(line) != 16 or set(line) - set("0123456789abcdef")):
            raise UsageError(f"{path}:{number}: no id of an alert; name a file that --seen has written")
    return [line for line in lines if line]


def _remember(path: str | None, ids: list[str]) -> None:
    if path is not None:
        with output(path) as file:
            file.writelines(f"{one}\n" for one in ids)
