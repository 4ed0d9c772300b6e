"""Whether a deed is what a position spoke of, and whether one position answers another: tables of explained features."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from detente.reconcile.events.parties import Fit, Who, fit, sides_fit
from detente.reconcile.events.tellings import Telling
from detente.reconcile.events.wording import likeness
from detente.reconcile.ledger.stances import Stance
from detente.reconcile.weights import Feature, PairScore, Weights
from detente.record.enums import Act, Auxiliary, EventType

WITHIN = timedelta(days=120)
"""Time after a position in which deeds and answers are looked for."""
NEWS = timedelta(days=31)
"""Time after a deed in which a report of it counts."""
_REAL = frozenset({None, Auxiliary.HISTORICAL})
_VERBAL_DEEDS = frozenset({EventType.CONSULT, EventType.SUPPORT, EventType.CONCEDE})
CLOSE = frozenset({Fit.ALL, Fit.SAME, Fit.ROLE, Fit.SORT, Fit.STATE})
"""How two who are one party at the least agree."""
_NEVER = PairScore(-20.0, ())
_LIKE = ((0.6, "most"), (0.42, "much"), (0.27, "half"), (0.13, "some"))
_MUCH = 15.0
_ASKING = frozenset({Act.DEMAND, Act.REQUEST, Act.OFFER, Act.PROPOSE, Act.THREATEN, Act.WARN, Act.PROMISE})
_ANSWERS = {
    Act.ACCEPT: _ASKING,
    Act.REFUSE: _ASKING,
    Act.CONCEDE: frozenset({Act.DEMAND, Act.REQUEST, Act.THREATEN}),
    Act.DENY: frozenset({Act.ACCUSE}),
    Act.OFFER: frozenset({Act.DEMAND, Act.OFFER, Act.PROPOSE}),
    Act.PROPOSE: frozenset({Act.DEMAND, Act.OFFER, Act.PROPOSE}),
}
"""Acts that answer, and what each of them can answer."""


def levels() -> Iterator[tuple[str, str]]:
    """Every feature with each of its levels; weights.tsv has a row for each."""
    for name in ("doer", "target", "answerer", "answered"):
        yield from ((name, str(level)) for level in Fit)
    yield from (("act", level) for level in ("word_and_type", "word", "type"))
    yield from (("issue", level) for level in ("same", "other", "open"))
    yield from (("days", level) for level in ("same", "week", "month", "later"))
    yield from (("deadline", level) for level in ("kept", "past"))
    yield from (("words", level) for level in (*(level for _, level in _LIKE), "none"))


def load_weights() -> Weights:
    """The weights that ship with the package. Raises DataError with every fault."""
    return Weights.load(Path(__file__).parent / "data", levels())


def deed_score(stance: Stance, deed: Telling, weights: Weights) -> PairScore:
    """How likely a deed is what a position spoke of: what was promised or threatened, or what was asked of another."""
    doer, days = stance.doer, days_after(stance, deed)
    act = _act(stance, deed)
    if doer is None or days is None or act is None or not is_deed(deed):
        return _NEVER
    who = sides_fit((doer,), deed.actors)
    if who not in CLOSE:
        return _NEVER
    found = [Feature("doer", who, doer.name), act, _days(days), *_deadline(stance, deed)]
    target = stance.party if doer is stance.addressee else stance.addressee
    found.append(_side("target", target, deed.recipients))
    return weights.score([*found, _words(stance.words, deed.words, stance.heads & deed.triggers)])


def is_deed(telling: Telling) -> bool:
    """Whether a telling is of something done, and not only said."""
    return telling.auxiliary in _REAL and (not telling.verbal or telling.event_type in _VERBAL_DEEDS)


def days_after(stance: Stance, deed: Telling) -> int | None:
    """Days from a position to a deed; None where the deed came before, too late, or is no news to its report; or is undated."""
    if stance.published is None or deed.when is None or deed.published is None or deed.when.basis == "before":
        return None
    if deed.published - deed.when.last > NEWS:
        return None
    days = (deed.when.last - stance.published).days
    early = days < 0 or (deed.report == stance.report and days <= 0)
    return None if early or timedelta(days=days) > WITHIN else days


def _act(stance: Stance, deed: Telling) -> Feature | None:
    word = sorted(stance.heads & deed.triggers)
    kind = deed.event_type in stance.types
    if not word and not kind:
        return None
    level = "word_and_type" if word and kind else "word" if word else "type"
    return Feature("act", level, " ".join(word) or str(deed.event_type))


def _days(days: int) -> Feature:
    level = "same" if days == 0 else "week" if days <= 7 else "month" if days <= 31 else "later"
    return Feature("days", level, str(days))


def _deadline(stance: Stance, deed: Telling) -> Iterator[Feature]:
    if stance.deadline is not None and deed.when is not None and stance.doer is stance.addressee:
        level = "kept" if deed.when.first <= stance.deadline else "past"
        yield Feature("deadline", level, str(stance.deadline))


def _side(name: str, one: Who | None, others: tuple[Who, ...]) -> Feature:
    level = Fit.UNKNOWN if one is None else sides_fit((one,), others)
    return Feature(name, level, "" if one is None else one.name)


def _words(a: dict[str, float], b: dict[str, float], known: frozenset[str]) -> Feature:
    """What two contents share beside the words that are compared already."""
    one, other = ({word: r for word, r in words.items() if word not in known} for words in (a, b))
    share, shared = likeness(one, other)
    level = next((name for least, name in _LIKE if share >= least), "none")
    mass = sum(min(one[word], other[word]) for word in shared) if shared else min(map(_mass, (one, other)))
    return Feature(
        "words", level, f"{share:.2f}: {' '.join(shared[:6])}".rstrip(": "), min(1.0, mass / _MUCH)
    )


def likeness_of(a: Stance, b: Stance) -> float:
    """How much the contents of two positions share, 0 to 1."""
    return likeness(a.words, b.words)[0]


def _mass(words: dict[str, float]) -> float:
    return sum(words.values())


def can_answer(stance: Stance, reply: Stance) -> bool:
    """Whether one position can be a reply to another: a fitting act, not before it, in another report."""
    if stance.act not in _ANSWERS.get(reply.act, frozenset()) or stance.report == reply.report:
        return False
    return _between(stance.published, reply.published)


def _between(first: date | None, second: date | None) -> bool:
    return first is not None and second is not None and timedelta(0) <= second - first <= WITHIN


def answer_score(stance: Stance, reply: Stance, weights: Weights) -> PairScore:
    """How likely a position answers another: whom it comes from and goes to, the issue, and the words of both."""
    if not can_answer(stance, reply) or fit(stance.party, reply.party) in CLOSE:
        return _NEVER
    answerer = _side("answerer", stance.addressee, (reply.party,))
    if answerer.level in {Fit.OTHER, Fit.PERSONS}:
        return _NEVER
    answered = _side("answered", reply.addressee, (stance.party,))
    assert stance.published is not None
    assert reply.published is not None
    found = [answerer, answered, _issue(stance, reply), _days((reply.published - stance.published).days)]
    return weights.score([*found, _words(stance.words, reply.words, frozenset())])


def _issue(a: Stance, b: Stance) -> Feature:
    if "other" in (a.issue, b.issue):
        return Feature("issue", "open", "")
    seen = a.issue if a.issue == b.issue else " | ".join(sorted((a.issue, b.issue)))
    return Feature("issue", "same" if a.issue == b.issue else "other", seen)
