"""Attachments that the parser often gets wrong and grammar alone can mend."""

from __future__ import annotations

_FINITE = frozenset({"VBD", "VBZ"})
_INFINITE = frozenset({"VB", "VBG"})


def repaired(heads: tuple[int, ...], deps: tuple[str, ...], tags: tuple[str, ...]) -> tuple[int, ...]:
    """Heads in which a finite verb is not coordinated with an infinite one below a finite one.

    "He demanded that Iran withdraw and threatened sanctions": the parser ties *threatened* to *withdraw*; only *demanded* can
    be its partner.
    """
    wrong = [
        i
        for i, dep in enumerate(deps)
        if dep == "conj" and tags[i] in _FINITE and tags[heads[i]] in _INFINITE
    ]
    if not wrong:
        return heads
    out = list(heads)
    for i in wrong:
        if not _has_finite_auxiliary(heads[i], heads, deps, tags):
            out[i] = _finite_above(heads[i], out, tags) or heads[i]
    return tuple(out)


def _has_finite_auxiliary(
    i: int, heads: tuple[int, ...], deps: tuple[str, ...], tags: tuple[str, ...]
) -> bool:
    """ "did not go and stayed": the auxiliary makes the group finite."""
    return any(
        h == i and deps[c] in {"aux", "auxpass"} and tags[c] not in {"TO"} for c, h in enumerate(heads)
    )


def _finite_above(i: int, heads: list[int], tags: tuple[str, ...]) -> int | None:
    for _ in range(len(heads)):
        if heads[i] == i:
            return None
        i = heads[i]
        if tags[i] in _FINITE:
            return i
    return None
