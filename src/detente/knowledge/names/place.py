"""Compares the names of places: strictly, since Niger is not Nigeria."""

from __future__ import annotations

from functools import lru_cache

from detente.knowledge.names.evidence import Feature
from detente.knowledge.names.lexicon import lexicon
from detente.knowledge.names.sound import likeness
from detente.knowledge.text import tokens


@lru_cache(maxsize=16384)
def _words(name: str) -> tuple[str, ...]:
    known = lexicon().words
    spelled = [known["placespelling"].get(word, word) for word in tokens(name)]
    kept = tuple(word for word in spelled if word not in known["placeword"])
    return kept or tuple(spelled)


def place_features(a: str, b: str) -> list[Feature]:
    """What speaks for and against two names being one place's."""
    known = lexicon()
    first, second = _words(a), _words(b)
    joined, other = " ".join(first), " ".join(second)
    if joined.replace(" ", "") == other.replace(" ", ""):
        return [Feature("same_words", joined)]
    variant = known.places.get(joined)
    if variant is not None and variant == known.places.get(other):
        return [Feature("known_variant", f"{joined}, {other}")]
    return _compared(first, second)


def _compared(a: tuple[str, ...], b: tuple[str, ...]) -> list[Feature]:
    directions = lexicon().words["direction"]
    if [word for word in a if word in directions] != [word for word in b if word in directions]:
        return [Feature("direction_differs", f"{' '.join(a)}, {' '.join(b)}")]
    if len(a) != len(b):
        shared = set(a) & set(b)
        return [Feature("words_extra" if shared else "words_differ", f"{' '.join(a)}, {' '.join(b)}")]
    alike = min(likeness(x, y) for x, y in zip(a, b, strict=True))
    if alike >= 0.97:
        return [Feature("same_sound", f"{' '.join(a)}, {' '.join(b)}")]
    long = min(len(word) for word in (" ".join(a), " ".join(b))) >= 5
    return [Feature("close" if alike >= 0.9 and long else "words_differ", f"{alike:.2f}")]
