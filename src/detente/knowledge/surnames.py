"""What a person is called on second mention."""

from __future__ import annotations

from collections.abc import Sequence

from detente.knowledge.names.lexicon import lexicon
from detente.knowledge.text import fold


def surnames(name: str, given: Sequence[str]) -> tuple[str, ...]:
    """The surnames of a person that the table gives; else the last word of the name with and without its particle, the first of
    a family-first name, and nothing for a name of one word."""
    found = given or _by_rule(name)
    if len(found) == 1 and "-" not in found[0]:
        return (found[0],)  # most of them
    return tuple(dict.fromkeys([form for name in found for form in (name, _bare(name)) if form]))


def _by_rule(name: str) -> tuple[str, ...]:
    known = lexicon()
    words = name.split()
    suffixes = known.words["suffix"]
    while len(words) > 1 and fold(words[-1]) in suffixes:
        if words.pop().isupper():
            return ()  # popes and kings have a number and no surname
    if len(words) < 2 or (first := fold(words[0])) in known.words["royal"]:
        return ()
    if first in known.families and first not in known.given and fold(words[1]) not in known.given:
        return (words[0],)
    start = len(words) - 1
    while start > 1 and words[start - 1].islower() and fold(words[start - 1]) in known.words["particle"]:
        start -= 1
    return (words[-1],) if start == len(words) - 1 else (" ".join(words[start:]), words[-1])


def _bare(name: str) -> str:
    """ "al-Assad" as "Assad"; the same name where it has no article."""
    article, hyphen, rest = name.partition("-")
    return rest if hyphen and fold(article) in _ARTICLES and rest[:1].isupper() else name


_ARTICLES = frozenset({"al", "el", "ul", "ad", "as", "ash", "at", "an", "az"})
