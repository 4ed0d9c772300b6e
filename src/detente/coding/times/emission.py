"""What is told as a time in the end: spans trimmed to the expression, and readings dropped that only look like one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from detente.coding.grammar import is_verb
from detente.coding.layers import Sentence
from detente.coding.times import timex
from detente.coding.times.items import Item
from detente.coding.times.meanings import Amount, Calendar, Clocked, Meaning, Recurring, Relative, Stretch
from detente.coding.times.periods import Unit

_BY_TAG = frozenset({"noun_reference", "set_word", "reference"})
_ENDED = frozenset({("ended",), ("ending",)})
_YEAR_LONG = Stretch(Amount(Fraction(1), Unit.YEAR))
_RATE_TAGS = frozenset({"CD", "NN", "NNS", "$", "NNP", "RB"})
_PART_INTRODUCERS = frozenset({"the", "by", "before", "after", "since", "until", "around", "at"})
_NOUN_LABELS = frozenset({"compound", "nmod", "amod", "nummod", "npadvmod"})


def trimmed(item: Item, sentence: Sentence) -> Item:
    """The item without a leading article that belongs to a noun behind it: "the [Jan. 10] talks"."""
    first = item.first
    if item.last - first < 2 or sentence.lowers[first] not in {"the", "a", "an"}:
        return item
    tail = item.last - 1
    head = sentence.heads[tail]
    if head < item.last or is_verb(sentence, head) or sentence.deps[tail] not in _NOUN_LABELS:
        return item
    return replace(item, first=first + 1, start=sentence.starts[first + 1])


def head_token(sentence: Sentence, item: Item) -> int:
    """The token through which the expression hangs on the rest of the sentence; its last one where several do."""
    inside = range(item.first, item.last)
    return next((t for t in reversed(inside) if sentence.heads[t] not in inside), item.last - 1)


def meaning_of(item: Item, sentence: Sentence) -> Meaning:
    """What the item says; an amount left over is a duration, or a rate ("$5 million a year")."""
    if _is_year(item) and sentence.lowers[item.last : item.last + 1] in _ENDED:
        return _YEAR_LONG
    if item.meaning is not None:
        return item.meaning
    found = item.amount or Amount(None, Unit.DAY)
    return (
        Recurring(timex.length(found)) if _is_rate(item, sentence) else Stretch(found, _side(item, sentence))
    )


def _is_year(item: Item) -> bool:
    """ "The year" and "the fiscal year": where they go on with "ended June 30", they are a length."""
    meaning = item.meaning.base if isinstance(item.meaning, Stretch) else item.meaning
    return (
        item.made in {"the_unit", "fiscal_unit"}
        and isinstance(meaning, Relative)
        and meaning.unit is Unit.YEAR
    )


def is_time(item: Item, sentence: Sentence, persons: frozenset[str]) -> bool:
    """Whether what the rules have put together is told as a time."""
    if item.made == "age":
        return _is_age_of_thing(sentence, item, persons)
    if item.made in _BY_TAG:
        return _has_right_tag(item, sentence)
    if item.amount is not None:
        return _is_amount_of_time(item, item.amount)
    if isinstance(item.meaning, Clocked) and item.meaning.on is None and ":" not in item.meaning.time:
        return (
            item.first > 0
            and sentence.lowers[item.first - 1] in _PART_INTRODUCERS
            and item.meaning.time != "TNI"
        )
    return True


def _has_right_tag(item: Item, sentence: Sentence) -> bool:
    """ "The future" as a noun, "daily" not as one; "previously" not inside "a previously announced plan"."""
    at = item.last - 1
    tag, head = sentence.tags[at], sentence.heads[at]
    if item.made == "noun_reference":
        return tag == "NN"
    if item.made == "set_word":
        return tag in {"JJ", "RB"} and not (
            sentence.lowers[at] == "quarterly" and sentence.deps[at] == "amod"
        )
    within_participle = sentence.tags[head] == "VBN" and sentence.deps[head] in {"amod", "acl", "advcl"}
    return not (sentence.lowers[at] in {"previously", "formerly"} and within_participle)


def _is_age_of_thing(sentence: Sentence, item: Item, persons: frozenset[str]) -> bool:
    """ "The two-year-old truce" and "decades-long", but not how old somebody is."""
    head = sentence.heads[item.last - 1]
    if head < item.last or not sentence.tags[head].startswith("N"):
        return sentence.lowers[item.last - 1] == "long"
    return sentence.lemmas[head] not in persons and sentence.tags[head] in {"NN", "NNS"}


def _is_amount_of_time(item: Item, found: Amount) -> bool:
    """Not a share ("a quarter of voters", "three quarters"), and not a bare clock unit ("the minutes")."""
    if found.unit is Unit.QUARTER:
        return False
    bare = item.last - item.first == 1
    return not (bare and found.unit in {Unit.SECOND, Unit.MINUTE, Unit.QUARTER})


def _is_rate(item: Item, sentence: Sentence) -> bool:
    """ "A year" behind what is counted: "$5 million a year", "twice a day", "20 flights per week"."""
    lower = sentence.lowers[item.first]
    if lower == "per":
        return True
    if lower not in {"a", "an"} or item.first == 0 or item.amount is None or item.amount.number != 1:
        return False
    before = sentence.tags[item.first - 1]
    counted = before in _RATE_TAGS or sentence.lowers[item.first - 1] in {"%", "percent", "times"}
    return counted and sentence.deps[item.last - 1] == "npadvmod"


def _side(item: Item, sentence: Sentence) -> int:
    """ "Within 48 hours" begins now; other lengths lie where nobody says."""
    return 1 if item.first > 0 and sentence.lowers[item.first - 1] == "within" else 0


def needs_way(meaning: Meaning) -> bool:
    """Whether the meaning hangs on the direction in which its sentence looks."""
    inner: Meaning | None = meaning
    while inner is not None and not isinstance(inner, Calendar):
        inner = getattr(inner, "whole", None) or getattr(inner, "on", None) or getattr(inner, "base", None)
    return inner is not None


def wants_day(item: Item) -> bool:
    """Whether it is a time of day that names no day."""
    return isinstance(item.meaning, Clocked) and item.meaning.on is None


def nearest(found: Sequence[Item], at: int, candidates: Sequence[int]) -> int | None:
    """Of the candidates, the expression nearest to number ``at``; the one before it where two are as near."""
    return min(candidates, key=lambda k: (abs(found[k].start - found[at].start), k), default=None)
