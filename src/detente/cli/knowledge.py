"""``detente knowledge``: what the knowledge base holds, and how a user adds to it."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.common import Overlays, laid_over, parse_date
from detente.cli.streams import standard_output
from detente.errors import UsageError

_HELP = (
    "Look up, check and extend what Détente knows: states, people with dated roles, organisations, regions."
)
_FIND = """\b
Examples:
  detente knowledge find Lavrov --at 2022-01-21
  detente knowledge find "Volodymyr Zilensky" --kind person --json
"""
_CHECK = """\b
Examples:
  detente knowledge check
  detente knowledge check mine/
"""
_ADD = """\b
Examples:
  detente knowledge add --to mine/ person "name=Zora Invented" gender=f born=1970
  detente knowledge add --to mine/ role person=zora-invented "role=foreign minister" country=FRA sectors=GOV from=2031-05
  detente code report.txt --knowledge mine/
"""
_IMPORT = """\b
Examples:
  detente knowledge import-wikidata latest-all.json.gz -o wikidata/ --min-sitelinks 20
  detente code report.txt --knowledge wikidata/
"""


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=_HELP, epilog=_FIND)
    group.command("find", epilog=_FIND, short_help="Say what is known under a name.")(find)
    group.command("check", epilog=_CHECK, short_help="Check the shipped tables and your own.")(check)
    group.command("add", epilog=_ADD, short_help="Add a row to a table of your own.")(add)
    group.command("import-wikidata", epilog=_IMPORT, short_help="Make tables of a Wikidata dump.")(
        import_wikidata
    )
    app.add_typer(group, name="knowledge", short_help="Look up, check and extend what Détente knows.")


def find(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    at: Annotated[
        str | None, typer.Option("--at", metavar="DATE", help="The day whose roles are shown (YYYY-MM-DD).")
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="KIND", help="person, organisation, state, region, role or title."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    overlays: Overlays = None,
) -> None:
    """Say what is known under a name: what bears it, then what bears a like name, with reasons."""
    from detente.knowledge import Knowledge
    from detente.knowledge.lookup import look_up
    from detente.knowledge.telling import as_row, as_text

    day = parse_date(at, "--at")
    knowledge = Knowledge.load(laid_over(overlays))
    found = look_up(knowledge, name, day, kind or ())
    with standard_output(for_data=True) as out:
        for finding in found:
            out.write(json.dumps(as_row(finding), ensure_ascii=False) if as_json else as_text(finding, day))
            out.write("\n")
    if not found:
        typer.echo(f"nothing is known under {name!r}", err=True)
        raise typer.Exit(1)


def check(
    folders: Annotated[
        list[Path] | None, typer.Argument(metavar="FOLDER", help="Knowledge tables of your own.")
    ] = None,
) -> None:
    """Check the shipped tables, and your own over them: every fault as file:line, or what they hold. 1 where one is faulty."""
    from detente.knowledge.checking import check as check_tables

    began = time.perf_counter()
    checked = check_tables(folders or ())
    with standard_output(for_data=True) as out:
        for fault in checked.faults:
            out.write(f"{fault}\n")
        for table, count in checked.counts.items():
            out.write(f"{table}\t{count}\n")
        if checked.sha256 is not None:
            out.write(f"sha256\t{checked.sha256}\n")
    typer.echo(f"checked in {time.perf_counter() - began:.1f} s, faults: {len(checked.faults)}", err=True)
    if checked.faults:
        raise typer.Exit(1)


def add(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="person, role, organisation, state, region, role_noun or title.",
            show_default=False,
        ),
    ],
    values: Annotated[
        list[str],
        typer.Argument(
            metavar="KEY=VALUE", help="Cells by column; lists are split by |.", show_default=False
        ),
    ],
    to: Annotated[
        Path,
        typer.Option("--to", metavar="FOLDER", help="Your folder of tables; made where it is not there."),
    ],
    replace: Annotated[
        bool, typer.Option("--replace", help="Take the place of a row of the same key in your table.")
    ] = False,
    overlays: Overlays = None,
) -> None:
    """Add a row to a table of your own: checked against all tables, sorted in, written whole or not at all."""
    from detente.knowledge.adding import add_row

    cells = dict(_cell(value) for value in values)
    under = [folder for folder in laid_over(overlays) if folder.resolve() != to.resolve()]
    added = add_row(to, kind, cells, replace=replace, overlays=under)
    typer.echo(f"{added.path}: {'replaced' if added.replaced else 'added'} {added.row!r}", err=True)
    if added.covers:
        typer.echo("a row of the tables below has this id: yours takes its place", err=True)


def _cell(value: str) -> tuple[str, str]:
    name, equals, cell = value.partition("=")
    if not equals or not name:
        raise UsageError(f"{value!r} is no KEY=VALUE; write it as name=…")
    return name, cell.strip()


def import_wikidata(
    dump: Annotated[
        Path,
        typer.Argument(
            metavar="DUMP", help="A JSON dump of Wikidata: plain, .gz, .bz2 or .zst.", show_default=False
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="FOLDER", help="Where the tables go; made where it is not there."
        ),
    ],
    min_sitelinks: Annotated[
        int,
        typer.Option(
            "--min-sitelinks", metavar="N", min=0, help="Leave out what fewer wikis have a page on."
        ),
    ] = 5,
    since: Annotated[
        int, typer.Option("--since", metavar="YEAR", help="Leave out who died, and what ended, before.")
    ] = 1900,
    places: Annotated[
        bool, typer.Option("--places", help="Towns and divisions with their points as well.")
    ] = False,
) -> None:
    """Make tables of your own of the persons, parties and organisations with political roles in a Wikidata dump."""
    from detente.cli.dumps import watched
    from detente.knowledge.wikidata import Settings, import_dump

    settings = Settings(min_sitelinks=min_sitelinks, since=since, places=places)
    with watched(dump) as observe:
        tally = import_dump(dump, out, settings, observe)
    for line in tally.lines():
        typer.echo(line, err=True)
    if tally.is_damaged:
        raise typer.Exit(3)
