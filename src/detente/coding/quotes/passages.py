"""A report seen for its quotations: sentences, stretches in marks, and which tokens stand inside them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import groupby

from detente.coding.layers import Reading, Sentence
from detente.coding.marks import Marked, marked, trim
from detente.coding.quotes.blocks import Block, turns

_STOPS = frozenset(".!?…")
_MARKS = "“”„‟\"«»‘’‚'`´‹›"
_LEADS = frozenset(",:;—–-―")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words in marks with their place in the parse.

    ``first`` and ``last`` are (sentence, token) of the first and last word; ``clause`` says that the words stand for a whole
    utterance, not for a few words inside the reporter's clause.
    """

    index: int
    marked: Marked
    first: tuple[int, int]
    last: tuple[int, int]
    paragraph: int
    clause: bool
    paragraph_start: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A report's sentences and stretches; ``inside[s][t]`` is the index of the outermost stretch around a token, or −1;
    ``turns`` are those of a transcript by paragraph."""

    text: str
    sentences: tuple[Sentence, ...]
    stretches: tuple[Stretch, ...]
    inside: tuple[tuple[int, ...], ...]
    turns: dict[int, Block]


def passage(reading: Reading) -> Passage:
    """The passage of a parsed reading."""
    text, sentences = reading.report.text, reading.sentences
    stretches: list[Stretch] = []
    inside: list[tuple[int, ...]] = []
    spoken = turns(text, sentences)
    for paragraph, group in groupby(sentences, key=lambda s: s.paragraph):
        members = list(group)
        start = spoken[paragraph].span[0] if paragraph in spoken else members[0].start
        end = _with_marks(text, members[-1].end)
        outer = [_cut(text, m, members) for m in marked(text, start, end) if m.depth == 0]
        if _is_left_open(text, stretches, members) and outer and not any(m.closed for m in outer):
            outer = [Marked(members[0].start, members[-1].end, members[0].start, members[-1].end, False, 0)]
        placed = [_place(text, m, members) for m in outer]
        kept = [s for s in placed if s is not None]
        base = len(stretches)
        stretches.extend(replace(s, index=base + n) for n, s in enumerate(kept))
        own = stretches[base:]
        inside.extend(_inside(sentence, own) for sentence in members)
    return Passage(text, sentences, tuple(stretches), tuple(inside), spoken)


def _is_left_open(text: str, stretches: list[Stretch], members: list[Sentence]) -> bool:
    """Whether the paragraph before ends inside an utterance that a colon announced and no mark closes."""
    last = stretches[-1] if stretches else None
    if last is None or last.marked.closed or last.paragraph != members[0].paragraph - 1:
        return False
    return last.clause and text[max(0, last.marked.left - 3) : last.marked.left].rstrip().endswith(":")


def _with_marks(text: str, end: int) -> int:
    """The end of a paragraph behind its last marks: a closing mark of two characters is one token and a space in the parse."""
    while end < len(text) and text[end] in _MARKS:
        end += 1
    return end


def _cut(text: str, m: Marked, members: list[Sentence]) -> Marked:
    """An unclosed stretch that opens in mid-clause ends with its sentence; one that opens an utterance runs on."""
    if m.closed or opens_utterance(text, m, members[0].start):
        return m
    home = _sentence_of(members, m.start)
    start, end = trim(text, m.start, min(m.end, home.end))
    return replace(m, start=start, end=end, right=end)


def opens_utterance(text: str, m: Marked, start: int) -> bool:
    """Whether a stretch begins where an utterance can: at a paragraph's or sentence's start, or behind a comma or colon."""
    before = _last_shown(text, start, m.left)
    return not before or before in _LEADS or before in _STOPS or before in _MARKS


def _last_shown(text: str, start: int, end: int) -> str:
    """The last character of a stretch of the text that is no white space; empty where there is none."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return text[end - 1] if end > start else ""


def _sentence_of(members: list[Sentence], offset: int) -> Sentence:
    return members[max(0, bisect_right(members, offset, key=_start) - 1)]


def _start(sentence: Sentence) -> int:
    return sentence.start


def _place(text: str, m: Marked, members: list[Sentence]) -> Stretch | None:
    """The stretch with its tokens; None where it holds no word."""
    near = members[
        max(0, bisect_right(members, m.start, key=_start) - 1) : bisect_left(members, m.end, key=_start)
    ]
    tokens = [
        (s, i)
        for s in near
        for i in range(len(s))
        if m.start <= s.starts[i] and s.ends[i] <= m.end and s.words[i][0].isalnum()
    ]
    if not tokens:
        return None
    (first, f), (last, i) = tokens[0], tokens[-1]
    return Stretch(
        index=0,
        marked=m,
        first=(first.index, f),
        last=(last.index, i),
        paragraph=first.paragraph,
        clause=_is_clause(text, m, members, tokens),
        paragraph_start=_is_bare(text, members[0].start, m.left),
    )


def _is_bare(text: str, start: int, end: int) -> bool:
    """Whether nothing but marks and spaces stands in a stretch of the text."""
    return all(text[at] in _MARKS or text[at] == " " for at in range(start, end))


def _is_clause(text: str, m: Marked, members: list[Sentence], tokens: list[tuple[Sentence, int]]) -> bool:
    if tokens[0][0].index != tokens[-1][0].index:
        return True
    opens = opens_utterance(text, m, members[0].start)
    if opens and _ends_utterance(text, m) and tokens[0][0].words[tokens[0][1]][0].isupper():
        return True
    return _has_clause(tokens, opens)


def _ends_utterance(text: str, m: Marked) -> bool:
    """Whether the stretch ends as an utterance does: a stop or comma inside or right behind the closing mark."""
    after = text[m.right : m.right + 1]
    return text[m.end - 1] in ".,!?…—–-;" or after in {",", ".", "", "\n"} or not m.closed


def _has_clause(tokens: list[tuple[Sentence, int]], opens: bool) -> bool:
    """Whether the words hold a finite clause of their own, hung on nothing but a word of saying."""
    sentence = tokens[0][0]
    held = {i for _, i in tokens}
    for i in sorted(held):
        if sentence.heads[i] in held and sentence.heads[i] != i:
            continue
        subject = any(
            sentence.deps[c] in {"nsubj", "nsubjpass", "expl", "csubj"} and c in held
            for c in sentence.children[i]
        )
        said = tokens[0][1] > 1 and "that" in sentence.lowers[tokens[0][1] - 2 : tokens[0][1]]
        if subject and (opens or said or sentence.deps[i] in {"ccomp", "ROOT", "parataxis"}):
            return True
    return False


def _inside(sentence: Sentence, stretches: list[Stretch]) -> tuple[int, ...]:
    first = bisect_right(stretches, sentence.start, key=lambda s: s.marked.right)
    around = stretches[first : bisect_left(stretches, sentence.end, key=lambda s: s.marked.left)]
    if not around:
        return (-1,) * len(sentence)
    return tuple(
        next((s.index for s in around if s.marked.left <= at < s.marked.right), -1) for at in sentence.starts
    )
