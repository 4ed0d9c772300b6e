"""The report's text with its sentences numbered, cut at every passage that some item marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise

from detente.present.page.marks import ROLES, Mark
from detente.present.page.markup import Html, join, tag, visible
from detente.present.view import View

_LINE_END = re.compile(r"\n")


class TextPane:
    """Collects what the items of a page mark, then writes the text. ``prefix`` is the report's, such as ``r1``."""

    def __init__(self, view: View, prefix: str) -> None:
        self._view = view
        self._prefix = prefix
        self._marks: set[Mark] = set()
        self._facts: dict[int, int] = {}

    def sentence_id(self, number: int) -> str:
        """The anchor of a sentence."""
        return f"{self._prefix}s{number}"

    def add(self, marks: tuple[Mark, ...]) -> None:
        """Note passages, so that the text is cut there."""
        self._marks.update(marks)

    def add_fact(self, sentence: int, fact: int) -> None:
        """Note the number of a fact that rests on a sentence: the sentence leads back to the first one."""
        self._facts[sentence] = min(fact, self._facts.get(sentence, fact))

    def write(self) -> Html:
        """The text in paragraphs."""
        covered = sorted({edge for mark in self._marks for edge in (mark.start, mark.end)})
        reach = _reach(self._marks)
        paragraphs: list[list[Html]] = [[]]
        last = 0
        for number, (start, end) in enumerate(self._view.sentences.spans, 1):
            if _LINE_END.search(self._view.sentences.text, last, start) and paragraphs[-1]:
                paragraphs.append([])
            paragraphs[-1].append(self._sentence(number, self._segments(start, end, covered, reach)))
            last = end
        return join(tag("p", join(sentences, " ")) for sentences in paragraphs)

    def _sentence(self, number: int, inside: Html) -> Html:
        anchor = self.sentence_id(number)
        fact = self._facts.get(number)
        back = f"{self._prefix}f{fact}" if fact else None
        what = f"sentence {number}" + (", to the first fact that rests on it" if back else "")
        link = tag(
            "a", str(number), class_="n" if back else "n bare", href=f"#{back or anchor}", aria_label=what
        )
        return tag("span", link, " ", inside, class_="s", id=anchor)

    def _segments(self, start: int, end: int, edges: list[int], reach: list[tuple[int, int]]) -> Html:
        """The sentence, each piece between two edges that any mark covers in an element that carries its offset."""
        text = self._view.sentences.text
        cuts = [start, *edges[bisect_right(edges, start) : bisect_left(edges, end)], end]
        pieces: list[Html] = []
        for first, last in pairwise(cuts):
            piece = visible(text[first:last])
            pieces.append(tag("span", piece, data_o=first) if _is_covered(first, reach) else piece)
        return join(pieces)


def _reach(marks: set[Mark]) -> list[tuple[int, int]]:
    """What all marks cover together: disjoint spans in order."""
    out: list[tuple[int, int]] = []
    for start, end in sorted((mark.start, mark.end) for mark in marks):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def _is_covered(offset: int, reach: list[tuple[int, int]]) -> bool:
    at = bisect_right(reach, (offset, 1 << 60)) - 1
    return at >= 0 and offset < reach[at][1]


def legend() -> Html:
    """What the marks look like."""
    samples = (tag("span", role, class_=f"m m-{role}") for role in ROLES)
    return tag("p", tag("span", "marks: ", class_="quiet"), join(samples, " "), class_="legend")
