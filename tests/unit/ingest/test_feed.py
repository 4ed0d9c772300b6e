"""RSS and Atom: an entry is a report, from its fullest text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

Make = Callable[..., Any]

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Daily</title>{}</channel></rss>
"""
ATOM = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Daily</title>{}</feed>'


def item(**elements: str) -> str:
    inner = "".join(
        f"<{name.replace('_', ':')}>{value}</{name.replace('_', ':')}>" for name, value in elements.items()
    )
    return f"<item>{inner}</item>"


def test_rss(write: Make, got: Make) -> None:
    entry = item(
        title="Norland &amp;amp; Sudland",
        link="https://daily.example/1",
        guid="d-1",
        pubDate="Fri, 21 Jan 2022 10:00:00 +0200",
        description="A summary.",
        content_encoded="<![CDATA[<p>Norland expelled <b>three</b> diplomats&#8217; aides.</p><p>Why?</p>]]>",
    )
    (report,), failures = got(write("a.rss", RSS.format(entry)))
    assert failures == []
    assert report.text == "Norland expelled three diplomats’ aides.\nWhy?"
    assert (report.title, report.source, report.id) == ("Norland & Sudland", "The Daily", "d-1")
    assert report.url == "https://daily.example/1"
    assert report.published == date(2022, 1, 21)
    assert report.published_at == datetime(2022, 1, 21, 10, tzinfo=timezone(timedelta(hours=2)))


def test_atom(write: Make, got: Make) -> None:
    entries = (
        '<entry><id>tag:1</id><title>One</title><link href="https://daily.example/1"/>'
        "<published>2022-01-21T10:00:00Z</published><updated>2022-02-02T00:00:00Z</updated>"
        '<content type="html">&lt;p&gt;From the content.&lt;/p&gt;</content><summary>Short.</summary></entry>'
        "<entry><id>tag:2</id><updated>2022-02-02T00:00:00Z</updated><summary>Only &lt; a summary.</summary></entry>"
        '<entry><id>tag:3</id><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>As <i>markup</i>.</p>'
        "</div></content></entry>"
    )
    reports, failures = got(write("a.atom", ATOM.format(entries)))
    assert failures == []
    assert [report.text for report in reports] == ["From the content.", "Only < a summary.", "As markup."]
    assert [report.published for report in reports] == [date(2022, 1, 21), date(2022, 2, 2), None]
    assert reports[0].published_at == datetime(2022, 1, 21, 10, tzinfo=UTC)
    assert (reports[0].title, reports[1].title, reports[1].url) == ("One", None, None)


def test_bad_entries_and_the_others_go_on(write: Make, got: Make) -> None:
    entries = (
        item(title="No text")
        + item(description="Bad date.", pubDate="some time ago")
        + item(description="&lt;img src='x'&gt;")
        + item(description="Last.")
    )
    reports, failures = got(write("a.xml", RSS.format(entries)))
    assert [report.text for report in reports] == ["Last."]
    assert [failure.split(";")[0] for failure in failures] == [
        "a.xml entry 1: this entry has neither content nor summary",
        "a.xml entry 2: published is 'some time ago'",
        "a.xml entry 3: this entry has neither content nor summary",
    ]


def test_damaged_feed_says_so_after_its_entries(write: Make, got: Make) -> None:
    reports, failures = got(write("a.xml", RSS.format(item(description="First.")).split("</channel>")[0]))
    assert [report.text for report in reports] == ["First."]
    assert failures[0].startswith("a.xml: the feed is damaged (")
    assert failures[0].endswith("entries after the damage may be missing")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("", "empty: there is no text in it"),
        ("<?xml version='1.0'?><urlset><url>x</url></urlset>", "neither RSS nor Atom"),
        ("Norland expelled three diplomats.", "neither RSS nor Atom"),
        (RSS.format(""), "this feed has no entries"),
    ],
)
def test_feed_that_is_none(write: Make, got: Make, data: str, reason: str) -> None:
    reports, (failure,) = got(write("a.xml", data))
    assert reports == []
    assert failure.startswith(f"a.xml: {reason}")


def test_address_in_a_feed_file_is_not_fetched(
    write: Make, got: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    reports, failures = got(write("a.xml", "http://daily.example/feed.xml"))
    assert (reports, len(failures)) == ([], 1)


def test_outer_files_are_not_read_into_a_feed(write: Make, got: Make) -> None:
    secret = write("secret.txt", "hidden words")
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]>'
    reports, _ = got(write("a.xml", head + RSS.split("\n", 1)[1].format(item(description="Here: &x;"))))
    assert not any("hidden" in report.text for report in reports)
