"""Compares the names of organisations and of places."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from detente.knowledge.names.evidence import Feature
from detente.knowledge.names.lexicon import lexicon
from detente.knowledge.names.sound import likeness
from detente.knowledge.text import tokens


@dataclass(frozen=True, slots=True)
class _Name:
    """An organisation's name: all folded words, and those that count, in one spelling."""

    raw: tuple[str, ...]
    words: tuple[str, ...]
    legal: bool
    acronym: bool


_COOP = re.compile(r"(?i)\b(co)-(op)")


@lru_cache(maxsize=16384)
def _parse(name: str) -> _Name:
    known = lexicon().words
    plain, _, bracket = name.partition("(")
    if plain.strip() and bracket:
        name = plain
    raw = tokens(_COOP.sub(r"\1\2", name.replace("/", "")))
    kept = [word for word in raw if word not in known["legal"]] or raw
    words = [_spelled(part) for word in _phrases(kept, known["expand"]) for part in word.split()]
    counted = tuple(word for word in words if word and word not in known["stop"])
    short = name.strip()
    acronym = len(raw) == 1 and (short.isupper() or sum(map(str.isupper, short)) > 1) and len(raw[0]) <= 8
    return _Name(tuple(raw), counted or tuple(words), len(kept) < len(raw), acronym)


def _phrases(words: list[str], expand: Mapping[str, str]) -> list[str]:
    """The words, "UN" inside a longer name written out and "United States" as one country."""
    if len(words) == 1:
        return words
    out: list[str] = []
    for word in words:
        pair = f"{out[-1]} {word}" if out else ""
        if pair in expand:
            out[-1] = expand[pair]
        else:
            out.append(expand.get(word, word))
    return out


def _spelled(word: str) -> str:
    known = lexicon().words
    word = known["ordinal"].get(word, word)
    word = known["demonym"].get(word, word)
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return known["spelling"].get(word, word)


def organisation_features(a: str, b: str) -> list[Feature]:
    """What speaks for and against two names being one organisation's."""
    first, second = _parse(a), _parse(b)
    if first.raw == second.raw or "".join(first.raw) == "".join(second.raw):
        return [Feature("same_words")]
    if sorted(first.words) == sorted(second.words) or "".join(first.words) == "".join(second.words):
        return [Feature("same_but_legal_form" if first.legal or second.legal else "same_words")]
    for short, long in ((first, second), (second, first)):
        if _is_acronym(short, long):
            return [Feature("acronym", short.raw[0])]
    return _words(first, second)


def _is_acronym(short: _Name, long: _Name) -> bool:
    """Whether the first is made of the beginnings of the second's words, small words left out or taken in."""
    if len(short.raw) != 1 or len(long.raw) < 2:
        return False
    stop = lexicon().words["stop"]
    letters = short.raw[0]
    content = [word for word in long.raw if word not in stop]
    if letters in {"".join(word[0] for word in long.raw), "".join(word[0] for word in content)}:
        return True
    return short.acronym and len(content) >= 3 and _spells(letters, tuple(content))


def _spells(letters: str, words: Sequence[str]) -> bool:
    """Whether each word gives its first letter and at most one later one, in order (ASEAN from Southeast)."""
    if not words:
        return not letters
    if not letters or letters[0] != words[0][0]:
        return False
    if _spells(letters[1:], words[1:]):
        return True
    return len(letters) > 1 and letters[1] in words[0][2:] and _spells(letters[2:], words[1:])


def _words(a: _Name, b: _Name) -> list[Feature]:
    left_a, left_b = list(a.words), list(b.words)
    shared = 0.0
    for word in a.words:
        twin = _twin(word, left_b)
        if twin is not None:
            left_a.remove(word)
            left_b.remove(twin)
            shared += _weight(word)
    out = (
        [Feature("number_differs", " ".join(left_a + left_b))] if _numbers(left_a) != _numbers(left_b) else []
    )
    return out + _rest((left_a, left_b), shared)


def _rest(left: tuple[list[str], list[str]], shared: float) -> list[Feature]:
    """What the words that found no twin say, by their weight."""
    known = lexicon().words
    countries = set(known["demonym"].values())
    lost_a, lost_b = sum(map(_weight, left[0])), sum(map(_weight, left[1]))
    total = max(shared + lost_a + lost_b, 0.1)
    out = [Feature("words_shared", f"{shared:g} of {total:g}")] if shared >= 1 else []
    named = [[word for word in side if word in countries] for side in left]
    if named[0] and named[1]:
        out.append(Feature("country_differs", f"{named[0][0]}, {named[1][0]}"))
    if lost_a >= 0.5 and lost_b >= 0.5:
        out.append(Feature("words_differ", f"{' '.join(left[0])}, {' '.join(left[1])}"))
    elif lost_a + lost_b >= 0.5 and not _country_only(left, countries):
        heavy = lost_a + lost_b > shared * 0.5
        out.append(Feature("words_extra_heavy" if heavy else "words_extra", " ".join(left[0] + left[1])))
    return out


def _country_only(left: tuple[list[str], list[str]], countries: set[str]) -> bool:
    return all(word in countries or _weight(word) < 0.5 for word in left[0] + left[1])


def _weight(word: str) -> float:
    known = lexicon().words
    if word in known["weak"] or word in known["legal"]:
        return 0.2
    return 0.6 if word in known["generic"] else 1.0


def _numbers(words: list[str]) -> list[str]:
    return [word for word in words if word.isdigit()]


def _twin(word: str, others: list[str]) -> str | None:
    if word in others:
        return word
    if word.isdigit() or len(word) < 4:
        return None
    alike = [(likeness(word, other), other) for other in others if not other.isdigit() and len(other) >= 4]
    best = max(alike, default=(0.0, ""))
    return best[1] if best[0] >= (0.85 if len(word) > 6 else 0.9) else None
