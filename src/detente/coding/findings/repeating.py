"""Repetition: a statement that the report tells again in other words, as rewriting software does."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from detente.coding.findings.making import defect
from detente.coding.findings.scene import Scene
from detente.coding.layers import Sentence
from detente.record.enums import DefectKind
from detente.record.types import Defect

_LEAST = 5  # content words of a sentence that is compared
_SHARED = 0.72  # share of the shorter one's content words that the longer has
_SIZE = 0.55  # … and how long the shorter one is at least


def repetitions(scene: Scene) -> Iterator[Defect]:
    """One defect for each sentence that says what an earlier one said."""
    contents = [frozenset(words) for words in scene.content]
    told: set[int] = set()
    for i, j in combinations(range(len(contents)), 2):
        if j in told or not _alike(contents[i], contents[j]):
            continue
        a, b = scene.reading.sentences[i], scene.reading.sentences[j]
        if _same_numbers(a, b) and _same_people(scene, a, b):
            told.add(j)
            why = f"This says again what “{_short(scene.surface((a.start, a.end)))}” has said before."
            yield defect(scene, DefectKind.REPETITION, (b.start, b.end), why)


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    small, large = sorted((len(a), len(b)))
    return small >= _LEAST and small >= _SIZE * large and len(a & b) >= _SHARED * small


def _same_numbers(a: Sentence, b: Sentence) -> bool:
    """Whether neither has a number that the other lacks: figures in a row are no repetition."""
    return _numbers(a) == _numbers(b)


def _numbers(s: Sentence) -> frozenset[str]:
    return frozenset(s.lowers[i] for i, tag in enumerate(s.tags) if tag == "CD")


def _same_people(scene: Scene, a: Sentence, b: Sentence) -> bool:
    """Whether both name the same names, as far as names stand in both."""
    x, y = _names(scene, a), _names(scene, b)
    return not x or not y or x <= y or y <= x


def _names(scene: Scene, s: Sentence) -> frozenset[str]:
    return frozenset(
        who[0] if (who := scene.who(s.index, i)) else s.lowers[i]
        for i, tag in enumerate(s.tags)
        if tag == "NNP"
    )


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:77].rsplit(' ', 1)[0]} …"
