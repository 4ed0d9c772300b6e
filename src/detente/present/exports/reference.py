"""``python -m detente.present.exports.reference``: print the tables of docs/exports.md, one a file of each format."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from detente.present.exports.formats import EVENT_FORMATS
from detente.present.exports.tables import Source, export_data


def reference() -> str:
    """Markdown: a heading and a table of columns for every file."""
    parts = [_section("csv and parquet", export_data().layouts["flat"])]
    for name, form in EVENT_FORMATS.items():
        for file in form.files:
            title = name if len(form.files) == 1 else f"{name}: `{file.suffix}`"
            parts.append(_section(title, file.columns))
    return "\n\n".join(parts) + "\n"


def _section(title: str, columns: Iterable[Source]) -> str:
    head = [f"### {title}", "", "| column | value | from | |", "|---|---|---|---|"]
    return "\n".join([*head, *(_row(source) for source in columns)])


def _row(source: Source) -> str:
    kind = source.kind.replace("_", " ") + ("" if source.required else " or nothing")
    origin = f"`{source.value}`" if source.value else ""
    return f"| `{source.column}` | {kind} | {origin} | {source.note} |"


if __name__ == "__main__":
    sys.stdout.write(reference())
