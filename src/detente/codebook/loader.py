"""Reads the codebook's data files, checks them against each other and against the record's enumerations."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from detente.codebook.types import (
    ActInfo,
    ActorClass,
    AuxiliaryInfo,
    CameoCode,
    ClosestCameo,
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
from detente.record.enums import (
    Act,
    Auxiliary,
    ConditionKind,
    ConflictKind,
    DefectKind,
    EventType,
    PositionStatus,
)
from detente.record.manifest import Manifest, read_manifest
from detente.record.tables import (
    Column,
    Faults,
    Table,
    choice,
    flag,
    integer,
    many,
    number,
    optional,
    read_table,
    text,
)

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table of the codebook, in file order."""

    manifest: Manifest
    event_types: Table[EventTypeInfo]
    modes: Table[Mode]
    contexts: Table[Context]
    quads: Table[Quad]
    auxiliaries: Table[AuxiliaryInfo]
    sectors: Table[Sector]
    actor_classes: Table[ActorClass]
    acts: Table[ActInfo]
    condition_kinds: Table[ConditionKindInfo]
    statuses: Table[StatusInfo]
    firmness: Table[Firmness]
    issues: Table[Issue]
    conflict_kinds: Table[ConflictKindInfo]
    defect_kinds: Table[DefectKindInfo]
    labels: Table[Label]
    cameo_plover: Table[CameoCode]
    plover_cameo: Table[ClosestCameo]


@dataclass(frozen=True, slots=True)
class _Folder:
    """Reads tables of one folder into one list of faults."""

    path: Path
    faults: Faults

    def read(self, name: str, make: Callable[..., Row], *columns: Column, key: int = 1) -> Table[Row]:
        return read_table(self.path / f"{name}.tsv", columns, make, self.faults, key=key)


_TYPE = choice("event_type", EventType)
_MODE = text("event_mode")
_WHAT = text("description")


_EVENT_TYPE_COLUMNS = (
    _TYPE,
    integer("quad", 1, 4),
    number("score", -10, 10),
    flag("recipient_required"),
    many("cameo_roots"),
    text("definition"),
)
_SECTOR_COLUMNS = (text("sector"), integer("position", 1), flag("primary"), text("name"), _WHAT)
_CONDITION_COLUMNS = (choice("condition_kind", ConditionKind), many("cues", separator=";"), _WHAT)
_CONFLICT_COLUMNS = (choice("conflict_kind", ConflictKind), flag("between_reports_only"), _WHAT)
_CLOSEST_COLUMNS = (_TYPE, optional(_MODE), text("cameo"), optional(text("note")))
LABEL_COLUMNS = (
    text("id"),
    optional(_TYPE),
    optional(_MODE),
    optional(text("also")),
    optional(text("cameo")),
    _WHAT,
)
ISSUE_COLUMNS = (text("id"), text("name"), many("cues", separator=";"), _WHAT)


def read_tables(folder: Path, faults: Faults) -> Tables:
    """All tables of the folder; what is wrong with them is added to the faults."""
    read = _Folder(folder, faults).read
    contexts = read("contexts", Context, text("context"), _WHAT)
    return Tables(
        manifest=read_manifest(folder, faults),
        event_types=read("event_types", EventTypeInfo, *_EVENT_TYPE_COLUMNS),
        modes=read("modes", Mode, _TYPE, _MODE, number("score", -10, 10), text("definition"), key=2),
        contexts=contexts,
        quads=read("quads", Quad, integer("quad", 1, 4), text("name"), _WHAT),
        auxiliaries=read("auxiliaries", AuxiliaryInfo, choice("auxiliary", Auxiliary), _WHAT),
        sectors=read("sectors", Sector, *_SECTOR_COLUMNS),
        actor_classes=read("actor_classes", ActorClass, text("code"), text("name"), _WHAT),
        acts=read("acts", ActInfo, choice("act", Act), optional(_TYPE), _WHAT),
        condition_kinds=read("condition_kinds", ConditionKindInfo, *_CONDITION_COLUMNS),
        statuses=read("statuses", StatusInfo, choice("status", PositionStatus), flag("closed"), _WHAT),
        firmness=read("firmness", Firmness, integer("firmness", 1, 5), text("name"), _WHAT),
        issues=read("issues", Issue, *ISSUE_COLUMNS),
        conflict_kinds=read("conflict_kinds", ConflictKindInfo, *_CONFLICT_COLUMNS),
        defect_kinds=read("defect_kinds", DefectKindInfo, choice("defect_kind", DefectKind), _WHAT),
        labels=read("labels", Label, *LABEL_COLUMNS),
        cameo_plover=read("cameo_plover", CameoCode, *_cameo_columns(contexts)),
        plover_cameo=read("plover_cameo", ClosestCameo, *_CLOSEST_COLUMNS, key=2),
    )


def _cameo_columns(contexts: Table[Context]) -> tuple[Column, ...]:
    known = [row.context for row in contexts.rows]
    named = many("contexts", known) if known else many("contexts")
    return text("cameo"), optional(_TYPE), optional(_MODE), named, text("name"), optional(text("repaired"))


