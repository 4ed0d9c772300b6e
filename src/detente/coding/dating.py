"""The time that a sentence gives to one of its predicates.

A time belongs to a predicate by syntax: it hangs on the verb or noun itself ("met on Monday", "Monday's talks"), or on a verb
that shares its time with it ("held talks on Monday", "began shelling the town on Monday", "On Monday he met the king and
signed the treaty"). A time inside another clause says nothing of it. Without one of these, an event has its report's date.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from detente.coding.grammar import child, is_verb, kids
from detente.coding.layers import Reading, Sentence
from detente.record.enums import DateBasis, Granularity, TimeKind
from detente.record.types import EventDate, Time

WINDOW = timedelta(days=7)
"""The reporting window: the week before the report."""

# Verbs that lend their time to the noun that says what happened: "held talks on Monday", "the attack killed ten on Monday".
_LIGHT = frozenset(
    """agree announce attend begin carry come conclude conduct continue deliver destroy end face follow give happen
    have hold host impose injure issue join kill last launch make mount occur open perform place provide put reach
    receive resume see send sign stage start suffer take undergo undertake wage wound""".split()
)
# Verbs that lend their time to the verb under them: the act itself is said to begin, go on or fail then.
_ASPECTUAL = frozenset(
    """begin cease complete continue end fail finish halt help keep manage proceed quit refuse resume start stop suspend
    try use""".split()
)
_CLIMBED = frozenset(
    {"prep", "conj", "appos", "advmod", "npadvmod", "pcomp", "quantmod"}
)  # on a time's way up to what it dates
_OWN = frozenset({"poss", "compound", "nmod", "nummod", "amod"})  # a time in front of the noun that it dates
_ARGUMENTS = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "appos", "prep", "agent", "dative", "oprd"}
)
_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_TO = frozenset({"to", "and", "until", "till", "through", "-", "–", "—"})
_DIRECT, _SHARED, _LOOSE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Dated:
    """When a predicate took place, and where that lies.

    ``time`` is the index in ``Reading.times`` of the time that says so (None: only the report does). ``historical``: over before
    the reporting window; ``future``: begins after the report. Both are False where the report or the time has no date.
    """

    date: EventDate
    time: int | None = None
    historical: bool = False
    future: bool = False


def event_date(reading: Reading, sentence_index: int, trigger: Sequence[int]) -> Dated:
    """The date of the predicate that the trigger's tokens make up."""
    sentence = reading.sentences[sentence_index]
    begin = bisect_left(reading.times, sentence.start, key=_start)
    behind = bisect_left(reading.times, sentence.end, key=_start)
    here = [k for k in range(begin, behind) if _may_date(reading.times[k])]
    found = _best(sentence, reading, here, trigger) if here else None
    if found is None:
        return _by_report(reading.published)
    first, last = _days(sentence, reading, here, found)
    dated = EventDate(first, last, _granularity(reading.times[found], first, last), DateBasis.TEXT)
    published = reading.published
    if published is None:
        return Dated(dated, found)
    historical = last is not None and published - last > WINDOW
    return Dated(dated, found, historical, first is not None and first > published)


def _by_report(published: date | None) -> Dated:
    granularity = Granularity.DAY if published else Granularity.UNKNOWN
    return Dated(EventDate(published, published, granularity, DateBasis.REPORT))


def _start(time: Time) -> int:
    return time.start


def _may_date(time: Time) -> bool:
    """Whether a time can say when; a bare length ("for three days") and a set ("daily") cannot."""
    if time.kind is TimeKind.SET:
        return False
    return time.first is not None or (time.kind is not TimeKind.DURATION and not time.value.endswith("_REF"))


def _best(sentence: Sentence, reading: Reading, here: list[int], trigger: Sequence[int]) -> int | None:
    """The time that hangs closest on the trigger; of several as close, dates before durations, then the nearest."""
    lenders = _lenders(sentence, trigger)
    ranked = []
    for k in here:
        time = reading.times[k]
        head = _head(sentence, time)
        rank = _rank(sentence, head, trigger, lenders)
        if rank == _LOOSE and not _is_recent(time, reading.published):
            continue
        if rank is not None:
            distance = min(abs(head - t) for t in trigger)
            ranked.append((rank, time.kind is TimeKind.DURATION, distance, k))
    return min(ranked)[3] if ranked else None


def _is_recent(time: Time, published: date | None) -> bool:
    """Whether the time touches the reporting window or lies ahead: news is told with its own time, background with another."""
    return published is not None and time.last is not None and published - time.last <= WINDOW


def _head(sentence: Sentence, time: Time) -> int:
    """The token through which a time hangs on its sentence."""
    inside = [
        i for i in range(len(sentence)) if time.start < sentence.ends[i] and sentence.starts[i] < time.end
    ]
    return next((i for i in reversed(inside) if sentence.heads[i] not in inside), inside[-1])


def _rank(sentence: Sentence, head: int, trigger: Sequence[int], lenders: dict[int, int]) -> int | None:
    """How a time reaches the trigger; None where it belongs elsewhere."""
    owner = _owner(sentence, head)
    if owner in trigger:
        return _DIRECT
    if owner in lenders:
        return _SHARED if head < lenders[owner] else None
    if is_verb(sentence, owner) or sentence.deps[head] in _OWN:
        return None
    above = _verb_above(sentence, owner)
    if above in trigger and head > owner:  # a time before its noun is the noun's alone
        return _LOOSE
    return None


