"""What an alert is: the rule that gave it, its numbers, and the passages that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Subject = tuple[str, ...]
"""Whom an alert is about: two countries, one country, an actor's name and country ("" where none is known), or () for all."""


class Unit(StrEnum):
    """What is watched: each pair of countries, each country, each actor by name, or all events that are meant as one."""

    PAIR = "pair"
    COUNTRY = "country"
    ACTOR = "actor"
    ALL = "all"


class Basis(StrEnum):
    """What rules are applied to: counts, or counts a report that the store has of the same time."""

    COUNT = "count"
    RATE = "rate"


class Kind(StrEnum):
    """What a rule asks: a new high, more than the mean before, an actor not seen before, a severer kind of event."""

    HIGH = "high"
    MEAN = "mean"
    NEW = "new"
    SEVERER = "severer"


class Measure(StrEnum):
    """What is counted: events of conflict, those in deeds (quad class 4), or people killed (the least number told)."""

    CONFLICT = "conflict"
    DEEDS = "deeds"
    KILLED = "killed"


class Comparison(StrEnum):
    """How a value is held against a factor times the mean."""

    ABOVE = "above"
    AT_LEAST = "at_least"


class Level(StrEnum):
    """How grave, the least first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """0 for the least."""
        return list(Level).index(self)


class Occasion(StrEnum):
    """Why an alert is given though, or since, there was one before on the same subject."""

    FIRST = "first"
    AFTER_QUIET = "after_quiet"
    HIGHER_LEVEL = "higher_level"
    STEP_UP = "step_up"
    SEVERER = "severer"


class State(StrEnum):
    """Whether a rule could be applied to the newest whole period."""

    ASSESSED = "assessed"
    NO_PERIOD = "no_period"
    NOT_KNOWN = "not_known"
    TOO_SHORT = "too_short"
    GAPS = "gaps"


@dataclass(frozen=True, slots=True)
class Preset:
    """A rule, as ``presets.tsv`` has it; docs/alerts.md says what each column means."""

    id: str
    family: str
    level: Level
    kind: Kind
    measure: Measure
    step: str
    window: int
    back: int
    factor: float | None
    comparison: Comparison | None
    floor: float
    least_mean: float | None
    least_severity: int
    known: float
    sources: int
    quiet: int
    step_up: float
    rule: str
    source: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """The alert before, on the same subject, of the same family."""

    preset: str
    level: Level
    last: date
    value: float


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of an alert.

    ``base`` is what ``value`` was held against: the highest value, or the mean, of the ``back`` periods before, of which
    ``known`` have reports; null where the rule compares none. ``rate`` and ``base_rate`` are the same a report that the
    store has; ``published`` counts these reports. ``severity`` is the severest class of event, 0 for none of conflict.
    """

    value: float
    base: float | None
    rate: float | None
    base_rate: float | None
    published: int
    back: int
    known: int
    sources: int
    severity: int
    severity_before: int | None


@dataclass(frozen=True, slots=True)
class Telling:
    """A passage of a report that tells an event."""

    event: str
    report: str
    source: str | None
    url: str | None
    published: date | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Told:
    """An event that an alert counts, with the passages that tell it, the surest first."""

    event: str
    day: date
    event_type: str
    event_mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    killed: float | None
    sources: int
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert. The same store, filter and day give the same id."""

    id: str
    preset: Preset
    unit: Unit
    subject: Subject
    first: date
    last: date
    figures: Figures
    occasion: Occasion
    earlier: Earlier | None
    explanation: str
    events: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Assessed:
    """Whether a preset could be applied to the newest whole period, and how much is known of the time before."""

    preset: Preset
    state: State
    last: date | None
    known: int
    back: int


@dataclass(frozen=True, slots=True)
class Digest:
    """The alerts of some days, gravest and newest first, and what each preset could be applied to."""

    as_of: date | None
    since: date | None
    until: date | None
    unit: Unit
    basis: Basis
    assessed: tuple[Assessed, ...]
    alerts: tuple[Alert, ...]
