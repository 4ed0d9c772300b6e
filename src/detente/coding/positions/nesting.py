"""Positions inside positions: which stand for themselves, and who voices them."""

from __future__ import annotations

from detente.coding.positions.draft import Draft, Who
from detente.coding.positions.reader import Reader

_ANSWERED = frozenset({"accept", "refuse", "withdraw", "confirm", "deny"})


def voiced(reader: Reader, token: int, party: Who) -> Who | None:
    """Whoever is quoted with a token, where that speaks for the party and is not the party itself."""
    quote = reader.parties.quote(token)
    if quote is None:
        return None
    who, mention = reader.parties.speaks(quote), reader.parties.speaker_mention(quote)
    if who is None or mention is None:
        return None
    same = who.id == party.id or (who.country is not None and who.country == party.country)
    return reader.parties.named(mention, party) if same else None


def drop_inner(drafts: list[Draft]) -> list[Draft]:
    """The drafts without those that stand inside what another one says ("refused to accept"), except what somebody else is
    answered with ("rejected Chile's demand that …")."""
    return [
        d for d in drafts if all(_keeps(outer, d) for outer in drafts if outer is not d and _holds(outer, d))
    ]


def _holds(outer: Draft, inner: Draft) -> bool:
    head = inner.trigger[-1] if inner.nominal else inner.trigger[0]
    if outer.content is None or outer.trigger == inner.trigger:
        return False
    if not outer.content[0] <= head < outer.content[1]:
        return False
    if inner.content is not None and inner.content[0] <= outer.trigger[0] < inner.content[1]:
        return len(range(*inner.content)) <= len(range(*outer.content))
    return True


def _keeps(outer: Draft, inner: Draft) -> bool:
    """Whether a position inside another's content stands for itself: the one that is answered, and its party another's."""
    different = outer.party.id != inner.party.id
    modifying = inner.nominal or inner.sentence.deps[inner.trigger[0]] in {"acl", "relcl"}
    return different and outer.act in _ANSWERED and modifying
