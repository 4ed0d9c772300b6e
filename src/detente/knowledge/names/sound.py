"""How alike two romanised words are: a sound key that undoes transliteration, and an edit distance by what gets confused."""

from __future__ import annotations

import re
from functools import lru_cache

from detente.knowledge.names.lexicon import Lexicon, lexicon

_VOWELS = frozenset("aeiou")
_DOUBLED = re.compile(r"(.)\1+")
_ABD = re.compile(r"^abd(?:[aeou][lrnszd])?")


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """The sound key of a folded word: one letter a sound, doubles collapsed ("Zelenskyy", "Zelenskiy" → "zelenski")."""
    known = lexicon()
    key = known.spellings.sub(lambda found: known.sounds[found.group()], word)
    key = _DOUBLED.sub(r"\1", key)
    if len(key) > 3 and key.endswith("h"):
        key = key[:-1]
    return key[:-1] + "v" if key.endswith("of") else key


def skeleton(word: str) -> str:
    """The consonants of a sound key, confusable ones made one, for finding candidates ("zlnsk")."""
    return _DOUBLED.sub(
        r"\1", "".join(_CLASSES.get(letter, letter) for letter in sound(word) if letter not in "aeiouhj")
    )


_CLASSES = dict(
    [(letter, "k") for letter in "gqc"]
    + [(letter, "s") for letter in "zXZCSJ"]
    + [("d", "t"), ("b", "p"), ("v", "f"), ("m", "n")]
)


@lru_cache(maxsize=65536)
def likeness(a: str, b: str, bare: bool = False) -> float:
    """0…1 for two folded words: 1 the same, 0.97 the same sound, less by each edit.

    ``bare``: one of them comes from a script without vowels, which then cost next to nothing.
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
    cost = _distance(first, second, known, 0.1 if bare else weights["vowel_extra"])
    if not bare and _starts_differ(first, second, known):
        cost += weights["first_letter"]
    return float(max(0.0, min(weights["same"], 1.0 - weights["slope"] * cost / longest)))


def _starts_differ(a: str, b: str, known: Lexicon) -> bool:
    x, y = a[:1], b[:1]
    if x == y or (x, y) in known.near:
        return False
    return not (x in _VOWELS and y in _VOWELS) and not (a[1:] == b or b[1:] == a)


def _distance(a: str, b: str, known: Lexicon, vowel_extra: float) -> float:
    """Weighted optimal-string-alignment distance: edits and swaps of neighbours."""
    weights = known.weights["sound"]
    extra_a = [_extra(letter, weights["consonant_extra"], weights["h_extra"], vowel_extra) for letter in a]
    extra_b = [_extra(letter, weights["consonant_extra"], weights["h_extra"], vowel_extra) for letter in b]
    before: list[float] = []
    row = [0.0]
    for cost in extra_b:
        row.append(row[-1] + cost)
    for i, x in enumerate(a):
        last, before, row = before, row, [row[0] + extra_a[i]]
        for j, y in enumerate(b):
            change = before[j] if x == y else before[j] + _change(x, y, known)
            best = min(change, before[j + 1] + extra_a[i], row[j] + extra_b[j])
            if i and j and x == b[j - 1] and a[i - 1] == y:
                best = min(best, last[j - 1] + weights["swapped"])
            row.append(best)
    return row[-1]


def _extra(letter: str, consonant: float, h: float, vowel: float) -> float:
    if letter in _VOWELS:
        return vowel
    return h if letter == "h" else consonant


def _change(x: str, y: str, known: Lexicon) -> float:
    weights = known.weights["sound"]
    if (x, y) in known.near:
        return weights["near_consonant"]
    return weights["vowel_for_vowel"] if x in _VOWELS and y in _VOWELS else weights["consonant"]


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
