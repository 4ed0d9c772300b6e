"""Whether two accounts of one event disagree, and what about; or whether the later one may simply know more."""

from __future__ import annotations

from detente.reconcile.conflicts.accounts import Account
from detente.reconcile.events.parties import Fit, Who, fit
from detente.record.comparing import are_apart, kilometres, meet
from detente.record.enums import ConflictKind
from detente.record.types import Place

_NEAR_KM = 30.0
_GROWING = frozenset({"killed", "wounded", "arrested", "abducted", "displaced", "protesters"})
_KINDS = {
    "told": ConflictKind.POLARITY,
    "actor": ConflictKind.IDENTITY,
    "date": ConflictKind.DATE,
    "place": ConflictKind.PLACE,
}


def kind_of(a: Account, b: Account) -> ConflictKind | None:
    """What two accounts of one slot disagree on; ``update`` where the later may know more, None where both can be true.

    A toll that grows from one day to the next is an update; one that falls, or two of one day, are a conflict, unless the later
    report says itself that it was changed.
    """
    if a.slot != b.slot or not _disagree(a, b):
        return None
    kind = _KINDS.get(a.slot, ConflictKind.QUANTITY)
    earlier, later = (a, b) if b.moment.is_after(a.moment) else (b, a)
    if not later.moment.is_after(earlier.moment) or kind in {ConflictKind.POLARITY, ConflictKind.IDENTITY}:
        return kind
    grown = kind is ConflictKind.QUANTITY and later.slot in _GROWING and _low(later) > _low(earlier)
    return ConflictKind.UPDATE if grown or later.changed else kind


def _low(account: Account) -> float:
    return account.told[0] if isinstance(account.told, tuple) else 0.0


def _disagree(a: Account, b: Account) -> bool:
    x, y = a.told, b.told
    if isinstance(x, tuple) and isinstance(y, tuple):
        return not meet(x, y)
    if isinstance(x, Who) and isinstance(y, Who):
        return fit(x, y) in {Fit.OTHER, Fit.PERSONS}
    if isinstance(x, Place) and isinstance(y, Place):
        way = kilometres(x, y)
        return are_apart(x, y) and not (way is not None and way < _NEAR_KM)
    return x != y
