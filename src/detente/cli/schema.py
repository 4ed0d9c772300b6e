"""``detente schema``: the JSON Schema of a record, with the codebook's closed lists; or the tables of the store."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.streams import output

if TYPE_CHECKING:
    from detente.codebook import Codebook

_EPILOG = """\b
Examples:
  detente schema > record.schema.json
  detente schema --store
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("schema", epilog=_EPILOG, short_help="Print the JSON Schema of a record.")(schema)


def schema(
    store: Annotated[
        bool, typer.Option("--store", help="The tables of a store: every column with its type and meaning.")
    ] = False,
) -> None:
    """Print the JSON Schema of a record: every field with its meaning, every closed list with its words."""
    with output(None) as file:
        file.write(store_text() if store else schema_text())


def schema_text() -> str:
    """The schema as JSON text, the same for the same version of Détente."""
    from detente.codebook import Codebook
    from detente.record.schema import json_schema

    return json.dumps(json_schema(closed_lists(Codebook.load())), ensure_ascii=False, indent=2) + "\n"


def store_text() -> str:
    """The tables of the store as JSON text."""
    from detente.store.reference import description

    return json.dumps(description(), ensure_ascii=False, indent=2) + "\n"


def closed_lists(codebook: Codebook) -> dict[str, tuple[str | int, ...]]:
    """The codebook's lists by the field of the record that holds one of their words. Issues are open to the user's own."""
    sectors = codebook.sector_order
    modes = sorted(
        {mode.event_mode for kind in codebook.event_types for mode in codebook.modes(kind.event_type)}
    )
    return {
        "Entity.sectors": sectors,
        "Party.sectors": sectors,
        "Event.event_mode": tuple(modes),
        "Event.contexts": tuple(context.context for context in codebook.contexts),
        "Event.cameo": tuple(code.cameo for code in codebook.cameo_codes),
        "Event.quad_code": tuple(quad.quad for quad in codebook.quads),
    }
