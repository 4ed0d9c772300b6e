"""The schema of the store to be read: as JSON, and (``python -m detente.store.reference``) as the tables of docs/store.md."""

from __future__ import annotations

import sys
from typing import Any

from detente.store.log import SCHEMA
from detente.store.tables import SEGMENT, StoreTable, store_tables, type_words
from detente.store.views import VIEWS

_SEGMENT = "The commit that wrote the row's file; see runs.segments. Not in the views."


def description() -> dict[str, Any]:
    """Every table with what it holds, its columns, their types and meanings; and the views beside them."""
    return {
        "schema": SCHEMA,
        "tables": {
            table.name: {"about": table.about, "part": table.part, "columns": _columns(table)}
            for table in store_tables().values()
        },
        "views": {name: about for name, (_, about) in VIEWS.items()},
    }


def _columns(table: StoreTable) -> list[dict[str, str]]:
    own = [{"name": c.name, "type": type_words(c.type), "meaning": c.meaning} for c in table.columns]
    return own if table.part == "log" else [{"name": SEGMENT, "type": "text", "meaning": _SEGMENT}, *own]


def reference() -> str:
    """Markdown: a heading, a sentence and a table of columns for every table of the store."""
    parts = []
    for table in store_tables().values():
        rows = [f"| `{c.name}` | {type_words(c.type)} | {c.meaning} |" for c in table.columns]
        head = [f"### {table.name}", "", table.about, "", "| column | type | meaning |", "|---|---|---|"]
        parts.append("\n".join([*head, *rows]))
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.stdout.write(reference())
