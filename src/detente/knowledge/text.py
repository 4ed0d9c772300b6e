"""Normal forms of words and names, so that "U.S.", "US" and "Qatar’s", "QATAR" meet in one dictionary."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

HYPHENS = frozenset({"-", "–", "—", "‐", "‑", "/"})
_DROP = str.maketrans("", "", "'.`´‘’ʼʹ")
_SPLIT = re.compile(r"[\s,]+|(?<=[^\W\d])[-–—‐‑/](?=[^\W\d])")


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """One token without case, diacritics, possessive, dots and apostrophes; empty where nothing is left."""
    if not word.isascii():
        word = anyascii(word)
    word = word.lower()
    if word.endswith("'s"):
        word = word[:-2]
    return "and" if word == "&" else word.translate(_DROP).replace("-", "")


def tokens(name: str) -> list[str]:
    """The folded words of a name; a hyphen between letters parts words ("Guinea-Bissau"), one before a digit does not ("G-7")."""
    if name.isascii() and "-" not in name and "," not in name and "/" not in name:
        return [f for w in name.split() if (f := fold(w))]
    return [f for w in _SPLIT.split(name) if (f := fold(w))]


@lru_cache(maxsize=16384)
def key(name: str) -> str:
    """The folded words of a name, joined by one space: what names are looked up by."""
    return " ".join(tokens(name))


def slug(name: str) -> str:
    """The name as an id: lower-case words of a-z and 0-9, joined by hyphens, apostrophes left out; may be empty."""
    plain = anyascii(name).lower().translate(_APOSTROPHES)
    return "-".join(_WORDS.findall(plain))


_APOSTROPHES = str.maketrans("", "", "'`.")
_WORDS = re.compile(r"[a-z0-9]+")
