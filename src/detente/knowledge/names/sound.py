"""How alike two romanised words are: a sound key that undoes transliteration, and an edit distance by what gets confused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import inf

from rapidfuzz.distance import Levenshtein

from detente.knowledge.names.lexicon import Lexicon, lexicon

ALIKE = 0.75
"""Likeness below which two words of persons' names say nothing of each other."""
_VOWELS = frozenset("aeiou")
_DOUBLED = re.compile(r"(.)\1+")
_ABD = re.compile(r"^abd(?:[aeou][lrnszd])?")


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """The sound key of a folded word: one letter a sound, doubles collapsed ("Zelenskyy", "Zelenskiy" → "zelenski")."""
    known = lexicon()
    key = known.spellings.sub(lambda found: known.sounds[found.group()], word)
    return _ended(_DOUBLED.sub(r"\1", key))


def _ended(key: str) -> str:
    if len(key) > 3 and key.endswith("h"):
        key = key[:-1]
    return key[:-1] + "v" if key.endswith("of") else key


@lru_cache(maxsize=65536)
def outline(word: str) -> str:
    """The sound key for finding candidates: vowels and confusable consonants are made one, h is left out, and consonants are
    written twice, the first letter once more, so that a plain edit distance gives them their weight ("zelenski",
    "sssallannsskka").
    """
    key = sound(word).translate(_CLASSES)
    return key[:1] + key.translate(_TWICE)


def outlines(words: Sequence[str]) -> list[str]:
    """The ``outline`` of each of many words, in one go: a third of the time."""
    known = lexicon()
    text = known.spellings.sub(lambda found: known.sounds[found.group()], "\n".join(words))
    keys = [_ended(key) for key in _DOUBLED.sub(r"\1", text).split("\n")]
    plain = "\n".join(keys).translate(_CLASSES)
    twice = plain.translate(_TWICE).split("\n")
    return [key[:1] + rest for key, rest in zip(plain.split("\n"), twice, strict=True)][: len(words)]


_GROUPS = ("aeiouj", "kgqc", "szXZCSJ", "td", "pb", "fv", "nm")
_CLASSES = str.maketrans({letter: group[0] for group in _GROUPS for letter in group} | {"h": None})
_TWICE = {ord(letter): letter * 2 for letter in "bcdfgklmnpqrstvwxyz"}


@lru_cache(maxsize=65536)
def likeness(a: str, b: str, bare: bool = False, least: float = 0.0) -> float:
    """0…1 for two folded words: 1 the same, 0.97 the same sound, less by each edit; 0 where it would be well below 0.7.

    ``bare``: one of them comes from a script without vowels, which then cost next to nothing. ``least``: what is less is of no
    interest, and may be 0.
    """
    if a == b:
        return 1.0
    known = lexicon()
    weights = known.weights["sound"]
    first, second = sound(a), sound(b)
    if first == second:
        return weights["same"]
    longest = max(len(first), len(second))
    if abs(len(first) - len(second)) > longest // 2 and not bare:
        return 0.0
    if not bare and _far_apart(a, b, longest):
        return 0.0
    most = (1.0 - least) * longest / weights["slope"] + 0.01
    cost = _distance(first, second, _costs(0.1 if bare else weights["vowel_extra"]), most)
    if cost > most:
        return 0.0
    if not bare and _starts_differ(first, second, known):
        cost += weights["first_letter"]
    return float(max(0.0, min(weights["same"], 1.0 - weights["slope"] * cost / longest)))


def _far_apart(a: str, b: str, longest: int) -> bool:
    """Whether a plain edit distance, which takes a hundredth of the time, shows already that two words are not alike.

    A likeness of 0.7 lets edits cost 0.24 a letter; an edit of an outline stands for 0.5, but for consonants that are near
    without being made one, of which two words may have a pair at their beginning.
    """
    most = int(0.48 * longest) + 3
    return Levenshtein.distance(outline(a), outline(b), score_cutoff=most) > most


