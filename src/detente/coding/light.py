"""A light reading of short actor strings ("the Mongolian President"), where parsing would cost more than it tells.

Tokens by white space and punctuation, tags by form, and a flat tree: the last noun before a preposition or a comma is the head.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.coding.layers import Sentence

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|['’]s\b|\d[\d,.]*(?!\w)|\w+(?:['’](?!s\b)\w+)*\.?(?=\s|$)|\w+(?:['’](?!s\b)\w+)*|[^\w\s]"
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
_PREPOSITIONS = frozenset(
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
class _Token:
    word: str
    start: int
    end: int
    tag: str
    dep: str = "dep"
    head: int = 0


def light_sentence(text: str, index: int = 0, offset: int = 0) -> Sentence:
    """A string as a sentence with guessed tags and a flat tree. Offsets begin at ``offset``."""
    tokens = _tokenise(text)
    if tokens:
        _hang(tokens)
    words = tuple(t.word for t in tokens)
    lowers = tuple(word.lower() for word in words)
    heads = tuple(t.head for t in tokens)
    below: list[list[int]] = [[] for _ in tokens]
    for i, head in enumerate(heads):
        if head != i:
            below[head].append(i)
    return Sentence(
        index=index,
        paragraph=index,
        start=offset,
        end=offset + len(text),
        words=words,
        lowers=lowers,
        lemmas=lowers,
        tags=tuple(t.tag for t in tokens),
        deps=tuple(t.dep for t in tokens),
        heads=heads,
        starts=tuple(offset + t.start for t in tokens),
        ends=tuple(offset + t.end for t in tokens),
        children=tuple(tuple(b) for b in below),
    )


def _tokenise(text: str) -> list[_Token]:
    out: list[_Token] = []
    before = ""
    for found in _TOKEN.finditer(text):
        word, end = found.group(), found.end()
        if word[-1] == "." and len(word) > 2 and word.count(".") == 1 and word.lower() not in _ABBREVIATIONS:
            word, end = word[:-1], end - 1
        tag = _tag(word, before)
        out.append(_Token(word.replace("’", "'"), found.start(), end, tag))
        before = word
    for i, token in enumerate(out):
        if token.tag == "JJ" and (i + 1 == len(out) or out[i + 1].tag in _NO_NOUN):
            token.tag = "NN"  # "a US official"
    return out


def _tag(word: str, before: str) -> str:
    lower = word.lower()
    tag = _CLASSES.get(lower)
    if tag is not None and (tag != "PRP" or not word.isupper() or len(word) == 1):
        return tag
    if word == "'" and before.endswith("s"):
        return "POS"
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
        (_PREPOSITIONS, "IN"),
        (_DETERMINERS, "DT"),
        (frozenset({"'s", "’s"}), "POS"),
    )
    for word in words
}


def _hang(tokens: list[_Token]) -> None:
    """Labels and heads: segments between prepositions and commas, each hung on a segment before it."""
    main: int | None = None  # head of the string; what follows a comma goes back to it
    last: int | None = None  # head of the segment before; what follows a preposition goes there
    for first, end, opener in _segments(tokens):
        head = _segment_head(tokens, first, end)
        if main is None or last is None:
            tokens[head].dep, tokens[head].head = "ROOT", head
            main = head
        elif opener is not None and tokens[opener].tag == "IN":
            tokens[opener].dep, tokens[opener].head = "prep", last
            tokens[head].dep, tokens[head].head = "pobj", opener
        else:
            joined = opener is not None and tokens[opener].tag == "CC"
            tokens[head].dep, tokens[head].head = "conj" if joined else "appos", main
        if opener is not None and tokens[opener].dep == "dep":
            tokens[opener].dep, tokens[opener].head = "punct", main
        _fill(tokens, first, end, head)
        last = head


def _segments(tokens: list[_Token]) -> list[tuple[int, int, int | None]]:
    """Stretches [first, end) and the preposition, comma or conjunction that opens each."""
    out: list[tuple[int, int, int | None]] = []
    first, opener = 0, None
    for i, token in enumerate(tokens):
        plural_before = token.tag == "CC" and i > 0 and tokens[i - 1].tag in {"NNS", "NNPS"}
        if token.tag in {"IN", ","} or plural_before:
            if i > first:
                out.append((first, i, opener))
            first, opener = i + 1, i
    out.append((first, len(tokens), opener))
    return [segment for segment in out if segment[1] > segment[0]]


def _segment_head(tokens: list[_Token], first: int, end: int) -> int:
    return next((i for i in range(end - 1, first - 1, -1) if tokens[i].tag in _NOUNS), end - 1)


def _fill(tokens: list[_Token], first: int, end: int, head: int) -> None:
    for i in range(first, end):
        if i == head:
            continue
        token = tokens[i]
        token.head = head
        possessor = i + 1 < end and tokens[i + 1].tag == "POS"
        token.dep = "poss" if possessor or token.tag == "PRP$" else _DEPS.get(token.tag, "compound")
        if token.tag == "POS":
            token.head = i - 1 if i > first else head
        elif token.tag in _NOUNS and not possessor:
            owner = _owner(tokens, i, end)
            if owner is not None and owner != i:
                token.head = owner


def _owner(tokens: list[_Token], i: int, end: int) -> int | None:
    """The possessor that a noun before "'s" belongs to: "Puerto Rico's governor"."""
    for j in range(i, end - 1):
        if tokens[j + 1].tag == "POS":
            return j
    return None


_DEPS = {"DT": "det", "JJ": "amod", "CD": "nummod", "POS": "case", "HYPH": "punct", "CC": "cc", ",": "punct"}
