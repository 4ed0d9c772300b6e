"""Whole paragraphs that are somebody's words without marks: turns of a transcript, and what a colon announces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from detente.coding.layers import Sentence
from detente.coding.quotes.cues import Cue
from detente.record.types import Span

_LABEL = re.compile(r"[\s\"“]*(?:(Q|A|Question|Answer)|([A-Z][A-Z.'’-]*[A-Z](?: [A-Z.'’-]+){0,3})): (?=\S)")
_FEWEST_TURNS = 2  # one line that begins with capitals and a colon may be a heading
_MARKS = "“\"‘'„«`"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph's words, who says them (a token), and the cue that announces them, where there is one."""

    span: Span
    speaker: tuple[int, int] | None
    cue: Cue | None


def turns(text: str, sentences: tuple[Sentence, ...]) -> dict[int, Block]:
    """The turns of a transcript ("MINISTER: We agreed.", "Q: When?") by paragraph; empty where there is none."""
    if ": " not in text:
        return {}
    found: dict[int, Block] = {}
    for number, group in groupby(sentences, key=_paragraph):
        members = list(group)
        label = _LABEL.match(text, members[0].start, members[-1].end)
        if label is None:
            continue
        name = None if label.start(2) < 0 else _token(members[0], label.end(2))
        found[number] = Block((label.end(), members[-1].end), name, None)
    return found if len(found) >= _FEWEST_TURNS else {}


def announced(
    text: str, sentences: tuple[Sentence, ...], cues: tuple[tuple[Cue, ...], ...]
) -> list[tuple[int, Block]]:
    """Paragraphs without marks behind a paragraph that ends in a verb of saying and a colon, with their numbers."""
    out: list[tuple[int, Block]] = []
    for at in range(len(sentences) - 1):
        sentence, following = sentences[at], sentences[at + 1]
        if sentence.words[-1] != ":" or following.paragraph == sentence.paragraph or not cues[at]:
            continue
        cue = cues[at][-1]
        if cue.strength < 3 or not cue.utters or cue.content or text[following.start] in _MARKS:
            continue
        last = at + 1
        while last + 1 < len(sentences) and sentences[last + 1].paragraph == following.paragraph:
            last += 1
        speaker = None if cue.speaker is None else (cue.sentence, cue.speaker)
        out.append((following.paragraph, Block((following.start, sentences[last].end), speaker, cue)))
    return out


def _paragraph(sentence: Sentence) -> int:
    return sentence.paragraph


def _token(sentence: Sentence, end: int) -> tuple[int, int] | None:
    """The token that ends at an offset."""
    return next(((sentence.index, i) for i in range(len(sentence)) if sentence.ends[i] == end), None)
