"""Whether a place name stands for an actor: "Washington said", "Moscow's demands", "talks between Kyiv and Moscow"."""

from __future__ import annotations

from detente.coding.layers import Sentence
from detente.coding.places.spans import Toponym
from detente.coding.places.words import Words
from detente.knowledge.gazetteer import Location
from detente.record.enums import PlaceKind

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MODIFIERS = frozenset({"compound", "nmod", "amod"})
_PARTY_PREPOSITIONS = frozenset({"between", "with", "against", "by", "from", "toward", "towards", "among"})
_ORGANS = frozenset({"government", "parliament", "army", "ministry", "president"})
_PRESSURE = frozenset({"sanction", "pressure", "tariff", "embargo", "war", "restriction", "blockade"})
_ADDRESSED = frozenset(
    {
        "threat",
        "offer",
        "proposal",
        "warning",
        "message",
        "request",
        "appeal",
        "concession",
        "loan",
        "aid",
        "ambassador",
        "envoy",
    }
)


def is_metonym(t: Toponym, place: Location, words: Words) -> bool:
    """True for a country, capital, seat of power or first-order division in the part of a speaker, an agent or a party."""
    if not _can_act(t, place, words):
        return False
    if t.key in words.seats and place.kind is PlaceKind.FEATURE:
        return not _is_somewhere(t.sentence, t.first, words)
    return _acts(t.sentence, t.head, words)


def _can_act(t: Toponym, place: Location, words: Words) -> bool:
    political = place.kind is PlaceKind.COUNTRY or place.level == 1 or t.key in words.seats
    return political or words.capitals.get(t.key) == place.country


def _is_somewhere(s: Sentence, first: int, words: Words) -> bool:
    before = first - 1
    while before >= 0 and s.lowers[before] in {"the", "a"}:
        before -= 1
    return (
        before >= 0
        and (s.lowers[before] in words.groups["locative"] or s.lowers[before] == "to")
        and s.lowers[before] != "between"
    )


def _acts(s: Sentence, head: int, words: Words) -> bool:
    while s.deps[head] == "conj" and s.heads[head] != head:
        head = s.heads[head]
    dep, governor = s.deps[head], s.heads[head]
    lemma = s.lemmas[governor]
    if dep in _SUBJECTS:
        return lemma in words.groups["act_verb"]
    if dep in {"dobj", "dative", "iobj"}:
        return lemma in words.groups["dealing_verb"]
    if dep == "poss" or dep in _MODIFIERS:
        return _is_act(s, governor, words)
    return dep == "pobj" and _is_party(s, governor, words)


def _is_act(s: Sentence, noun: int, words: Words) -> bool:
    acts, dealings = words.groups["act_noun"], words.groups["dealing_noun"]
    return s.lowers[noun] in acts or s.lemmas[noun] in acts or s.lowers[noun] in dealings


def _is_party(s: Sentence, preposition: int, words: Words) -> bool:
    """Whether the preposition makes its object a party: "talks with", "sanctions on", "demands from", "invaded by"."""
    word, governor = s.lowers[preposition], s.heads[preposition]
    lemma = s.lemmas[governor]
    if s.deps[preposition] == "agent":
        return True
    if word in _PARTY_PREPOSITIONS:
        return _is_act(s, governor, words) or (
            word in {"with", "between"}
            and lemma in {"meet", "negotiate", "talk", "cooperate", "agree", "share"}
        )
    if word == "of":
        return lemma in _ORGANS
    if word == "on":
        return lemma in _PRESSURE
    return word == "to" and lemma in _ADDRESSED
