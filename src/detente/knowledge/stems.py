"""Stems: what the forms of one word share, near enough for counting and comparing ("attack", "attacks", "attacked")."""

from __future__ import annotations

from functools import lru_cache

_ENDINGS = (("ies", "y"), ("ing", ""), ("edly", ""), ("ed", ""), ("es", ""), ("s", ""))
_SHORTEST = 3


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of a folded word (see knowledge.text.fold). It need not be a word itself: "firing" and "fired" give "fir"."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST and not word.endswith("ss"):
            word = word[: -len(ending)] + instead
            break
    if len(word) > _SHORTEST + 1 and word.endswith("e"):
        word = word[:-1]
    if len(word) > _SHORTEST + 1 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word
