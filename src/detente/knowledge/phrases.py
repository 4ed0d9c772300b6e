"""Role phrases and titles: the longest that ends at a noun, or begins at a word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from detente.knowledge.entries import RoleNoun, RoleNounMatch, Title, TitleMatch
from detente.knowledge.text import fold, tokens

_LINKS = frozenset({"of", "for", "in", "to", "at", "general"})
_AFTER = ">"
_WITHOUT_PLURAL = frozenset({"m", "p"})


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A role phrase around its head: the words before it, nearest first, and those behind it."""

    words: tuple[str, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]
    noun: RoleNoun


@dataclass(frozen=True, slots=True)
class RoleNouns:
    """Role phrases by each word that a parser may take for their head, and by the word beside it (see _beside), longest first.

    Without the second key, each "minister" would be held against some hundreds of phrases.
    """

    by_head: MappingProxyType[str, Mapping[str, tuple[_Phrase, ...]]]
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
                noun = phrase.noun
                if form != word and noun.number in _WITHOUT_PLURAL:
                    continue
                before_it, behind_it = len(phrase.left), len(phrase.right)
                if left[:before_it] == phrase.left and right[:behind_it] == phrase.right:
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
    """Titles by their folded words; ``reach`` is the most words that a title beginning with a word has."""

    titles: MappingProxyType[tuple[str, ...], Title]
    reach: MappingProxyType[str, int]

    def match(self, lowers: Sequence[str], start: int) -> TitleMatch | None:
        """The longest title that begins at the token; None where there is none."""
        first = fold(lowers[start])
        reach = self.reach.get(first)
        if reach is None:
            return None
        behind, at = _words_from(lowers, start, 1, reach - 1)
        for size in range(len(behind), -1, -1):
            title = self.titles.get((first, *behind[:size]))
            if title is not None:
                return TitleMatch(start, (at[size - 1] if size else start) + 1, title)
        return None


def build_role_nouns(nouns: Iterable[RoleNoun], irregular: MappingProxyType[str, str]) -> RoleNouns:
    """The index of the role nouns. A phrase is filed under the noun before its first preposition and under its last word."""
    by_head: dict[str, dict[str, list[_Phrase]]] = {}
    reach = 0
    for noun in nouns:
        words = _words(noun.noun)
        last = len(words) - 1
        head = _head(words) if last else 0
        around = by_head.setdefault(words[head], {})
        around.setdefault(_beside(words, head), []).append(_phrase(words, head, noun))
        if head != last:
            around = by_head.setdefault(words[last], {})
            around.setdefault(words[last - 1], []).append(_phrase(words, last, noun))
        reach = max(reach, last)
    ordered = {
        head: {beside: tuple(sorted(found, key=_longest_first)) for beside, found in around.items()}
        for head, around in by_head.items()
    }
    forms = _Forms(frozenset(ordered), irregular)
    return RoleNouns(MappingProxyType(ordered), lru_cache(maxsize=65536)(forms), reach)


def _phrase(words: tuple[str, ...], head: int, noun: RoleNoun) -> _Phrase:
    return _Phrase(words, words[:head][::-1], words[head + 1 :], noun)


def _words(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase; a hyphen parts words, but for one before a digit ("F-16")."""
    return tuple(tokens(phrase))


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


def build_titles(titles: Iterable[Title]) -> Titles:
    """The index of the titles. Of two with the same folded words the first of the table is kept."""
    known: dict[tuple[str, ...], Title] = {}
    reach: dict[str, int] = {}
    for title in titles:
        words = _words(title.title)
        known.setdefault(words, title)
        reach[words[0]] = max(reach.get(words[0], 0), len(words))
    return Titles(MappingProxyType(known), MappingProxyType(reach))


def _longest_first(phrase: _Phrase) -> tuple[int, tuple[str, ...]]:
    return -len(phrase.words), phrase.words


def _head(words: tuple[str, ...]) -> int:
    return next((i - 1 for i, word in enumerate(words) if i and word in _LINKS), len(words) - 1)
