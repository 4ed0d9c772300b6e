"""Normal forms of words and names, so that "U.S.", "US" and "Qatar’s", "QATAR" meet in one dictionary."""

from __future__ import annotations

import re
from collections.abc import Sequence
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


def keys(names: Sequence[str]) -> list[str]:
    """The ``key`` of each of many names, none of which holds a line end: those in ASCII in one go, a tenth of the time."""
    plain = iter(_plain_keys([name for name in names if name.isascii()]))
    return [next(plain) if name.isascii() else " ".join(tokens(name)) for name in names]


def folds(words: Sequence[str]) -> list[str]:
    """The ``fold`` of each of many words, none of which holds white space: those in ASCII in one go."""
    plain = iter(_folded("\n".join([word for word in words if word.isascii()]).lower() + "\n").split("\n"))
    return [next(plain) if word.isascii() else fold(word) for word in words]


def _plain_keys(names: Sequence[str]) -> list[str]:
    text = _SPACES.sub(" ", _folded(_JOINT.sub(" ", "\n".join(names).lower() + "\n")))
    return text.replace(" \n", "\n").replace("\n ", "\n").lstrip(" ").split("\n")[: len(names)]


def _folded(text: str) -> str:
    """What ``fold`` does to one word in ASCII, done to all words of a text in lower case."""
    return _AND.sub("and", _POSSESSIVE.sub("", text)).translate(_PLAIN)


_JOINT = re.compile(r"[-/](?=[a-z_])(?<=[a-z_].)|,")
_POSSESSIVE = re.compile(r"'s(?=\s)")
_AND = re.compile(r"&(?!\S)(?<!\S.)")
_SPACES = re.compile(" {2,}")
_PLAIN = {**_DROP, ord("-"): None, **dict.fromkeys([*range(9, 14), *range(28, 32)], " "), ord("\n"): "\n"}


def slug(name: str) -> str:
    """The name as an id: lower-case words of a-z and 0-9, joined by hyphens, apostrophes left out; may be empty."""
    plain = anyascii(name).lower().translate(_APOSTROPHES)
    return "-".join(_WORDS.findall(plain))


_APOSTROPHES = str.maketrans("", "", "'`.")
_WORDS = re.compile(r"[a-z0-9]+")
