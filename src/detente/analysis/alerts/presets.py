"""The shipped presets and the severities of events, as data; and presets of one's own, in the same columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from detente.analysis.alerts.types import Comparison, Kind, Level, Measure, Preset
from detente.analysis.series import Step
from detente.errors import UsageError
from detente.record.enums import EventType
from detente.record.manifest import read_manifest
from detente.record.tables import Faults, choice, integer, number, optional, read_table, text
from detente.store.filter import no_such

DATA = Path(__file__).parent / "data"
HIGHEST_SEVERITY = 5
_COLUMNS = (
    text("id"),
    text("family"),
    choice("level", Level),
    choice("kind", Kind),
    choice("measure", Measure),
    choice("step", Step),
    integer("window", 1),
    integer("back", 1),
    optional(number("factor", 0)),
    optional(choice("comparison", Comparison)),
    number("floor", 1),
    optional(number("least_mean", 0)),
    integer("least_severity", 0, HIGHEST_SEVERITY),
    number("known", 0, 1),
    integer("sources", 1),
    integer("quiet", 0),
    number("step_up", 1),
    text("rule"),
    text("source"),
)


@dataclass(frozen=True, slots=True)
class Severity:
    """A class of events of conflict."""

    severity: int
    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class _Kind:
    event_type: EventType
    event_mode: str | None
    severity: int


@dataclass(frozen=True, slots=True)
class Severities:
    """What each class is called, and the class of each type and mode; a type's own where the mode has none."""

    names: dict[int, str]
    of: dict[tuple[str, str | None], int]


@cache
def shipped_presets() -> tuple[Preset, ...]:
    """The presets that ship with the project, by id. Raises DataError with every fault."""
    faults = Faults()
    read_manifest(DATA, faults)
    return _presets(DATA / "presets.tsv", faults)


@cache
def severities() -> Severities:
    """The classes of severity. Raises DataError with every fault."""
    faults = Faults()
    grade = integer("severity", 1, HIGHEST_SEVERITY)
    classes = read_table(DATA / "severities.tsv", (grade, text("name"), text("meaning")), Severity, faults)
    columns = (choice("event_type", EventType), optional(text("event_mode")), grade)
    kinds = read_table(DATA / "severity_of.tsv", columns, _Kind, faults, key=2)
    faults.raise_all()
    names = {row.severity: row.name for row in classes.rows}
    return Severities(names, {(row.event_type, row.event_mode): row.severity for row in kinds.rows})


def chosen(ids: Iterable[str] = (), own: Path | None = None) -> tuple[Preset, ...]:
    """The presets of these ids (all where none is given), of a file of one's own or of those that ship.

    Raises UsageError for an id that there is not, and DataError for a faulty file.
    """
    presets = shipped_presets() if own is None else own_presets(own)
    wanted, known = list(ids), {preset.id: preset for preset in presets}
    for name in wanted:
        if name not in known:
            raise no_such("preset called", name, known)
    return tuple(known[name] for name in sorted(set(wanted))) if wanted else presets


def own_presets(path: Path) -> tuple[Preset, ...]:
    """The presets of a table of one's own. Raises UsageError where there is none, and DataError with every fault."""
    if not path.is_file():
        raise UsageError(f"no file {path} with presets; it is a table like presets.tsv, see docs/alerts.md")
    return _presets(path, Faults())


def _presets(path: Path, faults: Faults) -> tuple[Preset, ...]:
    table = read_table(path, _COLUMNS, Preset, faults)
    for line, preset in table.numbered():
        for what, expected in _wrong(preset):
            faults.add(path, line, f"{preset.id}: {what}", expected)
    _check_families(path, list(table.numbered()), faults)
    faults.raise_all()
    return table.rows


def _wrong(preset: Preset) -> Iterable[tuple[str, str]]:
    """What does not go together in a preset, and what is expected."""
    is_mean = preset.kind is Kind.MEAN
    for name in ("factor", "comparison", "least_mean"):
        if (getattr(preset, name) is not None) != is_mean:
            yield f"{name} of a preset of kind {preset.kind}", "one where the kind is mean, and only there"
    if is_mean and preset.window != 1:
        yield f"window {preset.window}", "1 where the kind is mean"
    if preset.window > preset.back:
        yield f"window {preset.window} is longer than back {preset.back}", "a shorter window"


def _check_families(path: Path, rows: Sequence[tuple[int, Preset]], faults: Faults) -> None:
    """Alerts of one family quieten each other, so that their values must be of one kind."""
    first: dict[str, Preset] = {}
    for line, preset in rows:
        other = first.setdefault(preset.family, preset)
        if _counted(other) != _counted(preset):
            what = f"{preset.id} counts other things than {other.id} of its family {preset.family}"
            faults.add(
                path, line, what, "one measure, step and window in a family, and actors (kind new) apart"
            )


def _counted(preset: Preset) -> tuple[Measure, str, int, bool]:
    return preset.measure, preset.step, preset.window, preset.kind is Kind.NEW
