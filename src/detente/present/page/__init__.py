"""One self-contained page, without any network access: every fact opens the sentence that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from string import Template
from typing import IO

from detente.present.page.frame import asset, policy
from detente.present.page.markup import Html, join, tag
from detente.present.page.report import bar, report_section
from detente.present.view import View, view_of
from detente.present.view.plain import count
from detente.record.types import Record

__all__ = ["write_page"]


def write_page(records: Sequence[Record], file: IO[str]) -> None:
    """Write the page of these records, a section each; the same records give the same characters."""
    views = [view_of(record) for record in records]
    is_alone = len(views) == 1
    style, script = asset("page.css"), asset("page.js")
    title = views[0].headline if is_alone else f"Brief of {count(len(views), 'report')}"
    sections = [report_section(view, f"r{number}", is_alone) for number, view in enumerate(views, 1)]
    contents = None if is_alone else _contents(views, title)
    page = Template(asset("page.html")).substitute(
        title=join([title]),
        policy=policy(style, script),
        style=style,
        script=script,
        body=join([contents, *sections]),
    )
    file.write(page)


def _contents(views: list[View], title: str) -> Html:
    """The list of reports."""
    items = [
        tag(
            "li",
            tag("a", view.headline, href=f"#r{number}"),
            tag("span", " · ".join(view.about[:2]), class_="quiet"),
            bar(view.tally) or tag("span", "no event", class_="quiet"),
        )
        for number, view in enumerate(views, 1)
    ]
    return tag(
        "nav", tag("h1", title), tag("ol", join(items)), aria_label="Reports", class_="contents", id="top"
    )
