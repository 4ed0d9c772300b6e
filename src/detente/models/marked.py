"""A sentence with an actor, a recipient and a predicate marked, as the network reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

CLS, SEP, MASK = 101, 102, 103
OPEN = {"s": 1, "t": 3, "p": 5}
"""Vocabulary ids that open a mark; each one's successor closes it. The vocabulary keeps these free for such use."""
MARKS = ("s", "t", "p")
LONGEST = 128
"""Most word pieces that are read; what is farthest from the marks is cut away."""

_MARK = re.compile(r"</?([stp])>")

Span = tuple[int, int]


class Pieces(Protocol):
    """Cuts text into word pieces."""

    def __call__(self, text: str) -> list[int]:
        """Ids of a text's word pieces, without any at the ends."""
        ...


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and the half-open spans of its marks: ``s`` the actor, ``t`` the recipient, ``p`` the predicate."""

    text: str
    spans: tuple[tuple[str, Span], ...]

    def span(self, name: str) -> Span | None:
        """The first span of a mark, None where there is none."""
        return next((span for mark, span in self.spans if mark == name), None)

    def without(self, name: str) -> Marked:
        """The same with one mark less."""
        return Marked(self.text, tuple(pair for pair in self.spans if pair[0] != name))


@dataclass(frozen=True, slots=True)
class Encoded:
    """Ids with the marks among them, and where each mark of ``MARKS`` opens (0, the first position, where it is missing)."""

    ids: tuple[int, ...]
    opens: tuple[int, int, int]


def read_marks(text: str) -> Marked:
    """A text with ``<s>``, ``<t>`` and ``<p>`` in it. A mark may stand several times, and inside another.

    ValueError where one is not closed.
    """
    plain: list[str] = []
    spans: list[tuple[str, Span]] = []
    at = length = 0
    opened: list[tuple[str, int]] = []
    for mark in _MARK.finditer(text):
        plain.append(text[at : mark.start()])
        length += mark.start() - at
        at = mark.end()
        name = mark.group(1)
        if mark.group()[1] != "/":
            opened.append((name, length))
        elif opened and opened[-1][0] == name:
            spans.append((name, (opened.pop()[1], length)))
        else:
            raise ValueError(f"</{name}> closes nothing")
    if opened:
        raise ValueError(f"<{opened[-1][0]}> is not closed")
    return Marked("".join([*plain, text[at:]]), tuple(spans))


def encode(marked: Marked, pieces: Pieces) -> Encoded:
    """Word pieces with the marks among them, cut to ``LONGEST``."""
    opening = [(start, 1, -end, name) for name, (start, end) in marked.spans]
    closing = [(end, 0, -start, name) for name, (start, end) in marked.spans]
    ids: list[int] = []
    at = 0
    for place, is_opening, _, name in sorted(opening + closing):
        ids += pieces(marked.text[at:place])
        ids.append(OPEN[name] if is_opening else OPEN[name] + 1)
        at = place
    ids += pieces(marked.text[at:])
    ids = [CLS, *_cut(ids), SEP]
    return Encoded(tuple(ids), tuple(ids.index(OPEN[m]) if OPEN[m] in ids else 0 for m in MARKS))  # type: ignore[arg-type]


def _cut(ids: list[int]) -> list[int]:
    """At most ``LONGEST`` ids around the marks."""
    room = LONGEST - 2
    if len(ids) <= room:
        return ids
    marks = [i for i, piece in enumerate(ids) if 0 < piece <= OPEN["p"] + 1]
    first, last = (marks[0], marks[-1]) if marks else (0, 0)
    start = max(0, min((first + last + 1 - room) // 2, len(ids) - room))
    return ids[start : start + room]
