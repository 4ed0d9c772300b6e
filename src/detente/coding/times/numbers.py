"""Number words and figures put together: "twenty-four", "two thousand", "2 1/2", "two and a half", "nineteen ninety-six"."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from detente.coding.times.items import HYPHEN, Item

_SCALES = frozenset({100, 1000, 1_000_000})
_HALF = ("and", "a", "half")


def combine(items: Sequence[Item]) -> list[Item]:
    """The items with each run of number words and figures as one item."""
    out: list[Item] = []
    at = 0
    while at < len(items):
        end = _run_end(items, at)
        if end is None:
            out.append(items[at])
            at += 1
            continue
        out.append(_merged(items[at:end]))
        at = end
    return out


def _run_end(items: Sequence[Item], at: int) -> int | None:
    """Behind the last item of a run of two or more that starts at ``at``; None where there is none."""
    if items[at].number is None or not _is_number(items[at]):
        return None
    end = at + 1
    while end < len(items):
        step = _step(items, end)
        if step is None:
            break
        end = step
    return end if end > at + 1 or "CARDINAL" in items[at].symbols else None


def _step(items: Sequence[Item], at: int) -> int | None:
    """Behind what carries a run on at ``at``: a further number word, a fraction, "and a half"."""
    if _continues(items[at]):
        return at + 1
    behind = at + 1
    if HYPHEN in items[at].symbols and behind < len(items) and _continues_hyphened(items[behind]):
        return behind + 1
    if tuple(_word(item) for item in items[at : at + 3]) == _HALF and _counts_units(items, at + 3):
        return at + 3
    return None


def _counts_units(items: Sequence[Item], at: int) -> bool:
    return at < len(items) and ("UNITS" in items[at].symbols or "UNIT" in items[at].symbols)


def _is_number(item: Item) -> bool:
    return "CARDINAL" in item.symbols or "FIGURE" in item.symbols


def _continues(item: Item) -> bool:
    return "CARDINAL" in item.symbols or "FRACTION" in item.symbols


def _continues_hyphened(item: Item) -> bool:
    """After a hyphen only units go on ("twenty-four"); "five-to-six" and "two-three" do not."""
    return ("CARDINAL" in item.symbols or "ORDINAL" in item.symbols) and (item.number or 99) < 10


def _word(item: Item) -> str:
    return next(iter(item.symbols), "")


def _merged(run: Sequence[Item]) -> Item:
    parts = [item for item in run if item.number is not None]
    values = [item.number for item in parts if item.number is not None]
    half = Fraction(1, 2) if any("half" in item.symbols for item in run) else Fraction(0)
    first, last = run[0], run[-1]
    year = _spoken_year(values) if all("CARDINAL" in item.symbols for item in parts) else None
    total = Fraction(year) if year else _sum(values) + half
    symbols = {"ORDINAL": str(total)} if "ORDINAL" in last.symbols else {"NUM": ""}
    if year:
        symbols = {"YEAR": ""}
    return Item(symbols, first.first, last.last, first.start, last.end, first.glued, total)


def _spoken_year(values: Sequence[Fraction]) -> int | None:
    """1996 of nineteen, ninety, six; 2022 of twenty, twenty, two."""
    if len(values) not in {2, 3} or not 13 <= values[0] <= 20 or not 10 <= values[1] <= 90:
        return None
    if len(values) == 3 and (values[1] % 10 or values[2] >= 10):
        return None
    return int(values[0] * 100 + sum(values[1:]))


def _sum(values: Sequence[Fraction]) -> Fraction:
    """Of two, hundred, five, thousand: 205,000."""
    total, current = Fraction(0), Fraction(0)
    for value in values:
        if value not in _SCALES:
            current += value
            continue
        current = (current or Fraction(1)) * value
        if value > 100:
            total, current = total + current, Fraction(0)
    return total + current
