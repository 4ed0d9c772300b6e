"""The index of events across reports: reports go in one by one, clusters come out; the same whatever the order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from detente.reconcile.events.blocking import Blocks
from detente.reconcile.events.grouping import components, groups
from detente.reconcile.events.scoring import load_weights, score
from detente.reconcile.events.tellings import Telling, tellings
from detente.reconcile.events.wording import Wording
from detente.reconcile.weights import PairScore, Weights
from detente.record.types import Record


@dataclass(frozen=True, slots=True)
class ClusterRow:
    """A row of event_clusters: which event of the world a coded event tells of.

    ``cluster`` is the smallest event id in the cluster; ``score`` how well the event fits it, 0 to 1, and 1 where it is alone.
    """

    event: str
    report_id: str
    cluster: str
    score: float
    reasons: tuple[str, ...]


class EventIndex:
    """Clusters events of many reports. ``stories`` gives the story of a report where it is known, which speaks for or against."""

    def __init__(
        self,
        stories: Mapping[str, str] | None = None,
        wording: Wording | None = None,
        weights: Weights | None = None,
    ) -> None:
        self._wording = wording or Wording.load()
        self._weights = weights or load_weights()
        self._stories = stories or {}
        self._blocks = Blocks()
        self._tellings: dict[str, Telling] = {}
        self._of_report: dict[str, tuple[str, ...]] = {}
        self._scores: dict[tuple[str, str], float] = {}
        self._links: dict[str, set[str]] = {}
        self._groups: dict[frozenset[str], list[list[str]]] = {}

    def add(self, record: Record) -> None:
        """Takes a report in, in place of an earlier record of the same report."""
        for telling in self.hold(record):
            self.link(telling.id)

    def hold(self, record: Record) -> tuple[Telling, ...]:
        """Takes a report in as one that others may be linked with, and gives its tellings, which are linked with nothing yet."""
        self.remove(record.report.id)
        found = tellings(record, self._wording)
        self._of_report[record.report.id] = tuple(telling.id for telling in found)
        for telling in found:
            self._tellings[telling.id] = telling
            self._links[telling.id] = set()
            self._blocks.add(telling)
        return found

    def link(self, ident: str) -> tuple[Telling, ...]:
        """Links a telling with all that likely tell of its event, and gives these, by id."""
        for other in self._blocks.near(self._tellings[ident]):
            if self._score(ident, other) > 0:
                self._links[ident].add(other)
                self._links[other].add(ident)
        return tuple(self._tellings[other] for other in sorted(self._links[ident]))

    def remove(self, report: str) -> None:
        """Forgets a report, if it is known."""
        for ident in self._of_report.pop(report, ()):
            self._blocks.remove(self._tellings.pop(ident))
            for other in self._links.pop(ident):
                self._links[other].discard(ident)

    def explain(self, a: str, b: str) -> PairScore:
        """How two tellings, by id, agree: the table of features with their weights. Raises KeyError for ids not in the index."""
        return score(self._tellings[a], self._tellings[b], self._weights, self._stories)

    def has(self, report: str) -> bool:
        """Whether a report is known."""
        return report in self._of_report

    def telling(self, ident: str) -> Telling:
        """A telling by its id. Raises KeyError where it is not known."""
        return self._tellings[ident]

    def of_report(self, report: str) -> tuple[Telling, ...]:
        """The tellings of a report; none where it is not known."""
        return tuple(self._tellings[ident] for ident in self._of_report.get(report, ()))

    def clusters(self, start: Iterable[str] | None = None) -> tuple[ClusterRow, ...]:
        """A row for each event, by event id. ``start``: only what hangs together with one of these tellings."""
        rows = [row for group in self.groups(start) for row in self._rows(group)]
        return tuple(sorted(rows, key=lambda row: row.event))

    def groups(self, start: Iterable[str] | None = None) -> Iterator[tuple[Telling, ...]]:
        """The tellings of each cluster. What did not change since the last call is not worked out again."""
        found: dict[frozenset[str], list[list[str]]] = {}
        for component in components(self._links, self._links if start is None else start):
            found[component] = self._groups.get(component) or groups(component, self._score)
        self._groups = found
        for group in (group for some in found.values() for group in some):
            yield tuple(self._tellings[ident] for ident in group)

    def _score(self, a: str, b: str) -> float:
        pair = (a, b) if a < b else (b, a)
        if pair not in self._scores:
            self._scores[pair] = self.explain(*pair).total
        return self._scores[pair]

    def _rows(self, group: tuple[Telling, ...]) -> Iterator[ClusterRow]:
        cluster = min(event for telling in group for event in telling.events)
        for telling in group:
            best = self._best(telling, group)
            found = None if best is None else self.explain(*sorted((telling.id, best.id)))
            reasons = () if found is None or best is None else (_most_like(best, found), *found.reasons)
            for event in telling.events:
                yield ClusterRow(
                    event, telling.report, cluster, 1.0 if found is None else found.probability, reasons
                )

    def _best(self, telling: Telling, group: Iterable[Telling]) -> Telling | None:
        """Whose telling of the event is the most like one's own."""
        others = [other for other in group if other is not telling]
        return min(others, key=lambda o: (-self._score(telling.id, o.id), o.id), default=None)


def _most_like(best: Telling, found: PairScore) -> str:
    return f"most like {best.id} of {best.report}: {found.total:+.1f}"


def cluster_events(
    records: Iterable[Record], stories: Mapping[str, str] | None = None, wording: Wording | None = None
) -> tuple[ClusterRow, ...]:
    """Which event of the world each event of the records tells of, by event id; the same in whatever order they come."""
    index = EventIndex(stories, wording)
    for record in records:
        index.add(record)
    return index.clusters()
