"""Conflicts and defects with their ids."""

from __future__ import annotations

from collections.abc import Iterable

from detente.coding.findings.scene import Scene
from detente.record.enums import ConflictKind, DefectKind
from detente.record.ids import layer_id
from detente.record.types import Conflict, ConflictItem, Defect, Span


def conflict(
    scene: Scene, kind: ConflictKind, accounts: Iterable[tuple[Span, str]], explanation: str
) -> Conflict:
    """A conflict of accounts (span, value), in text order."""
    items = tuple(ConflictItem(*span, value) for span, value in sorted(accounts))
    spans = [offset for item in items for offset in (item.start, item.end)]
    return Conflict(layer_id(scene.reading.report.id, "conflict", kind, *spans), kind, items, explanation)


def defect(
    scene: Scene,
    kind: DefectKind,
    span: Span,
    explanation: str,
    suggestion: str | None = None,
    field: str = "text",
) -> Defect:
    """A defect of a span of the text, or of the title."""
    source = scene.text if field == "text" else scene.reading.report.title or ""
    ident = layer_id(scene.reading.report.id, "defect", kind, *span, *([] if field == "text" else [field]))
    return Defect(ident, kind, *span, source[slice(*span)], explanation, suggestion, field)