def _owner(sentence: Sentence, head: int) -> int:
    """The verb or noun that a time dates. A place name in between is passed: "met in Geneva on Monday"."""
    at = head
    while sentence.heads[at] != at:
        label, above = sentence.deps[at], sentence.heads[at]
        if label in _OWN and not _is_name(sentence, above):
            return above
        at = above
        if is_verb(sentence, at) or (
            _is_noun(sentence, at) and not _is_name(sentence, at) and label in _CLIMBED
        ):
            return at
    return at


def _verb_above(sentence: Sentence, noun: int) -> int | None:
    """The verb that a noun is an argument of, through prepositions and other nouns."""
    at = noun
    while sentence.heads[at] != at and sentence.deps[at] in _ARGUMENTS:
        at = sentence.heads[at]
        if is_verb(sentence, at):
            return at
    return None


def _is_name(sentence: Sentence, at: int) -> bool:
    return sentence.tags[at] in {"NNP", "NNPS"}


def _is_noun(sentence: Sentence, at: int) -> bool:
    return sentence.tags[at].startswith("NN")


def _lenders(sentence: Sentence, trigger: Sequence[int]) -> dict[int, int]:
    """Verbs whose time is the trigger's too, each with the token that such a time must stand before."""
    out: dict[int, int] = {}
    for at in trigger:
        verb = at if is_verb(sentence, at) else _light_verb(sentence, at)
        if verb is not None and verb not in trigger:
            out[verb] = len(sentence)
        while verb is not None:
            verb, limit = _lender(sentence, verb)
            if verb is not None and verb not in out:
                out[verb] = limit
            elif verb is not None:
                break
        if sentence.lemmas[at] in _ASPECTUAL:
            out.update((c, len(sentence)) for c in kids(sentence, at, "xcomp"))
    return {verb: limit for verb, limit in out.items() if verb not in trigger}


def _light_verb(sentence: Sentence, noun: int) -> int | None:
    above = _verb_above(sentence, noun)
    return above if above is not None and sentence.lemmas[above] in _LIGHT else None


def _lender(sentence: Sentence, verb: int) -> tuple[int | None, int]:
    """The verb above that shares its time with this one, and the token that the time must stand before."""
    above, label = sentence.heads[verb], sentence.deps[verb]
    if above == verb or not is_verb(sentence, above):
        return None, 0
    if label == "conj":
        return above, above  # "On Monday he came and signed"; a time behind the first verb is its alone
    if label in {"xcomp", "ccomp"} and sentence.lemmas[above] in _ASPECTUAL:
        return above, len(sentence)
    if (
        label == "advcl"
        and sentence.tags[verb] == "VBG"
        and child(sentence, verb, *_SUBJECTS, "mark") is None
    ):
        return above, len(sentence)  # "a bomb went off on Monday, killing ten"
    if label == "ccomp" and verb < above:
        return above, verb  # "On Monday the army attacked, officials said"
    return None, 0


def _days(sentence: Sentence, reading: Reading, here: list[int], k: int) -> tuple[date | None, date | None]:
    """First and last day, with "from … to …", "since …" and "until …" understood."""
    time = reading.times[k]
    first, last = time.first, time.last
    head = _head(sentence, time)
    words = sentence.lowers[max(0, head - 3) : head]
    other = _range_end(sentence, reading, here, k)
    if other is not None:
        return first, other.last
    published = reading.published
    if "since" in words and published is not None and first is not None and first <= published:
        return first, published
    if {"until", "till"} & set(words) and published is not None and last is not None and last >= published:
        return published, last
    return first, last


def _range_end(sentence: Sentence, reading: Reading, here: list[int], k: int) -> Time | None:
    """The second time of a range that the k-th opens: "from May 3 to May 9", "between Monday and Friday", "Jan. 3-5"."""
    time = reading.times[k]
    if k + 1 not in here or time.kind is TimeKind.DURATION:
        return None
    other = reading.times[k + 1]
    gap = reading.report.text[time.end : other.start].split()
    if (
        len(gap) != 1
        or gap[0] not in _TO
        or time.last is None
        or other.last is None
        or other.last < time.last
    ):
        return None
    before = [i for i in range(len(sentence)) if sentence.ends[i] <= time.start]
    opened = bool(before) and sentence.lowers[before[-1]] in ({"between"} if gap[0] == "and" else {"from"})
    return other if opened or gap[0] in {"-", "–", "—", "through"} else None


def _granularity(time: Time, first: date | None, last: date | None) -> Granularity:
    """How exactly the days are told: by their number, save that a part of a month, a year or a week is no finer than that."""
    value = time.value.partition("T")[0]
    if time.kind is not TimeKind.DURATION and (first, last) == (time.first, time.last):
        named = _named(value)
        if named is not None:
            return named
    if first is None or last is None:
        return Granularity.UNKNOWN
    length = (last - first).days + 1
    if length <= 14:
        return Granularity.DAY if length == 1 else Granularity.WEEK
    return Granularity.MONTH if length <= 62 else Granularity.YEAR


def _named(value: str) -> Granularity | None:
    """The granularity of a calendar value; None for quarters, seasons and halves, which lie between month and year."""
    if "-W" in value:
        return Granularity.DAY if value.count("-") == 2 and not value.endswith("WE") else Granularity.WEEK
    if len(value) == len("YYYY-MM-DD"):
        return Granularity.DAY
    if len(value) == len("YYYY-MM") and value[5] in "01X":
        return Granularity.MONTH
    return Granularity.YEAR if len(value) <= len("YYYY") else None
