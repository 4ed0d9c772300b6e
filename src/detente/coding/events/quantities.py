"""Numbers that a sentence tells of an event: the dead and wounded, troops, protesters, money; as intervals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from detente.coding.grammar import bounds
from detente.coding.layers import Candidate, Sentence
from detente.record.enums import EventType, QuantityKind
from detente.record.tables import Faults, number, optional, read_table, text
from detente.record.types import Quantity

# Numbers of more figures are none that anybody counts, and too large for what is to be reckoned with.
_DIGITS = re.compile(r"^\d{1,3}(?:,\d{3}){1,7}(?:\.\d+)?$|^\d{1,24}(?:\.\d+)?$")
_SCALES = {
    "thousand": 1e3, "million": 1e6, "mln": 1e6, "m": 1e6, "billion": 1e9, "bln": 1e9, "bn": 1e9, "trillion": 1e12,
}  # fmt: skip
_AT_LEAST = (
    ("at", "least"),
    ("more", "than"),
    ("over",),
    ("as", "many", "as"),
    ("no", "fewer", "than"),
    ("above",),
)
_AT_MOST = (
    ("up", "to"),
    ("at", "most"),
    ("fewer", "than"),
    ("less", "than"),
    ("under",),
    ("no", "more", "than"),
)
_ABOUT = frozenset({"about", "around", "some", "nearly", "almost", "roughly", "approximately"})
_MONEY = frozenset(
    "$ € £ ¥ dollar dollars dlrs euro euros pound pounds sterling yen rouble roubles ruble rubles yuan".split()
)
_KINDS = {
    QuantityKind.TROOPS: "troop soldier marine paratrooper personnel reservist recruit conscript adviser",
    QuantityKind.WEAPONS: "weapon missile rocket tank gun rifle drone jet aircraft warplane warship shell bomb mine helicopter",
    QuantityKind.PROTESTERS: "protester demonstrator marcher striker",
    QuantityKind.DISPLACED: "refugee evacuee",
}
_BY_VERB = {
    QuantityKind.KILLED: "kill die slay murder assassinate execute massacre death dead casualty fatality",
    QuantityKind.WOUNDED: "wound injure hurt wounded injured injury",
    QuantityKind.ARRESTED: "arrest detain jail imprison",
    QuantityKind.ABDUCTED: "kidnap abduct capture hostage",
    QuantityKind.DISPLACED: "flee displace evacuate uproot expel",
}
_KIND_OF_NOUN = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_KIND_OF_VERB = {word: kind for kind, words in _BY_VERB.items() for word in words.split()}
_UNCOUNTED = frozenset(
    "day week month year hour minute time percent pct century decade mile km kilometer kilometre metre".split()
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_NOMINAL = frozenset(
    "dobj nsubj nsubjpass pobj prep agent conj appos nmod compound nummod quantmod attr dative amod".split()
)
_WORD_LIMIT = 4


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Spelt numbers and vague ones ("dozens of") as intervals; ``high`` None is open."""

    words: dict[tuple[str, ...], tuple[float, float | None]]

    @classmethod
    def load(cls) -> NumberWords:
        """The table that ships with the package. Raises DataError with every fault."""
        faults = Faults()
        path = Path(str(files("detente.coding.events") / "data" / "number_words.tsv"))
        columns = (text("words"), number("low", 0), optional(number("high", 0)))
        table = read_table(
            path, columns, lambda words, low, high: (tuple(words.split()), (low, high)), faults
        )
        faults.raise_all()
        return cls(dict(table.rows))

    def read(self, sentence: Sentence, candidate: Candidate, kind: EventType) -> tuple[Quantity, ...]:
        """Numbers in the clause of the predicate, leaving out dates, durations and shares."""
        first, last = bounds(sentence, candidate.head)
        found = []
        at = first
        while at < last:
            size, interval = self._number(sentence, at, last)
            if interval is not None:
                quantity = _quantity(sentence, at, at + size, interval, candidate, kind)
                if quantity is not None:
                    found.append(quantity)
            at += max(size, 1)
        return tuple(found)

    def _number(self, s: Sentence, at: int, last: int) -> tuple[int, tuple[float, float | None] | None]:
        """The number at a token: how many tokens it takes, and its interval."""
        if _DIGITS.match(s.words[at]):
            value = float(s.words[at].replace(",", ""))
            if at + 1 < last and s.lowers[at + 1] in _SCALES:
                return 2, (value * _SCALES[s.lowers[at + 1]],) * 2
            return 1, (value, value)
        for size in range(min(_WORD_LIMIT, last - at), 0, -1):
            known = self.words.get(s.lowers[at : at + size])
            if known is not None:
                scale = _SCALES.get(s.lowers[at + size], 1.0) if at + size < last else 1.0
                high = None if known[1] is None else known[1] * scale
                return size + (scale > 1), (known[0] * scale, high)
        return 1, None


