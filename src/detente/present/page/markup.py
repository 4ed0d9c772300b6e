"""HTML that is escaped by construction: whatever is not already Html becomes text."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from detente.present.view.plain import STEERING

_EMPTY = frozenset({"rect", "circle", "path", "line"})


class Html(str):
    """A string that is markup already. Only this module makes one out of text."""

    __slots__ = ()


def esc(text: str) -> Html:
    """The text as markup. Characters that steer (controls, writing direction, half characters) become U+FFFD."""
    return text if isinstance(text, Html) else Html(escape(STEERING.sub("\ufffd", text), quote=True))


def tag(name: str, *children: str | None, **attributes: str | float | None) -> Html:
    """An element; children that are not Html are escaped, None is left out.

    An attribute's trailing underscore is dropped and others become hyphens (``class_``, ``data_m``); None is left out.
    """
    head = name + "".join(
        f' {key.rstrip("_").replace("_", "-")}="{esc(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = join(children)
    return Html(f"<{head}/>" if name in _EMPTY and not inside else f"<{head}>{inside}</{name}>")


def join(children: Iterable[str | None], separator: str = "") -> Html:
    """The children one after another, None and empty ones left out."""
    return Html(esc(separator).join(esc(child) for child in children if child))


def visible(text: str) -> Html:
    """The text as markup with nothing lost: a character that steers is shown as its number."""
    parts: list[str] = []
    at = 0
    for found in STEERING.finditer(text):
        parts.append(text[at : found.start()])
        parts.append(
            tag("span", f"U+{ord(found.group()):04X}", class_="ctl", title="a character that steers")
        )
        at = found.end()
    return join([*parts, text[at:]])
