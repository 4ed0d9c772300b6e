"""Whether two names mean the same bearer: one scored, explained comparison."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from detente.errors import UsageError
from detente.knowledge.names.evidence import Comparison, Feature, judge
from detente.knowledge.names.organisation import organisation_features
from detente.knowledge.names.person import person_features
from detente.knowledge.names.place import place_features

__all__ = ["Comparison", "compare", "same"]

Find = Callable[[str], tuple[str, ...]]
"""Gives the refs that a whole string names."""

_KINDS = {
    "person": person_features,
    "organisation": organisation_features,
    "place": place_features,
}
_ALSO = {
    "organization": "organisation",
    "group": "organisation",
    "company": "organisation",
    "location": "place",
    "country": "place",
}


def compare(a: str, b: str, kind: str = "person", find: Find | None = None) -> Comparison:
    """The comparison of two names; ``kind`` is person, organisation (group, company) or place (location, country).

    ``find`` (Knowledge.find) adds what is known: PKK is the Kurdistan Workers' Party, and the two Bushes are two.
    """
    base = _ALSO.get(kind.casefold(), kind.casefold())
    if base not in _KINDS:
        raise UsageError(f"no kind of name {kind!r}; the kinds are {', '.join([*_KINDS, *_ALSO])}")
    features = _KINDS[base](a, b)
    if find is not None:
        features = [*features, *_known(_of_kind(find(a), base), _of_kind(find(b), base))]
    return judge(base, features)


def same(rows: Iterable[Mapping[str, Any]], find: Find | None = None) -> list[dict[str, object]]:
    """For each row {id, a, b, kind}: {id, match, score, reason}, in order; kind is person where it is not given."""
    out: list[dict[str, object]] = []
    for row in rows:
        found = compare(row["a"], row["b"], row.get("kind") or "person", find)
        reason = "; ".join(found.reasons)
        out.append({"id": row["id"], "match": found.match, "score": found.score, "reason": reason})
    return out


_TABLES = {"person": ("person",), "organisation": ("org",), "place": ("state", "region")}


def _of_kind(refs: tuple[str, ...], kind: str) -> frozenset[str]:
    return frozenset(ref for ref in refs if ref.partition(":")[0] in _TABLES[kind])


def _known(a: frozenset[str], b: frozenset[str]) -> list[Feature]:
    """One entry that both name; or two entries, where each names one alone."""
    if a & b:
        return [Feature("known_same", " ".join(sorted(a & b)))]
    return [Feature("known_others", " ".join(sorted(a | b)))] if len(a) == len(b) == 1 else []
