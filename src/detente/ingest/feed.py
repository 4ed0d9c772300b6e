"""RSS and Atom: an entry is a report."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from detente.errors import InputError
from detente.ingest.dates import Published, published
from detente.ingest.draft import Draft, Item, Unreadable
from detente.ingest.html_text import fragment_text
from detente.ingest.settings import ReadSettings
from detente.ingest.streams import read_whole
from detente.record.types import Report

_HARMLESS = ("CharacterEncodingOverride", "NonXMLContentType")


def read_feed(stream: BinaryIO, where: str, settings: ReadSettings) -> Iterator[Item]:
    """A report for each entry, its source the feed's title; InputError where the file is no feed."""
    import feedparser

    data = read_whole(stream, where, settings.max_bytes)
    if not data.strip():
        raise InputError(where, "empty: there is no text in it")
    # A stream, since feedparser takes bytes and strings for addresses first; cleaning is left to our own reading.
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    fault = _fault(feed)
    if not feed.version and not feed.entries:
        raise InputError(where, f"neither RSS nor Atom{f' ({fault})' if fault else ''}")
    source = _stated(feed.feed, "title")
    for number, entry in enumerate(feed.entries, start=1):
        yield _item(entry, f"{where} entry {number}", source)
    if fault:
        raise InputError(where, f"the feed is damaged ({fault}); entries after the damage may be missing")
    if not feed.entries:
        raise InputError(where, "this feed has no entries")


def _item(entry: Mapping[str, Any], where: str, source: str | None) -> Item:
    text = _text(entry)
    if not text:
        return Unreadable(where, "this entry has neither content nor summary")
    try:
        stated = _date(entry)
    except ValueError as error:
        return Unreadable(where, str(error))
    report = Report(
        text,
        published=stated.day if stated else None,
        title=_line(entry, "title"),
        source=source,
        url=_address(entry),
        published_at=stated.at if stated else None,
        id=_stated(entry, "id"),
    )
    return Draft(where, report)


def _text(entry: Mapping[str, Any]) -> str:
    """The fullest content, else the summary."""
    contents = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    for content in contents:
        value = content.get("value") or ""
        text = value.strip() if content.get("type") == "text/plain" else fragment_text(value)
        if text:
            return text
    return ""


def _date(entry: Mapping[str, Any]) -> Published | None:
    """The entry's date; Atom allows entries that only say when they were last changed."""
    return published(_stated(entry, "published") or _stated(entry, "updated"))


def _address(entry: Mapping[str, Any]) -> str | None:
    # feedparser gives an entry's id for its link where it has none, and an id need not be an address.
    link = _stated(entry, "link")
    return link if link and "://" in link else None


def _line(entry: Mapping[str, Any], name: str) -> str | None:
    return " ".join(fragment_text(_stated(entry, name) or "").split()) or None


def _stated(mapping: Mapping[str, Any], name: str) -> str | None:
    # feedparser's own lookup would give one date for another; only what stands there counts.
    value = dict(mapping).get(name)
    return (value.strip() or None) if isinstance(value, str) else None


def _fault(feed: Any) -> str | None:
    error = feed.get("bozo_exception")
    if not feed.bozo or type(error).__name__ in _HARMLESS:
        return None
    return " ".join(str(error).split())
