"""Whether two names mean the same bearer: one scored, explained comparison."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two names are: score 0…1, whether that makes them one bearer's, and what spoke for and against."""

    score: float
    match: bool
    reasons: tuple[str, ...]


def compare(a: str, b: str, kind: str = "person") -> Comparison:
    """The comparison of two names; ``kind`` is person, organisation or place."""
    same_text = a.casefold() == b.casefold()
    return Comparison(float(same_text), same_text, ("the same words",) if same_text else ("different words",))


def same(rows: Iterable[Mapping[str, str]]) -> list[dict[str, object]]:
    """For each row {id, a, b, kind}: {id, match, score, reason}, in order."""
    out: list[dict[str, object]] = []
    for row in rows:
        found = compare(row["a"], row["b"], row.get("kind") or "person")
        out.append(
            {"id": row["id"], "match": found.match, "score": found.score, "reason": "; ".join(found.reasons)}
        )
    return out
