"""Adds a row to a table of a user's overlay: checked against all tables, sorted in, written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from detente.errors import DataError, UsageError
from detente.knowledge.base import DATA
from detente.knowledge.nearest import did_you_mean, nearest
from detente.knowledge.tables import CLASSES, LAYOUTS, Tables, load_tables
from detente.knowledge.text import slug
from detente.record.tables import Column

KINDS = {
    "organisation": "organisations",
    "person": "people",
    "region": "regions",
    "role": "roles",
    "role_noun": "role_nouns",
    "state": "states",
    "title": "titles",
}
_CERTAINTY = "0.95"
_BY_ID = ("organisations", "people", "regions", "states")
_NAMED = ("people", "organisations", "regions")  # tables whose id is the name as a slug where none is given


@dataclass(frozen=True, slots=True)
class Added:
    """The table that was written, the row as it stands there, whether it took the place of another row of it, and whether it lies
    over a row of the tables below.
    """

    path: Path
    row: str
    replaced: bool
    covers: bool


def add_row(
    folder: Path,
    kind: str,
    values: Mapping[str, str],
    *,
    replace: bool = False,
    overlays: Sequence[Path] = (),
) -> Added:
    """Add a row of that kind to the folder's table, made where it is not there. ``overlays`` lie under the folder's own.

    A missing id is the name's slug, a missing certainty 0.95; any other cell is empty. UsageError says what is wrong, and
    which valid names are near; DataError names the faults that an overlay already has.
    """
    if kind not in KINDS:
        raise UsageError(f"no kind {kind!r}; {did_you_mean(kind, KINDS)}the kinds are {', '.join(KINDS)}")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is no folder")
    table = KINDS[kind]
    layers = [*overlays, *([folder] if folder.is_dir() else [])]
    tables = load_tables(DATA, layers)
    given = _completed(table, values)
    _check_ids(tables, given)
    cells = _cells(table, given)
    path = folder / f"{table}.tsv"
    lines, replaced = _merged(path, table, cells, replace)
    _check_whole(folder, path.name, lines, overlays)
    folder.mkdir(parents=True, exist_ok=True)
    _write(path, lines)
    covers = table in _BY_ID and cells[0] in getattr(tables, table) and not replaced
    return Added(path, "\t".join(cells), replaced, covers)


def _columns(table: str) -> tuple[str, ...]:
    return tuple(column.name for column in LAYOUTS[table].columns)


def _completed(table: str, values: Mapping[str, str]) -> dict[str, str]:
    """The values with what follows from them."""
    known = _columns(table)
    for name in values:
        if name not in known:
            raise UsageError(
                f"no column {name!r} in {table}.tsv; {did_you_mean(name, known)}the columns are {', '.join(known)}"
            )
    out = dict(values)
    if table in _NAMED and not out.get("id") and out.get("name"):
        out["id"] = slug(out["name"])
    if "certainty" in known and not out.get("certainty"):
        out["certainty"] = _CERTAINTY
    return out


def _cells(table: str, values: Mapping[str, str]) -> list[str]:
    """The row's cells, each checked. UsageError names the first that is missing or faulty."""
    return [_cell(column, values.get(column.name, "")) for column in LAYOUTS[table].columns]


def _cell(column: Column, cell: str) -> str:
    if any(mark in cell for mark in "\t\n\r"):
        raise UsageError(f"{column.name} {cell!r} holds a tab or a line end")
    try:
        column.convert(cell)
    except (ValueError, KeyError):
        what = f"{column.name} {cell!r} is not valid" if cell else f"{column.name} is missing"
        raise UsageError(f"{what}; expected {column.expected}") from None
    return cell


def _check_ids(tables: Tables, row: Mapping[str, str]) -> None:
    """Every id that points at another table must be there; names are not ids, but lead to one."""
    for column, names in _pointers(tables).items():
        cell = row.get(column, "")
        if not cell or cell in names:
            continue
        by_name = {name.casefold(): ident for ident, name in names.items()}
        ident = by_name.get(cell.casefold())
        near = f"did you mean {ident} ({cell})? " if ident else _near(cell, names)
        if column == "person" and not ident:
            near += "add the person first; "
        raise UsageError(
            f"{column} {cell!r} is no id that is known; {near}`detente knowledge find` shows ids"
        )


def _near(cell: str, names: Mapping[str, str]) -> str:
    """The ids that a wrong one may stand for, also where it is a misspelt name."""
    by_name = {name: ident for ident, name in names.items()}
    found = [by_name.get(near, near) for near in nearest(cell, [*names, *by_name])]
    shown = [f"{ident} ({names[ident]})" for ident in dict.fromkeys(found)]
    return f"did you mean {' or '.join(shown)}? " if shown else ""


def _pointers(tables: Tables) -> dict[str, dict[str, str]]:
    """Valid ids with their names, by the column that holds them."""
    people = {ident: person.name for ident, person in tables.people.items()}
    bodies = {ident: body.name for ident, body in tables.organisations.items()}
    states = {ident: state.name for ident, state in tables.states.items()}
    countries = {**states, **{code: code for code in sorted(CLASSES)}}
    return {
        "person": people,
        "country": countries,
        "organisation": bodies,
        "parent": bodies,
        "claimed_by": states,
    }


def _merged(path: Path, table: str, cells: list[str], replace: bool) -> tuple[list[str], bool]:
    """The table's lines with the row at its place, and whether one of the same key gave way."""
    size = LAYOUTS[table].key
    header = "\t".join(_columns(table))
    rows = path.read_text(encoding="utf-8").split("\n")[1:-1] if path.exists() else []
    kept = [row for row in rows if row.split("\t")[:size] != cells[:size]]
    if len(kept) < len(rows) and not replace:
        name = " ".join(cell for cell in cells[:size] if cell)
        raise UsageError(f"{path} has a row {name!r} already; --replace puts this one in its place")
    ordered = sorted([*kept, "\t".join(cells)], key=lambda row: row.split("\t")[:size])
    return [header, *ordered], len(kept) < len(rows)


def _check_whole(folder: Path, name: str, lines: list[str], overlays: Sequence[Path]) -> None:
    """Reads the overlay as it would be. UsageError where a rule between cells or tables is broken."""
    with tempfile.TemporaryDirectory() as there:
        trial = Path(there)
        for path in sorted(folder.glob("*.tsv")) if folder.is_dir() else []:
            shutil.copyfile(path, trial / path.name)
        _fill(trial / name, lines)
        try:
            load_tables(DATA, [*overlays, trial])
        except DataError as error:
            raise UsageError(
                "\n".join(fault.replace(str(trial), str(folder)) for fault in error.faults)
            ) from None


def _fill(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _write(path: Path, lines: list[str]) -> None:
    """The file appears whole or stays as it was."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    try:
        _fill(Path(temporary), lines)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise
