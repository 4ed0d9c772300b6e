"""Reads the tables of the knowledge base, a user's overlays over them, and checks what one table says of another.

An overlay is a TSV file with the name and columns of one of the tables, or a folder of such files. Its rows take the place of
ours with the same key, and add the rest; later overlays win over earlier ones.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from detente.errors import UsageError
from detente.knowledge.entries import Organisation, Person, Region, Role, RoleNoun, Seat, State, Title
from detente.knowledge.validity import is_iso
from detente.record.tables import Column, Faults, choice, many, number, optional, read_table, text

CLASSES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC", "UIS"})
"""Codes that stand where a country would, for actors that belong to none (CODEBOOK §2)."""

SECTORS = frozenset(
    {
        "GOV",
        "JUD",
        "LEG",
        "MIL",
        "COP",
        "SPY",
        "PRM",
        "PTY",
        "REB",
        "UAF",
        "PRE",
        "UNK",
        "AGR",
        "BUS",
        "CRM",
        "CVL",
        "EDU",
        "ELI",
        "JRN",
        "LAB",
        "MED",
        "REF",
        "OPP",
        "REL",
        "SOC",
    }
)


def _iso(name: str) -> Column:
    return optional(Column(name, _checked_iso, "a year, month or day in ISO form"))


def _checked_iso(cell: str) -> str:
    if not is_iso(cell):
        raise ValueError(cell)
    return cell


def _slug(name: str) -> Column:
    return Column(name, _checked_slug, "lower-case words of a-z and 0-9, joined by hyphens")


def _checked_slug(cell: str) -> str:
    if not cell.replace("-", "").isalnum() or not cell.isascii() or cell != cell.lower():
        raise ValueError(cell)
    return cell


def _seats(name: str) -> Column:
    return Column(
        name, _checked_seats, "names split by '|', each with =SECTOR where it is not the government"
    )


def _checked_seats(cell: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    out = []
    for part in cell.split("|") if cell else ():
        place, _, sectors = part.partition("=")
        found = tuple(sectors.replace("+", " ").split()) or ("GOV",)
        if not place or any(sector not in SECTORS for sector in found):
            raise ValueError(cell)
        out.append((place, found))
    return tuple(out)


def _state(*row: Any) -> State:
    ident, seats = row[0], tuple(Seat(place, row[0], sectors) for place, sectors in row[6])
    country = row[7] or row[12]
    values: tuple[Any, ...] = (f"state:{ident}", *row[:6], seats, country, *row[8:])
    return State(*values)


def _with_ref(table: str, kind: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *row: kind(f"{table}:{row[0]}", *row)


def _lists(*names: str) -> tuple[Column, ...]:
    return tuple(many(name, separator="|") for name in names)


_CERTAINTY = number("certainty", 0, 1)
_SECTORS = many("sectors", SECTORS, separator="|")


@dataclass(frozen=True, slots=True)
class _Layout:
    """A table: its columns, how a row becomes an entry, and how many leading columns are its key."""

    columns: tuple[Column, ...]
    make: Callable[..., Any]
    key: int = 1


LAYOUTS: MappingProxyType[str, _Layout] = MappingProxyType(
    {
        "states": _Layout(
            (
                text("id"),
                text("name"),
                *_lists("names", "adjectives", "people", "capital"),
                _seats("seats"),
                *(optional(text(name)) for name in ("iso3", "cow")),
                *(_iso(name) for name in ("from", "to")),
                text("kind"),
                optional(text("claimed_by")),
            ),
            _state,
        ),
        "people": _Layout(
            (
                _slug("id"),
                text("name"),
                *_lists("aliases", "surnames"),
                optional(choice("gender", ("f", "m"))),
                *(_iso(name) for name in ("born", "died")),
                optional(text("wikidata")),
                _CERTAINTY,
            ),
            _with_ref("person", Person),
        ),
        "roles": _Layout(
            (
                _slug("person"),
                text("role"),
                *(optional(text(name)) for name in ("country", "organisation")),
                _SECTORS,
                *(_iso(name) for name in ("from", "to")),
                _CERTAINTY,
            ),
            Role,
            key=6,
        ),
        "organisations": _Layout(
            (
                _slug("id"),
                text("name"),
                *_lists("names"),
                optional(text("country")),
                _SECTORS,
                text("kind"),
                optional(text("parent")),
                *(_iso(name) for name in ("from", "to")),
                optional(text("wikidata")),
            ),
            _with_ref("org", Organisation),
        ),
        "regions": _Layout(
            (
                _slug("id"),
                text("name"),
                *_lists("names", "adjectives", "members"),
                text("kind"),
                *(optional(number(name, -180, 180)) for name in ("lat", "lon")),
            ),
            _with_ref("region", Region),
        ),
        "role_nouns": _Layout(
            (text("noun"), _SECTORS, *(optional(text(name)) for name in ("number", "kind", "notes"))),
            RoleNoun,
        ),
        "titles": _Layout((text("title"), _SECTORS, optional(text("scope"))), Title),
    }
)


@dataclass(frozen=True, slots=True)
class Tables:
    """All rows: entries by id (roles by person, in table order), and the sha256 (hex) of all data: see _sha256."""

    states: MappingProxyType[str, State]
    people: MappingProxyType[str, Person]
    roles: MappingProxyType[str, tuple[Role, ...]]
    organisations: MappingProxyType[str, Organisation]
    regions: MappingProxyType[str, Region]
    role_nouns: MappingProxyType[str, RoleNoun]
    titles: MappingProxyType[str, Title]
    sha256: str


def load_tables(folder: Path, overlays: Sequence[Path] = ()) -> Tables:
    """The tables of the folder under the overlays. DataError names every fault of every file."""
    faults = Faults()
    files = _files(folder, overlays)
    found: dict[str, dict[tuple[str, ...], Any]] = {}
    lines: dict[str, dict[tuple[str, ...], tuple[Path, int]]] = {}
    for name, paths in files.items():
        found[name], lines[name] = _read(LAYOUTS[name], paths, faults)
    _check_references(found, lines, faults)
    faults.raise_all()
    plain = {
        name: MappingProxyType({key[0]: row for key, row in rows.items()})
        for name, rows in found.items()
        if name != "roles"
    }
    return Tables(**plain, roles=_by_person(found["roles"].values()), sha256=_sha256(folder, files))


def _files(folder: Path, overlays: Sequence[Path]) -> dict[str, list[Path]]:
    """Each table's files in the order in which they are laid over each other."""
    files = {name: [path] if (path := folder / f"{name}.tsv").exists() else [] for name in LAYOUTS}
    for overlay in overlays:
        for path in sorted(overlay.glob("*.tsv")) if overlay.is_dir() else [overlay]:
            if path.stem not in files:
                known = ", ".join(f"{name}.tsv" for name in LAYOUTS)
                raise UsageError(
                    f"{path}: no table of the knowledge base has this name; the tables are {known}"
                )
            files[path.stem].append(path)
    return files


