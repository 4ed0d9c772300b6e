"""Paragraphs and sentences, as offsets, before parsing: one wrong cut by the parser would move an event to another sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sentencex import get_sentence_boundaries

_WRAPPED_WIDTH = 100  # wire copy breaks its lines below this; other files give a paragraph a line
_BLANK = re.compile(r"\n[ \t]*\n\s*|\n(?=[ \t]{2,}\S)")
_LINE = re.compile(r"\n\s*")
_QUOTES = str.maketrans({'"': " "})
_CLOSERS = frozenset("\"')]}")
_ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Mx|Messrs|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Cmdr|Sen|Rep|Gov|Rev|Fr|St|Hon|Amb|Pres|vs|Jr\.,)\.\s*$"
)
_CLOCK_END = re.compile(r"\b[ap]\.m\.\s*$")
_CLOCK_NEXT = re.compile(
    r"\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{2,4}T\b|local time|GMT|today)"
)
_MAX_SENTENCE = 1500
# "GENEVA, Jan 21 (Reuters) - ", "NAIROBI, Kenya (AP) _ ", "Moscow: ": where a story was filed is no part of its first sentence.
_DASH = r"\s*(?:[—–_]|--?)\s+(?=[\"'A-Z])"
_TOWN = r"[A-Z][A-Z.'/-]+(?:[ ,/]+[A-Z][\w.'-]*){0,5}(?:,? \d{1,2})?(?: ?\([^)\n]{2,24}\))?"
_AGENCY = r"\((?:AP|AFP|Reuters|UPI|dpa|ANI|IANS|Xinhua|TASS|PTI)\)"
_DATELINE = re.compile(
    rf"\s*(?:{_TOWN}|[A-Z][\w.'-]+(?:[ ,]+[A-Z][\w.'-]*){{0,4}}(?:,? \d{{1,2}})? ?{_AGENCY}){_DASH}"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence: its offsets without outer white space, and the number of its paragraph."""

    start: int
    end: int
    paragraph: int


def split(text: str) -> list[Piece]:
    """Sentences of a reading text in order. Every character that is not white space is in exactly one."""
    pieces: list[Piece] = []
    for number, (start, end) in enumerate(_paragraphs(text)):
        flat = text[start:end].replace("\n", " ")
        dateline = _DATELINE.match(flat)
        body = dateline.end() if dateline else 0
        if dateline:
            first, last = _strip(flat, 0, body)
            pieces.append(Piece(start + first, start + last, number))
        for first, last in _sentences(flat[body:]):
            pieces.append(Piece(start + body + first, start + body + last, number))
    return pieces


def _paragraphs(text: str) -> list[tuple[int, int]]:
    breaks = _BLANK if _is_wrapped(text) else _LINE
    out, at = [], 0
    for found in breaks.finditer(text):
        out.append((at, found.start()))
        at = found.end()
    out.append((at, len(text)))
    return [(s, e) for s, e in out if text[s:e].strip()]


def _is_wrapped(text: str) -> bool:
    """Whether single line ends are only wrapping: several lines, nearly all short, most not ending a sentence."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 3:
        return False
    short = sum(len(line) <= _WRAPPED_WIDTH for line in lines)
    running = sum(line.rstrip()[-1] not in ".!?\"'" for line in lines)
    return short >= 0.95 * len(lines) and running >= 0.5 * len(lines)


def _sentences(text: str) -> list[tuple[int, int]]:
    """Offsets within one paragraph. Quotation marks are hidden from the splitter, which would keep a whole quote together."""
    hidden = text.translate(_QUOTES)
    cuts = _cuts(text, hidden)
    spans = [_strip(text, s, e) for s, e in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    return [piece for s, e in spans if s < e for piece in _bounded(text, s, e)]


def _cuts(text: str, hidden: str) -> list[int]:
    found = get_sentence_boundaries("en", hidden)
    ends = [b["end_index"] for b in found[:-1]]
    return [_settle(text, end) for end in ends if not _is_false_end(hidden, end)]


def _is_false_end(text: str, end: int) -> bool:
    """A cut after "Ms.", after "5 p.m." before a weekday, or before a lower-case word."""
    if _ABBREVIATION.search(text[max(0, end - 10) : end]):
        return True
    if _CLOCK_END.search(text[max(0, end - 8) : end]) and _CLOCK_NEXT.match(text[end : end + 16]):
        return True
    rest = text[end : end + 40].lstrip()
    return not rest or rest[0].islower()


def _settle(text: str, end: int) -> int:
    """Moves a cut so that closing marks stay with the sentence before it and opening marks go to the one behind."""
    at = end
    while at > 0 and (text[at - 1] == '"' or text[at - 1].isspace()):
        at -= 1
    while at < len(text) and text[at] in _CLOSERS:
        at += 1
    return at


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cuts a "sentence" that no parser can read (tables, lists) at white space, below the longest length."""
    out = []
    while end - start > _MAX_SENTENCE:
        at = text.rfind(" ", start + 1, start + _MAX_SENTENCE)
        at = at if at > start else start + _MAX_SENTENCE
        out.append(_strip(text, start, at))
        start = _strip(text, at, end)[0]
    return [*out, (start, end)] if start < end else out
