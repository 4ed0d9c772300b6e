"""The date of publication that a page itself states: in its metadata, a time element or a date line.

Nothing is inferred from addresses, archives, copyright lines or the running text; a page that states no
date stays undated. Of several statements the first in this order counts: JSON-LD, meta elements, marked
elements, time elements and date lines; of the last two only where all of them name one day.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from detente.ingest.dates import Published, page_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "citation_publication_date",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "publication_date",
    "publication-date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "date",
)
_DATE_LINES = frozenset(
    "date published pubdate pub-date publish-date published-date post-date posted-on article-date entry-date "
    "article__date article-timestamp dateline timestamp byline-date meta-date".split()
)
_LONGEST_LINE = 60
_DEEPEST = 20


def stated_date(tree: HtmlElement) -> Published | None:
    """The page's own date of publication, with the moment where it tells a zone; None where it states none."""
    return (
        _first(_json_ld(tree))
        or _first(_meta(tree))
        or _first(_marked(tree))
        or _agreed(_times(tree))
        or _agreed(_lines(tree))
    )


def _first(values: Iterable[str]) -> Published | None:
    return next((stated for value in values if (stated := page_date(value))), None)


def _agreed(values: Iterable[str]) -> Published | None:
    found = [stated for value in values if (stated := page_date(value))]
    return found[0] if len({stated.day for stated in found}) == 1 else None


def _json_ld(tree: HtmlElement) -> Iterator[str]:
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            yield from _dates_in(json.loads(script.text or ""), 0)
        except (ValueError, RecursionError):
            continue  # broken metadata states nothing


def _dates_in(value: object, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        stated = value.get("datePublished")
        if isinstance(stated, str):
            yield stated
        inner = [value.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage")]
    else:
        inner = value if isinstance(value, list) else []
    for item in inner:
        yield from _dates_in(item, depth + 1)


def _meta(tree: HtmlElement) -> Iterator[str]:
    stated: dict[str, str] = {}
    for element in tree.iter("meta"):
        for key in ("property", "name", "itemprop"):
            name = (element.get(key) or "").strip().lower()
            if name in _META:
                stated.setdefault(name, element.get("content") or "")
    yield from (stated[name] for name in _META if name in stated)


def _marked(tree: HtmlElement) -> Iterator[str]:
    for element in tree.xpath("//*[@itemprop='datePublished' or @pubdate]"):
        yield element.get("datetime") or element.get("content") or element.text_content()


def _times(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("time"):
        yield element.get("datetime") or element.text_content()


def _lines(tree: HtmlElement) -> Iterator[str]:
    for element in tree.xpath("//*[@class or @id]"):
        words = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
        if _DATE_LINES.intersection(words):
            text = element.text_content()
            if len(text) <= 4 * _LONGEST_LINE and len(" ".join(text.split())) <= _LONGEST_LINE:
                yield text
