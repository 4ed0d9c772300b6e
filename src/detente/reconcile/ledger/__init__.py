"""What became of words: deeds that follow positions, answers to them, and their status day by day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from detente.reconcile.events import ClusterRow, Telling, tellings
from detente.reconcile.ledger.following import load_weights
from detente.reconcile.ledger.links import Answered, Done, Replaced, answers_to, deeds_after, replaced
from detente.reconcile.ledger.said_and_done import DeedDone, Outcome, SaidAndDone, said_and_done
from detente.reconcile.ledger.stances import Reader, Stance
from detente.reconcile.ledger.statuses import (
    Deadline,
    StatusRow,
    answer_statuses,
    deed_statuses,
    first_of_each,
    own_statuses,
    with_expired,
)
from detente.record.types import Record

__all__ = [
    "Answered",
    "DeedDone",
    "Done",
    "Ledger",
    "Outcome",
    "Reader",
    "Replaced",
    "SaidAndDone",
    "Stance",
    "StatusRow",
    "follow_up",
]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Positions of many reports with what followed them."""

    statuses: tuple[StatusRow, ...]
    said_and_done: tuple[SaidAndDone, ...]


def follow_up(
    records: Iterable[Record],
    clusters: Iterable[ClusterRow],
    sources: Mapping[str, str] | None = None,
    reader: Reader | None = None,
) -> Ledger:
    """What became of the positions of the records, by what all of these tell; the same in whatever order they come.

    ``clusters`` say which events are one; ``sources`` gives the independent source of each report, where copies are known.
    """
    reader = reader or Reader.load()
    some = sorted(records, key=lambda record: record.report.id)
    stances = [stance for record in some for stance in reader.stances(record)]
    deeds = [telling for record in some for telling in tellings(record, reader.wording)]
    days = [record.report.published for record in some if record.report.published is not None]
    cluster = {row.event: row.cluster for row in clusters}
    return _of(stances, deeds, cluster, sources or {}, max(days, default=None))


def _of(
    stances: list[Stance],
    deeds: list[Telling],
    clusters: Mapping[str, str],
    sources: Mapping[str, str],
    horizon: date | None,
) -> Ledger:
    weights = load_weights()
    done = list(deeds_after(stances, deeds, weights))
    rows = first_of_each(
        [
            *deed_statuses(done),
            *answer_statuses(answers_to(stances, stances, weights)),
            *own_statuses(replaced(stances, stances)),
        ]
    )
    deadlines = [
        Deadline(s.id, s.report, s.deadline, s.act, s.status, s.evidence)
        for s in stances
        if s.deadline is not None
    ]
    statuses = with_expired(rows, deadlines, horizon)
    return Ledger(statuses, said_and_done(stances, done, clusters, sources, horizon))
