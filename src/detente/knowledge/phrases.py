"""Role phrases and titles: the longest that ends at a noun, or begins at a word."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from detente.knowledge.entries import RoleNoun, RoleNounMatch, Title, TitleMatch
from detente.knowledge.text import fold, keys

_LINKS = frozenset({"of", "for", "in", "to", "at", "general"})
_AFTER = ">"
_WITHOUT_PLURAL = frozenset({"m", "p"})


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A role phrase around its head: the words before it, nearest first, and those behind it."""

    words: tuple[str, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]
    noun: str


@dataclass(frozen=True, slots=True)
class RoleNouns:
    """Role phrases by each word that a parser may take for their head, and by the word beside it (see _beside), longest first.

    Without the second key, each "minister" would be held against some hundreds of phrases.
    """

    nouns: Mapping[str, RoleNoun]
    by_head: Mapping[str, Mapping[str, tuple[_Phrase, ...]]]
    forms: Callable[[str], tuple[str, ...]]
    reach: int

    def match(self, lowers: Sequence[str], head: int) -> RoleNounMatch | None:
        """The longest role phrase around the head, in the singular or plural; None where there is none."""
        forms = self.forms(lowers[head])
        if not forms:
            return None  # most names end here
        word = fold(lowers[head])
        left, before = _words_from(lowers, head, -1, self.reach) if head else _NO_WORDS
        right, behind = _words_from(lowers, head, 1, self.reach) if head + 1 < len(lowers) else _NO_WORDS
        for form in forms:
            for phrase in _around(self.by_head[form], left, right):
                before_it, behind_it = len(phrase.left), len(phrase.right)
                if left[:before_it] == phrase.left and right[:behind_it] == phrase.right:
                    noun = self.nouns[phrase.noun]
                    if form != word and noun.number in _WITHOUT_PLURAL:
                        continue
                    first = before[before_it - 1] if before_it else head
                    last = behind[behind_it - 1] if behind_it else head
                    return RoleNounMatch(first, last + 1, noun, form != word or noun.number == "p")
        return None


_NO_WORDS: tuple[tuple[str, ...], tuple[int, ...]] = ((), ())


def _around(
    phrases: Mapping[str, tuple[_Phrase, ...]], left: tuple[str, ...], right: tuple[str, ...]
) -> Sequence[_Phrase]:
    """Those of the phrases with one head that have one of the words beside it, longest first."""
    some = [phrases.get(left[0])] if left else []
    if right:
        some.append(phrases.get(_AFTER + right[0]))
    found = [*filter(None, some), *filter(None, [phrases.get("")])]
    if len(found) == 1:
        return found[0]
    return sorted([phrase for phrases in found for phrase in phrases], key=_longest_first)


@dataclass(frozen=True, slots=True)
class _Forms:
    """The heads that a word may be, in the singular or plural: itself first."""

    heads: frozenset[str]
    irregular: MappingProxyType[str, str]

    def __call__(self, lower: str) -> tuple[str, ...]:
        word = fold(lower)
        forms = _regular(word)
        irregular = self.irregular.get(word)
        if irregular is not None:
            forms = [word, irregular, *forms[1:]]
        return tuple([form for form in forms if form in self.heads])


def _regular(word: str) -> list[str]:
    """The word, and what it may be the regular plural of."""
    forms = [word]
    if word.endswith("men"):
        forms.append(word[:-2] + "an")
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if word.endswith("es"):
        forms.append(word[:-2])
    if word.endswith("s") and not word.endswith("ss"):
        forms.append(word[:-1])
    return forms


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles, which one some folded ``words`` are, and ``reach``: the most words that a title with a first word has."""

    titles: Mapping[str, Title]
    words: MappingProxyType[tuple[str, ...], str]
    reach: MappingProxyType[str, int]

    def match(self, lowers: Sequence[str], start: int) -> TitleMatch | None:
        """The longest title that begins at the token; None where there is none."""
        first = fold(lowers[start])
        reach = self.reach.get(first)
        if reach is None:
            return None
        behind, at = _words_from(lowers, start, 1, reach - 1)
        for size in range(len(behind), -1, -1):
            title = self.words.get((first, *behind[:size]))
            if title is not None:
                last = (at[size - 1] if size else start) + 1
                return TitleMatch(start, last, self.titles[title])
        return None


def build_role_nouns(nouns: Mapping[str, RoleNoun], irregular: MappingProxyType[str, str]) -> RoleNouns:
    """The index of the role nouns. A phrase is filed under the noun before its first preposition and under its last word."""
    filed: dict[str, list[_Filed]] = {}
    reach = 0
    for noun, folded in zip(nouns, keys([*nouns]), strict=True):
        words = folded.split(" ")
        last = len(words) - 1
        head = _head(words) if last else 0
        filed.setdefault(words[head], []).append((noun, words, head))
        if head != last:
            filed.setdefault(words[last], []).append((noun, words, last))
        reach = max(reach, last)
    forms = _Forms(frozenset(filed), irregular)
    return RoleNouns(nouns, _Phrases(filed), lru_cache(maxsize=65536)(forms), reach)


_Filed = tuple[str, list[str], int]
"""A role noun, its folded words, and which of them is the head that it is filed under."""


class _Phrases(dict[str, Mapping[str, tuple[_Phrase, ...]]]):
    """The phrases of each head by the word beside it, put in order when a head is first met."""

    def __init__(self, filed: Mapping[str, Sequence[_Filed]]) -> None:
        super().__init__()
        self._filed = filed

    def __missing__(self, head: str) -> Mapping[str, tuple[_Phrase, ...]]:
        around: dict[str, list[_Phrase]] = {}
        for noun, words, at in self._filed[head]:
            phrase = _Phrase(tuple(words), tuple(words[:at][::-1]), tuple(words[at + 1 :]), noun)
            around.setdefault(_beside(words, at), []).append(phrase)
        found = {beside: tuple(sorted(phrases, key=_longest_first)) for beside, phrases in around.items()}
        self[head] = found
        return found


def _beside(words: Sequence[str], head: int) -> str:
    """The word before a phrase's head, else the one behind it, marked as such; empty for a single word."""
    if head > 0:
        return words[head - 1]
    return _AFTER + words[1] if len(words) > 1 else ""


def _words_from(
    lowers: Sequence[str], at: int, step: int, most: int
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The folded words on one side of a token, nearest first, and where they stand; hyphens between them are passed over."""
    words: list[str] = []
    places: list[int] = []
    at += step
    while 0 <= at < len(lowers) and len(words) < most:
        if word := fold(lowers[at]):
            words.append(word)
            places.append(at)
        at += step
    return tuple(words), tuple(places)


def build_titles(titles: Mapping[str, Title]) -> Titles:
    """The index of the titles. Of two with the same folded words the first of the table is kept."""
    known: dict[tuple[str, ...], str] = {}
    reach: dict[str, int] = {}
    for title, folded in zip(titles, keys([*titles]), strict=True):
        words = tuple(folded.split(" "))
        known.setdefault(words, title)
        reach[words[0]] = max(reach.get(words[0], 0), len(words))
    return Titles(titles, MappingProxyType(known), MappingProxyType(reach))


def _longest_first(phrase: _Phrase) -> tuple[int, tuple[str, ...]]:
    return -len(phrase.words), phrase.words


def _head(words: Sequence[str]) -> int:
    return next((i - 1 for i, word in enumerate(words) if i and word in _LINKS), len(words) - 1)
