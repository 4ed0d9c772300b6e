"""Rows of cross_conflicts."""

from __future__ import annotations

from dataclasses import dataclass

from detente.record.enums import ConflictKind


@dataclass(frozen=True, slots=True)
class CrossItem:
    """What one report says, with the passage. ``event``: the event that it says it of; None where it is no event."""

    report_id: str
    event: str | None
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class CrossConflict:
    """Accounts of different reports that cannot both be true; kind ``update`` where a later report may simply know more.

    ``cluster`` is the event cluster that they tell of, None where it is no event. The oldest report's item is the first.
    """

    id: str
    kind: ConflictKind
    cluster: str | None
    items: tuple[CrossItem, ...]
    explanation: str
