"""Rows of a table by their key, each made of what the file says when it is first asked for: most are never."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar, overload

Source = TypeVar("Source")
Row = TypeVar("Row")
Default = TypeVar("Default")


class Rows(Mapping[str, Row], Generic[Source, Row]):
    """What the file says by key (``sources``), and as a mapping the rows that ``make`` makes of it, in the same order."""

    __slots__ = ("_made", "_make", "sources")

    def __init__(self, sources: Mapping[str, Source], make: Callable[[Source], Row]) -> None:
        self.sources = sources
        self._make = make
        self._made: dict[str, Row] = {}

    def __getitem__(self, key: str) -> Row:
        row = self._made.get(key)
        if row is None:
            row = self._made[key] = self._make(self.sources[key])
        return row

    @overload
    def get(self, key: str, /) -> Row | None: ...

    @overload
    def get(self, key: str, /, default: Row | Default) -> Row | Default: ...

    def get(self, key: str, /, default: object = None) -> object:
        """The row, or the default; as Mapping does, without an error raised and caught for each key that is not there."""
        row = self._made.get(key)
        if row is not None:
            return row
        return self[key] if key in self.sources else default

    def cells(self: Rows[str, Row], count: int) -> Iterator[list[str]]:
        """The first cells of each line, where the sources are lines of more than that."""
        return (line.split("\t", count)[:count] for line in self.sources.values())

    def __contains__(self, key: object) -> bool:
        return key in self.sources

    def __iter__(self) -> Iterator[str]:
        return iter(self.sources)

    def __len__(self) -> int:
        return len(self.sources)
