"""The digest of alerts as a page and as data: nothing of a report is markup, nothing is loaded, nothing is lost."""

from __future__ import annotations

import io
import json
import re
from base64 import b64encode
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from detente.analysis import Records
from detente.analysis.alerts import Alert, Ask, Digest, alerts, chosen
from detente.present.alerts import write_json, write_jsonl, write_page
from detente.record import Record
from detente.store import Filter

EVIL = "</q><script>alert(1)</script>\u202e\x1b[2J"


@pytest.fixture(scope="module")
def digest() -> Digest:
    from quarrel import LAST, quarrel

    ask = Ask(as_of=LAST, presets=chosen(["severer-kind", "deeds-doubled-month"]))
    return alerts(Records(quarrel()), Filter(since="2031-02-17"), ask)


def page_of(digest: Digest) -> str:
    file = io.StringIO()
    write_page(digest, file)
    return file.getvalue()


def with_words(digest: Digest, words: str, url: str | None) -> Digest:
    """The first alert alone, with these words for everything that comes from reports."""
    alert: Alert = digest.alerts[0]
    event = alert.events[0]
    telling = replace(event.tellings[0], sentence=words, source=words, report=words, url=url)
    evil = replace(event, actors=(words,), recipients=(words,), tellings=(telling,))
    return replace(digest, alerts=(replace(alert, subject=(words, words), events=(evil,)),))


class Tags(HTMLParser):
    """Names and attributes of all elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_policy_allows_this_style_alone(digest: Digest) -> None:
    page = page_of(digest)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert style
    assert policy
    hashed = b64encode(sha256(style[1].encode()).digest()).decode()
    assert policy[1].replace("&#x27;", "'") == (
        f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'"
    )


def test_nothing_is_loaded_or_run(digest: Digest) -> None:
    tags = Tags(page_of(digest)).found
    assert {name for name, _ in tags}.isdisjoint(
        {"script", "img", "link", "iframe", "form", "object", "base"}
    )
    assert not [
        attributes
        for _, attributes in tags
        if any(key.startswith("on") or key == "src" for key in attributes)
    ]


def test_what_reports_say_is_text(digest: Digest) -> None:
    plain, evil = Tags(page_of(with_words(digest, "words", None))), page_of(with_words(digest, EVIL, EVIL))
    assert [name for name, _ in Tags(evil).found] == [name for name, _ in plain.found]
    assert "\u202e" not in evil
    assert "\x1b" not in evil
    assert "&lt;script&gt;" in evil


@pytest.mark.parametrize(
    ("url", "links"),
    [
        ("https://news.example/a?b=1&c=2", ["https://news.example/a?b=1&c=2"]),
        ("javascript:alert(1)", []),
        ("data:text/html,x", []),
        (None, []),
    ],
)
def test_only_addresses_of_the_web_are_links(digest: Digest, url: str | None, links: list[str]) -> None:
    tags = Tags(page_of(with_words(digest, "words", url))).found
    assert [attributes["href"] for name, attributes in tags if name == "a"] == links


def test_every_passage_is_on_the_page_and_in_the_data(digest: Digest) -> None:
    whole, lines = io.StringIO(), io.StringIO()
    write_json(digest, whole)
    write_jsonl(digest, lines)
    data = json.loads(whole.getvalue())
    assert data["alerts"] == [json.loads(line) for line in lines.getvalue().splitlines()]
    page = page_of(digest)
    for alert in data["alerts"]:
        assert len(alert["events"]) == alert["value"]
        for event in alert["events"]:
            assert event["event_id"] in page
            for telling in event["tellings"]:
                assert telling["sentence"] in page
                assert f">{telling['report_id']}</a>" in page
    assert {one["id"]: one["state"] for one in data["presets"]} == {
        "deeds-doubled-month": "assessed",
        "severer-kind": "assessed",
    }


def test_half_characters_of_a_report_do_not_end_the_digest(digest: Digest) -> None:
    for write in (write_json, write_jsonl, write_page):
        file = io.StringIO()
        write(with_words(digest, "half \ud800", None), file)
        file.getvalue().encode("utf-8")


def test_no_alert_is_said(quiet: Record) -> None:
    digest = alerts(Records([quiet]), ask=Ask(as_of=date(2031, 12, 31)))
    assert "<h1>No alert</h1>" in page_of(digest)
    assert "severer-kind: no whole week yet" in page_of(digest)
    assert "no dated report" in page_of(alerts(Records([])))
