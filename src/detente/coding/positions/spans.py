"""The words of a position: its content without marker, condition and deadline's run-on, and the day it names."""

from __future__ import annotations

import re
from datetime import date, timedelta

from detente.coding.grammar import bounds, kids, subtree
from detente.coding.layers import Reading, Sentence
from detente.coding.positions.conditions import trim
from detente.coding.positions.draft import Condition, Range
from detente.record.enums import TimeKind

_LEADS = frozenset({"to", "that", "for"})
_DUE = frozenset({"by", "before", "within", "until", "till", "from", "on", "in"})
_CLEAR_DUE = frozenset({"by", "before", "within", "until"})
_CLEAR_LENGTH = frozenset({"within"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?)?")
_GIVING = frozenset({"give", "set", "have"})


def content_range(
    s: Sentence, head: int, conditions: list[Condition], barred: frozenset[int], verb_first: bool = False
) -> Range:
    """Tokens of what ``head`` says, around it, without conditions, what follows a barred token, and leading "to" and "that".

    ``verb_first``: without subject and auxiliaries, as what the speaker itself will do.
    """
    first, last = bounds(s, head)
    for token in sorted(barred):
        if first < token < last and token in subtree(s, head) and token > head:
            last = min(last, _cut(s, token, head))
    if verb_first:
        first = max(first, _verb_start(s, head))
    for condition in conditions:
        start, end = condition.whole
        if condition.head == head or start <= head < end:
            continue
        if head < start < last:
            last = start
        elif first < end <= head:
            first = max(first, end)
    first, last = trim(s, (first, last))
    while first < head and (
        (s.lowers[first] in _LEADS and s.deps[first] in {"aux", "mark", "prep", "dobj"})
        or s.words[first] in {",", '"', "``"}
    ):
        first += 1
    return trim(s, (first, last))


def _cut(s: Sentence, token: int, head: int) -> int:
    """Where the clause of a later predicate begins, its subject and conjunction included."""
    at = min(bounds(s, token)[0], token)
    at = max(at, head + 1)
    while at - 1 > head and (s.deps[at - 1] == "cc" or s.words[at - 1] in {",", ";"}):
        at -= 1
    return at


def _verb_start(s: Sentence, head: int) -> int:
    """The verb, or the copula before a predicate noun, without auxiliaries."""
    before = [
        c for c in kids(s, head, "cop", "auxpass", "neg", "advmod", "prt") if c < head and s.deps[c] != "neg"
    ]
    near = [c for c in before if s.deps[c] in {"cop"}]
    return min([head, *near])


def deadline(reading: Reading, s: Sentence, spans: list[Range], trigger: tuple[int, ...]) -> date | None:
    """The day by which something is wanted or threatened: "by Friday", "within 48 hours", "gave it six months"."""
    for time in reading.times:
        if time.start < s.start or time.end > s.end:
            continue
        token = next((i for i in range(len(s)) if s.starts[i] <= time.start < s.ends[i]), None)
        if token is None:
            continue
        long = time.kind is TimeKind.DURATION
        due = _lead(s, token) in (_CLEAR_LENGTH if long else _CLEAR_DUE)
        inside = any(first <= token < last for first, last in spans) or _follows(token, trigger)
        if (due and inside) or (long and any(s.lemmas[t] in _GIVING for t in trigger)):
            found = _day(reading.published, time.value, time.last or time.first)
            if found is not None:
                return found
    return None


def _follows(token: int, trigger: tuple[int, ...]) -> bool:
    return bool(trigger) and token > trigger[0]


def _lead(s: Sentence, token: int) -> str | None:
    """The preposition before a time, articles and "the end of" passed over."""
    for k in range(token - 1, max(-1, token - 6), -1):
        if s.lowers[k] in _DUE:
            return s.lowers[k]
        if s.tags[k] not in {"DT", "JJ", "NN", "IN", "CD", "NNP", "RB"}:
            return None
    return None


def _day(published: date | None, value: str, resolved: date | None) -> date | None:
    match = _DURATION.fullmatch(value) if value.startswith("P") else None
    if match is None:
        return resolved
    if published is None or not any(match.groups()):
        return None
    years, months, weeks, days, hours = (int(part or 0) for part in match.groups())
    total = years * 365 + months * 30 + weeks * 7 + days + (hours + 23) // 24
    return published + timedelta(days=total) if total < 36_500 else None
