"""Patterns as data, and numbers put together."""

from __future__ import annotations

from fractions import Fraction

import pytest

from detente.coding.times.items import Item
from detente.coding.times.numbers import combine
from detente.coding.times.patterns import Patterns, Rule


def _item(at: int, *symbols: str, number: int | None = None) -> Item:
    value = None if number is None else Fraction(number)
    return Item(dict.fromkeys(symbols, ""), at, at + 1, at, at + 1, number=value)


def _row(*words: str) -> list[Item]:
    return [_item(at, word) for at, word in enumerate(words)]


def _patterns(*patterns: str) -> Patterns:
    return Patterns([Rule(f"r{n}", 1, f"b{n}", pattern) for n, pattern in enumerate(patterns)])


def _found(patterns: Patterns, *words: str) -> list[tuple[str, int]]:
    return [(match.rule.name, match.length) for match in patterns.matches(_row(*words), 0)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("MONTH",), [("r0", 1)]),
        (("MONTH", "DAY"), [("r0", 2), ("r0", 1)]),
        (("MONTH", "DAY", "YEAR"), [("r0", 3), ("r0", 2), ("r0", 1)]),
        (("MONTH", "YEAR"), [("r0", 2), ("r0", 1)]),
        (("DAY",), []),
        (("the", "DAY"), []),
    ],
)
def test_optional_elements_match_longest_first(words: tuple[str, ...], found: list[tuple[str, int]]) -> None:
    assert _found(_patterns("MONTH DAY? YEAR?"), *words) == found


def test_alternatives_and_literal_words() -> None:
    patterns = _patterns("NUM to|or NUM")
    assert _found(patterns, "NUM", "or", "NUM") == [("r0", 3)]
    assert _found(patterns, "NUM", "and", "NUM") == []


def test_hyphens_need_no_mention_but_do_not_end_a_match() -> None:
    patterns = _patterns("NUM UNIT")
    assert _found(patterns, "NUM", "-", "UNIT") == [("r0", 3)]
    assert _found(_patterns("NUM"), "NUM", "-", "UNIT") == [("r0", 1)]
    assert _found(_patterns("DAY - DAY", "DAY"), "DAY", "-", "DAY") == [("r0", 3), ("r1", 1)]


def test_two_builders_for_the_same_items_clash() -> None:
    patterns = _patterns("the? DAY", "DAY")
    assert [(one.name, other.name) for one, other in patterns.clashes] == [("r0", "r1")]


@pytest.mark.parametrize(
    ("values", "number", "symbol"),
    [
        ([20, 4], 24, "NUM"),
        ([2, 100, 5, 1000], 205_000, "NUM"),
        ([2, 1000], 2000, "NUM"),
        ([19, 90, 6], 1996, "YEAR"),
        ([20, 20, 2], 2022, "YEAR"),
        ([7], 7, "NUM"),
    ],
)
def test_number_words(values: list[int], number: int, symbol: str) -> None:
    items = [_item(at, "CARDINAL", number=value) for at, value in enumerate(values)]
    (made,) = combine(items)
    assert (made.number, list(made.symbols), made.first, made.last) == (number, [symbol], 0, len(values))


def test_two_and_a_half_counts_only_before_units() -> None:
    row = [_item(0, "CARDINAL", number=2), *_row("", "and", "a", "half")[1:], _item(4, "UNITS")]
    assert [item.number for item in combine(row)] == [Fraction(5, 2), None]
    assert len(combine(row[:4])) == 4
