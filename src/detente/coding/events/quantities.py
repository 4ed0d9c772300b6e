"""Numbers that a sentence tells of an event: the dead and wounded, troops, protesters, money; as intervals."""

from __future__ import annotations

from detente.coding.grammar import bounds
from detente.coding.layers import Candidate, Sentence
from detente.coding.numbers import Number, NumberWords, counted
from detente.record.enums import EventType, QuantityKind
from detente.record.types import Quantity

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


def quantities(
    numbers: NumberWords, sentence: Sentence, candidate: Candidate, kind: EventType
) -> tuple[Quantity, ...]:
    """Numbers in the clause of the predicate, leaving out dates, durations and shares."""
    found = numbers.within(sentence, *bounds(sentence, candidate.head))
    read = (_quantity(sentence, number, candidate, kind) for number in found)
    return tuple(quantity for quantity in read if quantity is not None)


def _quantity(s: Sentence, number: Number, candidate: Candidate, kind: EventType) -> Quantity | None:
    at, end = number.first, number.last
    noun = counted(s, at, end)
    if not _belongs(s, end - 1 if noun is None else noun, candidate):
        return None
    if noun is not None and (s.lemmas[noun] in _UNCOUNTED or s.lemmas[noun] in _MONTHS):
        return None
    money = _is_money(s, at, end, noun)
    if noun is None and not money:
        return None
    what = QuantityKind.MONEY if money else _kind(s, noun, candidate, kind)
    unit = None if noun is None else s.lemmas[noun]
    return Quantity(what, number.low, number.high, unit, s.starts[at], s.ends[end - 1])


def _belongs(s: Sentence, i: int, candidate: Candidate) -> bool:
    """Whether what is counted is a part of the predicate's own phrase, with no other verb in between."""
    while i not in candidate.trigger:
        if s.heads[i] == i or s.deps[i] not in _NOMINAL:
            return False
        i = s.heads[i]
    return True


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
