"""What became of positions: dated changes of their status out of later replies and deeds in other reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from detente.reconcile.ledger.links import Answered, Done, Replaced
from detente.reconcile.ledger.stances import Stance
from detente.record.enums import Act, PositionStatus
from detente.record.types import Span

_ANSWERS = {
    Act.ACCEPT: PositionStatus.ACCEPTED,
    Act.CONCEDE: PositionStatus.ACCEPTED,
    Act.REFUSE: PositionStatus.REFUSED,
    Act.DENY: PositionStatus.REFUSED,
    Act.OFFER: PositionStatus.COUNTERED,
    Act.PROPOSE: PositionStatus.COUNTERED,
}
_CLOSED = frozenset(
    {PositionStatus.CARRIED_OUT, PositionStatus.MET, PositionStatus.WITHDRAWN, PositionStatus.SUPERSEDED}
)
_DUE = frozenset({Act.DEMAND, Act.REQUEST, Act.OFFER, Act.PROPOSE, Act.PROMISE, Act.THREATEN, Act.WARN})


@dataclass(frozen=True, slots=True)
class StatusRow:
    """A row of position_status that another report gives: the status from that day on, and the sentences that tell the change.

    ``origin`` says what it was concluded from: "deed" and an event's id, "answer" or "position" and a position's id, "deadline".
    """

    position: str
    status: PositionStatus
    day: date
    report_id: str
    evidence: tuple[Span, ...]
    origin: str


def deed_statuses(done: Iterable[Done], clusters: Mapping[str, str]) -> Iterator[StatusRow]:
    """What was carried out or met: one row for each position and event, by its first report. ``clusters``: of each event."""
    for link in done:
        if not link.stance.denied:
            own = link.stance.doer is link.stance.party
            status = PositionStatus.CARRIED_OUT if own else PositionStatus.MET
            deed = link.deed
            assert deed.when is not None
            evidence = tuple(sorted(deed.sentences))
            yield StatusRow(
                link.stance.id,
                status,
                deed.when.last,
                deed.report,
                evidence,
                f"deed {clusters.get(deed.id, deed.id)}",
            )


def answer_statuses(answered: Iterable[Answered]) -> Iterator[StatusRow]:
    """What was accepted, refused or countered."""
    for link in answered:
        reply = link.reply
        if reply.published is not None:
            status = _ANSWERS[reply.act]
            yield StatusRow(
                link.stance.id, status, reply.published, reply.report, reply.evidence, f"answer {reply.id}"
            )


def own_statuses(changed: Iterable[Replaced]) -> Iterator[StatusRow]:
    """What the party took back or put another position in the place of."""
    for link in changed:
        later = link.later
        if later.published is not None:
            status = PositionStatus.WITHDRAWN if link.back else PositionStatus.SUPERSEDED
            yield StatusRow(
                link.stance.id, status, later.published, later.report, later.evidence, f"position {later.id}"
            )


def expired(
    stances: Iterable[Stance], rows: Mapping[str, Sequence[StatusRow]], horizon: date | None
) -> Iterator[StatusRow]:
    """Positions whose deadline passed before the newest report (``horizon``) without the act."""
    for stance in stances:
        deadline = stance.deadline
        if deadline is None or horizon is None or horizon <= deadline or stance.act not in _DUE:
            continue
        closed = any(row.status in _CLOSED and row.day <= deadline for row in rows.get(stance.id, ()))
        if not closed and stance.status is PositionStatus.OPEN:
            day = deadline + timedelta(days=1)
            yield StatusRow(
                stance.id, PositionStatus.EXPIRED, day, stance.report, stance.evidence, "deadline"
            )


def first_of_each(rows: Iterable[StatusRow]) -> tuple[StatusRow, ...]:
    """Each change once, as the first report told it: a deed by its event, an answer by its status; by position and day."""
    ordered = sorted(rows, key=lambda r: (r.position, r.day, r.report_id, r.status, r.origin, r.evidence))
    found: dict[tuple[str, ...], StatusRow] = {}
    for row in ordered:
        change = row.origin if row.origin.startswith("deed ") else ""
        found.setdefault((row.position, row.status, change), row)
    return tuple(found.values())
