"""Items: what the matcher reads. A word, a number, a hyphen, or an expression that a lower level has put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from detente.coding.times.meanings import Amount, Meaning

HYPHEN = "-"
SYMBOLS = frozenset(
    """MONTH NUM FIGURE FRACTION DAY TWO FOUR YEAR SHORTYEAR DECADE FISCALYEAR ISO SLASHED HM HALFDAY DOTTED ORDINAL QLABEL HLABEL
    AMOUNT CYCLE WEEKDAY_REF DAY_REF REF_DAY HOLIDAY_REF NTH WHOLE REF STRETCH_REF OTHER_REF CLOCK_REF PART_REF
    OVERNIGHT_REF""".split()
)
"""What the lexer and the rules themselves read items as, beside the word classes of the lexicon."""


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
