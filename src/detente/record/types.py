"""The record: what Détente knows of one report. Frozen, slotted types; field names are the contract's.

Offsets are half-open code-point offsets into ``Report.text``, so ``text[start:end]`` is always the quoted surface.
Missing is ``None``, never ``""`` or ``0``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from detente.record.enums import (
    Act,
    Auxiliary,
    ConditionKind,
    ConflictKind,
    DateBasis,
    DefectKind,
    EntityKind,
    EventType,
    Granularity,
    PlaceKind,
    PositionStatus,
    QuantityKind,
    QuoteKind,
    Stage,
    TimeKind,
)

Span = tuple[int, int]
"""Half-open code-point offsets [start, end) into the report's text."""


@dataclass(frozen=True, slots=True)
class Report:
    """One news report as it was read. ``id`` is the given one, else a hash of text, date and source (see ids.report_id)."""

    text: str
    published: date | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published_at: datetime | None = None
    language: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class ReportInfo:
    """The report as the record keeps it: with its id, its text's sha256 (hex, of the UTF-8 text) and its length."""

    id: str
    title: str | None
    source: str | None
    url: str | None
    published: date | None
    published_at: datetime | None
    language: str | None
    sha256: str
    characters: int
    text: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One real thing the report names: Moscow, the Kremlin and Russia are one. ``sectors`` are CODEBOOK §2, primary first."""

    id: str
    name: str
    kind: EntityKind
    country: str | None
    sectors: tuple[str, ...]
    role: str | None
    wikidata: str | None
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression. ``value`` is TIMEX3; ``first`` and ``last`` are the inclusive days it covers, where known.

    ``basis`` says what it was resolved against: ``text`` (absolute), ``report`` (publication date), ``anchor`` (another
    time in the text) or ``none`` (unresolved).
    """

    start: int
    end: int
    text: str
    kind: TimeKind
    value: str
    first: date | None
    last: date | None
    basis: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place name. ``metonym``: it stands for an actor ("Washington said"), and is never an event's place."""

    start: int
    end: int
    text: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None
    kind: PlaceKind
    metonym: bool


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or recipient of an event. ``entity`` is an Entity id; ``start`` and ``end`` None: understood, not said."""

    entity: str | None
    name: str
    country: str | None
    sectors: tuple[str, ...]
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an event happened: inclusive days, None where unresolved."""

    start: date | None
    end: date | None
    granularity: Granularity
    basis: DateBasis


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number told of an event, as an interval: "at least 12" has low 12 and high None."""

    kind: QuantityKind
    low: float
    high: float | None
    unit: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Event:
    """One mention of an event. ``cluster`` is shared by mentions of one event; ``reasons`` says what fired."""

    id: str
    event_type: EventType
    event_mode: str | None
    contexts: tuple[str, ...]
    auxiliary: Auxiliary | None
    quad_code: int
    score: float
    cameo: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    date: EventDate
    place: int | None
    trigger: Span
    evidence: Span
    attributed_to: str | None
    quote: str | None
    quantities: tuple[Quantity, ...]
    cluster: str
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What someone is reported to have said. The content excludes marks and cue; ``parts`` are its pieces."""

    id: str
    kind: QuoteKind
    start: int
    end: int
    parts: tuple[Span, ...]
    speaker: str | None
    speaker_span: Span | None
    cue: Span | None
    addressee: str | None


@dataclass(frozen=True, slots=True)
class Position:
    """One row of the ledger: one party's act on one issue (CODEBOOK §4)."""

    id: str
    party: str
    country: str | None
    speaker: str | None
    addressee: str | None
    act: Act
    issue: str
    content: Span
    condition: Span | None
    condition_kind: ConditionKind | None
    consequence: Span | None
    deadline: date | None
    firmness: int
    status: PositionStatus
    evidence: tuple[Span, ...]
    event: str | None
    quote: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class ConflictItem:
    """One of the accounts that disagree, with the value it gives."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Accounts inside one report that cannot both be true."""

    id: str
    kind: ConflictKind
    items: tuple[ConflictItem, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class Defect:
    """Text that a careful editor would stop at. ``field`` is ``text`` or ``title``."""

    id: str
    kind: DefectKind
    start: int
    end: int
    text: str
    explanation: str
    suggestion: str | None
    field: str = "text"


@dataclass(frozen=True, slots=True)
class Rejection:
    """What was seen and left out, and why. Spans are None where the reason is not about a passage."""

    stage: Stage
    reason: str
    start: int | None
    end: int | None
    detail: str


@dataclass(frozen=True, slots=True)
class CoderInfo:
    """What made the record: package version, codebook version, and sha256 of knowledge and model (None: none used)."""

    version: str
    codebook: str
    knowledge: str | None
    model: str | None


@dataclass(frozen=True, slots=True)
class Record:
    """All that was read out of one report."""

    report: ReportInfo
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = ()
    quotes: tuple[Quote, ...] = ()
    positions: tuple[Position, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    defects: tuple[Defect, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    coder: CoderInfo = field(default=CoderInfo("", "", None, None))
