"""Small tables of words: names that are English words too, ranks of roles, plurals."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from detente.record.tables import Faults, choice, integer, read_table, text

GUARDS = ("month", "never", "word")
"""word: a name only where the tagger says so; month: nor beside a number; never: not on its own."""


@dataclass(frozen=True, slots=True)
class Words:
    """Guards by folded word, ranks by role (1 the highest), singulars by irregular plural."""

    guards: MappingProxyType[str, str]
    ranks: MappingProxyType[str, int]
    plurals: MappingProxyType[str, str]


def load_words(folder: Path) -> Words:
    """The three tables. DataError names every fault."""
    faults = Faults()
    guards = read_table(folder / "common_words.tsv", (text("word"), choice("guard", GUARDS)), _pair, faults)
    ranks = read_table(folder / "role_ranks.tsv", (text("role"), integer("rank", 1, 99)), _rank, faults)
    plurals = read_table(folder / "irregular_plurals.tsv", (text("plural"), text("singular")), _pair, faults)
    faults.raise_all()
    return Words(
        MappingProxyType(dict(guards.rows)),
        MappingProxyType(dict(ranks.rows)),
        MappingProxyType(dict(plurals.rows)),
    )


def _pair(first: str, second: str) -> tuple[str, str]:
    return first, second


def _rank(role: str, rank: int) -> tuple[str, int]:
    return role, rank