def _quantity(
    s: Sentence,
    at: int,
    end: int,
    interval: tuple[float, float | None],
    candidate: Candidate,
    kind: EventType,
) -> Quantity | None:
    noun = _counted(s, at, end)
    if not _belongs(s, end - 1 if noun is None else noun, candidate):
        return None
    if noun is not None and (s.lemmas[noun] in _UNCOUNTED or s.lemmas[noun] in _MONTHS):
        return None
    money = _is_money(s, at, end, noun)
    if noun is None and not money:
        return None
    what = QuantityKind.MONEY if money else _kind(s, noun, candidate, kind)
    low, high = _bounded(s, at, interval)
    unit = None if noun is None else s.lemmas[noun]
    return Quantity(what, low, high, unit, s.starts[at], s.ends[end - 1])


def _belongs(s: Sentence, i: int, candidate: Candidate) -> bool:
    """Whether what is counted is a part of the predicate's own phrase, with no other verb in between."""
    while i not in candidate.trigger:
        if s.heads[i] == i or s.deps[i] not in _NOMINAL:
            return False
        i = s.heads[i]
    return True


def _counted(s: Sentence, at: int, end: int) -> int | None:
    """The noun that the number counts: its grammatical head, or the noun after "of"."""
    for i in range(end - 1, at - 1, -1):
        head = s.heads[i]
        if s.deps[i] in {"nummod", "quantmod", "compound"} and head >= end and s.tags[head].startswith("NN"):
            return head
    if end < len(s) and s.lowers[end] == "of":
        return next((o for o in s.children[end] if s.tags[o].startswith("NN")), None)
    return end if end < len(s) and s.tags[end] in {"NNS", "NN"} else None


def _is_money(s: Sentence, at: int, end: int, noun: int | None) -> bool:
    before = s.lowers[at - 1] if at else ""
    return (
        before in _MONEY
        or (noun is not None and s.lowers[noun] in _MONEY)
        or (end < len(s) and s.lowers[end] in _MONEY)
    )


def _kind(s: Sentence, noun: int | None, candidate: Candidate, kind: EventType) -> QuantityKind:
    """By what was done to them first, then by what they are."""
    above = [s.lemmas[candidate.head], *(s.lemmas[i] for i in candidate.trigger)]
    if noun is not None:
        above.insert(0, s.lemmas[s.heads[noun]])
    for lemma in above:
        if lemma in _KIND_OF_VERB:
            return _KIND_OF_VERB[lemma]
    lemma = s.lemmas[noun] if noun is not None else ""
    if kind is EventType.PROTEST and lemma in {
        "people",
        "person",
        "student",
        "worker",
        "supporter",
        "marcher",
    }:
        return QuantityKind.PROTESTERS
    return _KIND_OF_NOUN.get(lemma, QuantityKind.OTHER)


def _bounded(s: Sentence, at: int, interval: tuple[float, float | None]) -> tuple[float, float | None]:
    """ "At least 12" is open above, "up to 12" open below to zero, "about 12" a tenth either way."""
    low, high = interval
    if any(s.lowers[max(0, at - len(words)) : at] == words for words in _AT_LEAST):
        return low, None
    if any(s.lowers[max(0, at - len(words)) : at] == words for words in _AT_MOST):
        return 0.0, high
    if at and s.lowers[at - 1] in _ABOUT and high is not None:
        return round(low * 0.9, 4), round(high * 1.1, 4)
    return low, high
