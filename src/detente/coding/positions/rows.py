"""From drafts to the rows of the ledger."""

from __future__ import annotations

from detente.coding.layers import Reading
from detente.coding.positions.draft import Draft, Range
from detente.coding.positions.spans import deadline
from detente.record.enums import Act, ConditionKind, PositionStatus, Stage
from detente.record.ids import layer_id
from detente.record.types import Event, Position, Rejection, Span

_FLOOR = 0.3


def rows_of(reading: Reading, drafts: list[Draft]) -> tuple[tuple[Position, ...], list[Rejection]]:
    """Positions in text order, each party, act and content once, and rejections for drafts that are no position."""
    found: dict[tuple[str, str, Span], Position] = {}
    rejections: list[Rejection] = []
    for draft in drafts:
        row = _row(reading, draft)
        if isinstance(row, Rejection):
            rejections.append(row)
        else:
            found.setdefault((row.party, row.act, row.content), row)
    return tuple(found.values()), rejections


def _row(reading: Reading, draft: Draft) -> Position | Rejection:
    s = draft.sentence
    content = draft.borrowed or (None if draft.content is None else _span(draft, draft.content))
    trigger = s.starts[draft.trigger[0]], s.ends[draft.trigger[-1]]
    if content is None:
        return Rejection(
            Stage.POSITIONS, "no content", *trigger, f"{draft.source}: nothing tells what it is about"
        )
    confidence = round(draft.weight * (0.5 + 0.5 * draft.party.score), 4)
    if confidence < _FLOOR:
        return Rejection(
            Stage.POSITIONS,
            "too doubtful",
            *trigger,
            f"{draft.source}: confidence {confidence} is under {_FLOOR}",
        )
    condition = draft.condition
    spans = [span for span in (draft.content, condition.whole if condition else None) if span is not None]
    event = _event(reading, draft)
    return Position(
        id=layer_id(reading.report.id, "position", *trigger, draft.party.id, draft.act, *content),
        party=draft.party.id,
        country=draft.party.country,
        speaker=draft.speaker.id if draft.speaker else None,
        addressee=draft.addressee.id if draft.addressee else None,
        act=Act(draft.act),
        issue=draft.issue or "other",
        content=content,
        condition=_span(draft, condition.content) if condition else None,
        condition_kind=ConditionKind(condition.kind) if condition else None,
        consequence=_span(draft, draft.consequence) if draft.consequence else None,
        deadline=deadline(reading, s, spans, draft.trigger),
        firmness=draft.firmness,
        status=PositionStatus(draft.status),
        evidence=((s.start, s.end), *draft.evidence),
        event=event.id if event else None,
        quote=draft.quote.id if draft.quote else None,
        confidence=confidence,
    )


def _span(draft: Draft, tokens: Range) -> Span:
    return draft.sentence.starts[tokens[0]], draft.sentence.ends[max(tokens[1], tokens[0] + 1) - 1]


def _event(reading: Reading, draft: Draft) -> Event | None:
    """The event of the same words."""
    s = draft.sentence
    tokens = [(s.starts[t], s.ends[t]) for t in draft.trigger]
    for event in reading.events:
        if event.evidence == (s.start, s.end) and any(
            event.trigger[0] <= a and b <= event.trigger[1] for a, b in tokens
        ):
            return event
    return None
