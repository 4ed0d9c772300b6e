"""The score of two tellings: the sum of the weights of their features, as a table that shows what spoke for and against."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from detente.reconcile.events.features import Feature, are_comparable, features, levels
from detente.reconcile.events.tellings import Telling
from detente.record.manifest import read_manifest
from detente.record.tables import Faults, number, read_table, text

DATA = Path(__file__).parent / "data"
BASE = ("base", "all")
NEVER = -20.0
"""The score of two tellings that cannot be of one event, whatever else agrees."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each level of each feature counts, in natural logarithms of odds."""

    values: Mapping[tuple[str, str], float]

    @classmethod
    def load(cls) -> Weights:
        """The table that ships with the package. Raises DataError with every fault."""
        faults = Faults()
        read_manifest(DATA, faults)
        path = DATA / "weights.tsv"
        columns = (text("feature"), text("level"), number("weight"), text("meaning"))
        table = read_table(path, columns, lambda *row: row, faults, key=2)
        found = {(feature, level): weight for feature, level, weight, _ in table.rows}
        for feature, level in sorted({BASE, *levels()} ^ found.keys()):
            what = "missing" if (feature, level) not in found else "unknown"
            faults.add(path, 1, f"{feature} {level} is {what}", "a row for each level that is compared")
        faults.raise_all()
        return cls(MappingProxyType(found))


@dataclass(frozen=True, slots=True)
class Weighed:
    """A feature with what it counts here."""

    feature: Feature
    weight: float

    def __str__(self) -> str:
        seen = f": {self.feature.seen}" if self.feature.seen else ""
        return f"{self.feature.name} {self.feature.level} {self.weight:+.1f}{seen}"


@dataclass(frozen=True, slots=True)
class PairScore:
    """How likely two tellings are of one event. ``total`` is a sum of log odds: above 0, likelier one than two."""

    total: float
    table: tuple[Weighed, ...]

    @property
    def probability(self) -> float:
        """The chance that both tell of one event, rounded to 4 places."""
        return round(1 / (1 + math.exp(-self.total)), 4)


def score(a: Telling, b: Telling, weights: Weights, stories: Mapping[str, str] | None = None) -> PairScore:
    """The score of a pair, the same whichever is first. ``stories`` gives the story of a report, where it is known."""
    if not are_comparable(a, b):
        return PairScore(NEVER, ())
    found = [*features(a, b), *_story(a, b, stories or {})]
    table = [Weighed(Feature(*BASE, ""), weights.values[BASE])]
    table += [Weighed(f, round(weights.values[f.name, f.level] * f.share, 2)) for f in found]
    return PairScore(round(sum(row.weight for row in table), 2), tuple(table))


def _story(a: Telling, b: Telling, stories: Mapping[str, str]) -> list[Feature]:
    one, other = stories.get(a.report), stories.get(b.report)
    if a.report == b.report or one is None or other is None:
        return []
    return [Feature("story", "same" if one == other else "other", "")]
