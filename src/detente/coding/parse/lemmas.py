"""Lemmas by the parser model's own rule tables, a word and tag at a time, so that each pair is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

_CLASSES = {"V": "verb", "N": "noun", "J": "adj", "R": "adv"}
_BASE_TAGS = frozenset({"VB", "VBP", "NN", "JJ", "RB"})
_PROPER = frozenset({"NNP", "NNPS"})


def lemmatiser(tables: Any) -> Callable[[str, str], str]:
    """A function (lower-case word, Penn tag) → lemma, from spaCy's ``lemma_rules``, ``lemma_exc`` and ``lemma_index``."""
    rules, exceptions, listed = (
        tables.get_table(name) for name in ("lemma_rules", "lemma_exc", "lemma_index")
    )
    index = {
        name: frozenset(listed.get(name, ())) for name in _CLASSES.values()
    }  # lists of ten thousands of words

    @lru_cache(maxsize=200_000)
    def lemma(word: str, tag: str) -> str:
        word_class = _CLASSES.get(tag[:1])
        if word_class is None or tag in _PROPER or tag == "RP":
            return word
        known = exceptions.get(word_class, {}).get(word)
        if known:
            return str(known[0])
        if tag in _BASE_TAGS:
            return word
        return _by_rule(word, rules.get(word_class, []), index[word_class])

    return lemma


def _by_rule(word: str, rules: Any, index: Any) -> str:
    """First form that a suffix rule gives and the model's word list knows; else the first form at all; else the word."""
    forms = [word[: len(word) - len(old)] + new for old, new in rules if word.endswith(old)]
    forms = [form for form in forms if form]
    return next((form for form in forms if form in index), forms[0] if forms else word)
