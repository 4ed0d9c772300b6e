"""The terms of a position: which condition is its own, and what act it is once that is known."""

from __future__ import annotations

from detente.coding.grammar import ancestors, child, is_negated, subtree
from detente.coding.positions.draft import Condition, Draft, Range
from detente.coding.positions.lexicon import Lexicon
from detente.coding.positions.reader import Reader

_HOLDS_OUT = frozenset({"promise", "concede"})
_HARMS = frozenset({"threaten", "warn"})
_COMPELS = frozenset({"unless", "until"})
_OR = frozenset({"or"})
_OFFICIAL, _ULTIMATE, _RAISED = 5, 4, 3


def give_conditions(drafts: list[Draft], conditions: list[Condition]) -> None:
    """Each condition to the position that it hangs on; each position keeps the first that fits it."""
    for condition in conditions:
        own = _owner(drafts, condition)
        if own is not None and own.condition is None and _fits(own, condition):
            own.condition = condition


def _owner(drafts: list[Draft], condition: Condition) -> Draft | None:
    held = [d for d in drafts if _hangs(d, condition)]
    if held:
        return min(held, key=lambda d: (len(range(*d.content)) if d.content else 0, d.trigger))
    beside = [d for d in drafts if d.content is not None and not _inside(condition, d)]
    if condition.kind in {"if", "unless", "in_return"} and beside:
        after = [
            d
            for d in beside
            if d.trigger[0] > condition.whole[0] or (d.content and d.content[0] >= condition.whole[1] - 1)
        ]
        before = [d for d in beside if d not in after]
        return after[0] if after else before[-1]
    return None


def _inside(condition: Condition, draft: Draft) -> bool:
    return condition.whole[0] <= draft.trigger[0] < condition.whole[1]


def _hangs(draft: Draft, condition: Condition) -> bool:
    if _inside(condition, draft):
        return False
    s = draft.sentence
    chain = [condition.anchor, *ancestors(s, condition.anchor)]
    heads = {draft.content_head} if draft.content_head is not None else set()
    if draft.content_head is not None and condition.anchor in subtree(s, draft.content_head):
        return True
    return (
        condition.anchor in heads
        or condition.anchor in draft.trigger
        or (bool(heads & set(chain[:3])) and draft.content_head != draft.trigger[0])
    )


def _fits(draft: Draft, condition: Condition) -> bool:
    """Whether a condition's form fits the act: "until" and "before" hold back, "after" and "once" let go."""
    denied = draft.act in {"refuse", "deny"} or (
        draft.content_head is not None and is_negated(draft.sentence, draft.content_head)
    )
    if condition.kind == "after":
        return condition.future or _in_content(draft, condition)
    if condition.kind == "unless" and draft.sentence.lowers[condition.whole[0]] == "without":
        return denied
    if condition.kind == "until" and draft.sentence.lowers[condition.whole[0]] == "before":
        return denied
    return True


def _in_content(draft: Draft, condition: Condition) -> bool:
    s, head = draft.sentence, draft.content_head
    return (
        head is not None
        and condition.anchor in subtree(s, head)
        and draft.act in {"offer", "promise", "refuse", "accept", "concede", "propose", "demand"}
    )


def decide(draft: Draft, reader: Reader) -> None:
    """The act that follows from the condition, the consequence of a threat, and the firmness that these give."""
    condition = draft.condition
    if condition is not None:
        draft.act = _with_condition(draft, condition, reader)
    elif draft.act == "promise" and _in_return(draft):
        draft.act = "offer"
    if draft.act in _HARMS:
        draft.consequence = draft.content
    elif draft.act in {"demand", "request", "refuse"}:
        draft.consequence = _otherwise(draft)
        if draft.consequence is not None:
            draft.firmness = max(draft.firmness, _RAISED)


