"""What builders share: their result, and how they read units, numbers and parts of day out of a match."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from detente.coding.times.items import Item
from detente.coding.times.meanings import (
    Amount,
    Clocked,
    Meaning,
)
from detente.coding.times.patterns import Match
from detente.coding.times.periods import Unit


@dataclass(frozen=True, slots=True)
class Pair:
    """Two times in one stretch ("Jan. 3-5"): the second begins with the match's item number ``split``."""

    left: Meaning
    right: Meaning
    split: int


Built = Meaning | Amount | Pair | None
Builder = Callable[[Match], Built]
NO_PERIOD = frozenset({Unit.SECOND, Unit.MINUTE, Unit.HOUR, Unit.FORTNIGHT, Unit.MILLENNIUM})
"""Units that no calendar period has."""


def unit_in(match: Match) -> Unit:
    """The unit that the match names."""
    return Unit(match.text("UNIT", "UNITS"))


def number_in(match: Match) -> Fraction | None:
    """Its number; None where it names none or only a vague one."""
    found = match.find("NUM")
    return found.number if found else None


def nth_in(match: Match) -> int | None:
    """Its ordinal number."""
    found = match.find("ORDINAL")
    return None if found is None or found.number is None else int(found.number)


def amount_in(match: Match) -> Amount | None:
    """The amount that a lower level has put together."""
    return match.item("AMOUNT").amount


def time_of(item: Item) -> str:
    """The time of day of an item, ``TNI`` or ``T10:30``."""
    return item.meaning.time if isinstance(item.meaning, Clocked) else ""
