"""Whether two names mean the same bearer: one scored, explained comparison."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from detente.errors import UsageError
from detente.knowledge.names.evidence import Comparison
from detente.knowledge.names.organisation import compare_organisations
from detente.knowledge.names.person import compare_persons
from detente.knowledge.names.place import compare_places

__all__ = ["Comparison", "compare", "same"]

_KINDS = {
    "person": compare_persons,
    "organisation": compare_organisations,
    "organization": compare_organisations,
    "group": compare_organisations,
    "company": compare_organisations,
    "place": compare_places,
    "location": compare_places,
    "country": compare_places,
}


def compare(a: str, b: str, kind: str = "person") -> Comparison:
    """The comparison of two names; ``kind`` is person, organisation (group, company) or place (location, country)."""
    found = _KINDS.get(kind.casefold())
    if found is None:
        raise UsageError(f"no kind of name {kind!r}; the kinds are {', '.join(_KINDS)}")
    return found(a, b)


def same(rows: Iterable[Mapping[str, str]]) -> list[dict[str, object]]:
    """For each row {id, a, b, kind}: {id, match, score, reason}, in order; kind is person where it is not given."""
    out: list[dict[str, object]] = []
    for row in rows:
        found = compare(row["a"], row["b"], row.get("kind") or "person")
        out.append(
            {"id": row["id"], "match": found.match, "score": found.score, "reason": "; ".join(found.reasons)}
        )
    return out
