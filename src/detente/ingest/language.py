"""Which language a text is in (py3langid: naive Bayes over byte n-grams, probabilities tempered by length)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

_SAMPLE = 5_000
"""Characters that are judged. More never changed a verdict on news text and costs time in proportion."""

_WORD = re.compile(r"[^\W\d_]+")


class Verdict(NamedTuple):
    """The likeliest language (ISO 639 code), its probability, and whether text and probability suffice to rely on it."""

    code: str
    probability: float
    confident: bool


def judge(text: str, min_words: int, min_confidence: float) -> Verdict:
    """The language of the beginning of ``text``; never confident on fewer than ``min_words`` words."""
    sample = text[:_SAMPLE]
    code, probability = _identifier().classify(sample)
    enough = len(_WORD.findall(sample)) >= min_words
    return Verdict(code, probability, enough and probability >= min_confidence)


def language_name(code: str) -> str:
    """English name of a language, or the code where the table has none."""
    return _names().get(code, code)


def unknown_languages(codes: Sequence[str]) -> list[str]:
    """One message for each code that the identifier does not know, with the nearest codes and names."""
    from difflib import get_close_matches

    names = _names()
    words = {**{name.lower(): f"{code} ({name})" for code, name in names.items()}}
    words.update({code: f"{code} ({name})" for code, name in names.items()})
    faults = []
    for code in codes:
        if code not in names:
            near = ", ".join(words[word] for word in get_close_matches(code.lower(), words, n=3))
            hint = f"; near: {near}" if near else ""
            faults.append(f"unknown language {code!r}, expected an ISO 639 code such as en{hint}")
    return faults


@lru_cache(maxsize=1)
def _identifier() -> _Identifier:
    from py3langid import langid

    return _Identifier(langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True))


class _Identifier:
    """py3langid's model behind the one question asked of it."""

    def __init__(self, model: object) -> None:
        self._classify = model.classify  # type: ignore[attr-defined]

    def classify(self, text: str) -> tuple[str, float]:
        """Code and probability of the likeliest language."""
        code, probability = self._classify(text)
        return str(code), float(probability)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    from detente.record.tables import Faults, read_table, text

    faults = Faults()
    path = Path(__file__).parent / "data" / "languages.tsv"
    table = read_table(path, (text("code"), text("name")), lambda code, name: (code, name), faults)
    faults.raise_all()
    return dict(table.rows)
