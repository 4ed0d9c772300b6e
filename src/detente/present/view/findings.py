"""What a reader should doubt: accounts that disagree, defects of the text, and what was seen and left out."""

from __future__ import annotations

from detente.present.view.plain import plain
from detente.present.view.sentences import Sentences
from detente.present.view.types import Finding, LeftOut
from detente.record.types import Conflict, Defect, Record, Rejection


def conflicts_of(record: Record, sentences: Sentences) -> tuple[Finding, ...]:
    """Conflicts in words, each with its accounts."""
    return tuple(_conflict(conflict, sentences) for conflict in record.conflicts)


def defects_of(record: Record, sentences: Sentences) -> tuple[Finding, ...]:
    """Defects in words; one in the title has no sentence."""
    return tuple(_defect(defect, sentences) for defect in record.defects)


def left_out_of(record: Record, sentences: Sentences) -> tuple[LeftOut, ...]:
    """Rejections by stage and reason, in the order of the stages, the most frequent reason first."""
    groups: dict[tuple[str, str], list[Rejection]] = {}
    for rejection in record.rejections:
        groups.setdefault((rejection.stage, plain(rejection.reason)), []).append(rejection)
    stages: list[str] = list(dict.fromkeys(rejection.stage for rejection in record.rejections))
    ordered = sorted(groups.items(), key=lambda item: (stages.index(item[0][0]), -len(item[1]), item[0][1]))
    return tuple(_left_out(stage, reason, tuple(items), sentences) for (stage, reason), items in ordered)


def _conflict(conflict: Conflict, sentences: Sentences) -> Finding:
    accounts = tuple((plain(item.value), sentences.number(item.start)) for item in conflict.items)
    return Finding(conflict, str(conflict.kind), plain(conflict.explanation), accounts, None)


def _defect(defect: Defect, sentences: Sentences) -> Finding:
    where = sentences.number(defect.start) if defect.field == "text" else None
    kind = defect.kind.replace("_", " ")
    suggestion = plain(defect.suggestion) if defect.suggestion else None
    return Finding(defect, kind, plain(defect.explanation), ((plain(defect.text), where),), suggestion)


def _left_out(stage: str, reason: str, items: tuple[Rejection, ...], sentences: Sentences) -> LeftOut:
    numbers = sorted({sentences.number(item.start) for item in items if item.start is not None})
    return LeftOut(stage, reason.replace("_", " "), items, tuple(numbers))
