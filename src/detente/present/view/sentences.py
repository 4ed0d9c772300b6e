"""Sentences of a report, numbered from 1. The record holds none, so those that events rest on come first and the rest is cut."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from sentencex import get_sentence_boundaries

from detente.present.view.plain import plain
from detente.record.types import Record, Span

_MARKS = str.maketrans('"“”', "   ")  # the splitter would keep a whole quotation together
_HALVES = re.compile("[\ud800-\udfff]")  # which the splitter cannot read
_CLOSERS = frozenset("\"'”’)]}")


@dataclass(frozen=True, slots=True)
class Sentences:
    """A text and its sentences: spans without outer white space, in order, none empty."""

    text: str
    spans: tuple[Span, ...]

    def number(self, offset: int) -> int:
        """Number, from 1, of the sentence at the offset; between two it is the earlier."""
        return max(1, bisect_right(self.spans, (offset, len(self.text) + 1)))

    def span(self, number: int) -> Span:
        """The span of the sentence with that number."""
        return self.spans[number - 1]

    def surface(self, span: Span) -> str:
        """The text of any span, clean and on one line."""
        return plain(self.text[span[0] : span[1]])


def sentences_of(record: Record) -> Sentences:
    """The report's sentences, such that the evidence of each event is one of them."""
    text = record.report.text
    whole = sorted({_clipped(event.evidence, text) for event in record.events})
    cuts = {0, len(text)}
    cuts.update(_inner_cuts(text))
    for start, end in whole:
        cuts = {cut for cut in cuts if not start < cut < end} | {start, end}
    ends = sorted(cuts)
    pieces = [_stripped(text, start, end) for start, end in pairwise(ends)]
    return Sentences(text, _joined(text, pieces) or ((0, len(text)),))


def _clipped(span: Span, text: str) -> Span:
    return min(span[0], len(text)), min(span[1], len(text))


def _inner_cuts(text: str) -> list[int]:
    """Ends of sentences, closing marks included; none before a lower-case word."""
    hidden = _HALVES.sub(" ", text.translate(_MARKS))
    cuts: list[int] = []
    for found in get_sentence_boundaries("en", hidden):
        end = found["end_index"]
        at = len(hidden[:end].rstrip())
        while at < len(text) and text[at] in _CLOSERS:
            at += 1
        if not hidden[max(at, end) : end + 40].lstrip()[:1].islower():
            cuts.append(at)
    return cuts


def _stripped(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _joined(text: str, pieces: list[Span]) -> tuple[Span, ...]:
    """Pieces without the empty ones; a piece without any letter or figure goes to the one before it."""
    out: list[Span] = []
    for start, end in pieces:
        if start >= end:
            continue
        if out and not any(character.isalnum() for character in text[start:end]):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)
