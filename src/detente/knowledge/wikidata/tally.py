"""What an import read, took, left out and could not read: told at the end, so that nothing is lost in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

_SHOWN = 5  # broken lines that are told one by one


@dataclass(slots=True)
class Tally:
    """Counts of one import. ``left`` is by reason; ``broken`` are lines that are no entity, by line number and reason."""

    entities: int = 0
    taken: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)
    cut: str | None = None

    @property
    def is_damaged(self) -> bool:
        """Whether a part of the dump could not be read."""
        return self.cut is not None or bool(self.broken)

    def note_broken(self, line: int, reason: str) -> None:
        """Note a line that could not be read."""
        self.broken[reason] += 1
        if len(self.examples) < _SHOWN:
            self.examples.append(f"line {line}: {reason}")

    def lines(self) -> Iterator[str]:
        """What there is to tell, a line each."""
        yield f"{self.entities:,} entities read"
        for name in sorted(self.taken):
            yield f"{self.taken[name]:,} {name} written"
        for reason in sorted(self.left):
            yield f"{self.left[reason]:,} left out: {reason}"
        for what in sorted(self.unread):
            yield f"{self.unread[what]:,} values not read: {what}"
        if self.broken:
            yield f"{self.broken.total():,} lines could not be read: {'; '.join(self.examples)}"
        if self.cut is not None:
            yield f"the dump ends early ({self.cut}); what came before is kept"
