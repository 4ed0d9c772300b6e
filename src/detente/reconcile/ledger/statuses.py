"""What became of positions: dated changes of their status out of later replies and deeds in other reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from detente.reconcile.ledger.links import Answered, Done, Replaced
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


def deed_statuses(done: Iterable[Done]) -> Iterator[StatusRow]:
    """What was carried out or met."""
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
                f"deed {deed.id}",
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


def is_expired(deadline: Deadline, rows: Iterable[StatusRow], horizon: date | None) -> StatusRow | None:
    """The row of a position whose deadline passed before the newest report (``horizon``) without the act; else None."""
    day = deadline.day
    if (
        horizon is None
        or horizon <= day
        or deadline.act not in _DUE
        or deadline.status is not PositionStatus.OPEN
    ):
        return None
    if any(row.status in _CLOSED and row.day <= day for row in rows):
        return None
    after = day + timedelta(days=1)
    status = PositionStatus.EXPIRED
    return StatusRow(deadline.position, status, after, deadline.report, deadline.evidence, "deadline")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A position that has a deadline."""

    position: str
    report: str
    day: date
    act: Act
    status: PositionStatus
    evidence: tuple[Span, ...]


def first_of_each(rows: Iterable[StatusRow]) -> tuple[StatusRow, ...]:
    """Each position's first change to each status, as its first report told it; by position and day."""
    ordered = sorted(rows, key=lambda r: (r.position, r.day, r.report_id, r.status, r.origin, r.evidence))
    found: dict[tuple[str, str], StatusRow] = {}
    for row in ordered:
        found.setdefault((row.position, row.status), row)
    return tuple(found.values())


def with_expired(
    rows: Iterable[StatusRow], deadlines: Iterable[Deadline], horizon: date | None
) -> tuple[StatusRow, ...]:
    """The rows, and one for each position whose deadline passed without the act; by position and day."""
    some = list(rows)
    by_position: dict[str, list[StatusRow]] = {}
    for row in some:
        by_position.setdefault(row.position, []).append(row)
    found = (is_expired(deadline, by_position.get(deadline.position, ()), horizon) for deadline in deadlines)
    return first_of_each([*some, *(row for row in found if row is not None)])
