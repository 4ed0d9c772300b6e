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
_WORDS = 3  # content words that two sentences must share beside names and days
_NOT = frozenset(
    {
        "not",
        "n't",
        "no",
        "never",
        "nobody",
        "nothing",
        "none",
        "neither",
        "nor",
        "without",
        "deny",
        "denied",
        "denies",
    }
)
_SHARED = 0.72  # share of the shorter one's content words that the longer has
_SIZE = 0.55  # … and how long the shorter one is at least


def repetitions(scene: Scene) -> Iterator[Defect]:
    """One defect for each sentence that says what an earlier one said."""
    words = [_plain_words(scene, s) for s in scene.reading.sentences]
    whole = [some | _anchors(scene, s) for some, s in zip(words, scene.reading.sentences, strict=True)]
    told: set[int] = set()
    for i, j in combinations(range(len(words)), 2):
        if j in told or len(words[i] & words[j]) < _WORDS or not _alike(whole[i], whole[j]):
            continue
        a, b = scene.reading.sentences[i], scene.reading.sentences[j]
        if _same_numbers(a, b) and _same_people(scene, a, b) and _same_voice(scene, a, b):
            told.add(j)
            why = f"This says again what “{_short(scene.surface((a.start, a.end)))}” has said before."
            yield defect(scene, DefectKind.REPETITION, (b.start, b.end), why)


def _plain_words(scene: Scene, s: Sentence) -> frozenset[str]:
    """Concepts of a sentence's words that are no names and no times."""
    times = scene.time_tokens(s)
    plain = [i for i in range(len(s)) if s.tags[i] != "NNP" and i not in times]
    return frozenset(scene.concepts.content(s, plain))


def _anchors(scene: Scene, s: Sentence) -> frozenset[str]:
    """Whom a sentence names, whatever the words, and the days it speaks of."""
    who = {e for i in range(len(s)) for e in scene.who(s.index, i)}
    return frozenset(who | {time.value for time in scene.times_in(s)})


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    small, large = sorted((len(a), len(b)))
    return small >= _LEAST and small >= _SIZE * large and len(a & b) >= _SHARED * small


def _same_voice(scene: Scene, a: Sentence, b: Sentence) -> bool:
    """Whether both are said by one, or one by nobody; and neither denies what the other says."""
    if bool(_NOT & set(a.lowers)) != bool(_NOT & set(b.lowers)):
        return False
    voices = [
        {q.speaker for q in scene.reading.quotes if q.start < s.end and s.start < q.end} - {None}
        for s in (a, b)
    ]
    return not voices[0] or not voices[1] or bool(voices[0] & voices[1])


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
