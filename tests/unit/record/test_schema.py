"""The schema says of every field what it is, and agrees with what is written."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from detente.cli.schema import schema_text
from detente.errors import DataError, UsageError
from detente.record import Record, schema, to_json
from detente.record.manifest import refresh_manifest
from detente.record.reference import reference
from detente.record.schema import json_schema, record_types
from detente.record.shapes import shape

DOC = Path(__file__).parents[3] / "docs" / "record.md"
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(schema_text())
    return made


def faults(value: Any, rule: dict[str, Any], root: dict[str, Any], path: str = "record") -> Iterator[str]:
    """What is wrong with the value, for the part of JSON Schema that the record's schema uses."""
    if "$ref" in rule:
        yield from faults(value, root["$defs"][rule["$ref"].removeprefix("#/$defs/")], root, path)
        return
    if "anyOf" in rule:
        if all(list(faults(value, choice, root, path)) for choice in rule["anyOf"]):
            yield f"{path}: none of anyOf"
        return
    kinds = rule.get("type", [])
    wanted = [kind for name in ([kinds] if isinstance(kinds, str) else kinds) for kind in TYPES[name]]
    if wanted and type(value) not in wanted:
        yield f"{path}: {value!r} is not {kinds}"
        return
    yield from _bound_faults(value, rule, path)
    yield from _part_faults(value, rule, root, path)


def _bound_faults(value: Any, rule: dict[str, Any], path: str) -> Iterator[str]:
    if "enum" in rule and value not in rule["enum"]:
        yield f"{path}: {value!r} is not in the list"
    if isinstance(value, int | float) and not rule.get("minimum", value) <= value <= rule.get(
        "maximum", value
    ):
        yield f"{path}: {value} is out of bounds"


def _part_faults(value: Any, rule: dict[str, Any], root: dict[str, Any], path: str) -> Iterator[str]:
    if isinstance(value, dict):
        if list(value) != rule["required"] or rule["additionalProperties"]:
            yield f"{path}: fields {list(value)}"
        for name, inner in value.items():
            yield from faults(inner, rule["properties"][name], root, f"{path}.{name}")
    if isinstance(value, list):
        items = rule.get("prefixItems") or [rule["items"]] * len(value)
        if len(items) != len(value):
            yield f"{path}: {len(value)} items"
        for inner, item in zip(value, items, strict=False):
            yield from faults(inner, item, root, path)


def test_a_record_is_valid(record: Record, whole: dict[str, Any]) -> None:
    assert list(faults(json.loads(to_json(record)), whole, whole)) == []


@pytest.mark.parametrize(
    ("layer", "field", "value"),
    [
        ("events", "event_mode", "visits"),
        ("events", "contexts", ["war"]),
        ("events", "quad_code", 5),
        ("events", "confidence", 1.5),
        ("events", "cameo", "999"),
        ("events", "trigger", [1]),
        ("events", "date", None),
        ("entities", "sectors", ["GVO"]),
        ("places", "lat", 91),
        ("times", "basis", "guess"),
        ("defects", "field", "body"),
    ],
)
def test_what_is_not_in_the_lists_is_invalid(
    record: Record, whole: dict[str, Any], layer: str, field: str, value: Any
) -> None:
    content = json.loads(to_json(record))
    content[layer][0][field] = value
    assert list(faults(content, whole, whole))


def test_every_field_has_a_description(whole: dict[str, Any]) -> None:
    objects = [("Record", whole), *((name, rule) for name, rule in whole["$defs"].items() if name != "Span")]
    assert [name for name, _ in objects] == [kind.__name__ for kind in record_types()]
    for kind, (_, rule) in zip(record_types(), objects, strict=True):
        assert list(rule["properties"]) == rule["required"] == [field.name for field in shape(kind)]
        for name, inner in rule["properties"].items():
            assert re.fullmatch(r"\S.*[.)\"]", inner["description"]), f"{kind.__name__}.{name}"


def test_null_is_allowed_just_where_the_type_has_it(whole: dict[str, Any]) -> None:
    event = whole["$defs"]["Event"]["properties"]
    assert event["event_mode"]["type"] == ["string", "null"]
    assert event["event_mode"]["enum"][-1] is None
    assert event["event_type"]["type"] == "string"
    assert whole["$defs"]["Quote"]["properties"]["cue"]["anyOf"] == [
        {"$ref": "#/$defs/Span"},
        {"type": "null"},
    ]


def test_lists_of_unknown_fields_are_refused() -> None:
    with pytest.raises(UsageError, match=r"closed lists for unknown fields Event\.mode, expected"):
        json_schema({"Event.mode": ("x",)})


def test_descriptions_must_match_the_fields(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(shutil.copytree(schema.DATA, tmp_path / "data"))
    path = folder / "fields.tsv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Event\tcameo\t", "Event\tcamel\t"), encoding="utf-8"
    )
    refresh_manifest(folder)
    monkeypatch.setattr(schema, "DATA", folder)
    line = next(
        n for n, row in enumerate(path.read_text(encoding="utf-8").split("\n"), 1) if "\tcamel\t" in row
    )
    with pytest.raises(DataError) as caught:
        json_schema({})
    assert caught.value.faults == [
        f"{path}:1: no row for Event.cameo, expected a description for each field",
        f"{path}:{line}: no field Event.camel, expected a field of the record",
    ]


def test_the_schema_is_the_same_each_time() -> None:
    assert schema_text() == schema_text()


def test_the_documentation_holds_every_field() -> None:
    assert reference() in DOC.read_text(encoding="utf-8")