def _with_condition(draft: Draft, condition: Condition, reader: Reader) -> str:
    """Harm unless the other acts compels, harm if the other acts deters, a good on a condition is an offer; a date alone
    ("after the vote") leaves a promise what it is."""
    act, compels = draft.act, _compels(condition)
    if act in _HARMS or (
        act in {"withdraw", "refuse"} and _is_announced(draft) and reader.harms(draft.trigger[0])
    ):
        if act == "warn" and not _is_deed(draft):
            return act
        return "threaten" if compels else "warn" if condition.kind == "if" else act
    if act in _HOLDS_OUT and (
        condition.kind in {"if", "in_return", "unless"} or _is_anothers(condition, reader)
    ):
        return "offer"
    if (
        act == "offer"
        and condition.kind == "after"
        and "will" in {draft.sentence.lowers[a] for a in _auxiliaries(draft)}
    ):
        return "promise"
    return act


def _is_anothers(condition: Condition, reader: Reader) -> bool:
    """Whether "after" and "once" wait for what another party does, and not for a date: "after Tehran suspends enrichment"."""
    s = reader.s
    subject = child(s, condition.head, "nsubj")
    deed = s.tags[condition.head].startswith("VB") and s.lemmas[condition.head] != "be"
    return condition.kind == "after" and deed and subject is not None and bool(reader.parties.at(subject))


def _is_announced(draft: Draft) -> bool:
    return bool(_auxiliaries(draft))


def _auxiliaries(draft: Draft) -> list[int]:
    s = draft.sentence
    return [a for a in s.children[draft.trigger[0]] if s.tags[a] == "MD"]


def _in_return(draft: Draft) -> bool:
    """ "promised food in return": the other half of the trade stands elsewhere."""
    s = draft.sentence
    first, last = draft.content or (0, 0)
    return any(
        s.lowers[i] == "in" and s.lowers[i + 1] in {"return", "exchange"}
        for i in range(first, min(last + 2, len(s) - 1))
    )


def _compels(condition: Condition) -> bool:
    return condition.kind in _COMPELS or condition.negated


def _is_deed(draft: Draft) -> bool:
    head = draft.content_head
    return head is not None and draft.sentence.tags[head].startswith("V")


def _otherwise(draft: Draft) -> Range | None:
    """ "leave or face sanctions": the second half of what is demanded."""
    s = draft.sentence
    if draft.content is None:
        return None
    first, last = draft.content
    for i in range(first + 1, last - 1):
        if s.lowers[i] in _OR and s.deps[i] == "cc" and s.tags[i + 1] in {"VB", "MD", "VBP", "RB", "PRP"}:
            return i + 1, last
    return None


def firmness_of(draft: Draft, lexicon: Lexicon) -> int:
    """The firmness that the sentence's cues give, else the one of the row."""
    first = min(draft.trigger[0], draft.content[0] if draft.content else draft.trigger[0])
    last = max(
        draft.trigger[-1] + 1,
        draft.content[1] if draft.content else 0,
        draft.condition.whole[1] if draft.condition else 0,
    )
    near = max(0, first - 3), last
    levels = [level for words, level in lexicon.firmness if _speaks(draft, words, level, near)]
    if any(level >= _ULTIMATE for level in levels):
        return max(levels)
    if 1 in levels or draft.firmness == 1:
        return 1
    return draft.firmness


def _speaks(draft: Draft, words: tuple[str, ...], level: int, near: Range) -> bool:
    """Whether a cue stands near the position; "signed" says nothing of it where it tells of something in its content."""
    s, size = draft.sentence, len(words)
    for i in range(near[0], near[1] - size + 1):
        if s.lowers[i : i + size] == words and (level != _OFFICIAL or not _is_beside(draft, i)):
            return True
    return False


def _is_beside(draft: Draft, i: int) -> bool:
    s = draft.sentence
    if draft.content is None or not draft.content[0] <= i < draft.content[1] or i in draft.trigger:
        return False
    noun = s.heads[i]
    return s.lowers[s.heads[noun]] not in {"in", "under"}
