"""What defects of the text do to the events that rest on it.

A stage touches no layer but its own, and defects are known after the events, since some of them are read from the same deeds
("Russia was warned by Russia"). So the factor is applied where the layers are put together: in ``Reading.record``.
"""

from __future__ import annotations

from dataclasses import replace

from detente.record.enums import DefectKind
from detente.record.types import Defect, Event, Span

_FACTORS = {
    DefectKind.SELF_REFERENCE: 0.5,  # one of the parties is somebody else
    DefectKind.WRONG_ROLE: 0.85,
    DefectKind.NAME_VARIANT: 0.95,
    DefectKind.BROKEN_QUOTATION: 0.95,
    DefectKind.ANACHRONISM: 0.8,
}
"""What is left of the confidence of an event with such a defect among its own words; other kinds say nothing of an event."""


def weighed(events: tuple[Event, ...], defects: tuple[Defect, ...]) -> tuple[Event, ...]:
    """The events; those that rest on defective text with less confidence, and a reason that says so."""
    bearing = [defect for defect in defects if defect.field == "text" and defect.kind in _FACTORS]
    return tuple(_weighed(event, bearing) for event in events) if bearing else events


def _weighed(event: Event, defects: list[Defect]) -> Event:
    found = [defect for defect in defects if _rests_on(event, (defect.start, defect.end))]
    confidence, reasons = event.confidence, list(event.reasons)
    for defect in found:
        confidence *= _FACTORS[defect.kind]
        reasons.append(f"rests on defective text: {defect.kind} “{defect.text}”")
    return replace(event, confidence=round(confidence, 4), reasons=tuple(reasons)) if found else event


def _rests_on(event: Event, span: Span) -> bool:
    """Whether a defect lies in an event's trigger or one of its parties."""
    parties = [
        (p.start, p.end)
        for p in (*event.actors, *event.recipients)
        if p.start is not None and p.end is not None
    ]
    return any(start < span[1] and span[0] < end for start, end in (event.trigger, *parties))
