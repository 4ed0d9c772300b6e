"""A light reading of short actor strings ("the Mongolian President"), where parsing would cost more than it tells.

Tokens by white space and punctuation, tags by form, and a flat tree: the last noun before a preposition or a comma is the head.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from detente.coding.layers import Sentence

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|['’]s\b|[^\W\d]+-\d\w*|\d[\d,.]*(?!\w)|\w+(?:['’](?!s\b)\w+)*\.?(?=\s|$)|\w+(?:['’](?!s\b)\w+)*|[^\w\s]"
)
_ABBREVIATIONS = frozenset(
    {
        "capt.", "col.", "dr.", "gen.", "gov.", "lt.", "maj.", "mr.", "mrs.", "ms.", "rep.", "sen.", "st.", "u.k.",
        "u.n.", "u.s.",
    }
)  # fmt: skip
_DETERMINERS = frozenset(
    {
        "a", "all", "an", "any", "both", "many", "no", "several", "some", "that", "the", "these", "this", "those",
    }
)  # fmt: skip
PREPOSITIONS = frozenset(
    {
        "against", "at", "between", "by", "for", "from", "in", "near", "of", "on", "over", "to", "under", "with",
    }
)  # fmt: skip
_PRONOUNS = frozenset(
    {
        "he", "her", "him", "i", "it", "me", "she", "them", "they", "us", "we", "you",
    }
)  # fmt: skip
_POSSESSIVES = frozenset({"his", "its", "their", "our", "my", "your"})
_NUMBERS = frozenset(
    {
        "dozen", "eight", "five", "four", "hundred", "million", "nine", "one", "seven", "six", "ten", "thousand",
        "three", "two",
    }
)  # fmt: skip
_PLURALS = frozenset({"children", "men", "people", "police", "policemen", "servicemen", "women"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP"})


@dataclass(slots=True)
class _Tokens:
    """The tokens of a string as columns; labels and heads are filled in by _hang."""

    words: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str]
    deps: list[str]
    heads: list[int]


def light_sentence(text: str, index: int = 0, offset: int = 0) -> Sentence:
    """A string as a sentence with guessed tags and a flat tree. Offsets begin at ``offset``."""
    tokens = _tokenise(text, offset)
    if tokens.words:
        _hang(tokens)
    lowers = tuple(tokens.lowers)
    below: dict[int, list[int]] = {}
    for i, head in enumerate(tokens.heads):
        if head != i:
            below.setdefault(head, []).append(i)
    return Sentence(
        index=index,
        paragraph=index,
        start=offset,
        end=offset + len(text),
        words=tuple(tokens.words),
        lowers=lowers,
        lemmas=lowers,
        tags=tuple(tokens.tags),
        deps=tuple(tokens.deps),
        heads=tuple(tokens.heads),
        starts=tuple(tokens.starts),
        ends=tuple(tokens.ends),
        children=tuple([tuple(below[i]) if i in below else () for i in range(len(lowers))]),
    )


def _tokenise(text: str, offset: int) -> _Tokens:
    words: list[str] = []
    lowers: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    tags: list[str] = []
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        token = found.group()
        word, lower, dropped, tag = _word(token)
        if token == "'" and words and words[-1].endswith("s"):
            tag = "POS"
        words.append(word)
        lowers.append(lower)
        starts.append(offset + start)
        ends.append(offset + end - dropped)
        tags.append(tag)
    size = len(words)
    if "JJ" in tags:
        for i, tag in enumerate(tags):
            if tag == "JJ" and (i + 1 == size or tags[i + 1] in _NO_NOUN):
                tags[i] = "NN"  # "a US official"
    return _Tokens(words, lowers, starts, ends, tags, ["dep"] * size, [0] * size)


@lru_cache(maxsize=65536)
def _word(token: str) -> tuple[str, str, int, str]:
    """A token as a word, in lower case too, how many characters it lost at its end, and its tag."""
    dot = (
        token[-1] == "." and len(token) > 2 and token.count(".") == 1 and token.lower() not in _ABBREVIATIONS
    )
    word = (token[:-1] if dot else token).replace("’", "'")
    return word, word.lower(), int(dot), _tag(word)


def _tag(word: str) -> str:
    lower = word.lower()
    tag = _CLASSES.get(lower)
    if tag is not None and word != "New" and (tag != "PRP" or not word.isupper() or len(word) == 1):
        return tag  # a capital New begins a name: New York
    first = word[0]
    if not first.isalnum():
        return "HYPH" if word in "-–" else ","
    if first.isdigit() and (not word[-1].isalpha() or lower.endswith(_ORDINALS)):
        return "JJ" if word[-1].isalpha() else "CD"
    plural = lower in _PLURALS or (lower[-1] == "s" and not lower.endswith(("ss", "us", "is")))
    if first.isupper() or first.isdigit():
        return "NNPS" if plural and not word.isupper() else "NNP"
    return "NNS" if plural else "NN"


_ORDINALS = ("st", "nd", "rd", "th")
_NO_NOUN = frozenset({"IN", ",", "POS", "CC"})
_ADJECTIVES = frozenset(
    {
        "armed", "current", "former", "heavily", "largest", "new", "official", "prominent", "retired", "senior",
    }
)  # fmt: skip
_CLASSES = {
    word: tag
    for words, tag in (
        (_ADJECTIVES, "JJ"),
        (frozenset({"and", "or", "&"}), "CC"),
        (_NUMBERS, "CD"),
        (_POSSESSIVES, "PRP$"),
        (_PRONOUNS, "PRP"),
        (PREPOSITIONS, "IN"),
        (_DETERMINERS, "DT"),
        (frozenset({"'s"}), "POS"),
    )
    for word in words
}


def _hang(tokens: _Tokens) -> None:
    """Labels and heads: segments between prepositions and commas, each hung on a segment before it."""
    tags, deps, heads = tokens.tags, tokens.deps, tokens.heads
    main: int | None = None  # head of the string; what follows a comma goes back to it
    last: int | None = None  # head of the segment before; what follows a preposition goes there
    for first, end, opener in _segments(tags):
        head = _segment_head(tags, first, end)
        if main is None or last is None:
            deps[head], heads[head] = "ROOT", head
            main = head
        elif opener is not None and tags[opener] == "IN":
            deps[opener], heads[opener] = "prep", last
            deps[head], heads[head] = "pobj", opener
        else:
            joined = opener is not None and tags[opener] == "CC"
            deps[head], heads[head] = "conj" if joined else "appos", main
        if opener is not None and deps[opener] == "dep":
            deps[opener], heads[opener] = "punct", main
        _fill(tokens, first, end, head)
        last = head


def _segments(tags: list[str]) -> list[tuple[int, int, int | None]]:
    """Stretches [first, end) and the preposition, comma or conjunction that opens each."""
    out: list[tuple[int, int, int | None]] = []
    first, opener = 0, None
    for i, tag in enumerate(tags):
        if tag in {"IN", ","} or (tag == "CC" and i > 0 and tags[i - 1] in {"NNS", "NNPS"}):
            if i > first:
                out.append((first, i, opener))
            first, opener = i + 1, i
    if len(tags) > first:
        out.append((first, len(tags), opener))
    return out


def _segment_head(tags: list[str], first: int, end: int) -> int:
    for i in range(end - 1, first - 1, -1):
        if tags[i] in _NOUNS:
            return i
    return end - 1


def _fill(tokens: _Tokens, first: int, end: int, head: int) -> None:
    tags, deps, heads = tokens.tags, tokens.deps, tokens.heads
    owned = "POS" in tags[first:end]
    for i in range(first, end):
        if i == head:
            continue
        tag = tags[i]
        heads[i] = head
        possessor = owned and i + 1 < end and tags[i + 1] == "POS"
        deps[i] = "poss" if possessor or tag == "PRP$" else _DEPS.get(tag, "compound")
        if tag == "HYPH" and _is_tight(tokens, i):
            deps[i] = "compound"  # punctuation would end the phrase: "Saxony-Anhalt police"
        if tag == "POS":
            heads[i] = i - 1 if i > first else head
        elif owned and tag in _NOUNS and not possessor:
            owner = _owner(tags, i, end)
            if owner is not None and owner != i:
                heads[i] = owner


def _is_tight(tokens: _Tokens, i: int) -> bool:
    """Whether a hyphen stands between two words without a space on either side."""
    inside = 0 < i < len(tokens.words) - 1
    return inside and tokens.ends[i - 1] == tokens.starts[i] and tokens.ends[i] == tokens.starts[i + 1]


def _owner(tags: list[str], i: int, end: int) -> int | None:
    """The possessor that a noun before "'s" belongs to: "Puerto Rico's governor"."""
    for j in range(i, end - 1):
        if tags[j + 1] == "POS":
            return j
    return None


_DEPS = {"DT": "det", "JJ": "amod", "CD": "nummod", "POS": "case", "HYPH": "punct", "CC": "cc", ",": "punct"}
