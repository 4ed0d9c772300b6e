"""Items: what the matcher reads. A word, a number, a hyphen, or an expression that a lower level has put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from detente.coding.times.meanings import Amount, Meaning

HYPHEN = "-"


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch of a sentence with all that it can be read as.

    ``symbols`` maps each reading (a word class of the lexicon, or the word itself) to the lexicon's value; ``first``/``last`` are
    tokens [first, last); ``start``/``end`` offsets into the report. ``glued``: no space before it. ``made``: put together by a
    rule, so that it can be a time of its own.
    """

    symbols: dict[str, str]
    first: int
    last: int
    start: int
    end: int
    glued: bool = False
    number: Fraction | None = None
    meaning: Meaning | None = None
    amount: Amount | None = None
    made: str | None = field(default=None)
