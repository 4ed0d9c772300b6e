"""What a position is about: the issue that its words speak for most, its content before its condition and its sentence."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.layers import Sentence
from detente.coding.positions.draft import Draft, Range
from detente.coding.positions.lexicon import Cue, Lexicon

OTHER = "other"
_AHEAD, _BEHIND = 6, 4  # tokens that two parts of a cue may lie apart, in their order and against it
_EARLY = 7  # tokens
_CONTENT, _LATE, _CONDITION, _TERMS, _SENTENCE, _FOREIGN = 3.0, 2.2, 1.2, 2.2, 1.2, 0.25
_AGAIN = 0.25  # what a second cue of one issue adds
LEAST = 1.5  # below this, nothing in the content or around it speaks for an issue


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue that stands in a sentence, at a token."""

    token: int
    cue: Cue

    @property
    def weight(self) -> float:
        """How much the cue says: its weight, and more for each further word."""
        size = sum(len(part) for part in self.cue.parts)
        return float((self.cue.weight + 0.5 * (size - 1)) ** 1.5)


def hits_of(sentence: Sentence, lexicon: Lexicon) -> list[Hit]:
    """Every cue of a sentence, left to right; one inside a longer one of the same issue is left out."""
    out: list[Hit] = []
    for i in range(len(sentence)):
        for word in dict.fromkeys((sentence.lowers[i], sentence.lemmas[i])):
            out.extend(Hit(i, cue) for cue in lexicon.cues.get(word, ()) if _stands(sentence, cue, i))
    return out


def issue_of(draft: Draft, others: list[Draft], hits: list[Hit]) -> tuple[str, float]:
    """The label of the issue that weighs most, and its weight; "other" with 0 where nothing speaks for any."""
    scores: dict[str, float] = {}
    triggers = {t for d in others if not _is_in_content(d) for t in d.trigger}
    for hit in hits:
        if hit.token in triggers:
            continue
        value = _factor(draft, others, hit.token) * hit.weight
        held = scores.get(hit.cue.issue, 0.0)
        scores[hit.cue.issue] = max(held, value) + _AGAIN * min(held, value)
    if not scores:
        return OTHER, 0.0
    best = max(sorted(scores), key=lambda name: scores[name])
    return best, round(scores[best], 4)


def _is_in_content(draft: Draft) -> bool:
    return draft.content is not None and _in(draft.content, draft.trigger[0])


def topic_of(hits: list[Hit]) -> str | None:
    """What a sentence is about as a whole; None where no cue stands in it."""
    scores: dict[str, float] = {}
    for hit in hits:
        held = scores.get(hit.cue.issue, 0.0)
        scores[hit.cue.issue] = max(held, hit.weight) + _AGAIN * min(held, hit.weight)
    return max(sorted(scores), key=lambda name: scores[name]) if scores else None


def _factor(draft: Draft, others: list[Draft], token: int) -> float:
    """How much a word says of a position: what its content begins with says most; what a threat is to bring about says
    nearly as much."""
    harm = draft.act in {"threaten", "warn"}
    if draft.condition is not None and _in(draft.condition.whole, token):
        return _TERMS if harm else _CONDITION
    if draft.content is not None and _in(draft.content, token):
        return _CONTENT if token - draft.content[0] <= _EARLY else _LATE
    foreign = any(d is not draft and d.content is not None and _in(d.content, token) for d in others)
    return _FOREIGN if foreign else _SENTENCE


def _in(span: Range, token: int) -> bool:
    return span[0] <= token < span[1]


def _stands(s: Sentence, cue: Cue, i: int) -> bool:
    if not _matches(s, cue.parts[0], i):
        return False
    low, high = max(0, i - _BEHIND), min(len(s), i + _AHEAD + 1)
    return all(any(_matches(s, part, k) for k in range(low, high)) for part in cue.parts[1:])


def _matches(s: Sentence, words: tuple[str, ...], i: int) -> bool:
    if i + len(words) > len(s):
        return False
    return all(word in (s.lowers[i + k], s.lemmas[i + k]) for k, word in enumerate(words))


def points_back(draft: Draft, hits: list[Hit], lexicon: Lexicon) -> bool:
    """Whether the content only points back ("it", "the plan") and has no cue of its own."""
    s, head = draft.sentence, draft.content_head
    if draft.content is None or head is None:
        return True
    pointing = s.lemmas[head] in lexicon.antecedents or s.lowers[head] in lexicon.antecedents
    return pointing and not any(_in(draft.content, hit.token) for hit in hits)


def spread(drafts: list[Draft], weak: list[bool], topics: dict[int, str | None]) -> None:
    """Positions without an issue of their own take that of the nearest one in the report, the one before it first, and else
    that of the sentence before or behind theirs."""
    for number, draft in enumerate(drafts):
        if not weak[number]:
            continue
        near = [k for k in (number - 1, number + 1) if 0 <= k < len(drafts)]
        beside = [drafts[k].issue for k in near if not weak[k] and _apart(drafts[k], draft) <= 1]
        around = [topics.get(draft.sentence.index + step) for step in (-1, 1)]
        draft.issue = next((i for i in (*beside, *around, draft.issue) if i not in {None, OTHER}), OTHER)


def _apart(one: Draft, other: Draft) -> int:
    return abs(one.sentence.index - other.sentence.index)