def check_tables(tables: Tables, faults: Faults) -> None:
    """Add a fault for every enumeration not covered and every reference between tables that leads nowhere."""
    _check_enums(tables, faults)
    _check_numbers(tables, faults)
    check_labels(tables.labels, tables, faults)
    _check_modes(tables.cameo_plover, tables, faults)
    _check_modes(tables.plover_cameo, tables, faults)
    _check_codes(tables.plover_cameo, tables, faults)
    _check_roots(tables, faults)
    _check_pairs(tables, faults)


def check_labels(labels: Table[Label], tables: Tables, faults: Faults) -> None:
    """Add a fault for every label (the codebook's or a user's) that names a mode, a code or a label that is not there."""
    _check_modes(labels, tables, faults)
    _check_codes(labels, tables, faults)
    known = {row.id for row in (*tables.labels.rows, *labels.rows)}
    for line, label in labels.numbered():
        if label.also and label.also not in known:
            faults.add(labels.path, line, f"also {label.also!r}", "a label of labels.tsv")


def base_label(event_type: str, event_mode: str | None) -> str:
    """Id of the label that stands for a type and mode without anything finer: ``CONSULT-visit``, ``AGREE``."""
    return f"{event_type}-{event_mode}" if event_mode else str(event_type)


def _check_enums(tables: Tables, faults: Faults) -> None:
    covered: tuple[tuple[Table[Any], str, type[StrEnum]], ...] = (
        (tables.event_types, "event_type", EventType),
        (tables.auxiliaries, "auxiliary", Auxiliary),
        (tables.acts, "act", Act),
        (tables.condition_kinds, "condition_kind", ConditionKind),
        (tables.statuses, "status", PositionStatus),
        (tables.conflict_kinds, "conflict_kind", ConflictKind),
        (tables.defect_kinds, "defect_kind", DefectKind),
    )
    for table, field, enum in covered:
        _check_covers(table, field, [str(member) for member in enum], faults)


def _check_numbers(tables: Tables, faults: Faults) -> None:
    _check_covers(tables.quads, "quad", range(1, 5), faults)
    _check_covers(tables.firmness, "firmness", range(1, 6), faults)
    _check_covers(tables.sectors, "position", range(1, len(tables.sectors.rows) + 1), faults)


def _check_covers(table: Table[Any], field: str, wanted: Iterable[object], faults: Faults) -> None:
    """A table that could not be read has its own faults already."""
    if not table.rows:
        return
    found = {getattr(row, field) for row in table.rows}
    for value in wanted:
        if value not in found:
            faults.add(table.path, 1, f"no row for {field} {value}", f"one row for each {field}")


def _check_modes(table: Table[Any], tables: Tables, faults: Faults) -> None:
    pairs = _pairs(tables)
    for line, row in table.numbered():
        if tables.modes.rows and row.event_mode and (row.event_type, row.event_mode) not in pairs:
            expected = f"a mode of {row.event_type} in modes.tsv"
            faults.add(table.path, line, f"event_mode {row.event_mode!r}", expected)


def _check_codes(table: Table[Any], tables: Tables, faults: Faults) -> None:
    codes = {row.cameo for row in tables.cameo_plover.rows}
    for line, row in table.numbered():
        if codes and row.cameo and row.cameo not in codes:
            faults.add(table.path, line, f"cameo {row.cameo!r}", "a code of cameo_plover.tsv")


def _check_roots(tables: Tables, faults: Faults) -> None:
    codes = {row.cameo for row in tables.cameo_plover.rows}
    for line, info in tables.event_types.numbered():
        for root in info.cameo_roots:
            if codes and root not in codes:
                faults.add(
                    tables.event_types.path, line, f"cameo root {root!r}", "a code of cameo_plover.tsv"
                )


def _check_pairs(tables: Tables, faults: Faults) -> None:
    """Each type, and each type and mode, has its closest CAMEO code and its base label."""
    closest = {(row.event_type, row.event_mode) for row in tables.plover_cameo.rows}
    labels = {row.id: (row.event_type, row.event_mode) for row in tables.labels.rows}
    for event_type, mode in _pairs(tables) if tables.modes.rows else ():
        name, what = base_label(event_type, mode), f"{event_type} {mode or 'without a mode'}"
        if closest and (event_type, mode) not in closest:
            faults.add(tables.plover_cameo.path, 1, f"no row for {what}", "a row for each type and mode")
        if labels and labels.get(name) != (event_type, mode):
            faults.add(tables.labels.path, 1, f"no label {name} for {what}", "a label for each type and mode")


def _pairs(tables: Tables) -> dict[tuple[EventType, str | None], None]:
    """Every type without a mode, then every type with each of its modes."""
    plain: dict[tuple[EventType, str | None], None] = {(event_type, None): None for event_type in EventType}
    return plain | {(row.event_type, row.event_mode): None for row in tables.modes.rows}
