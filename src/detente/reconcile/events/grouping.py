"""Clusters of tellings out of the scores of pairs: components of likely pairs, and each of these taken apart in one fixed way.

Within a component, the two groups that fit best are joined, as long as the pairs between them are likelier one event than two on
the average. That is a function of the component alone, so that neither the order of reports nor what lies in other components can
change it, and a new report needs no other component than those it falls in. By single pairs, a vague telling ("the attack") would
tie two attacks of one day together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import combinations

import numpy as np

Score = Callable[[str, str], float]
"""The score of two tellings by id; above 0 they are likelier one than two."""


def components(links: Mapping[str, Collection[str]], start: Iterable[str]) -> Iterator[frozenset[str]]:
    """Everything that hangs together by links with one of the starting ids, each component once."""
    seen: set[str] = set()
    for ident in sorted(start):
        if ident in seen:
            continue
        found, open_ = {ident}, [ident]
        while open_:
            new = set(links.get(open_.pop(), ())) - found
            found |= new
            open_.extend(new)
        seen |= found
        yield frozenset(found)


def groups(component: Collection[str], score: Score) -> list[list[str]]:
    """The component's groups, each sorted, by their first id."""
    ids = sorted(component)
    if len(ids) < 2:
        return [ids]
    sums = _scores(ids, score)
    sizes = np.ones(len(ids))
    members = [[ident] for ident in ids]
    while True:
        means = sums / np.outer(sizes, sizes)
        i, j = divmod(int(np.argmax(means)), len(ids))
        if not means[i, j] > 0:
            return sorted(group for group in members if group)
        i, j = min(i, j), max(i, j)
        _join(sums, sizes, i, j)
        members[i] = sorted(members[i] + members[j])
        members[j] = []


def _scores(ids: list[str], score: Score) -> np.ndarray:
    """Scores of all pairs in hundredths, so that sums are exact in whatever order; nothing joins itself."""
    table = np.full((len(ids), len(ids)), -np.inf)
    for i, j in combinations(range(len(ids)), 2):
        table[i, j] = table[j, i] = round(100 * score(ids[i], ids[j]))
    return table


def _join(sums: np.ndarray, sizes: np.ndarray, i: int, j: int) -> None:
    """Adds group j to group i, and leaves j empty."""
    sums[i] += sums[j]
    sums[:, i] = sums[i]
    sums[i, i] = -np.inf
    sums[j] = sums[:, j] = -np.inf
    sizes[i] += sizes[j]
