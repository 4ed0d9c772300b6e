"""Checks the shipped tables and a user's overlays, and counts what they hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.errors import DataError, UsageError
from detente.knowledge.base import DATA, Knowledge
from detente.knowledge.gazetteer import Gazetteer
from detente.knowledge.tables import LAYOUTS, load_tables
from detente.record.manifest import read_manifest
from detente.record.tables import Faults


@dataclass(frozen=True, slots=True)
class Checked:
    """Every fault as ``file:line: what, expected …``; where there is none, rows by table and the sha256 of all data."""

    faults: tuple[str, ...]
    counts: Mapping[str, int]
    sha256: str | None


def overlay_folders(folders: Sequence[Path]) -> tuple[Path, ...]:
    """The folders, where each is there and holds a table of the knowledge base. UsageError for another."""
    for folder in folders:
        if not folder.exists():
            raise UsageError(f"{folder}: no such folder of knowledge tables")
        if folder.is_dir() and not any(folder.glob("*.tsv")):
            known = ", ".join(f"{name}.tsv" for name in LAYOUTS)
            raise UsageError(f"{folder}: no knowledge table in it; the tables are {known}")
    return tuple(folders)


def check(folders: Sequence[Path] = ()) -> Checked:
    """What is wrong with the shipped data and with overlays laid over it, and how much they hold together."""
    faults: dict[str, None] = {}
    manifest = Faults()
    read_manifest(DATA, manifest)
    faults.update(dict.fromkeys(manifest.found))
    _collect(faults, Gazetteer.load)
    _collect(faults, lambda: load_tables(DATA, thorough=True))
    knowledge = _collect(faults, lambda: Knowledge.load(overlay_folders(folders)))
    if faults or not isinstance(knowledge, Knowledge):
        return Checked(tuple(faults), {}, None)
    return Checked((), _counts(knowledge), knowledge.sha256)


def _collect(faults: dict[str, None], load: Callable[[], object]) -> object:
    """What is loaded; None where it cannot be, its faults noted."""
    try:
        return load()
    except DataError as error:
        faults.update(dict.fromkeys(error.faults))
        return None


def _counts(knowledge: Knowledge) -> dict[str, int]:
    tables = knowledge.tables
    return {
        "states": len(tables.states),
        "people": len(tables.people),
        "roles": sum(len(held) for held in tables.roles.values()),
        "organisations": len(tables.organisations),
        "regions": len(tables.regions),
        "role_nouns": len(tables.role_nouns),
        "titles": len(tables.titles),
        "names": len(knowledge.names.names),
    }
