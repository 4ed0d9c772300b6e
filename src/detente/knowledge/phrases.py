"""Role phrases and titles: the longest that ends at a noun, or begins at a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from detente.knowledge.entries import RoleNoun, RoleNounMatch, Title, TitleMatch
from detente.knowledge.text import fold

_LINKS = frozenset({"of", "for", "in", "to", "at", "general"})
_AFTER = ">"
_WITHOUT_PLURAL = frozenset({"m", "p"})


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    head: int
    noun: RoleNoun


@dataclass(frozen=True, slots=True)
class RoleNouns:
    """Role phrases by each word that a parser may take for their head, and by the word beside it (see _beside), longest first.

    Without the second key, each "minister" would be held against some hundreds of phrases.
    """

    by_head: MappingProxyType[tuple[str, str], tuple[_Phrase, ...]]
    heads: frozenset[str]
    irregular: MappingProxyType[str, str]

    def match(self, lowers: Sequence[str], head: int) -> RoleNounMatch | None:
        """The longest role phrase around the head, in the singular or plural; None where there is none."""
        word = fold(lowers[head])
        forms = [form for form in self._singulars(word) if form in self.heads]
        if not forms:
            return None  # most names end here
        around = (_word(lowers, head, -1), _AFTER + _word(lowers, head, 1), "")
        for form in forms:
            found = [phrase for beside in around for phrase in self.by_head.get((form, beside), ())]
            for phrase in sorted(found, key=_longest_first) if len(found) > 1 else found:
                if form != word and phrase.noun.number in _WITHOUT_PLURAL:
                    continue
                span = _spread(lowers, head, phrase)
                if span is not None:
                    plural = form != word or phrase.noun.number == "p"
                    return RoleNounMatch(*span, phrase.noun, plural)
        return None

    def _singulars(self, word: str) -> tuple[str, ...]:
        """The word, and what it may be the plural of."""
        irregular = self.irregular.get(word)
        if irregular is not None:
            return (word, irregular, *_regular(word)[1:])
        return _regular(word)


@lru_cache(maxsize=16384)
def _regular(word: str) -> tuple[str, ...]:
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
    return tuple(forms)


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles by their first word, longest first."""

    by_first: MappingProxyType[str, tuple[tuple[tuple[str, ...], Title], ...]]

    def match(self, lowers: Sequence[str], start: int) -> TitleMatch | None:
        """The longest title that begins at the token; None where there is none."""
        for words, title in self.by_first.get(fold(lowers[start]), ()):
            last = _walk(lowers, start, words, 1)
            if last is not None:
                return TitleMatch(start, last + 1, title)
        return None


def build_role_nouns(nouns: Iterable[RoleNoun], irregular: MappingProxyType[str, str]) -> RoleNouns:
    """The index of the role nouns. A phrase is filed under the noun before its first preposition and under its last word."""
    by_head: dict[tuple[str, str], list[_Phrase]] = {}
    for noun in nouns:
        words = _words(noun.noun)
        last = len(words) - 1
        head = _head(words) if last else 0
        by_head.setdefault((words[head], _beside(words, head)), []).append(_Phrase(words, head, noun))
        if head != last:
            by_head.setdefault((words[last], words[last - 1]), []).append(_Phrase(words, last, noun))
    ordered = {
        key: tuple(sorted(found, key=_longest_first)) if len(found) > 1 else tuple(found)
        for key, found in by_head.items()
    }
    return RoleNouns(MappingProxyType(ordered), frozenset(word for word, _ in ordered), irregular)


def _words(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase; hyphens part words."""
    return tuple([word for part in phrase.replace("-", " ").split() if (word := fold(part))])


def _beside(words: Sequence[str], head: int) -> str:
    """The word before a phrase's head, else the one behind it, marked as such; empty for a single word."""
    if head > 0:
        return words[head - 1]
    return _AFTER + words[1] if len(words) > 1 else ""


def _word(lowers: Sequence[str], at: int, step: int) -> str:
    """The nearest folded word on one side of a token, empty at the end of the sentence."""
    at += step
    while 0 <= at < len(lowers):
        if word := fold(lowers[at]):
            return word
        at += step
    return ""


def build_titles(titles: Iterable[Title]) -> Titles:
    """The index of the titles."""
    by_first: dict[str, list[tuple[tuple[str, ...], Title]]] = {}
    for title in titles:
        words = _words(title.title)
        by_first.setdefault(words[0], []).append((words, title))
    ordered = {
        word: tuple(sorted(found, key=lambda row: (-len(row[0]), row[0]))) for word, found in by_first.items()
    }
    return Titles(MappingProxyType(ordered))


def _longest_first(phrase: _Phrase) -> tuple[int, tuple[str, ...]]:
    return -len(phrase.words), phrase.words


def _head(words: tuple[str, ...]) -> int:
    return next((i - 1 for i, word in enumerate(words) if i and word in _LINKS), len(words) - 1)


def _spread(lowers: Sequence[str], head: int, phrase: _Phrase) -> tuple[int, int] | None:
    """The tokens [first, last) of the phrase with its head at ``head``; hyphens between its words are passed over."""
    first = _walk(lowers, head, phrase.words[: phrase.head + 1][::-1], -1)
    last = _walk(lowers, head, phrase.words[phrase.head :], 1)
    return None if first is None or last is None else (first, last + 1)


def _walk(lowers: Sequence[str], start: int, words: Sequence[str], step: int) -> int | None:
    """The token of the last word, where the words stand one after another from ``start`` on; its first word is known to fit."""
    at = start
    for word in words[1:]:
        at += step
        while 0 <= at < len(lowers) and not fold(lowers[at]):
            at += step
        if not 0 <= at < len(lowers) or fold(lowers[at]) != word:
            return None
    return at
