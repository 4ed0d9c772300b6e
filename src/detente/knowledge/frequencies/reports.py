"""How often stems stand in whole reports, by which reports are compared; the table ships, so no user's store changes a score."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from pathlib import Path
from types import MappingProxyType

from detente.record.manifest import read_manifest
from detente.record.tables import Faults, integer, read_table, text

DATA = Path(__file__).parent / "data"
_MILLION = 1_000_000
_UNSEEN = 26  # per million: half of one report among those that were counted


@dataclass(frozen=True, slots=True)
class ReportFrequencies:
    """Reports per million that have a stem (see knowledge.stems)."""

    per_million: MappingProxyType[str, int]

    @classmethod
    def load(cls) -> ReportFrequencies:
        """The table that ships with the package. Raises DataError with every fault."""
        faults = Faults()
        read_manifest(DATA, faults)
        columns = (text("stem"), integer("per_million", 1, _MILLION))
        table = read_table(DATA / "reports.tsv", columns, lambda stem, share: (stem, share), faults)
        faults.raise_all()
        return cls(MappingProxyType(dict(table.rows)))

    def rarity(self, stem: str) -> float:
        """Natural logarithm of one over the share of reports that have a stem: 0 (all have it) to 10.6 (none that was
        counted had).
        """
        return log(_MILLION / self.per_million.get(stem, _UNSEEN))
