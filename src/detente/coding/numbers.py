"""Numbers of a sentence as intervals: digits, spelt numbers, vague ones ("dozens of"), and what bounds them ("at least")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from detente.coding.layers import Sentence
from detente.record.comparing import Interval
from detente.record.tables import Faults, number, optional, read_table, text

# Numbers of more figures are none that anybody counts, and too large for what is to be reckoned with.
_DIGITS = re.compile(r"^\d{1,3}(?:,\d{3}){1,7}(?:\.\d+)?$|^\d{1,24}(?:\.\d+)?$")
_SCALES = {
    "thousand": 1e3, "million": 1e6, "mln": 1e6, "m": 1e6, "billion": 1e9, "bln": 1e9, "bn": 1e9, "trillion": 1e12,
}  # fmt: skip
_AT_LEAST = (
    ("at", "least"),
    ("more", "than"),
    ("over",),
    ("as", "many", "as"),
    ("no", "fewer", "than"),
    ("above",),
)
_AT_MOST = (
    ("up", "to"),
    ("at", "most"),
    ("fewer", "than"),
    ("less", "than"),
    ("under",),
    ("no", "more", "than"),
)
_OR_MORE = frozenset({("or", "more"), ("at", "least")})  # behind the number, or behind its noun
_ABOUT = frozenset({"about", "around", "some", "nearly", "almost", "roughly", "approximately"})
_WORD_LIMIT = 4


@dataclass(frozen=True, slots=True)
class Number:
    """A number, the tokens [first, last), as an interval; ``high`` None is open."""

    first: int
    last: int
    low: float
    high: float | None


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Spelt numbers and vague ones ("dozens of") as intervals; ``high`` None is open."""

    words: dict[tuple[str, ...], Interval]

    @classmethod
    def load(cls) -> NumberWords:
        """The table that ships with the package. Raises DataError with every fault."""
        faults = Faults()
        path = Path(str(files("detente.coding") / "data" / "number_words.tsv"))
        columns = (text("words"), number("low", 0), optional(number("high", 0)))
        table = read_table(
            path, columns, lambda words, low, high: (tuple(words.split()), (low, high)), faults
        )
        faults.raise_all()
        return cls(dict(table.rows))

    def within(self, sentence: Sentence, first: int, last: int) -> Iterator[Number]:
        """The numbers among the tokens [first, last), left to right, with what bounds them taken in."""
        at = first
        while at < last:
            size, interval = self._number(sentence, at, last)
            if interval is not None:
                yield Number(at, at + size, *_bounded(sentence, at, at + size, interval))
            at += max(size, 1)

    def _number(self, s: Sentence, at: int, last: int) -> tuple[int, Interval | None]:
        """The number at a token: how many tokens it takes, and its interval."""
        if _DIGITS.match(s.words[at]):
            value = float(s.words[at].replace(",", ""))
            if at + 1 < last and s.lowers[at + 1] in _SCALES:
                return 2, (value * _SCALES[s.lowers[at + 1]],) * 2
            return 1, (value, value)
        for size in range(min(_WORD_LIMIT, last - at), 0, -1):
            known = self.words.get(s.lowers[at : at + size])
            if known is not None:
                scale = _SCALES.get(s.lowers[at + size], 1.0) if at + size < last else 1.0
                high = None if known[1] is None else known[1] * scale
                return size + (scale > 1), (known[0] * scale, high)
        return 1, None


def counted(s: Sentence, at: int, end: int) -> int | None:
    """The noun that the number [at, end) counts: its grammatical head, or the noun after "of"."""
    for i in range(end - 1, at - 1, -1):
        head = s.heads[i]
        if s.deps[i] in {"nummod", "quantmod", "compound"} and head >= end and s.tags[head].startswith("NN"):
            return head
    if end < len(s) and s.lowers[end] == "of":
        return next((o for o in s.children[end] if s.tags[o].startswith("NN")), None)
    return end if end < len(s) and s.tags[end] in {"NNS", "NN"} else None


def _bounded(s: Sentence, at: int, end: int, interval: Interval) -> Interval:
    """ "At least 12", "12 or more" is open above, "up to 12", "12 at most" open below to zero, "about 12" a tenth either way."""
    low, high = interval
    if any(s.lowers[k : k + 2] in _OR_MORE for k in (end, end + 1)):
        return low, None
    if any(s.lowers[k : k + 2] == ("at", "most") for k in (end, end + 1)):
        return 0.0, high
    if any(s.lowers[max(0, at - len(words)) : at] == words for words in _AT_MOST):
        return 0.0, high
    if any(s.lowers[max(0, at - len(words)) : at] == words for words in _AT_LEAST):
        return low, None
    if at and s.lowers[at - 1] in _ABOUT and high is not None:
        return round(low * 0.9, 4), round(high * 1.1, 4)
    return low, high
