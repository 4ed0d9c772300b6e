from __future__ import annotations

import base64
import hashlib
import io
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from detente.present.page import write_page
from detente.present.view import view_of
from detente.record import Auxiliary, Record

EMPTY = {"meta", "link", "br", "hr", "img", "input"}


@dataclass
class Element:
    name: str
    attributes: dict[str, str]
    text: str = ""
    inside: list[Element] = field(default_factory=list)


class Page(HTMLParser):
    """A page as elements in document order; fails for tags that do not close in turn."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.stack: list[Element] = []
        self.feed(markup)
        self.close()
        assert not self.stack

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        for parent in self.stack:
            parent.inside.append(element)
        if tag not in EMPTY:
            self.stack.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.stack.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop().name == tag

    def handle_data(self, data: str) -> None:
        for element in self.stack:
            element.text += data

    def named(self, name: str) -> list[Element]:
        return [element for element in self.elements if element.name == name]

    def classed(self, name: str) -> list[Element]:
        return [e for e in self.elements if name in e.attributes.get("class", "").split()]

    def by_id(self, name: str) -> Element:
        return next(element for element in self.elements if element.attributes.get("id") == name)


def markup(*records: Record) -> str:
    file = io.StringIO()
    write_page(records, file)
    return file.getvalue()


@pytest.fixture(scope="module", params=["strait", "hostile", "quiet", "all"])
def source(request: pytest.FixtureRequest) -> str:
    names = ["strait", "hostile", "quiet"] if request.param == "all" else [request.param]
    return markup(*[request.getfixturevalue(name) for name in names])


@pytest.fixture(scope="module")
def page(source: str) -> Page:
    return Page(source)


def test_ids_are_unique_and_every_link_leads_to_one(page: Page) -> None:
    ids = Counter(e.attributes["id"] for e in page.elements if "id" in e.attributes)
    assert max(ids.values()) == 1
    for element in page.elements:
        href = element.attributes.get("href")
        assert href is None or (href.startswith("#") and href[1:] in ids)
        for name in ("data-f", "aria-labelledby"):
            assert set(element.attributes.get(name, "").split()) <= set(ids)


def test_nothing_is_loaded_and_nothing_else_runs(page: Page, source: str) -> None:
    assert not {e.name for e in page.elements} & {"link", "img", "iframe", "object", "embed", "base", "form"}
    names = {name for e in page.elements for name in e.attributes}
    assert not [name for name in names if name.startswith("on") or name in ("src", "style", "srcset")]
    assert len(page.named("script")) == len(page.named("style")) == 1
    assert "@import" not in source
    assert "url(#" not in page.named("style")[0].text
    assert not re.search(r"url\((?!#)", source)
    assert "http://" not in source
    assert "https://" not in source


def test_the_policy_allows_this_style_and_script_alone(source: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', source)
    assert policy
    words = policy[1].replace("&#x27;", "'")
    assert words.startswith("default-src 'none'; ")
    assert "unsafe" not in words
    for name in ("style", "script"):
        content = re.search(rf"<{name}>(.*?)</{name}>", source, re.DOTALL)
        assert content
        digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in words


def test_no_character_that_steers_is_left(source: str) -> None:
    assert not re.search(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", source
    )


def test_hostile_text_is_shown_as_text(hostile: Record) -> None:
    page = Page(markup(hostile))
    assert page.named("title")[0].text.startswith('</title><script>alert("t")</script>')
    body = page.classed("body")[0].text
    assert "</script><script>alert(1)</script> of <b>Truth</b>" in body
    assert "U+202E" in body
    assert "U+001B" in body
    assert "javascript:alert(document.domain)" in page.by_id("r1-made").text


def test_half_characters_can_be_written(strait: Record) -> None:
    odd = replace(
        strait, report=replace(strait.report, title="half \ud83d", text=strait.report.text + " \udc00")
    )
    markup(odd).encode("utf-8")


def test_the_whole_text_is_there(strait: Record) -> None:
    page = Page(markup(strait))
    shown = "".join(
        sentence.text.removeprefix(sentence.inside[0].text).strip() for sentence in page.classed("s")
    )
    assert "".join(shown.split()) == "".join(strait.report.text.split())
    paragraphs = [part for part in strait.report.text.split("\n\n") if part.strip()]
    assert len([e for e in page.classed("body")[0].inside if e.name == "p"]) == len(paragraphs)


def test_every_mark_opens_its_very_words(strait: Record) -> None:
    page = Page(markup(strait))
    pieces = [(int(e.attributes["data-o"]), e.text) for e in page.elements if "data-o" in e.attributes]
    marked = [e.attributes["data-m"] for e in page.elements if "data-m" in e.attributes]
    assert len(marked) > len(strait.events)
    for ranges in marked:
        for mark in ranges.split(","):
            _, start, end = mark.split()
            found = "".join(text for at, text in pieces if int(start) <= at < int(end))
            wanted = strait.report.text[int(start) : int(end)]
            assert "".join(found.split()) == "".join(wanted.split())


def test_every_fact_is_there_with_parties_trigger_and_reasons(strait: Record) -> None:
    page = Page(markup(strait))
    for fact in view_of(strait).facts:
        item = page.by_id(f"r1f{fact.number}")
        assert f"trigger {fact.event.trigger[0]} {fact.event.trigger[1]}" in item.attributes["data-m"]
        assert int(item.attributes["data-s"]) == fact.sentences[0]
        assert all(reason in item.text for reason in fact.event.reasons)
        assert fact.event.id in item.text
    first = page.by_id("r1f1").attributes["data-m"]
    assert re.findall(r"[a-z]+", first) == ["actor", "recipient", "trigger", "place", "time"]


def test_other_tellings_of_a_fact_open_their_own_sentence(strait: Record) -> None:
    telling = Page(markup(strait)).by_id("r1f1m1")
    assert telling.attributes["data-s"] == "5"
    start, end = strait.events[1].trigger
    assert f"trigger {start} {end}" in telling.attributes["data-m"]


def test_without_script_every_fact_is_a_link_to_its_sentence(strait: Record) -> None:
    page = Page(markup(strait))
    links = [e for e in page.named("a") if "data-f" in e.attributes]
    assert links
    for link in links:
        target = page.by_id(link.attributes["data-f"]).attributes["data-s"]
        assert link.attributes["href"] == f"#r1s{target}"


def test_a_sentence_leads_back_to_its_first_fact(strait: Record) -> None:
    page = Page(markup(strait))
    assert page.by_id("r1s6").inside[0].attributes["href"] == "#r1f8"
    assert page.by_id("r1s4").inside[0].attributes["href"] == "#r1s4"


def test_what_did_not_happen_stands_apart(strait: Record) -> None:
    page = Page(markup(strait))
    apart = {
        e.attributes["id"]
        for box in page.classed("unreal")
        for e in box.inside
        if e.name == "li" and "id" in e.attributes
    }
    assert apart == {f"r1f{fact.number}" for fact in view_of(strait).others}


def test_layers_that_are_empty_have_no_part(strait: Record, quiet: Record) -> None:
    full, bare = Page(markup(strait)), Page(markup(quiet))
    names = "lead days pairs voices stances cast conflicts defects left made text".split()
    present = [
        {n for n in names if any(e.attributes.get("id") == f"r1-{n}" for e in p.elements)}
        for p in (full, bare)
    ]
    assert present == [set(names), {"made", "text"}]
    assert "No political event was found" in bare.named("article")[0].text


def test_pictures_have_words_and_links(strait: Record) -> None:
    page = Page(markup(strait))
    for name in ("timeline", "network"):
        picture = page.classed(name)[0]
        assert "aria-labelledby" in picture.attributes
        words = {e.name: e.text for e in picture.inside if e.name in ("title", "desc")}
        assert len(words["desc"]) > 40
        assert [e for e in picture.inside if e.name == "a" and e.attributes["href"].startswith("#r1")]
    assert "Iceland → Norway: conflict, 2 in words and 2 in deeds" in page.classed("network")[0].text


def test_labels_of_the_network_do_not_meet(strait: Record) -> None:
    names = [f"Country {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZABCD"]
    party = replace(strait.events[0].actors[0], entity=None, sectors=("REB",))
    events = tuple(
        replace(
            strait.events[0],
            id=str(number),
            cluster=str(number),
            actors=(replace(party, name=f"{name} {number}"),),
            recipients=(replace(party, name="Middle"),),
        )
        for number, name in enumerate(names)
    )
    labels = [
        (e.attributes["class"], float(e.attributes["y"]))
        for e in Page(markup(replace(strait, events=events))).classed("name")
    ]
    assert len(labels) == 25
    for side in ("name", "name left"):
        heights = sorted(y for kind, y in labels if kind == side)
        assert min(b - a for a, b in pairwise(heights)) >= 16


def test_one_report_is_the_page_several_are_a_list(strait: Record, quiet: Record) -> None:
    one, two = Page(markup(strait)), Page(markup(strait, quiet))
    assert [e.text for e in one.named("h1")] == [strait.report.title]
    assert [e.text for e in two.named("h1")] == ["Brief of 2 reports"]
    assert len(two.named("article")) == 2
    contents = two.classed("contents")[0]
    assert [e.attributes["href"] for e in contents.inside if e.name == "a"] == ["#r1", "#r2"]


def test_the_same_records_give_the_same_characters(strait: Record, quiet: Record) -> None:
    assert markup(strait, quiet) == markup(strait, quiet)


def test_spans_outside_the_text_mark_nothing(strait: Record) -> None:
    far = replace(strait.events[0], trigger=(9_000, 9_010), evidence=(8_990, 9_020), place=99)
    page = Page(markup(replace(strait, events=(far,))))
    assert "trigger" not in page.by_id("r1f1").attributes["data-m"]


def test_a_record_of_unreal_events_has_a_page(strait: Record) -> None:
    imagined = tuple(replace(event, auxiliary=Auxiliary.FUTURE) for event in strait.events)
    page = Page(markup(replace(strait, events=imagined)))
    assert "planned or expected" in page.by_id("r1-lead").text
    assert not page.classed("timeline")
