"""Level by level, rules put items together: "the end of" + ("last" + "year"). What is left at the top may be a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.coding.times import timex
from detente.coding.times.builders import BUILDERS, Built, Pair
from detente.coding.times.items import Item
from detente.coding.times.lexicon import Lexicon
from detente.coding.times.meanings import (
    Amount,
    Calendar,
    Clocked,
    Known,
    Meaning,
    Ordered,
    Refined,
    Relative,
    Stretch,
    Within,
)
from detente.coding.times.patterns import Match, Patterns
from detente.coding.times.periods import Unit

_CYCLE_SYMBOLS = {
    "weekday": ("CYCLE", "WEEKDAY_REF", "REF_DAY"),
    "weekend": ("CYCLE",),
    "month": ("CYCLE",),
    "date": ("DAY_REF", "CYCLE", "REF_DAY"),
    "season": ("CYCLE", "NTH"),
    "quarter": ("CYCLE", "NTH"),
    "half": ("CYCLE", "NTH"),
    "holiday": ("CYCLE", "HOLIDAY_REF", "REF_DAY"),
}
_WHOLES = frozenset({Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR, Unit.DECADE, Unit.CENTURY})


def expressions(items: Sequence[Item], lexicon: Lexicon) -> list[Item]:
    """The items that rules have made, in order; each carries a meaning or an amount."""
    row = list(items)
    for patterns in lexicon.levels:
        row = _pass(row, patterns)
    return [item for item in row if item.made is not None]


def _pass(row: Sequence[Item], patterns: Patterns) -> list[Item]:
    out: list[Item] = []
    at = 0
    while at < len(row):
        found = _first(row, at, patterns)
        if found is None:
            out.append(row[at])
            at += 1
            continue
        match, built = found
        out.extend(_made(row[at : at + match.length], match, built))
        at += match.length
    return out


def _first(row: Sequence[Item], at: int, patterns: Patterns) -> tuple[Match, Meaning | Amount | Pair] | None:
    """The longest match whose builder accepts it."""
    for match in patterns.matches(row, at):
        built: Built = BUILDERS[match.rule.builder](match)
        if built is not None:
            return match, built
    return None


def _made(row: Sequence[Item], match: Match, built: Meaning | Amount | Pair) -> list[Item]:
    if not isinstance(built, Pair):
        return [_item(row, match.rule.builder, built)]
    second = match.items[built.split]
    split = next(k for k, item in enumerate(row) if item is second)
    left = [
        item for item in row[:split] if item.symbols.keys().isdisjoint({"-", "to", "and", "or", "through"})
    ]
    return [
        _item(left, match.rule.builder, built.left),
        _item(row[split:], match.rule.builder, built.right),
    ]


def _item(row: Sequence[Item], made: str, built: Meaning | Amount) -> Item:
    first, last = row[0], row[-1]
    base = replace(
        first,
        symbols=_symbols(built),
        last=last.last,
        end=last.end,
        number=None,
        meaning=None,
        amount=None,
        made=made,
    )
    return replace(base, amount=built) if isinstance(built, Amount) else replace(base, meaning=built)


def _symbols(built: Meaning | Amount) -> dict[str, str]:
    """What a made item can be in the rules above it."""
    if isinstance(built, Amount):
        return {"AMOUNT": ""}
    if isinstance(built, Calendar):
        return dict.fromkeys((*_CYCLE_SYMBOLS[built.cycle], "REF"), "")
    if isinstance(built, Clocked):
        return _clock_symbols(built)
    if not isinstance(built, Known | Relative | Within | Ordered | Refined):
        return {"STRETCH_REF": ""} if isinstance(built, Stretch) else {"OTHER_REF": ""}
    unit = timex.unit_of(built)
    if unit is Unit.DAY:
        return dict.fromkeys(("DAY_REF", "REF_DAY", "REF"), "")
    return dict.fromkeys(("WHOLE", "REF"), "") if unit in _WHOLES else {"REF": ""}


def _clock_symbols(built: Clocked) -> dict[str, str]:
    if built.on is not None:
        return {"REF": "", "OVERNIGHT_REF": ""} if built.time == "TNI" else {"REF": ""}
    return {"CLOCK_REF" if ":" in built.time else "PART_REF": ""}
