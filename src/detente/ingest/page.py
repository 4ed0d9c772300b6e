"""HTML pages: the text of the article, its title, site, address and the date that the page states (trafilatura)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from detente.errors import InputError
from detente.ingest.draft import Draft, Item
from detente.ingest.encodings import Decoder
from detente.ingest.settings import ReadSettings
from detente.ingest.streams import HEAD, read_whole
from detente.record.types import Report

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w.:-]+)", re.I
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SHORT, _SHORT_PAGE = 250, 1_000
"""Characters below which trafilatura finds too little to tell content from the rest, and those of a page taken whole."""

# trafilatura looks for dates too, guessing where it finds none; its answer is not used, so it is asked to be quick.
_QUICK_DATE = {"extensive_search": False, "max_date": "2100-01-01"}


def read_page(stream: BinaryIO, where: str, settings: ReadSettings) -> Iterator[Item]:
    """The page's report; InputError where it is too long, cannot be decoded or has no text."""
    yield Draft(where, page_report(read_whole(stream, where, settings.max_bytes), where))


def page_report(data: bytes, where: str, *, url: str | None = None, charset: str | None = None) -> Report:
    """The report on a page. ``url`` and ``charset`` are what its server said; the address given wins over the page's own."""
    markup = Decoder(where, charset or _declared(data)).text(data)
    tree = _tree(_DECLARATION.sub("", markup.replace("\x00", "")), where)
    from detente.ingest.page_date import stated_date

    stated = stated_date(tree)
    text, found = _extract(tree, url, where)
    return Report(
        text,
        published=stated.day if stated else None,
        title=found["title"],
        source=found["sitename"],
        url=url or found["url"],
        published_at=stated.at if stated else None,
    )


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:HEAD])
    return (match[1] or match[2]).decode("ascii") if match else None


def _tree(markup: str, where: str) -> HtmlElement:
    from lxml import etree, html

    try:
        return html.document_fromstring(markup)
    except (etree.ParserError, ValueError) as error:
        raise InputError(where, f"no HTML in it ({error})") from error


def _extract(tree: HtmlElement, url: str | None, where: str) -> tuple[str, dict[str, str | None]]:
    """Text and metadata; a page too short for trafilatura to judge gives all its text."""
    from copy import deepcopy

    import trafilatura

    from detente.ingest.html_text import plain_text

    whole = plain_text(tree)
    if not whole:
        raise InputError(
            where, "no text in this page; pages that a script fills must be saved from a browser"
        )
    try:
        document = trafilatura.bare_extraction(
            deepcopy(tree),
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params=_QUICK_DATE,
        )
    except Exception as error:  # whatever a page breaks in the library ends this page alone
        raise InputError(where, f"the page could not be read ({type(error).__name__}: {error})") from error
    text = (document.text if document else None) or ""
    if not text or (len(text) < _SHORT and len(whole) < _SHORT_PAGE):
        text = whole
    names = ("title", "sitename", "url")
    return text, {name: (getattr(document, name, None) or "").strip() or None for name in names}
