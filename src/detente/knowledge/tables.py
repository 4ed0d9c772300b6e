"""Reads the tables of the knowledge base, a user's overlays over them, and checks what one table says of another.

An overlay is a TSV file with the name and columns of one of the tables, or a folder of such files. Its rows take the place of
ours with the same key, and add the rest; later overlays win over earlier ones.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from detente.errors import UsageError
from detente.knowledge.entries import Organisation, Person, Region, Role, RoleNoun, Seat, State, Title
from detente.knowledge.rows import Rows
from detente.knowledge.validity import is_iso
from detente.record.manifest import unchanged
from detente.record.tables import Column, Faults, choice, many, number, optional, read_lines, read_table, text

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
    return optional(Column(name, _checked_iso, "a year, month or day in ISO form", str))


def _checked_iso(cell: str) -> str:
    if not is_iso(cell):
        raise ValueError(cell)
    return cell


def _slug(name: str) -> Column:
    return Column(name, _checked_slug, "lower-case words of a-z and 0-9, joined by hyphens", str)


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

    def key_of(self, line: str) -> str:
        """The cells of a line that are its key, as they are written."""
        if self.key == 1:
            return line[: line.index("\t")]
        return line.rsplit("\t", len(self.columns) - self.key)[0]

    def reader(self) -> Callable[[str], Any]:
        """What makes an entry of a line that was checked."""
        takes, make = [column.take or column.convert for column in self.columns], self.make
        return lambda line: make(*[take(cell) for take, cell in zip(takes, line.split("\t"), strict=True)])


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

    states: Rows[str, State]
    people: Rows[str, Person]
    roles: Rows[list[str], tuple[Role, ...]]
    organisations: Rows[str, Organisation]
    regions: Rows[str, Region]
    role_nouns: Rows[str, RoleNoun]
    titles: Rows[str, Title]
    sha256: str


@dataclass(slots=True)
class _Laid:
    """One table's files laid over each other: its lines by key, and the rows of what had to be checked, with where they stand."""

    lines: dict[str, str] = field(default_factory=dict)
    checked: dict[str, tuple[Any, Path, int]] = field(default_factory=dict)


def load_tables(folder: Path, overlays: Sequence[Path] = (), *, thorough: bool = False) -> Tables:
    """The tables of the folder under the overlays. DataError names every fault of every file that is checked.

    Overlays are, and so are all tables of the folder where one of them is not the file that its manifest tells of. The files of
    the manifest were checked when it was written (see knowledge.manifest), and are so again only if ``thorough``.
    """
    faults = Faults()
    files = _files(folder, overlays)
    names = {f"{name}.tsv" for name in files}
    known = not thorough and names <= unchanged(folder)
    laid = {
        name: _lay(LAYOUTS[name], paths, folder if known else None, faults) for name, paths in files.items()
    }
    _check_references(laid, faults)
    faults.raise_all()
    rows = {
        name: Rows(found.lines, LAYOUTS[name].reader()) for name, found in laid.items() if name != "roles"
    }
    roles = Rows(_by_person(laid["roles"].lines.values()), _each(LAYOUTS["roles"].reader()))
    return Tables(**rows, roles=roles, sha256=_sha256(folder, files))


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


def _lay(layout: _Layout, paths: Sequence[Path], known: Path | None, faults: Faults) -> _Laid:
    """The files of a table over each other. Those in the folder ``known`` need no check."""
    laid = _Laid()
    for level, path in enumerate(paths):
        if path.parent == known:
            laid.lines.update({layout.key_of(line): line for line in read_lines(path)})
        else:
            _lay_checked(laid, layout, path, level, faults)
    return laid


def _lay_checked(laid: _Laid, layout: _Layout, path: Path, level: int, faults: Faults) -> None:
    table = read_table(path, layout.columns, layout.make, faults, key=0 if level else layout.key)
    lines = read_lines(path) if table.rows else []
    for line, (place, row) in zip(lines, table.numbered(), strict=True):
        key = layout.key_of(line)
        if level and key in laid.checked and laid.checked[key][1] == path:
            name = " ".join(cell for cell in key.split("\t") if cell)
            faults.add(path, place, f"{name!r} is there twice", "each key once")
        laid.lines[key] = line
        laid.checked[key] = row, path, place


def _by_person(lines: Iterable[str]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for line in lines:
        person = line[: line.index("\t")]
        if person in grouped:
            grouped[person].append(line)
        else:
            grouped[person] = [line]
    return grouped


def _each(read: Callable[[str], Role]) -> Callable[[list[str]], tuple[Role, ...]]:
    return lambda lines: tuple([read(line) for line in lines])


def _check_references(laid: Mapping[str, _Laid], faults: Faults) -> None:
    """Ids that one table takes from another must be there; an interval must not end before it begins."""
    states, people, bodies = (laid[name].lines.keys() for name in ("states", "people", "organisations"))
    countries = states | CLASSES
    pointers = (
        ("states", "claimed_by", states, "an id of states.tsv"),
        ("roles", "person", people, "an id of people.tsv"),
        ("roles", "country", countries, "an id of states.tsv or a class code"),
        ("roles", "organisation", bodies, "an id of organisations.tsv"),
        ("organisations", "country", countries, "an id of states.tsv or a class code"),
        ("organisations", "parent", bodies, "an id of organisations.tsv"),
    )
    for table, column, ids, expected in pointers:
        for row, path, line in laid[table].checked.values():
            value = getattr(row, column)
            if value is not None and value not in ids:
                faults.add(path, line, f"{column} {value!r}", expected)
    for table in ("states", "roles", "organisations"):
        for row, path, line in laid[table].checked.values():
            if row.since and row.until and row.until < row.since[: len(row.until)]:
                faults.add(path, line, f"from {row.since} to {row.until}", "an end after the beginning")


def _sha256(folder: Path, files: dict[str, list[Path]]) -> str:
    """Of every data file under the folder, those of the names and the gazetteer included, and of the overlays."""
    digest = hashlib.sha256()
    shipped = sorted(path for path in folder.rglob("*") if path.is_file() and path.name[0] not in "._")
    overlays = [path for paths in files.values() for path in paths if path.parent != folder]
    for path in [*shipped, *overlays]:
        digest.update(f"{path.name}\t{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()
