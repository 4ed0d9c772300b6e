"""Broken quotations: marks that nothing pairs with, and marks that slipped off their word ("were’ready")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.coding.findings.making import defect
from detente.coding.findings.scene import Scene
from detente.coding.marks import marked
from detente.record.enums import DefectKind
from detente.record.types import Defect, Span

_PARAGRAPH = re.compile(r"\n[ \t]*\n|\n(?=\s)|\n")
_SLIPPED = re.compile(r"(?<![\w])([a-z]{2,})(['’‘\"“”])([a-z]{3,})(?![\w])")
_WRONG_WAY = re.compile(r"(?<=\s)”\w+(?:\s\w+){0,3}|\w+(?:\s\w+){0,2}[,.]?“(?=[\s.,;]|$)")
_DOUBLE_POSSESSIVE = re.compile(r"(\w+)(?:’'|'’|’’|‘’|’‘)s\b")
_DOUBLE = re.compile(r"``|''|[“”„‟\"«»＂]")
_OPENERS = frozenset("“„‟«")
_AROUND = 24
_ELISIONS = frozenset(
    {"ain", "don", "isn", "aren", "wasn", "won", "can", "couldn", "didn", "doesn", "hadn", "hasn", "haven"}
)


def broken_quotations(scene: Scene) -> Iterator[Defect]:
    """One defect for each mark that slipped, and one for each paragraph whose marks do not pair."""
    text = scene.text
    slipped = [*_slipped(scene), *_turned(scene)]
    yield from slipped
    paragraphs = list(_paragraphs(text))
    for number, (start, end) in enumerate(paragraphs):
        if any(start <= found.start < end for found in slipped):
            continue
        span = _unpaired(text, start, end)
        if span is not None and not _goes_on(text, paragraphs, number):
            why = "A quotation mark has no partner in its paragraph: where the quotation begins or ends is not told."
            yield defect(scene, DefectKind.BROKEN_QUOTATION, span, why)


def _slipped(scene: Scene) -> Iterator[Defect]:
    for found in _SLIPPED.finditer(scene.text):
        before, mark, after = found.groups()
        if before in _ELISIONS or after in {"clock"}:
            continue
        if mark in "'’‘" and not _is_word(before):
            continue
        why = f"The quotation mark between “{before}” and “{after}” lost its space, so that the quotation's bounds are unclear."
        yield defect(
            scene, DefectKind.BROKEN_QUOTATION, found.span(), why, f"{before} ‘{after} or {before}’ {after}"
        )


def _is_word(before: str) -> bool:
    """Whether what stands before a single mark is a word, not a particle as in "d'état", "Sana'a"."""
    return len(before) >= 3 or before in {
        "at",
        "to",
        "of",
        "in",
        "on",
        "by",
        "as",
        "is",
        "no",
        "so",
        "we",
        "he",
        "it",
        "an",
        "or",
        "be",
    }


def _turned(scene: Scene) -> Iterator[Defect]:
    """Marks that look the wrong way, in a text that otherwise has both (“so”, not „so“ or ”so”), and two marks in one place."""
    text = scene.text
    if "„" not in text and "“" in text:
        for found in _WRONG_WAY.finditer(text):
            why = "A quotation mark looks the wrong way here: it closes where it should open, or opens where it should close."
            yield defect(scene, DefectKind.BROKEN_QUOTATION, found.span(), why)
    for found in _DOUBLE_POSSESSIVE.finditer(text):
        why = "Two marks stand where one apostrophe is meant."
        yield defect(scene, DefectKind.BROKEN_QUOTATION, found.span(), why, f"{found.group(1)}’s")


def _paragraphs(text: str) -> Iterator[Span]:
    """Paragraphs: by blank or indented lines where the text wraps its lines, else each line."""
    wrapped = re.search(r"\n\s*\n|\n[ \t]+\S", text) is not None
    breaks = re.compile(r"\n[ \t]*\n|\n(?=[ \t]+\S)") if wrapped else re.compile(r"\n")
    start = 0
    for found in breaks.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def _unpaired(text: str, start: int, end: int) -> Span | None:
    """The place of a double mark without partner, with words around it; also where a mark of one sort ends one of another."""
    marks = [m for m in _DOUBLE.finditer(text, start, end) if not _is_inch(text, m)]
    if len(marks) % 2:
        open_ones = [s for s in marked(text, start, end) if not s.closed and text[s.left] not in "'‘’`"]
        at = open_ones[0].left if open_ones else marks[-1].start()
        return _word_around(text, at, start, end)
    singles = [s for s in marked(text, start, end) if not s.closed and text[s.left] == "‘"]
    if singles and text.count("’", start, end) < text.count("‘", start, end):
        return _word_around(text, singles[0].left, start, end)
    return None


def _is_inch(text: str, mark: re.Match[str]) -> bool:
    return mark.group() in {'"', "''"} and mark.start() > 0 and text[mark.start() - 1].isdigit()


def _word_around(text: str, at: int, start: int, end: int) -> Span:
    """The mark with the words beside it."""
    left, right = at, at + 1
    while left > start and at - left < _AROUND and text[left - 1] != " ":
        left -= 1
    while right < end and right - at < _AROUND and (text[right] != " " or right - at < 3):
        right += 1
    return left, right


def _goes_on(text: str, paragraphs: list[Span], number: int) -> bool:
    """Whether the quotation goes on in the next paragraph, which opens with a mark of its own."""
    if number + 1 < len(paragraphs):
        following = text[slice(*paragraphs[number + 1])].lstrip()
        if following[:1] in _OPENERS or following.startswith(('"', "``", "''", "‘")):
            return True
    return False
