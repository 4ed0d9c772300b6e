"""Lines of a page that open a passage: an anchor, the marks it sets, and links to its sentences."""

from __future__ import annotations

from dataclasses import dataclass

from detente.present.page.marks import Mark, data
from detente.present.page.markup import Html, join, tag
from detente.present.page.text import TextPane
from detente.present.view import View


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the parts of one report's section share. ``level`` is that of its parts' headings."""

    view: View
    pane: TextPane
    prefix: str
    level: int

    def anchor(self, kind: str, number: int) -> str:
        """The anchor of an item: ``r1f3`` is the third fact of the first report."""
        return f"{self.prefix}{kind}{number}"

    def heading(self, words: str, note: str = "") -> Html:
        """A part's heading."""
        quiet = tag("span", f" {note}", class_="quiet") if note else None
        return tag(f"h{self.level}", words, quiet)

    def part(self, name: str, words: str, *children: str | None, note: str = "") -> Html:
        """A part with its heading, named for links and for screen readers."""
        anchor = f"{self.prefix}-{name}"
        return tag("section", self.heading(words, note), *children, id=anchor, aria_label=words, class_=name)


def columns(words: str | Html, sentences: tuple[int, ...], lead: Html | None = None) -> Html:
    """A sign, words, and the sentences they rest on, each in its column."""
    numbers = tag("span", " ".join(f"§{number}" for number in sentences[:3]), class_="ref")
    return join([lead, tag("span", words, class_="words"), " ", numbers])


def opener(sheet: Sheet, body: str | Html, anchor: str, sentence: int, class_: str = "open") -> Html:
    """A link that marks an item's passages; without script it jumps to the sentence."""
    return tag("a", body, href=f"#{sheet.pane.sentence_id(sentence)}", data_f=anchor, class_=class_)


def line(
    sheet: Sheet,
    head: str | Html,
    anchor: str,
    sentence: int,
    marks: tuple[Mark, ...],
    *rest: str | None,
    lead: Html | None = None,
) -> Html:
    """A list item that carries an anchor and marks; its head is the link that sets them, with the sentence behind.

    ``lead`` stands before the head, in a column of its own.
    """
    sheet.pane.add(marks)
    link = opener(sheet, columns(head, (sentence,), lead), anchor, sentence)
    return tag("li", link, *rest, id=anchor, data_m=data(marks), data_s=sentence)


def bits(*parts: str | None) -> Html:
    """The parts that are there, divided by dots."""
    return join([part for part in parts if part], " · ")


def unordered(items: list[Html], class_: str = "lines") -> Html:
    """A list without numbers."""
    return tag("ul", join(items), class_=class_)
