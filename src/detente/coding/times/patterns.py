"""A matcher over items: patterns as data, compiled into one trie a level.

A pattern is a row of elements: ``SYMBOL`` or a literal word in lower case, ``A|B`` either of two, ``X?`` optional. Within a
pattern a hyphen between two items needs no mention: "two-year-old" matches ``NUM UNIT OLD``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from detente.coding.times.items import HYPHEN, Item


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of rules.tsv: what it is called, its level, the builder that reads it, and its pattern."""

    name: str
    level: int
    builder: str
    pattern: str


@dataclass(slots=True)
class _Node:
    edges: dict[str, _Node] = field(default_factory=dict)
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A rule found in a row of items: ``symbols[k]`` is what ``items[k]`` was read as; ``length`` counts hyphens too."""

    rule: Rule
    length: int
    symbols: tuple[str, ...]
    items: tuple[Item, ...]

    def has(self, symbol: str) -> bool:
        """Whether an item was read as that."""
        return symbol in self.symbols

    def find(self, *symbols: str) -> Item | None:
        """The first item that was read as one of the symbols."""
        return next((i for s, i in zip(self.symbols, self.items, strict=True) if s in symbols), None)

    def item(self, *symbols: str) -> Item:
        """The first item that was read as one of the symbols; KeyError where there is none."""
        found = self.find(*symbols)
        if found is None:
            raise KeyError(symbols)
        return found

    def all(self, *symbols: str) -> list[Item]:
        """All items that were read as one of the symbols, in order."""
        return [i for s, i in zip(self.symbols, self.items, strict=True) if s in symbols]

    def text(self, *symbols: str) -> str:
        """The lexicon's value of the first item that was read as one of the symbols."""
        for symbol, item in zip(self.symbols, self.items, strict=True):
            if symbol in symbols:
                return item.symbols[symbol]
        raise KeyError(symbols)


class Patterns:
    """All rules of one level."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._root = _Node()
        self.clashes: list[tuple[Rule, Rule]] = []
        for rule in rules:
            for sequence in _expansions(rule.pattern.split(" ")):
                self._insert(sequence, rule)

    def matches(self, items: Sequence[Item], at: int) -> list[Match]:
        """All rules that fit the items from ``at`` on, the longest first."""
        if self._root.edges.keys().isdisjoint(items[at].symbols):
            return []
        found = list(_walk(self._root, items, at, ()))
        found.sort(key=lambda f: -f[1])
        return [
            Match(rule, end - at, tuple(s for s, _ in path), tuple(items[k] for _, k in path))
            for rule, end, path in found
        ]

    def _insert(self, sequence: tuple[str, ...], rule: Rule) -> None:
        node = self._root
        for symbol in sequence:
            node = node.edges.setdefault(symbol, _Node())
        if node.rule is not None and node.rule.builder != rule.builder:
            self.clashes.append((node.rule, rule))
        node.rule = node.rule or rule


def symbols_of(pattern: str) -> set[str]:
    """All symbols and literal words that a pattern names."""
    return {symbol for element in pattern.split(" ") for symbol in element.rstrip("?").split("|")}


_Path = tuple[tuple[str, int], ...]


def _walk(node: _Node, items: Sequence[Item], at: int, path: _Path) -> Iterator[tuple[Rule, int, _Path]]:
    if node.rule is not None:
        yield node.rule, at, path
    if at == len(items) or not node.edges:
        return
    item = items[at]
    for symbol in item.symbols:
        if symbol in node.edges:
            yield from _walk(node.edges[symbol], items, at + 1, (*path, (symbol, at)))
    if path and HYPHEN in item.symbols:
        yield from (found for found in _walk(node, items, at + 1, path) if found[1] > at + 1)


def _expansions(elements: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Every plain sequence that a pattern stands for."""
    if not elements:
        yield ()
        return
    head, *rest = elements
    for tail in _expansions(rest):
        for symbol in head.rstrip("?").split("|"):
            yield (symbol, *tail)
        if head.endswith("?"):
            yield tail
