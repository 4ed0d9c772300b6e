"""Conflicts between reports about one event: all accounts of its cluster, respect by respect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, groupby
from operator import attrgetter

from detente.reconcile.conflicts.accounts import Account, accounts
from detente.reconcile.conflicts.disagreeing import kind_of
from detente.reconcile.conflicts.rows import CrossConflict, CrossItem
from detente.record.enums import ConflictKind
from detente.record.ids import digest
from detente.record.types import Record

_ABOUT = {
    "told": "whether it happened",
    "actor": "who did it",
    "date": "when it was",
    "place": "where it was",
}
_SIDES = frozenset({"actor", "date", "place"})


def event_conflicts(
    cluster: str, tellings: Iterable[tuple[Record, tuple[str, ...]]], sources: Mapping[str, str]
) -> Iterator[CrossConflict]:
    """Conflicts and updates between the tellings of one event: (record, its events in the cluster) each.

    ``sources`` gives the independent source of each report, so that copies are not counted as voices of their own.
    """
    told = [account for record, events in tellings for account in accounts(record, events)]
    if len({account.report for account in told}) < 2:
        return
    for slot, some in groupby(sorted(told, key=attrgetter("slot")), key=attrgetter("slot")):
        yield from _of_slot(cluster, slot, list(some), sources)


def _of_slot(
    cluster: str, slot: str, told: list[Account], sources: Mapping[str, str]
) -> Iterator[CrossConflict]:
    """One conflict of a kind: all accounts that disagree with another."""
    found: dict[ConflictKind, set[Account]] = {}
    for a, b in _pairs(slot, told):
        kind = kind_of(a, b)
        if kind is not None:
            found.setdefault(kind, set()).update((a, b))
    for kind in sorted(found):
        some = sorted(_once(found[kind]), key=_order)
        items = tuple(CrossItem(a.report, a.event, *a.span, a.value) for a in some)
        explanation = _explanation(kind, slot, some, sources)
        yield CrossConflict(digest("across", kind, cluster, slot), kind, cluster, items, explanation)


def _pairs(slot: str, told: Sequence[Account]) -> Iterator[tuple[Account, Account]]:
    """Accounts of two reports that are to be compared. A report that itself gives a value with which the other's can be true does
    not disagree: "at least 12, including three children".
    """
    by_report: dict[str, list[Account]] = {}
    for account in told:
        by_report.setdefault(account.report, []).append(account)
    for (_, ours), (_, theirs) in combinations(sorted(by_report.items()), 2):
        pairs = [(a, b) for a in ours for b in theirs]
        if slot == "told":
            yield from (pair for pair in pairs if kind_of(*pair) is not None)
        elif all(kind_of(*pair) is not None for pair in pairs):
            yield from (pairs if slot in _SIDES else [(max(ours, key=_size), max(theirs, key=_size))])


def _size(account: Account) -> tuple[float, str]:
    return (account.told[0] if isinstance(account.told, tuple) else 0.0), account.event


def _once(told: Iterable[Account]) -> list[Account]:
    """One account of a value for each report: the first in its text."""
    first: dict[tuple[str, str], Account] = {}
    for account in sorted(told, key=lambda a: (a.span, a.event)):
        first.setdefault((account.report, account.value), account)
    return list(first.values())


def _order(account: Account) -> tuple[object, ...]:
    moment = account.moment
    return moment.day or date.max, str(moment.at or ""), account.report, account.span


def _explanation(kind: ConflictKind, slot: str, told: Sequence[Account], sources: Mapping[str, str]) -> str:
    values: dict[str, list[str]] = {}
    for account in told:
        values.setdefault(account.value, []).append(account.report)
    counted = "; ".join(f"{value} ({_counts(reports, sources)})" for value, reports in values.items())
    about = _ABOUT.get(slot, f"how many ({slot})")
    if kind is ConflictKind.UPDATE:
        return f"Reports of one event differ on {about}, and the later may know more: {counted}."
    return f"Reports of one event disagree on {about}: {counted}."


def _counts(reports: Sequence[str], sources: Mapping[str, str]) -> str:
    """ "3 reports, 2 sources" """
    number, voices = len(set(reports)), len({sources.get(report, report) for report in reports})
    some = "1 report" if number == 1 else f"{number} reports"
    return some if number == voices else f"{some}, {voices} independent"
