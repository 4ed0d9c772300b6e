"""Answers: which earlier position a yes, a no or a denial is about, where the text itself says so."""

from __future__ import annotations

from detente.coding.positions.draft import Draft
from detente.coding.positions.lexicon import Lexicon

_ASKED = frozenset({"demand", "request", "offer", "propose", "threaten"})
_ANSWERS = {"accept": "accepted", "refuse": "refused", "deny": "refused"}
_BACK = 4  # sentences
_EMPTY = frozenset({"it", "this", "that", "so", "do", "them", "one", "both", "comply"})
_LISTED = frozenset({"accuse"})


def answer(drafts: list[Draft], lexicon: Lexicon) -> None:
    """Sets the status of positions that a later one of another party answers, and what an answer without words of its own is
    about."""
    for number, draft in enumerate(drafts):
        if draft.act in _ANSWERS:
            asked = _answered(draft, drafts[:number] + _inner(draft, drafts[number:]), lexicon)
            if asked is not None:
                _link(draft, asked, lexicon)


def _inner(draft: Draft, later: list[Draft]) -> list[Draft]:
    """Positions inside what is answered: "rejected Chile's demand that …"."""
    span = draft.content
    return [
        d
        for d in later
        if span and d.sentence is draft.sentence and d is not draft and span[0] <= d.trigger[-1] < span[1]
    ]


def _answered(draft: Draft, earlier: list[Draft], lexicon: Lexicon) -> Draft | None:
    wanted = _wanted(draft, lexicon)
    best: tuple[tuple[int, int, int], Draft] | None = None
    for number, other in enumerate(earlier):
        if other.party.id == draft.party.id or draft.sentence.index - other.sentence.index > _BACK:
            continue
        if other.act not in (_LISTED if draft.act == "deny" else _ASKED):
            continue
        fit = _fit(draft, other, wanted)
        if fit > 0:
            key = (fit, other.sentence.index, number)
            best = (key, other) if best is None or key >= best[0] else best
    return None if best is None else best[1]


def _wanted(draft: Draft, lexicon: Lexicon) -> frozenset[str] | None:
    """Acts that the words of an answer point back to: "the offer", "it", nothing at all; None where it has words of its own."""
    s, head = draft.sentence, draft.content_head
    if head is None:
        return frozenset({"any"})
    return lexicon.antecedents.get(s.lemmas[head]) or lexicon.antecedents.get(s.lowers[head])


def _fit(draft: Draft, other: Draft, wanted: frozenset[str] | None) -> int:
    """How well a position fits as what is answered; 0 where it does not."""
    addressed = other.addressee is not None and _is(other, draft)
    stray = other.addressee is not None and not addressed
    held = (
        draft.content is not None
        and other.sentence is draft.sentence
        and draft.content[0] <= other.trigger[-1] < draft.content[1]
    )
    if held:
        return 6
    if wanted is not None and "any" in wanted:
        return 5 if addressed else 0 if stray else 3
    if wanted is not None:
        return (5 if addressed else 1 if stray else 4) if other.act in wanted else (2 if addressed else 0)
    shared = _shared(draft, other)
    if addressed and (shared or draft.sentence.index - other.sentence.index <= 1):
        return 4 if shared else 1
    return 2 if shared > 1 else 0


def _is(other: Draft, draft: Draft) -> bool:
    addressee = other.addressee
    if addressee is None:
        return False
    same_country = addressee.country is not None and addressee.country == draft.party.country
    return addressee.id == draft.party.id or (same_country and len(addressee.country or "") == 3)


def _shared(draft: Draft, other: Draft) -> int:
    if draft.content is None or other.content is None:
        return 0
    return len(_words(draft) & _words(other))


def _is_pronoun(draft: Draft) -> bool:
    """ "accepted it", "agreed to do so"."""
    s, (first, last) = draft.sentence, draft.content or (0, 0)
    words = set(s.lowers[first:last])
    return bool(words) and words <= _EMPTY


def _words(draft: Draft) -> set[str]:
    s = draft.sentence
    first, last = draft.content or (0, 0)
    return {
        s.lemmas[i]
        for i in range(first, last)
        if s.tags[i][:2] in {"NN", "VB", "JJ"} and s.lemmas[i] not in {"be", "have", "do"}
    }


def _link(draft: Draft, asked: Draft, lexicon: Lexicon) -> None:
    status = _ANSWERS[draft.act]
    if asked.status == "open":
        asked.status = status
        if asked.sentence is not draft.sentence:
            asked.evidence.append((draft.sentence.start, draft.sentence.end))
    if _wanted(draft, lexicon) is not None:
        draft.issue = asked.issue
    if draft.addressee is None:
        draft.addressee = asked.party
    if (draft.content is None or _is_pronoun(draft)) and asked.content is not None:
        s = asked.sentence
        draft.borrowed = s.starts[asked.content[0]], s.ends[asked.content[1] - 1]