def _read(
    layout: _Layout, paths: Sequence[Path], faults: Faults
) -> tuple[dict[tuple[str, ...], Any], dict[tuple[str, ...], tuple[Path, int]]]:
    rows: dict[tuple[str, ...], Any] = {}
    lines: dict[tuple[str, ...], tuple[Path, int]] = {}
    for level, path in enumerate(paths):
        order = layout.key if level == 0 else 0
        table = read_table(path, layout.columns, lambda *row: row, faults, key=order)
        for line, row in table.numbered():
            key = row[: layout.key]
            if level and key in lines and lines[key][0] == path:
                name = " ".join(str(cell) for cell in key if cell)
                faults.add(path, line, f"{name!r} is there twice", "each key once")
            rows[key] = layout.make(*row)
            lines[key] = path, line
    return rows, lines


def _by_person(roles: Iterable[Role]) -> MappingProxyType[str, tuple[Role, ...]]:
    grouped: dict[str, list[Role]] = {}
    for role in roles:
        grouped.setdefault(role.person, []).append(role)
    return MappingProxyType({person: tuple(held) for person, held in grouped.items()})


def _check_references(
    found: dict[str, dict[tuple[str, ...], Any]],
    lines: dict[str, dict[tuple[str, ...], tuple[Path, int]]],
    faults: Faults,
) -> None:
    """Ids that one table takes from another must be there; an interval must not end before it begins."""
    known = {name: {key[0] for key in rows} for name, rows in found.items()}
    countries = known["states"] | CLASSES
    pointers = (
        ("states", "claimed_by", known["states"], "an id of states.tsv"),
        ("roles", "person", known["people"], "an id of people.tsv"),
        ("roles", "country", countries, "an id of states.tsv or a class code"),
        ("roles", "organisation", known["organisations"], "an id of organisations.tsv"),
        ("organisations", "country", countries, "an id of states.tsv or a class code"),
        ("organisations", "parent", known["organisations"], "an id of organisations.tsv"),
    )
    for table, field, ids, expected in pointers:
        for key, row in found[table].items():
            value = getattr(row, field)
            if value is not None and value not in ids:
                faults.add(*lines[table][key], f"{field} {value!r}", expected)
    for table in ("states", "roles", "organisations"):
        for key, row in found[table].items():
            if row.since and row.until and row.until < row.since[: len(row.until)]:
                faults.add(
                    *lines[table][key], f"from {row.since} to {row.until}", "an end after the beginning"
                )


def _sha256(folder: Path, files: dict[str, list[Path]]) -> str:
    """Of every data file under the folder, those of the names and the gazetteer included, and of the overlays."""
    digest = hashlib.sha256()
    shipped = sorted(path for path in folder.rglob("*") if path.is_file() and path.name[0] not in "._")
    overlays = [path for paths in files.values() for path in paths if path.parent != folder]
    for path in [*shipped, *overlays]:
        digest.update(f"{path.name}\t{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()
