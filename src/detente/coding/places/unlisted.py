"""Places that the gazetteer does not know but the text calls places: "the village of X", "X River", "in X, Kenya"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.coding.layers import Sentence
from detente.coding.places.evidence import GEOGRAPHIC, is_part_of_body
from detente.coding.places.spans import Toponym, is_name_word, run_of
from detente.coding.places.words import Words
from detente.knowledge.gazetteer import word_key
from detente.record.enums import PlaceKind

_SETTLEMENTS = frozenset(
    "city town village hamlet suburb township settlement camp slum neighbourhood neighborhood".split()
)
_DIVISIONS = frozenset(
    "district province county governorate region prefecture municipality oblast commune state".split()
)
_PLURALS = {
    "cities": "city",
    "towns": "town",
    "villages": "village",
    "suburbs": "suburb",
    "districts": "district",
}
_INSIDE = frozenset({"in", "near", "at", "from", "outside"})
_LONGEST = 3


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A name that is a place by the words around it: the tokens [first, last)."""

    sentence: Sentence
    first: int
    last: int
    kind: PlaceKind


def unlisted(
    sentence: Sentence, accepted: Sequence[Toponym], words: Words, persons: frozenset[str]
) -> list[Unlisted]:
    """Such names in the sentence that no accepted toponym covers."""
    out: list[Unlisted] = []
    covered = {i for t in accepted for i in range(t.first, t.last)}
    at = 0
    while at < len(sentence):
        if not is_name_word(sentence, at):
            at += 1
            continue
        _, end = run_of(sentence, at, at + 1)
        kind = _kind(sentence, at, end, accepted)
        if (
            kind is not None
            and covered.isdisjoint(range(at, end))
            and _is_plain(sentence, at, end, words, persons)
        ):
            out.append(Unlisted(sentence, at, end, kind))
        at = end
    return out


def _kind(s: Sentence, first: int, last: int, accepted: Iterable[Toponym]) -> PlaceKind | None:
    """What the neighbouring words call it, None where they do not."""
    if last - first > 1 and s.lowers[last - 1] in GEOGRAPHIC:
        return PlaceKind.FEATURE
    before, article = first - 1, first
    while before >= 0 and s.lowers[before] == "the":
        before, article = before - 1, before
    if before > 0 and s.lowers[before] == "of" and (kind := _sort(s, before - 1)) is not None:
        return kind
    if (
        before >= 0
        and article == first
        and s.words[before].islower()
        and (kind := _sort(s, before)) is not None
    ):
        return kind
    inside = before >= 0 and s.lowers[before] in _INSIDE
    if inside and last < len(s) and s.words[last].islower() and (kind := _sort(s, last)) is not None:
        return kind
    if inside and article == first and any(_holds(s, last, t) for t in accepted):
        return PlaceKind.CITY
    return None


def _sort(s: Sentence, i: int) -> PlaceKind | None:
    word = _PLURALS.get(s.lowers[i], s.lowers[i])
    if word in _SETTLEMENTS:
        return PlaceKind.CITY
    return PlaceKind.REGION if word in _DIVISIONS else None


def _holds(s: Sentence, last: int, t: Toponym) -> bool:
    """Whether the toponym follows after a comma and is larger than a city."""
    return t.first == last + 1 and s.words[last] == "," and t.options[0].kind is not PlaceKind.CITY


def _is_plain(s: Sentence, first: int, last: int, words: Words, persons: frozenset[str]) -> bool:
    """Whether the run is nothing else that is known: no body, no person, no month, no nationality."""
    keys = [word_key(s.words[i]) for i in range(first, last)]
    if last - first > _LONGEST or any(s.tags[i] not in {"NNP", "NNPS"} for i in range(first, last)):
        return False
    if any(k in words.groups["never"] or k in words.nationalities or k in persons for k in keys):
        return False
    return keys[0] not in words.groups["honorific"] and not is_part_of_body(s, first, last, words)
