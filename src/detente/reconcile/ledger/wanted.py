"""What a position would look like when it is done: the types of events that the words of its content stand for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from detente.record.enums import EventType
from detente.record.manifest import read_manifest
from detente.record.tables import Faults, many, read_table, text

DATA = Path(__file__).parent / "data"
_SAYS_NO = frozenset({"not", "never", "no", "without", "neither", "nor", "refrain", "abstain"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """Types of the events that a deed is coded as, by the concept of its word."""

    types: MappingProxyType[str, frozenset[EventType]]

    @classmethod
    def load(cls) -> Wanted:
        """The table that ships with the package. Raises DataError with every fault."""
        faults = Faults()
        read_manifest(DATA, faults)
        columns = (text("concept"), many("event_types", EventType))
        table = read_table(
            DATA / "deeds.tsv", columns, lambda concept, types: (concept, frozenset(types)), faults
        )
        faults.raise_all()
        return cls(MappingProxyType(dict(table.rows)))

    def of(self, concepts: list[str]) -> frozenset[EventType]:
        """Types that the first of the concepts that is a deed stands for; none where none is."""
        return next((self.types[concept] for concept in concepts if concept in self.types), frozenset())


def says_no(words: list[str]) -> bool:
    """Whether a content is what is not to be done: "not to attack the convoy". Words are folded."""
    return bool(_SAYS_NO & set(words[:3]))
