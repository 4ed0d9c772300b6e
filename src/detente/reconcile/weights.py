"""Weights of features: what each level counts, in natural logarithms of odds, as a table that ships beside the code it serves."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from detente.record.manifest import read_manifest
from detente.record.tables import Faults, number, read_table, text

BASE = ("base", "all")


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature of a pair: its name, its level, and what was seen. ``share`` scales the weight, 1 is all of it."""

    name: str
    level: str
    seen: str
    share: float = 1.0


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
    """How likely a pair belongs together. ``total`` is a sum of log odds: above 0, it is likelier than not."""

    total: float
    table: tuple[Weighed, ...]

    @property
    def probability(self) -> float:
        """The chance that the pair belongs together, rounded to 4 places."""
        return round(1 / (1 + math.exp(-self.total)), 4)

    @property
    def reasons(self) -> tuple[str, ...]:
        """The table as lines, what says most first."""
        told = sorted(self.table, key=lambda row: (-abs(row.weight), row.feature.name))
        return tuple(map(str, told))


@dataclass(frozen=True, slots=True)
class Weights:
    """What each level of each feature counts."""

    values: Mapping[tuple[str, str], float]

    @classmethod
    def load(cls, folder: Path, levels: Iterable[tuple[str, str]]) -> Weights:
        """The table ``weights.tsv`` of a data folder, which has a row for each of the levels and one for the base, and no other.

        Raises DataError with every fault.
        """
        faults = Faults()
        read_manifest(folder, faults)
        path = folder / "weights.tsv"
        columns = (text("feature"), text("level"), number("weight"), text("meaning"))
        table = read_table(path, columns, lambda *row: row, faults, key=2)
        found = {(feature, level): weight for feature, level, weight, _ in table.rows}
        for feature, level in sorted({BASE, *levels} ^ found.keys()):
            what = "missing" if (feature, level) not in found else "unknown"
            faults.add(path, 1, f"{feature} {level} is {what}", "a row for each level that is compared")
        faults.raise_all()
        return cls(MappingProxyType(found))

    def score(self, features: Sequence[Feature]) -> PairScore:
        """The sum of what the features count, and the base."""
        rows = [Weighed(Feature(*BASE, ""), self.values[BASE])]
        rows += [Weighed(f, round(self.values[f.name, f.level] * f.share, 2)) for f in features]
        return PairScore(round(sum(row.weight for row in rows), 2), tuple(rows))
