"""The codebook as code asks it: types, modes, scores, labels and the CAMEO crosswalk."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

from detente.codebook.loader import (
    ISSUE_COLUMNS,
    LABEL_COLUMNS,
    Tables,
    base_label,
    check_labels,
    check_tables,
    read_tables,
)
from detente.codebook.types import (
    ActInfo,
    ActorClass,
    AuxiliaryInfo,
    CameoCode,
    ConditionKindInfo,
    ConflictKindInfo,
    Context,
    DefectKindInfo,
    EventTypeInfo,
    Firmness,
    Issue,
    Label,
    Mode,
    Quad,
    Sector,
    StatusInfo,
)
from detente.errors import UsageError
from detente.record.enums import EventType
from detente.record.ids import digest
from detente.record.tables import Faults, Table, file_sha256, read_table

DATA = Path(__file__).parent / "data"

Found = TypeVar("Found")
Named = TypeVar("Named", bound=Label | Issue)


@dataclass(frozen=True, slots=True)
class Options:
    """Conventions that a user may change. A changed codebook has another version.

    ``sanction_quad``: 4 as the manual's own section says, or 3 as older data have it. ``labels`` and ``issues`` are files
    with the columns of labels.tsv and issues.tsv, whose rows are added to ours or take the place of those of the same name.
    """

    sanction_quad: int = 4
    labels: Path | None = None
    issues: Path | None = None


class Codebook:
    """All that is coded, and how. Read-only; names that are not in it raise UsageError with the nearest that are."""

    def __init__(self, tables: Tables, version: str, sanction_quad: int = 4) -> None:
        self.version: str = version
        self.event_types: tuple[EventTypeInfo, ...] = _in_order(tables.event_types.rows)
        self.contexts: tuple[Context, ...] = tables.contexts.rows
        self.quads: tuple[Quad, ...] = tables.quads.rows
        self.auxiliaries: tuple[AuxiliaryInfo, ...] = tables.auxiliaries.rows
        self.sectors: tuple[Sector, ...] = tuple(sorted(tables.sectors.rows, key=attrgetter("position")))
        self.actor_classes: tuple[ActorClass, ...] = tables.actor_classes.rows
        self.acts: tuple[ActInfo, ...] = tables.acts.rows
        self.condition_kinds: tuple[ConditionKindInfo, ...] = tables.condition_kinds.rows
        self.statuses: tuple[StatusInfo, ...] = tables.statuses.rows
        self.firmness: tuple[Firmness, ...] = tables.firmness.rows
        self.issues: tuple[Issue, ...] = tables.issues.rows
        self.conflict_kinds: tuple[ConflictKindInfo, ...] = tables.conflict_kinds.rows
        self.defect_kinds: tuple[DefectKindInfo, ...] = tables.defect_kinds.rows
        self.labels: tuple[Label, ...] = tables.labels.rows
        self.cameo_codes: tuple[CameoCode, ...] = tables.cameo_plover.rows
        self._index(tables, sanction_quad)

    def _index(self, tables: Tables, sanction_quad: int) -> None:
        self._types = {str(row.event_type): row for row in self.event_types}
        self._modes = {
            name: {row.event_mode: row for row in tables.modes.rows if row.event_type == name}
            for name in self._types
        }
        self._quads = {name: row.quad for name, row in self._types.items()} | {"SANCTION": sanction_quad}
        self._labels = {row.id: row for row in self.labels}
        self._issues = {row.id: row for row in self.issues}
        self._contexts = {row.context: row for row in self.contexts}
        self._sectors = {row.sector: row for row in self.sectors}
        self._cameo = {row.cameo: row for row in self.cameo_codes}
        self._closest = {(str(row.event_type), row.event_mode): row.cameo for row in tables.plover_cameo.rows}

    @classmethod
    def load(cls, options: Options | None = None, folder: Path = DATA) -> Codebook:
        """The codebook in the folder (the package's own), with the user's conventions.

        Raises DataError with every fault of every file, UsageError for options that cannot be.
        """
        chosen = options or Options()
        if chosen.sanction_quad not in (3, 4):
            raise UsageError(f"sanction_quad is {chosen.sanction_quad}, expected 3 or 4")
        faults = Faults()
        tables = read_tables(folder, faults)
        check_tables(tables, faults)
        tables = _with_own_rows(tables, chosen, faults)
        faults.raise_all()
        return cls(tables, _version(tables.manifest.version, chosen), chosen.sanction_quad)

    def event_type(self, name: str) -> EventTypeInfo:
        """The event type of that name."""
        return _find(self._types, str(name), "event type")

    def quad(self, event_type: str) -> int:
        """Quad class of a type, 1…4."""
        return _find(self._quads, str(event_type), "event type")

    def modes(self, event_type: str) -> tuple[Mode, ...]:
        """The modes of a type, by name; none for some types."""
        return tuple(_find(self._modes, str(event_type), "event type").values())

    def mode(self, event_type: str, event_mode: str) -> Mode:
        """The mode of that name of a type."""
        modes = _find(self._modes, str(event_type), "event type")
        return _find(modes, event_mode, f"mode of {event_type}")

    def score(self, event_type: str, event_mode: str | None = None) -> float:
        """The mode's score, or the type's where there is no mode; from -10 (conflict) to 10 (cooperation)."""
        return self.mode(event_type, event_mode).score if event_mode else self.event_type(event_type).score

    def label(self, name: str) -> Label:
        """The label of that id, such as ``deal_signed`` or ``CONSULT-visit``."""
        return _find(self._labels, name, "label")

    def base_label(self, event_type: str, event_mode: str | None = None) -> Label:
        """The label of a type and mode where nothing finer is known."""
        return self.label(base_label(event_type, event_mode))

    def cameo(self, event_type: str, event_mode: str | None = None, label: str | None = None) -> str:
        """The closest CAMEO code: the label's where it is coded as this type and mode, else that of type and mode."""
        named = self.label(label) if label else None
        if named and named.cameo and (named.event_type, named.event_mode) == (event_type, event_mode):
            return named.cameo
        if event_mode:
            self.mode(event_type, event_mode)
        return self._closest[self.event_type(event_type).event_type, event_mode]

    def plover(self, cameo: str) -> CameoCode:
        """What a CAMEO code is in PLOVER: type, mode and contexts; its type is None where it is no PLOVER event."""
        return _find(self._cameo, cameo, "CAMEO code")

    def context(self, name: str) -> Context:
        """The context of that name."""
        return _find(self._contexts, name, "context")

    def issue(self, name: str) -> Issue:
        """The issue of that name."""
        return _find(self._issues, name, "issue")

    def sector(self, code: str) -> Sector:
        """The sector of that code."""
        return _find(self._sectors, code, "sector")

    @property
    def sector_order(self) -> tuple[str, ...]:
        """Codes of all sectors in PLOVER's order, primary ones first."""
        return tuple(self._sectors)

    def order_sectors(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The codes, each once, in PLOVER's order: the first is the primary sector."""
        return tuple(
            sorted({self.sector(code).sector for code in codes}, key=lambda code: self.sector(code).position)
        )


def _find(known: Mapping[str, Found], name: str, what: str) -> Found:
    try:
        return known[name]
    except KeyError:
        raise UsageError(f"unknown {what} {name!r}, expected {_nearest(known, name)}") from None


def _nearest(known: Collection[str], name: str) -> str:
    near = get_close_matches(name, list(known), n=3) or get_close_matches(name.upper(), list(known), n=3)
    return "one of " + ", ".join(near or sorted(known)) if known else "none, since it has none"


def _with_own_rows(tables: Tables, options: Options, faults: Faults) -> Tables:
    """The tables with the user's labels and issues added, or in place of ours of the same name."""
    if options.labels:
        labels = read_table(options.labels, LABEL_COLUMNS, Label, faults)
        check_labels(labels, tables, faults)
        tables = replace(tables, labels=_merged(tables.labels, labels))
    if options.issues:
        issues = read_table(options.issues, ISSUE_COLUMNS, Issue, faults)
        tables = replace(tables, issues=_merged(tables.issues, issues))
    return tables


def _merged(ours: Table[Named], own: Table[Named]) -> Table[Named]:
    rows = {row.id: row for row in (*ours.rows, *own.rows)}
    return Table(ours.path, tuple(rows[name] for name in sorted(rows)))


def _version(version: str, options: Options) -> str:
    """The data's version, with a hash of the user's conventions behind it where there are any."""
    if options == Options():
        return version
    files = [file_sha256(path) if path else None for path in (options.labels, options.issues)]
    return f"{version}+{digest(options.sanction_quad, *files)[:8]}"


def _in_order(rows: tuple[EventTypeInfo, ...]) -> tuple[EventTypeInfo, ...]:
    """As the manual lists them, which is the order of the enumeration."""
    order = list(EventType)
    return tuple(sorted(rows, key=lambda row: order.index(row.event_type)))
