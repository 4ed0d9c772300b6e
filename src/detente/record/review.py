"""What a second reading of a data folder's tables found, as its manifest keeps it: ``[review]`` and, for each table that was
sampled, ``[review.tables.<name>]`` with the same counts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from detente.record.tables import Faults

_COUNTS = ("sample", "checked", "errors", "not_checked")
_KEYS = frozenset({"date", "seed", "tables", "error_rate", *_COUNTS})


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Rows drawn, rows that were checked and errors among those, rows whose facts the reader did not know."""

    name: str
    sample: int
    checked: int
    errors: int
    not_checked: int

    @property
    def error_rate(self) -> float:
        """Errors per row checked, to four places; 0 where none was."""
        return round(self.errors / self.checked, 4) if self.checked else 0.0


@dataclass(frozen=True, slots=True)
class Review:
    """The day of the reading, the seed that the sample was drawn with, the whole and its tables by name."""

    day: date
    seed: int
    whole: Reviewed
    tables: tuple[Reviewed, ...]


def read_review(content: Mapping[str, object], path: Path, line: int, faults: Faults) -> Review | None:
    """The manifest's review, None where it has none or a faulty one; faults are added."""
    found = content.get("review")
    if found is None:
        return None
    if not isinstance(found, dict) or not isinstance(found.get("tables"), dict):
        faults.add(path, line, "review has no tables", "[review] and [review.tables.<name>]")
        return None
    whole = _counts("review", found, path, line, faults)
    tables = [_counts(name, entry, path, line, faults) for name, entry in sorted(found["tables"].items())]
    day, seed = _day(found.get("date")), found.get("seed")
    if day is None or not isinstance(seed, int) or not set(found) <= _KEYS:
        faults.add(path, line, "review without date or seed, or with a key unknown", ", ".join(sorted(_KEYS)))
        return None
    known = tuple(table for table in tables if table is not None)
    if whole is None or len(known) < len(tables):
        return None
    if _sum(known) != _sum((whole,)):
        faults.add(path, line, f"review counts {_sum((whole,))}", f"{_sum(known)}, the sum of its tables")
        return None
    return Review(day, seed, whole, known)


def review_toml(review: Review) -> list[str]:
    """The blocks that the review takes in a manifest."""
    head = f"[review]\ndate = {json.dumps(review.day.isoformat())}\nseed = {review.seed}\n"
    return [
        head + _lines(review.whole),
        *(f"[review.tables.{table.name}]\n{_lines(table)}" for table in review.tables),
    ]


def _lines(found: Reviewed) -> str:
    counts = "".join(f"{key} = {getattr(found, key)}\n" for key in _COUNTS)
    return f"{counts}error_rate = {found.error_rate}\n"


def _counts(name: str, entry: object, path: Path, line: int, faults: Faults) -> Reviewed | None:
    values = [entry.get(key) if isinstance(entry, dict) else None for key in _COUNTS]
    sample, checked, errors, not_checked = (v if isinstance(v, int) and v >= 0 else -1 for v in values)
    fits = min(sample, checked, errors, not_checked) >= 0
    if not fits or checked + not_checked != sample or errors > checked:
        faults.add(path, line, f"{name}: {values}", f"{', '.join(_COUNTS)} that add up")
        return None
    found = Reviewed(name, sample, checked, errors, not_checked)
    if isinstance(entry, dict) and entry.get("error_rate") != found.error_rate:
        faults.add(path, line, f"{name}: error_rate {entry.get('error_rate')!r}", str(found.error_rate))
        return None
    return found


def _sum(parts: tuple[Reviewed, ...]) -> tuple[int, ...]:
    return tuple(sum(getattr(part, key) for part in parts) for key in _COUNTS)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
