"""The text of HTML without any judgement of what is content: for pieces of a feed, and pages too short to judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LEFT_OUT = frozenset(
    "script style noscript template head title nav footer aside button select svg iframe figcaption".split()
)
_BLOCKS = frozenset(
    "address article blockquote body dd div dl dt figure h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section "
    "table tbody td tfoot th thead tr ul br".split()
)


def fragment_text(markup: str) -> str:
    """Text of a piece of HTML, one line a block; ``""`` where it has none. Plain text comes back as it is."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    from lxml import etree, html

    try:
        return plain_text(html.fromstring(f"<div>{markup}</div>"))
    except (etree.ParserError, ValueError):
        return ""


def plain_text(tree: HtmlElement) -> str:
    """Text of a tree, one line a block element, white space within a line collapsed."""
    lines = "".join(_pieces(tree)).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _pieces(tree: HtmlElement) -> list[str]:
    """Text in document order with a line end at each block's borders; a walk, since nesting has no bound."""
    from lxml import etree

    pieces: list[str] = []
    skipped = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else None
        skipped += (tag in _LEFT_OUT) * {"start": 1, "end": -1}.get(event, 0)
        if tag in _BLOCKS:
            pieces.append("\n")
        text = element.text if event == "start" else element.tail
        if text and not skipped and not (event == "end" and element is tree):
            pieces.append(text.replace("\n", " "))
    return pieces
