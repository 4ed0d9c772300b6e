"""How often words stand in sentences of news, so that rare words count more where texts and tellings are compared.

The counts ship with the project and are not those of a user's reports: else every report would change all scores, and the
outcome would depend on the order in which reports came.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from pathlib import Path
from types import MappingProxyType

from detente.record.manifest import read_manifest
from detente.record.tables import Faults, integer, read_table, text

DATA = Path(__file__).parent / "data"
_MILLION = 1_000_000
_UNSEEN = 42.8  # per million: half of one sentence among those that were counted


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Sentences per million that have a word, by folded word (see knowledge.text.fold)."""

    per_million: MappingProxyType[str, int]

    @classmethod
    def load(cls) -> Frequencies:
        """The table that ships with the package. Raises DataError with every fault."""
        faults = Faults()
        read_manifest(DATA, faults)
        columns = (text("word"), integer("per_million", 1, _MILLION))
        table = read_table(DATA / "words.tsv", columns, lambda word, share: (word, share), faults)
        faults.raise_all()
        return cls(MappingProxyType(dict(table.rows)))

    def rarity(self, word: str) -> float:
        """Natural logarithm of one over the share of sentences that have a folded word: 0 (all have it) to 10.1 (none that was
        counted had).
        """
        return log(_MILLION / self.per_million.get(word, _UNSEEN))
