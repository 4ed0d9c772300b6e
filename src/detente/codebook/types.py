"""The rows of the codebook's tables. Field names are the columns of the data files."""

from __future__ import annotations

from dataclasses import dataclass

from detente.record.enums import (
    Act,
    Auxiliary,
    ConditionKind,
    ConflictKind,
    DefectKind,
    EventType,
    PositionStatus,
)


@dataclass(frozen=True, slots=True)
class EventTypeInfo:
    """A PLOVER event type: quad class 1…4, score, whether a recipient is required, and the CAMEO roots it covers."""

    event_type: EventType
    quad: int
    score: float
    recipient_required: bool
    cameo_roots: tuple[str, ...]
    definition: str


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode of one event type, with the score that takes the place of the type's."""

    event_type: EventType
    event_mode: str
    score: float
    definition: str


@dataclass(frozen=True, slots=True)
class Context:
    """A PLOVER context."""

    context: str
    description: str


@dataclass(frozen=True, slots=True)
class Quad:
    """A quad class: 1 verbal cooperation … 4 material conflict. ``name`` is in capitals, as data sets write it."""

    quad: int
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class AuxiliaryInfo:
    """What an auxiliary mode says of an event."""

    auxiliary: Auxiliary
    description: str


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector of actors. ``position`` counts from 1 in PLOVER's order; ``primary`` sectors stand before the others."""

    sector: str
    position: int
    primary: bool
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class ActorClass:
    """A code that stands in place of a country for an actor that is of no state."""

    code: str
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class ActInfo:
    """An act of the positions ledger, and the event type that it usually is; None where it is no event."""

    act: Act
    event_type: EventType | None
    description: str


@dataclass(frozen=True, slots=True)
class ConditionKindInfo:
    """A kind of condition, and the words that announce it."""

    condition_kind: ConditionKind
    cues: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True)
class StatusInfo:
    """Where a position stands; a closed one takes no further change."""

    status: PositionStatus
    closed: bool
    description: str


@dataclass(frozen=True, slots=True)
class Firmness:
    """How firmly a position is held, 1…5."""

    firmness: int
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Issue:
    """What a position is about. ``cues`` are words that speak for it."""

    id: str
    name: str
    cues: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True)
class ConflictKindInfo:
    """What two accounts can disagree on."""

    conflict_kind: ConflictKind
    between_reports_only: bool
    description: str


@dataclass(frozen=True, slots=True)
class DefectKindInfo:
    """What a careful editor would stop at."""

    defect_kind: DefectKind
    description: str


@dataclass(frozen=True, slots=True)
class Label:
    """A label, and the type and mode that it is coded as: each convention is one row of labels.tsv.

    Ids are words (``deal_signed``) or, where nothing finer is known, the type and mode (``AGREE``, ``CONSULT-visit``).

    ``event_type`` None: it is no event of its own. ``also`` is the label of a second event that goes with it.
    ``cameo`` is the closest CAMEO code, finer than that of type and mode where there is one.
    """

    id: str
    event_type: EventType | None
    event_mode: str | None
    also: str | None
    cameo: str | None
    description: str


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A CAMEO code and what it is in PLOVER. ``event_type`` None: no PLOVER event.

    ``repaired`` says what differs from the published crosswalk and why; None where nothing does.
    """

    cameo: str
    event_type: EventType | None
    event_mode: str | None
    contexts: tuple[str, ...]
    name: str
    repaired: str | None


@dataclass(frozen=True, slots=True)
class ClosestCameo:
    """The closest CAMEO code of a type and mode; ``note`` says what CAMEO cannot tell apart."""

    event_type: EventType
    event_mode: str | None
    cameo: str
    note: str | None
