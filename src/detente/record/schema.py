"""JSON Schema (2020-12) of the record, made from its types; what each field means stands in data/fields.tsv."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from detente.errors import UsageError
from detente.record.manifest import read_manifest
from detente.record.shapes import Field, shape
from detente.record.tables import Faults, Table, number, optional, read_table, text
from detente.record.types import Record, Span

DATA = Path(__file__).parent / "data"

Enumerations = Mapping[str, Sequence[str | int]]
"""Closed lists that the types cannot know, by ``Type.field``: ``{"Event.event_mode": ("demo", …)}``."""

_WORDS: Enumerations = {
    "Time.basis": ("text", "report", "anchor", "none"),
    "Defect.field": ("text", "title"),
}
_PLAIN: dict[object, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}
_SPAN = {
    "description": "Half-open offsets [start, end) in code points of the report's text.",
    "type": "array",
    "prefixItems": [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 0}],
    "items": False,
    "minItems": 2,
}


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """What a field means, and the inclusive bounds of its numbers where it has any."""

    type: str
    field: str
    minimum: float | None
    maximum: float | None
    description: str


def json_schema(closed: Enumerations) -> dict[str, Any]:
    """The schema of one record, with the closed lists that belong to the codebook filled in.

    Raises UsageError for a list that belongs to no field, DataError where data/fields.tsv does not describe exactly the fields
    that there are.
    """
    types = record_types()
    known = {f"{kind.__name__}.{field.name}": field for kind in types for field in shape(kind)}
    unknown = sorted(closed.keys() - known.keys())
    if unknown:
        raise UsageError(
            f"closed lists for unknown fields {', '.join(unknown)}, expected Type.field of the record"
        )
    infos = field_infos()
    lists = {**_WORDS, **closed}
    definitions = {kind.__name__: _object(kind, infos, lists) for kind in types}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Record",
        "description": "What Détente knows of one report. Missing is null.",
        **definitions.pop("Record"),
        "$defs": {**definitions, "Span": _SPAN},
    }


def record_types() -> tuple[type, ...]:
    """Every type that a record is made of, each behind the one that first names it."""
    found: list[type] = [Record]
    for kind in found:
        inner = (field.kind for field in shape(kind) if field.is_record_type)
        found.extend(new for new in inner if new not in found)
    return tuple(found)


def field_infos() -> dict[str, FieldInfo]:
    """What each field means, by ``Type.field``. Raises DataError with every field described for nothing or not at all."""
    faults = Faults()
    read_manifest(DATA, faults)
    columns = (
        text("type"),
        text("field"),
        optional(number("minimum")),
        optional(number("maximum")),
        text("description"),
    )
    table = read_table(DATA / "fields.tsv", columns, FieldInfo, faults, key=2)
    _check_described(table, faults)
    faults.raise_all()
    return {f"{info.type}.{info.field}": info for info in table.rows}


def _check_described(table: Table[FieldInfo], faults: Faults) -> None:
    wanted = {f"{kind.__name__}.{field.name}": None for kind in record_types() for field in shape(kind)}
    described = {f"{info.type}.{info.field}": line for line, info in table.numbered()}
    for name in wanted:
        if table.rows and name not in described:
            faults.add(table.path, 1, f"no row for {name}", "a description for each field")
    for name, line in described.items():
        if name not in wanted:
            faults.add(table.path, line, f"no field {name}", "a field of the record")


def _object(kind: type, infos: Mapping[str, FieldInfo], closed: Enumerations) -> dict[str, Any]:
    properties = {
        field.name: _property(
            field, infos[f"{kind.__name__}.{field.name}"], closed.get(f"{kind.__name__}.{field.name}")
        )
        for field in shape(kind)
    }
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _property(field: Field, info: FieldInfo, closed: Sequence[str | int] | None) -> dict[str, Any]:
    value = _value(field, info, closed)
    if field.many:
        value = {"type": "array", "items": value}
    elif field.nullable:
        value = _or_null(value)
    return {"description": info.description, **value}


def _value(field: Field, info: FieldInfo, closed: Sequence[str | int] | None) -> dict[str, Any]:
    if field.is_record_type:
        return {"$ref": f"#/$defs/{field.kind.__name__}"}
    if field.kind == Span:
        return {"$ref": "#/$defs/Span"}
    if field.is_enumeration:
        return {"type": "string", "enum": [str(member) for member in field.kind]}
    value = dict(_PLAIN[field.kind])
    bounds = (("minimum", info.minimum), ("maximum", info.maximum))
    value.update({name: _plain_number(bound) for name, bound in bounds if bound is not None})
    return value if closed is None else {**value, "enum": list(closed)}


def _plain_number(value: float) -> float | int:
    return int(value) if value.is_integer() else value


def _or_null(value: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in value:
        return {"anyOf": [value, {"type": "null"}]}
    choices = {"enum": [*value["enum"], None]} if "enum" in value else {}
    return {**value, "type": [value["type"], "null"], **choices}
