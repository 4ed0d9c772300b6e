"""One report's section of the page: its parts on the one side, its text on the other."""

from __future__ import annotations

from collections.abc import Callable

from detente.present.brief import left_words, quiet_words
from detente.present.page.doubts import coder_part, conflicts_part, defects_part, left_out_part
from detente.present.page.facts import days_part, lead_part, pairs_part
from detente.present.page.items import Sheet
from detente.present.page.markup import Html, join, tag
from detente.present.page.network import network_picture
from detente.present.page.people import cast_part, stances_part, voices_part
from detente.present.page.text import TextPane, legend
from detente.present.page.timeline import timeline_picture
from detente.present.view import Tally, View
from detente.present.view.vocabulary import QUAD_SIGNS, vocabulary

_BAR_WIDTH = 300


def report_section(view: View, prefix: str, is_alone: bool) -> Html:
    """The section of one report. ``is_alone``: it is the whole page, so its headline is the page's."""
    level = 1 if is_alone else 2
    sheet = Sheet(view, TextPane(view, prefix), prefix, level + 1)
    parts = _parts(sheet)
    text = tag(
        "section",
        tag(f"h{sheet.level}", "The report"),
        legend(),
        tag("div", sheet.pane.write(), class_="body"),
        aria_label="Text of the report",
        id=f"{prefix}-text",
        class_="text",
        tabindex="0",
    )
    return tag(
        "article",
        _head(view, prefix, level, [name for name, words, part in parts], [words for _, words, _ in parts]),
        tag("div", tag("div", join(part for _, _, part in parts), class_="parts"), text, class_="columns"),
        id=prefix,
        aria_labelledby=f"{prefix}-head",
    )


def _head(view: View, prefix: str, level: int, names: list[str], words: list[str]) -> Html:
    links = [tag("a", word, href=f"#{prefix}-{name}") for name, word in zip(names, words, strict=True)]
    links.append(tag("a", "Text", href=f"#{prefix}-text"))
    about = tag("p", " · ".join(view.about), class_="about")
    if view.facts:
        counted = f"{view.counted}. {left_words(view)}"
        told = [bar(view.tally), tag("p", view.balance, class_="balance"), tag("p", counted, class_="quiet")]
    else:
        told = [tag("p", quiet_words(view), class_="balance")]
    title = tag(f"h{level}", view.headline, id=f"{prefix}-head")
    return tag("header", title, about, *told, tag("nav", join(links, " "), aria_label="Parts of the brief"))


def bar(numbers: Tally) -> Html | None:
    """Conflict and cooperation as one bar; its words stand beside it."""
    if not numbers.total:
        return None
    pieces, x = [], 0.0
    for quad in (4, 3, 1, 2):
        number = numbers.quads[quad - 1]
        if not number:
            continue
        width = _BAR_WIDTH * number / numbers.total
        box = tag(
            "rect",
            x=round(x + 1, 2),
            y=1,
            width=round(max(width - 2, 1), 2),
            height=18,
            rx=2,
            class_=f"bar q{quad}",
        )
        words = tag(
            "text", f"{QUAD_SIGNS[quad]} {number}", x=round(x + width / 2, 2), y=14, class_=f"number q{quad}"
        )
        title = tag("title", f"{number} {vocabulary().quads[quad]}")
        pieces.append(tag("g", title, box, words if width > 30 else None))
        x += width
    return tag(
        "svg",
        join(pieces),
        viewBox=f"0 0 {_BAR_WIDTH} 20",
        width=_BAR_WIDTH,
        height=20,
        class_="balance-bar",
        aria_hidden="true",
    )


def _parts(sheet: Sheet) -> list[tuple[str, str, Html]]:
    """The parts that have something to tell: anchor, name and markup."""
    view, prefix = sheet.view, sheet.prefix
    planned: tuple[tuple[object, str, str, Callable[[], Html]], ...] = (
        (view.lead, "lead", "In brief", lambda: lead_part(sheet)),
        (view.days, "days", "Timeline", lambda: days_part(sheet, timeline_picture(view.days, prefix))),
        (view.pairs, "pairs", "Who to whom", lambda: pairs_part(sheet, network_picture(view, prefix))),
        (view.voices, "voices", "Who said what", lambda: voices_part(sheet)),
        (view.stances, "stances", "Positions", lambda: stances_part(sheet)),
        (view.cast or view.named, "cast", "Who", lambda: cast_part(sheet)),
        (view.conflicts, "conflicts", "Disagreements", lambda: conflicts_part(sheet)),
        (view.defects, "defects", "Defects", lambda: defects_part(sheet)),
        (view.left_out, "left", "Left out", lambda: left_out_part(sheet)),
        (True, "made", "Made from", lambda: coder_part(sheet)),
    )
    return [(name, words, make()) for content, name, words, make in planned if content]
