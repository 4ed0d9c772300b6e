"""HTML: the article's text, and of the rest only what the page itself states."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

Make = Callable[..., Any]
LONG = "The talks between Norland and Sudland went on in the capital, officials of both sides said. " * 4


def test_article_with_metadata(write: Make, got: Make, page: Make, paragraph: str) -> None:
    head = (
        '<meta property="og:site_name" content="The Daily"><link rel="canonical" href="https://daily.example/a">'
        '<meta property="article:published_time" content="2022-01-21T23:30:00-05:00">'
    )
    (report,), failures = got(write("a.html", page(head)))
    assert failures == []
    assert report.text.count(paragraph.strip()) == 6
    assert "Home" not in report.text
    assert "Copyright" not in report.text
    assert (report.title, report.source, report.url) == (
        "Troops stay",
        "The Daily",
        "https://daily.example/a",
    )
    assert report.published == date(2022, 1, 21)
    assert report.published_at == datetime(2022, 1, 21, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert (report.language, report.id) == ("en", None)


def test_missing_is_none(write: Make, got: Make) -> None:
    (report,), _ = got(write("a.htm", "<html><body><p>Norland expelled three diplomats.</p></body></html>"))
    assert (report.title, report.source, report.url, report.published, report.published_at) == (None,) * 5


def test_short_page_gives_its_text_without_the_frame(write: Make, got: Make) -> None:
    body = "<nav>Home</nav><p>Norland expelled <b>three</b> diplo<i>mats</i>.</p><p>It said<br>so &amp; more.</p>"
    (report,), _ = got(write("a.html", f"<html><body>{body}<script>var x;</script></body></html>"))
    assert report.text == "Norland expelled three diplomats.\nIt said\nso & more."


@pytest.mark.parametrize(
    ("head", "body", "at"),
    [
        ('<meta name="date" content="2022-01-21">', "", None),
        ('<meta itemprop="datePublished" content="2022-01-21 10:00:00">', "", None),
        ('<meta name="DC.date.issued" content="20220121">', "", None),
        ('<script type="application/ld+json">{"datePublished": "2022-01-21"}</script>', "", None),
        (
            '<script type="application/ld+json">[{"@graph": [{"@type": "NewsArticle", '
            '"datePublished": "2022-01-21T10:00:00Z", "dateModified": "2023-01-01"}]}]</script>',
            "",
            datetime(2022, 1, 21, 10, tzinfo=UTC),
        ),
        ("", '<time datetime="2022-01-21">Friday</time>', None),
        ("", "<time>January 21, 2022</time>", None),
        ("", '<span itemprop="datePublished" content="2022-01-21">x</span>', None),
        ("", '<p class="byline date">Friday, 21 January 2022, 10:30 GMT</p>', None),
        ("", '<p class="date">Published: Jan. 21, 2022</p>', None),
        ("", '<p id="dateline">21st January 2022</p>', None),
        # the statement for machines counts before what the page shows
        ('<meta name="date" content="2022-01-21">', '<time datetime="2020-05-05"></time>', None),
        # a broken statement is none
        (
            '<script type="application/ld+json">{"datePublished": </script>',
            '<time datetime="2022-01-21"></time>',
            None,
        ),
    ],
)
def test_date_that_the_page_states(
    write: Make, got: Make, page: Make, head: str, body: str, at: datetime | None
) -> None:
    (report,), _ = got(write("a.html", page(head, f"{body}<p>{LONG}</p>")))
    assert (report.published, report.published_at) == (date(2022, 1, 21), at)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<link rel="canonical" href="https://daily.example/2022/01/21/a">', ""),
        ('<meta property="article:modified_time" content="2022-01-21">', ""),
        ('<meta name="date" content="1970-01-01T00:00:00Z">', ""),
        ('<meta name="date" content="21/01/2022">', ""),
        ('<meta name="date" content="2022-02-31">', ""),
        ('<script type="application/ld+json">{"dateCreated": "2022-01-21"}</script>', ""),
        ("", '<time datetime="2022-01-21"></time><time datetime="2022-01-22"></time>'),
        ("", '<p class="date">January 2022</p>'),
        ("", "<p>The talks began on January 21, 2022 in the capital.</p>"),
        ("", '<p class="date">Smarch 21, 2022</p>'),
    ],
)
def test_date_that_the_page_does_not_state(
    write: Make, got: Make, page: Make, paragraph: str, head: str, body: str
) -> None:
    (report,), _ = got(write("a.html", page(head, f"{body}<p>{paragraph * 3}</p>")))
    assert report.published is None
    (report,), _ = got(
        write("a.html", page(head, f"{body}<p>{paragraph * 3}</p>")), published=date(2020, 1, 1)
    )
    assert report.published == date(2020, 1, 1)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("windows-1251", "cp1251"),
        ("iso-8859-1", "cp1252"),
        ("utf-16", "utf-16"),
        ("made-up", "cp1252"),
    ],
)
def test_encoding_that_the_page_declares(
    write: Make, got: Make, page: Make, paragraph: str, declared: str, encoding: str
) -> None:
    body = f"<p>“No” – said the ministry’s spokesman. {paragraph * 3}</p>"
    (report,), failures = got(write("a.html", page(f'<meta charset="{declared}">', body, encoding)))
    assert failures == []
    assert "“No” – said the ministry’s spokesman." in report.text


def test_xml_declaration_is_no_hindrance(write: Make, got: Make, page: Make) -> None:
    data = b'<?xml version="1.0" encoding="utf-8"?>\n' + page()
    reports, failures = got(write("a.xhtml", data), write("noending", data))
    assert (len(reports), failures) == (2, [])


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<html><body><script>load()</script></body></html>", "no text in this page"),
        ("<html><head><title>Only a title</title></head></html>", "no text in this page"),
        ("<!-- nothing -->", "no "),
    ],
)
def test_page_without_text(write: Make, got: Make, markup: str, reason: str) -> None:
    reports, (failure,) = got(write("a.html", markup))
    assert reports == []
    assert failure.startswith(f"a.html: {reason}")


def test_nesting_without_end(write: Make, got: Make, paragraph: str) -> None:
    reports, failures = got(
        write("a.html", "<div>" * 20_000 + f"<p>{paragraph}</p>"), write("b.txt", "Last.")
    )
    assert len(reports) + len(failures) == 2
    assert reports[-1].text == "Last."
