"""Quotation marks of a text, paired: what stands between marks, whatever marks they are and however broken.

Marks are read in the report's own text, before any straightening: direction is evidence, and where it lies (“broken copy“) the
neighbouring characters decide. Apostrophes ("Russia's", "don't", "the '80s", "the workers' demands") are never marks. The text
is not changed: a displaced mark ("were’ready") only opens a stretch at the place where it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import Enum

from detente.record.types import Span

_DOUBLE = '“”„‟"＂«»″'
_SINGLE = "‘’‚‛'`´‹›"
_MARK = re.compile(r"``|''|’’|‘‘|[“”„‟\"＂«»″‘’‚‛'`´‹›]")
_OPEN_ONLY = frozenset({"“", "„", "‟", "«", "``", "‘‘", "‘", "‚", "‛", "‹"})
_CLOSE_ONLY = frozenset({"”", "»", "’’", "’", "›"})
_BEFORE_OPEN = frozenset("([{-–—―/:;,=\u00a0…")
_ELIDED = re.compile(
    r"(?:\d0s|\d\d\b(?!\s*(?:%|per|percent|million|billion))|em|til|tis|twas|cause|bout|n|round)\b", re.I
)
_LOWER_WORD = re.compile(r"(?:^|(?<=[\s\"“(]))[a-z]+$")
_SHORT_BEFORE = frozenset(
    {"a", "at", "to", "of", "in", "on", "by", "as", "is", "no", "so", "we", "he", "it", "an", "or", "be"}
)
_LONGEST_SCARE = 400  # an unclosed single mark farther from its closer than this is an apostrophe


class Role(Enum):
    """What a mark does at its place, as far as its shape and neighbours tell."""

    OPEN = "open"
    CLOSE = "close"
    EITHER = "either"
    APOSTROPHE = "apostrophe"


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark: offsets, whether it is a double one, and its role."""

    start: int
    end: int
    double: bool
    role: Role
    possessive: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch in marks. ``start``/``end`` bound the content without the marks; ``left``/``right`` take the marks in.

    ``closed`` is False where no closing mark was found: the stretch then runs to the end of its paragraph. ``depth`` is 0 outside
    any other stretch.
    """

    start: int
    end: int
    left: int
    right: int
    closed: bool
    depth: int

    @property
    def content(self) -> Span:
        """The span without the marks."""
        return self.start, self.end


def marked(text: str, start: int, end: int) -> list[Marked]:
    """All stretches in marks in one paragraph ``text[start:end]``, in order of their opening marks."""
    marks = [_read(text, found, start, end) for found in _MARK.finditer(text, start, end)]
    marks = [mark for mark in marks if mark.role is not Role.APOSTROPHE]
    if not marks:
        return []
    doubles = _pair(text, [m for m in marks if m.double], end)
    singles = _pair(text, _without_possessives([m for m in marks if not m.double]), end)
    return _nested(_consistent(doubles, singles))


def _read(text: str, found: re.Match[str], start: int, end: int) -> Mark:
    """The mark with its role."""
    surface, at, stop = found.group(), found.start(), found.end()
    before = text[at - 1] if at > start else " "
    after = text[stop] if stop < end else " "
    if len(surface) == 2 or surface in _DOUBLE:
        return Mark(at, stop, True, _double_role(surface, before, after))
    role = _single_role(text, at, stop, before, after)
    possessive = (
        role is Role.CLOSE and before in "sz" and after == " " and text[stop + 1 : stop + 2].isalpha()
    )
    return Mark(at, stop, False, role, possessive)


def _double_role(surface: str, before: str, after: str) -> Role:
    opens = _opens(before, after)
    closes = not before.isspace() and not after.isalnum()
    if surface in {'"', "＂", "''", "″"} and before.isdigit() and not after.isalnum():
        return Role.CLOSE
    if opens and not closes:
        return Role.OPEN
    if closes and not opens:
        return Role.CLOSE
    if surface in _OPEN_ONLY:
        return Role.OPEN
    return Role.CLOSE if surface in _CLOSE_ONLY else Role.EITHER


def _single_role(text: str, at: int, stop: int, before: str, after: str) -> Role:
    if before.isalnum() and after.isalnum():
        return Role.EITHER if _displaced(text, at, stop) else Role.APOSTROPHE
    if _opens(before, after):
        return Role.APOSTROPHE if _ELIDED.match(text, stop) else Role.OPEN
    if not before.isspace() and not after.isalnum():
        return Role.CLOSE
    return Role.OPEN if text[at] in _OPEN_ONLY else Role.EITHER if before.isalnum() else Role.APOSTROPHE


def _opens(before: str, after: str) -> bool:
    return (
        (before.isspace() or before in _BEFORE_OPEN or before in _DOUBLE or before in _SINGLE)
        and not after.isspace()
        and (after.isalnum() or after in "([$£€#@….-—" or after in _DOUBLE or after in _SINGLE)
    )


def _displaced(text: str, at: int, stop: int) -> bool:
    """Whether a mark between letters lost its space: both sides are plain lower-case words, unlike "Sana'a" or "they've"."""
    if not re.match(r"[a-z]{3}", text[stop : stop + 3]):
        return False
    word = _LOWER_WORD.search(text[max(0, at - 24) : at])
    return word is not None and (len(word.group()) >= 3 or word.group() in _SHORT_BEFORE)


def _without_possessives(marks: list[Mark]) -> list[Mark]:
    """Without plural possessives: "the workers' demands" in a quote that a later mark closes, or outside any quote."""
    out: list[Mark] = []
    is_open = False
    for i, mark in enumerate(marks):
        follows = marks[i + 1].role if i + 1 < len(marks) else None
        if mark.possessive and (not is_open or follows in {Role.CLOSE, Role.EITHER}):
            continue
        is_open = mark.role is Role.OPEN or (mark.role is Role.EITHER and not is_open)
        out.append(mark)
    return out


def _pair(text: str, marks: list[Mark], end: int) -> list[Marked]:
    """Stretches between marks of one sort. A second opening mark before any closing one leaves the first unclosed, but for
    one pair inside another: “he calls it “hell” and stays”."""
    out: list[Marked] = []
    opening: Mark | None = None
    inner: Mark | None = None
    for n, mark in enumerate(marks):
        if inner is not None:
            out.append(_stretch(text, inner.start, inner.end, mark.start, mark.end))
            inner = None
        elif opening is not None and _is_inner(marks[n : n + 3]):
            inner = mark
        elif mark.role is Role.OPEN or (mark.role is Role.EITHER and opening is None):
            if opening is not None:
                out.append(_unclosed(text, opening, mark.start))
            opening = mark
        elif opening is not None:
            out.append(_stretch(text, opening.start, opening.end, mark.start, mark.end))
            opening = None
    if opening is not None:
        out.append(_unclosed(text, opening, end))
    return [stretch for stretch in sorted(out, key=_left) if stretch.start < stretch.end]


def _is_inner(marks: list[Mark]) -> bool:
    """Whether a mark opens and the next two close."""
    return [mark.role for mark in marks] == [Role.OPEN, Role.CLOSE, Role.CLOSE]


def _left(stretch: Marked) -> int:
    return stretch.left


def _stretch(text: str, left: int, start: int, end: int, right: int) -> Marked:
    start, end = trim(text, start, end)
    return Marked(start, end, left, right, True, 0)


def _unclosed(text: str, opening: Mark, limit: int) -> Marked:
    start, end = trim(text, opening.end, limit)
    return Marked(start, end, opening.start, end, False, 0)


def trim(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _consistent(doubles: list[Marked], singles: list[Marked]) -> list[Marked]:
    """Both sorts together. Single marks yield: an unclosed one is kept only where no double quotation follows in its reach."""
    out = list(doubles)
    for single in singles:
        first = bisect_right(doubles, single.left, key=lambda double: double.right)
        near = doubles[first : bisect_left(doubles, single.right, key=lambda double: double.left)]
        crossing = any(_cross(single, double) for double in near)
        far = (
            single.closed
            and single.end - single.start > _LONGEST_SCARE
            and any(single.left < double.left for double in near)
        )
        if not crossing and not far:
            out.append(single)
    return sorted(out, key=lambda stretch: (stretch.left, -stretch.right))


def _cross(a: Marked, b: Marked) -> bool:
    if not a.closed and (b.left <= a.left < b.right or a.left < b.left < a.right):
        return True
    return a.left < b.left < a.right < b.right or b.left < a.left < b.right < a.right


def _nested(stretches: list[Marked]) -> list[Marked]:
    out: list[Marked] = []
    around: list[Marked] = []
    for s in stretches:
        while around and around[-1].right <= s.left:
            around.pop()
        out.append(Marked(s.start, s.end, s.left, s.right, s.closed, len(around)))
        around.append(s)
    return out
