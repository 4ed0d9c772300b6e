"""Said and done: who promised, threatened or asked for what, and the deed that followed or did not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from detente.reconcile.ledger.links import Done
from detente.reconcile.ledger.stances import Stance
from detente.record.enums import Act

_SPOKEN = frozenset({Act.DEMAND, Act.REQUEST, Act.OFFER, Act.PROMISE, Act.THREATEN, Act.WARN, Act.CONCEDE})


class Outcome(StrEnum):
    """What became of words."""

    CARRIED_OUT = "carried_out"
    MET = "met"
    BROKEN = "broken"
    OVERDUE = "overdue"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class DeedDone:
    """A deed that followed: its event cluster, its day and how many days it came after the words.

    ``reports`` tell it, of which ``sources`` are independent; ``reasons`` is the table of the telling that fits best.
    """

    cluster: str
    outcome: Outcome
    day: date
    days: int
    reports: int
    sources: int
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaidAndDone:
    """Words and what followed. ``statement`` is the event cluster of the words, or the position where it is no event.

    ``positions`` are all rows of the ledger that tell the statement, in ``reports`` reports of ``sources`` independent ones.
    """

    statement: str
    party: str
    country: str | None
    addressee: str | None
    act: Act
    issue: str
    content: str
    conditional: bool
    deadline: date | None
    said: date | None
    positions: tuple[str, ...]
    reports: int
    sources: int
    outcome: Outcome
    deeds: tuple[DeedDone, ...]


def said_and_done(
    stances: Iterable[Stance],
    done: Iterable[Done],
    clusters: Mapping[str, str],
    sources: Mapping[str, str] | None = None,
    horizon: date | None = None,
) -> tuple[SaidAndDone, ...]:
    """Statements with the deeds that followed, by the day they were said; told again by other reports, a statement is one.

    ``clusters`` gives the cluster of each event id, ``sources`` the independent source of each report; after ``horizon``, the day
    of the newest report, what has a deadline may still come.
    """
    told: dict[tuple[str, str, str], list[Stance]] = {}
    for stance in stances:
        if stance.act in _SPOKEN:
            event = stance.event
            name = stance.id if event is None else clusters.get(event, event)
            told.setdefault((name, stance.party.country or stance.party.name, stance.act), []).append(stance)
    followed: dict[str, list[Done]] = {}
    for link in done:
        followed.setdefault(link.stance.id, []).append(link)
    context = _Context(clusters, sources or {}, horizon)
    found = [context.statement(name, some, followed) for (name, _, _), some in sorted(told.items())]
    return tuple(sorted(found, key=lambda row: (row.said or date.max, row.statement, row.party, row.act)))


@dataclass(frozen=True, slots=True)
class _Context:
    clusters: Mapping[str, str]
    sources: Mapping[str, str]
    horizon: date | None

    def statement(self, name: str, some: list[Stance], followed: Mapping[str, list[Done]]) -> SaidAndDone:
        """The row of a statement that several positions tell."""
        some = sorted(some, key=lambda s: (s.published or date.max, s.report, s.id))
        first = some[0]
        deeds = self._deeds(
            [link for stance in some for link in followed.get(stance.id, ())], first.published
        )
        reports = {stance.report for stance in some}
        deadline = next((stance.deadline for stance in some if stance.deadline), None)
        return SaidAndDone(
            statement=name,
            party=first.party.name,
            country=first.party.country,
            addressee=next((s.addressee.name for s in some if s.addressee), None),
            act=first.act,
            issue=first.issue,
            content=first.content,
            conditional=any(stance.conditional for stance in some),
            deadline=deadline,
            said=first.published,
            positions=tuple(sorted(stance.id for stance in some)),
            reports=len(reports),
            sources=self._voices(reports),
            outcome=self._outcome(deeds, deadline),
            deeds=deeds,
        )

    def _deeds(self, links: list[Done], said: date | None) -> tuple[DeedDone, ...]:
        """The deeds, one for each event cluster, the first to happen first."""
        by_cluster: dict[str, list[Done]] = {}
        for link in links:
            by_cluster.setdefault(self.clusters.get(link.deed.id, link.deed.id), []).append(link)
        found = [self._deed(cluster, some, said) for cluster, some in by_cluster.items()]
        return tuple(sorted(found, key=lambda deed: (deed.day, deed.cluster)))

    def _deed(self, cluster: str, some: list[Done], said: date | None) -> DeedDone:
        best = min(some, key=lambda link: (-link.score.total, link.deed.id, link.stance.id))
        days = [link.deed.when.last for link in some if link.deed.when is not None]
        day = min(days)
        reports = {link.deed.report for link in some}
        lag = 0 if said is None else (day - said).days
        score, reasons = best.score.probability, best.score.reasons
        return DeedDone(
            cluster, _kind(best.stance), day, lag, len(reports), self._voices(reports), score, reasons
        )

    def _voices(self, reports: set[str]) -> int:
        return len({self.sources.get(report, report) for report in reports})

    def _outcome(self, deeds: tuple[DeedDone, ...], deadline: date | None) -> Outcome:
        if deeds:
            return deeds[0].outcome
        late = deadline is not None and self.horizon is not None and self.horizon > deadline
        return Outcome.OVERDUE if late else Outcome.OPEN


def _kind(stance: Stance) -> Outcome:
    if stance.denied:
        return Outcome.BROKEN
    return Outcome.CARRIED_OUT if stance.doer is stance.party else Outcome.MET