def _starts_differ(a: str, b: str, known: Lexicon) -> bool:
    x, y = a[:1], b[:1]
    if x == y or (x, y) in known.near:
        return False
    return not (x in _VOWELS and y in _VOWELS) and not (a[1:] == b or b[1:] == a)


def _distance(a: str, b: str, costs: _Costs, most: float) -> float:
    """Weighted optimal-string-alignment distance: edits and swaps of neighbours. Infinite where it is seen to exceed ``most``."""
    extras, changes, swapped = costs.extras, costs.changes, costs.swapped
    behind = [(j, y, extras[y]) for j, y in enumerate(b)]
    last: list[float] = []
    before: list[float] = []
    row = [0.0, *accumulate([extra for _, _, extra in behind])]
    above = left = ""
    for x in a:
        extra, change = extras[x], changes[x]
        last, before = before, row
        best = before[0] + extra
        row = [best]
        left = ""
        for j, y, more in behind:
            best += more
            if (other := before[j] + change[y]) < best:
                best = other
            if (other := before[j + 1] + extra) < best:
                best = other
            if x == left and y == above and (other := last[j - 1] + swapped) < best:
                best = other
            row.append(best)
            left = y
        if min(row) > most and min(before) + swapped > most:
            return inf
        above = x
    return row[-1]


class _Extras(dict[str, float]):
    """What a letter more costs; consonants are those that are not there."""

    def __init__(self, consonant: float, h: float, vowel: float) -> None:
        super().__init__({"h": h, **dict.fromkeys(_VOWELS, vowel)})
        self._consonant = consonant

    def __missing__(self, letter: str) -> float:
        self[letter] = self._consonant
        return self._consonant


class _Changes(dict[str, float]):
    """What it costs to write another letter for one; worked out when it first comes up."""

    def __init__(self, letter: str) -> None:
        super().__init__({letter: 0.0})
        self._letter = letter

    def __missing__(self, other: str) -> float:
        known = lexicon()
        vowels = self._letter in _VOWELS and other in _VOWELS
        near = (self._letter, other) in known.near
        how = "near_consonant" if near else "vowel_for_vowel" if vowels else "consonant"
        self[other] = cost = known.weights["sound"][how]
        return cost


class _AllChanges(dict[str, _Changes]):
    """The changes of each letter."""

    def __missing__(self, letter: str) -> _Changes:
        self[letter] = changes = _Changes(letter)
        return changes


@dataclass(frozen=True, slots=True)
class _Costs:
    """Costs of all edits."""

    extras: _Extras
    changes: _AllChanges
    swapped: float


@lru_cache(maxsize=8)
def _costs(vowel_extra: float) -> _Costs:
    weights = lexicon().weights["sound"]
    extras = _Extras(weights["consonant_extra"], weights["h_extra"], vowel_extra)
    return _Costs(extras, _AllChanges(), weights["swapped"])


@lru_cache(maxsize=16384)
def servant(word: str) -> str:
    """Abdel-, Abdul-, Abd al- names without their article: "abdulfattah", "abdelfatah" → "abdfatah"-like forms."""
    return _ABD.sub("abd", word) if word.startswith("abd") and len(word) > 6 else word


@lru_cache(maxsize=16384)
def chinese(syllables: str) -> str:
    """A key under which pinyin and Wade-Giles spellings of a given name meet ("zedong", "tsetung")."""
    return _rewrite(syllables.removeprefix("y") if syllables.startswith("yi") else syllables, "chinese")


@lru_cache(maxsize=16384)
def korean(syllables: str) -> str:
    """A key under which the usual romanisations of a Korean given name meet ("seokyoul", "sukyeol")."""
    return _rewrite(syllables, "korean")


def _rewrite(word: str, system: str) -> str:
    for spelling, plain in lexicon().romanisations[system]:
        word = word.replace(spelling, plain)
    return word
