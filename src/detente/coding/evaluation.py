"""The coder against rows that a person labelled: precision, recall, calibration, and every error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from detente.record.types import Event, Record

Dyad = tuple[str, str | None, str | None]
"""Event type, country of an actor, country of a recipient."""
_BINS = 10
_LEVELS = (("type", 1), ("type and actor", 2), ("type, actor and recipient", 3))


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the coder's answers were right, and how many of the labels were found."""

    right: int
    answers: int
    labels: int

    @property
    def precision(self) -> float:
        """Right answers among all answers; 0 where there are none."""
        return self.right / self.answers if self.answers else 0.0

    @property
    def recall(self) -> float:
        """Labels that were found; 0 where there are none."""
        return self.right / self.labels if self.labels else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.right / (self.answers + self.labels) if self.answers + self.labels else 0.0


@dataclass(frozen=True, slots=True)
class Error:
    """A dyad that was missed or made up, with its row's id and text."""

    id: str
    kind: str  # missed | made up
    dyad: Dyad
    text: str


@dataclass(slots=True)
class Evaluation:
    """All figures of one run. ``calibration`` has (mean confidence, share right, events) for each tenth of confidence."""

    scores: dict[str, Score]
    by_type: dict[str, Score]
    same_mode: Score
    same_auxiliary: Score
    calibration: list[tuple[float, float, int]]
    errors: list[Error] = field(default_factory=list)

    @property
    def calibration_error(self) -> float:
        """Mean distance of confidence and share right, weighted by events (ECE)."""
        total = sum(n for _, _, n in self.calibration)
        return sum(abs(mean - right) * n for mean, right, n in self.calibration) / total if total else 0.0


def evaluate(rows: Sequence[Mapping[str, Any]], records: Iterable[Record]) -> Evaluation:
    """Compare records with labelled rows {id, text, events[]}, one record a row, in their order."""
    gold: Counter[tuple[int, Dyad]] = Counter()
    said: Counter[tuple[int, Dyad]] = Counter()
    modes, auxiliaries, bins = [], [], []
    errors: list[Error] = []
    for number, (row, record) in enumerate(zip(rows, records, strict=True)):
        wanted = {d: e for e in row["events"] for d in labelled_dyads(e)}
        found = {d: e for e in record.events for d in coded_dyads(e)}
        gold.update((number, d) for d in wanted)
        said.update((number, d) for d in found)
        for dyad in wanted.keys() & found.keys():
            modes.append(wanted[dyad].get("event_mode") == found[dyad].event_mode)
            auxiliaries.append((wanted[dyad].get("auxiliary") or None) == found[dyad].auxiliary)
        bins += [(e.confidence, any(d in wanted for d in coded_dyads(e))) for e in record.events]
        for kind, left in (
            ("missed", wanted.keys() - found.keys()),
            ("made up", found.keys() - wanted.keys()),
        ):
            errors += [Error(str(row["id"]), kind, d, row["text"]) for d in sorted(left, key=str)]
    return Evaluation(
        scores={name: _score(_cut(gold, size), _cut(said, size)) for name, size in _LEVELS},
        by_type={
            name: _score(_of(gold, name), _of(said, name))
            for name in sorted({d[0] for _, d in [*gold, *said]})
        },
        same_mode=Score(sum(modes), len(modes), len(modes)),
        same_auxiliary=Score(sum(auxiliaries), len(auxiliaries), len(auxiliaries)),
        calibration=_calibration(bins),
        errors=errors,
    )


def labelled_dyads(event: Mapping[str, Any]) -> list[Dyad]:
    """Dyads of a labelled event; a side that nobody stands on is None."""
    sides = [
        [party.get("country") for party in event.get(side, ())] or [None] for side in ("actors", "recipients")
    ]
    return [(event["event_type"], actor, recipient) for actor, recipient in product(*sides)]


def coded_dyads(event: Event) -> list[Dyad]:
    """Dyads of a coded event."""
    sides = [[party.country for party in side] or [None] for side in (event.actors, event.recipients)]
    return [(str(event.event_type), actor, recipient) for actor, recipient in product(*sides)]


def _cut(dyads: Counter[tuple[int, Dyad]], size: int) -> Counter[tuple[Any, ...]]:
    return Counter({(number, *dyad[:size]) for number, dyad in dyads})


def _of(dyads: Counter[tuple[int, Dyad]], event_type: str) -> Counter[tuple[Any, ...]]:
    return Counter({(number, *dyad) for number, dyad in dyads if dyad[0] == event_type})


def _score(gold: Counter[tuple[Any, ...]], said: Counter[tuple[Any, ...]]) -> Score:
    return Score((gold & said).total(), said.total(), gold.total())


def _calibration(pairs: Sequence[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    out = []
    for i in range(_BINS):
        inside = [(c, right) for c, right in pairs if min(_BINS - 1, int(c * _BINS)) == i]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            out.append((round(mean, 3), round(sum(r for _, r in inside) / len(inside), 3), len(inside)))
    return out
