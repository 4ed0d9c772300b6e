"""Attachments that the parser often gets wrong and grammar alone can mend."""

from __future__ import annotations

from dataclasses import dataclass

_FINITE = frozenset({"VBD", "VBZ"})
_INFINITE = frozenset({"VB", "VBG"})


_WHERE = frozenset({"in", "at", "from", "near", "outside"})


@dataclass(frozen=True, slots=True)
class Tree:
    """Heads and labels of one sentence."""

    heads: tuple[int, ...]
    deps: tuple[str, ...]


def repaired(tree: Tree, tags: tuple[str, ...], lowers: tuple[str, ...]) -> Tree:
    """The tree with its known faults mended."""
    tree = _free_places(tree, tags, lowers)
    return Tree(_recoordinated(tree.heads, tree.deps, tags), tree.deps)


def _free_places(tree: Tree, tags: tuple[str, ...], lowers: tuple[str, ...]) -> Tree:
    """ "spoke in Sydney warning Iran": Sydney is where, and not who warned."""
    heads, deps = list(tree.heads), list(tree.deps)
    for i, dep in enumerate(tree.deps):
        where = tree.heads[i]
        if dep != "pcomp" or tags[i] != "VBG" or lowers[where] not in _WHERE or i < 2 or where != i - 2:
            continue
        if heads[i - 1] == i and deps[i - 1] == "nsubj" and tags[i - 1] == "NNP":
            heads[i - 1], deps[i - 1] = where, "pobj"
            heads[i], deps[i] = tree.heads[where], "advcl"
    return Tree(tuple(heads), tuple(deps))


def _recoordinated(heads: tuple[int, ...], deps: tuple[str, ...], tags: tuple[str, ...]) -> tuple[int, ...]:
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
