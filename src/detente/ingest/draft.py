"""What a reader hands on: a report that still has to pass the gate, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from detente.record.types import Report


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that did not become a report. ``where`` names file and line, row, record or entry; ``reason`` says why."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as its file gives it, before defaults, limits and language are applied."""

    where: str
    report: Report


Item: TypeAlias = Draft | Unreadable
