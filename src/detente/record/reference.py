"""``python -m detente.record.reference``: print the tables of docs/record.md, one a type, from the fields' descriptions."""

from __future__ import annotations

import sys
from datetime import date, datetime

from detente.record.schema import field_infos, record_types
from detente.record.shapes import Field, shape
from detente.record.types import Span

_KINDS = {
    str: "text",
    int: "integer",
    float: "number",
    bool: "true or false",
    date: "date",
    datetime: "date and time",
}


def reference() -> str:
    """Markdown: a heading and a table of fields for every type of the record."""
    infos = field_infos()
    parts = []
    for kind in record_types():
        name = kind.__name__
        rows = [
            f"| `{field.name}` | {_kind(field)} | {infos[f'{name}.{field.name}'].description} |"
            for field in shape(kind)
        ]
        parts.append("\n".join([f"### {name}", "", "| field | value | meaning |", "|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def _kind(field: Field) -> str:
    one = _one(field)
    return f"list of {one}" if field.many else f"{one} or null" if field.nullable else one


def _one(field: Field) -> str:
    if field.kind == Span:
        return "`[start, end]`"
    if field.is_record_type:
        return f"[{field.kind.__name__}](#{field.kind.__name__.lower()})"
    return ", ".join(f"`{member}`" for member in field.kind) if field.is_enumeration else _KINDS[field.kind]


if __name__ == "__main__":
    sys.stdout.write(reference())
