"""The data of the exports: where each column comes from, and the codes of other data sets. All in the folder ``data``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from detente.record.enums import EventType
from detente.record.manifest import read_manifest
from detente.record.tables import (
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

DATA = Path(__file__).parent / "data"
KINDS = (
    *(
        "text",
        "texts",
        "lists",
        "integer",
        "number",
        "date",
        "compact_date",
        "compact_month",
        "year",
        "moment",
    ),
    *("flag", "object", "objects", "quantities"),
    *("event_type", "event_mode", "quad_code", "quad_name", "cameo", "date_type"),
)
LAYOUTS = ("acled", "flat", "gdelt_events", "gdelt_mentions", "icews", "plover", "polecat")


@dataclass(frozen=True, slots=True)
class Source:
    """A column and where it comes from. ``value`` None: it stays empty, and ``note`` says why.

    ``required`` columns are never empty. Columns of JSON are paths: ``actor[].country``.
    """

    column: str
    kind: str
    required: bool
    value: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country's codes elsewhere: ISO numeric, Correlates of War number, FIPS 10-4, CAMEO where it is not ISO's."""

    iso3: str
    name: str
    numeric: int | None
    cow: int | None
    fips: str | None
    cameo: str | None
    acled_region: str | None
    icews_name: str | None
    acled_name: str | None


@dataclass(frozen=True, slots=True)
class GoldsteinScore:
    """A CAMEO code's score, from -10 to 10; a code without a row has that of the code above it."""

    cameo: str
    score: float


@dataclass(frozen=True, slots=True)
class SectorCodes:
    """A sector as a CAMEO type and as ACLED's kind of actor."""

    sector: str
    cameo: str | None
    acled: str | None


@dataclass(frozen=True, slots=True)
class ClassCodes:
    """An actor class (IGO, UNO …) as CAMEO's known group and type."""

    code: str
    group: str | None
    type: str | None


@dataclass(frozen=True, slots=True)
class PolecatMode:
    """POLECAT's name for a mode; of rows that fit an event the first counts. None: it has no such mode.

    ``cameo`` and ``words`` (beginnings of words of the trigger) must fit where they are given.
    """

    event_type: EventType
    event_mode: str | None
    cameo: str | None
    words: tuple[str, ...]
    polecat_mode: str | None
    note: str


@dataclass(frozen=True, slots=True)
class PolecatContext:
    """A context in POLECAT's spelling."""

    context: str
    polecat_context: str


@dataclass(frozen=True, slots=True)
class AcledType:
    """ACLED's types for a type and mode; None where whom it hits decides, or nothing does. ``swap``: recipients come first."""

    event_type: EventType
    event_mode: str | None
    disorder_type: str
    acled_type: str | None
    sub_event_type: str | None
    swap: bool
    note: str | None


@dataclass(frozen=True, slots=True)
class ExportData:
    """All tables of the folder."""

    layouts: dict[str, tuple[Source, ...]]
    countries: dict[str, Country]
    goldstein: dict[str, float]
    sectors: dict[str, SectorCodes]
    classes: dict[str, ClassCodes]
    polecat_modes: tuple[PolecatMode, ...]
    polecat_contexts: dict[str, str]
    acled_types: dict[tuple[str, str | None], AcledType]

    def goldstein_score(self, cameo: str) -> float:
        """The Goldstein score of a CAMEO code, or of the nearest code above it that has one."""
        return next(self.goldstein[cameo[:n]] for n in (4, 3, 2) if cameo[:n] in self.goldstein)


@cache
def export_data() -> ExportData:
    """The tables. Raises DataError with every fault of every file."""
    faults = Faults()
    read_manifest(DATA, faults)
    layouts = {name: _layout(name, faults).rows for name in LAYOUTS}
    countries, goldstein, sectors, classes = _codes(faults)
    contexts = (text("context"), text("polecat_context"))
    spelling = read_table(DATA / "polecat_contexts.tsv", contexts, PolecatContext, faults)
    modes, acled = _modes(faults), _acled_types(faults)
    faults.raise_all()
    return ExportData(
        layouts,
        {row.iso3: row for row in countries.rows},
        {row.cameo: row.score for row in goldstein.rows},
        {row.sector: row for row in sectors.rows},
        {row.code: row for row in classes.rows},
        modes.rows,
        {row.context: row.polecat_context for row in spelling.rows},
        {(str(row.event_type), row.event_mode): row for row in acled.rows},
    )


def _layout(name: str, faults: Faults) -> Table[Source]:
    columns = (text("column"), choice("kind", KINDS), flag("required"), optional(text("value")), text("note"))
    return read_table(DATA / f"{name}.tsv", columns, Source, faults, key=0)


def _codes(
    faults: Faults,
) -> tuple[Table[Country], Table[GoldsteinScore], Table[SectorCodes], Table[ClassCodes]]:
    numbers = (optional(integer("numeric", 1, 999)), optional(integer("cow", 1, 999)))
    names = ("fips", "cameo", "acled_region", "icews_name", "acled_name")
    country = (text("iso3"), text("name"), *numbers, *(optional(text(name)) for name in names))
    score = (text("cameo"), number("score", -10, 10))
    sector = (text("sector"), optional(text("cameo")), optional(text("acled")))
    kind = (text("code"), optional(text("group")), optional(text("type")))
    return (
        read_table(DATA / "countries.tsv", country, Country, faults),
        read_table(DATA / "goldstein.tsv", score, GoldsteinScore, faults),
        read_table(DATA / "sectors.tsv", sector, SectorCodes, faults),
        read_table(DATA / "actor_classes.tsv", kind, ClassCodes, faults),
    )


def _modes(faults: Faults) -> Table[PolecatMode]:
    columns = (
        choice("event_type", EventType),
        optional(text("event_mode")),
        optional(text("cameo")),
        many("words"),
        optional(text("polecat_mode")),
        text("note"),
    )
    return read_table(DATA / "polecat_modes.tsv", columns, PolecatMode, faults, key=0)


def _acled_types(faults: Faults) -> Table[AcledType]:
    columns = (
        choice("event_type", EventType),
        optional(text("event_mode")),
        text("disorder_type"),
        optional(text("acled_type")),
        optional(text("sub_event_type")),
        flag("swap"),
        optional(text("note")),
    )
    return read_table(DATA / "acled_types.tsv", columns, AcledType, faults, key=2)
