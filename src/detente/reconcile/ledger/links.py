"""Links from positions to what followed them in other reports: deeds, answers, and the party's own later words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from detente.reconcile.events.parties import CLASSES, Who, fit
from detente.reconcile.events.tellings import Telling
from detente.reconcile.ledger.following import (
    CLOSE,
    WITHIN,
    answer_score,
    deed_score,
    is_deed,
    likeness_of,
)
from detente.reconcile.ledger.stances import Stance
from detente.reconcile.weights import PairScore, Weights
from detente.record.enums import Act

_AGAIN = 0.42  # of the rarity of the words of both: the same position again, or what took its place
_ANSWERING = frozenset({Act.ACCEPT, Act.REFUSE, Act.CONCEDE, Act.DENY, Act.OFFER, Act.PROPOSE})
_TAKEN_BACK = {
    Act.WITHDRAW: frozenset(
        {Act.DEMAND, Act.REQUEST, Act.OFFER, Act.PROPOSE, Act.PROMISE, Act.THREATEN, Act.WARN}
    ),
    Act.REFUSE: frozenset({Act.OFFER, Act.PROMISE}),
    Act.CONCEDE: frozenset({Act.DEMAND, Act.REQUEST, Act.REFUSE}),
    Act.ACCEPT: frozenset({Act.REFUSE}),
}
"""Acts by which a party gives up an earlier position of its own, and which positions these are."""


@dataclass(frozen=True, slots=True)
class Done:
    """A deed that follows a position."""

    stance: Stance
    deed: Telling
    score: PairScore


@dataclass(frozen=True, slots=True)
class Answered:
    """A position of another that answers one."""

    stance: Stance
    reply: Stance
    score: PairScore


@dataclass(frozen=True, slots=True)
class Replaced:
    """A later position of the same party that takes an earlier one back (``back``), or takes its place."""

    stance: Stance
    later: Stance
    back: bool


def keys(who: Who) -> frozenset[str]:
    """What a party is looked up by: its country, and its name where it has one of its own."""
    found = {who.country} if who.country is not None and who.country not in CLASSES else set()
    return frozenset(found | ({who.wikidata or who.name} if who.named else set()))


def deeds_after(stances: Iterable[Stance], deeds: Iterable[Telling], weights: Weights) -> Iterator[Done]:
    """Every deed that follows a position, the positions in their order."""
    shelves: dict[str, list[Telling]] = {}
    for deed in deeds:
        if is_deed(deed):
            for key in sorted({key for who in deed.actors for key in keys(who)}):
                shelves.setdefault(key, []).append(deed)
    for stance in stances:
        doer = stance.doer
        near = {deed.id: deed for key in sorted(keys(doer)) for deed in shelves.get(key, ())} if doer else {}
        for deed in near.values():
            found = deed_score(stance, deed, weights)
            if found.total > 0:
                yield Done(stance, deed, found)


def answers_to(stances: Iterable[Stance], replies: Iterable[Stance], weights: Weights) -> Iterator[Answered]:
    """Every answer to a position in another report. What several reports tell of one demand is answered in all of them."""
    asked: dict[str, list[Stance]] = {}
    for stance in stances:
        for key in _asked_by(stance):
            asked.setdefault(key, []).append(stance)
    for reply in (stance for stance in replies if stance.act in _ANSWERING):
        near = {s.id: s for key in sorted(_answer_keys(reply)) for s in asked.get(key, ())}
        for stance in near.values():
            found = answer_score(stance, reply, weights)
            if found.total > 0:
                yield Answered(stance, reply, found)


def _asked_by(stance: Stance) -> frozenset[str]:
    """Keys of a position under which who answers finds it: of its party as it is named in the reply, and of its addressee."""
    found = {f"of {key}" for key in keys(stance.party)}
    if stance.addressee is not None:
        found |= {f"to {key}" for key in keys(stance.addressee)}
    return frozenset(found)


def _answer_keys(reply: Stance) -> frozenset[str]:
    found = {f"to {key}" for key in keys(reply.party)}
    if reply.addressee is not None:
        found |= {f"of {key}" for key in keys(reply.addressee)}
    return frozenset(found)


def replaced(stances: Iterable[Stance], others: Iterable[Stance]) -> Iterator[Replaced]:
    """Every position that its own party took back or put another in the place of: one of the others, in a later report."""
    by_party: dict[tuple[str, str], list[Stance]] = {}
    for stance in stances:
        for key in sorted(keys(stance.party)):
            by_party.setdefault((key, stance.issue), []).append(stance)
    for later in others:
        shelves = (by_party.get((key, later.issue), ()) for key in sorted(keys(later.party)))
        near = {stance.id: stance for shelf in shelves for stance in shelf}
        for stance in near.values():
            back = _replaces(stance, later) if _comes_later(stance, later) else None
            if back is not None:
                yield Replaced(stance, later, back)


def _comes_later(stance: Stance, later: Stance) -> bool:
    if stance.published is None or later.published is None or stance.report == later.report:
        return False
    return 0 < (later.published - stance.published).days <= WITHIN.days


def _replaces(stance: Stance, later: Stance) -> bool | None:
    """True where a later position takes an earlier one back, False where it takes its place, None for neither."""
    back = stance.act in _TAKEN_BACK.get(later.act, frozenset())
    moved = stance.act is later.act and None not in (stance.deadline, later.deadline)
    moved = moved and stance.deadline != later.deadline
    if not (back or moved) or fit(stance.party, later.party) not in CLOSE:
        return None
    both = (stance.addressee, later.addressee)
    if both[0] is not None and both[1] is not None and fit(both[0], both[1]) not in CLOSE:
        return None
    return back if likeness_of(stance, later) >= _AGAIN else None
