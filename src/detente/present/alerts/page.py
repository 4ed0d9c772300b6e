"""The digest as one self-contained page, without any script and any network access."""

from __future__ import annotations

from string import Template
from typing import IO

from detente.analysis.alerts import Alert, Digest, Told, rate_holds, severities
from detente.present.alerts.words import (
    about_words,
    event_words,
    head_words,
    rule_words,
    title_words,
    unassessed,
)
from detente.present.page.frame import asset, policy
from detente.present.page.markup import Html, join, tag
from detente.present.view.plain import count, day_words, plain

_OPEN = 3  # alerts whose events are shown at once


def write_page(digest: Digest, file: IO[str]) -> None:
    """Write the page; the same digest gives the same characters."""
    style = asset("page.css") + asset("digest.css")
    body = [
        tag("header", tag("h1", title_words(digest)), tag("p", about_words(digest), class_="about")),
        *(_alert(alert, number < _OPEN) for number, alert in enumerate(digest.alerts)),
        _unassessed(digest),
    ]
    file.write(
        Template(asset("digest.html")).substitute(
            title=join([f"{title_words(digest)} · {about_words(digest)}"]),
            policy=policy(style),
            style=style,
            body=join(body),
        )
    )


def _alert(alert: Alert, is_open: bool) -> Html:
    level = str(alert.preset.level)
    return tag(
        "article",
        tag("h2", tag("span", level, class_=f"level {level}"), " ", head_words(alert)),
        tag("p", plain(alert.explanation)),
        _figures(alert),
        tag("p", rule_words(alert), class_="quiet"),
        tag(
            "details",
            tag("summary", count(len(alert.events), "event")),
            tag("ul", join(_event(event) for event in alert.events), class_="lines"),
            open="open" if is_open else None,
        ),
        id=f"a-{alert.id}",
        class_="alert",
    )


def _figures(alert: Alert) -> Html:
    figures = alert.figures
    holds = rate_holds(figures, alert.preset)
    rows = (
        ("", "raw", "per 100 reports"),
        ("value", _number(figures.value), _rate(figures.rate)),
        ("held against", _number(figures.base), _rate(figures.base_rate)),
        (
            "rule holds",
            "yes" if figures.base is not None else "–",
            {True: "yes", False: "no", None: "–"}[holds],
        ),
    )
    lines = [
        tag("tr", tag("th", name, scope="row"), tag("td", raw), tag("td", rate))
        for name, raw, rate in rows[1:]
    ]
    head = tag("tr", join(tag("th", name, scope="col") for name in rows[0]))
    severity = severities().names.get(figures.severity, "none of conflict")
    rest = f"{count(figures.published, 'report')} of these days · {figures.sources} independent sources · severest: {severity}"
    return join([tag("table", tag("thead", head), tag("tbody", join(lines))), tag("p", rest, class_="quiet")])


def _event(event: Told) -> Html:
    tellings = [
        tag(
            "li",
            tag("q", plain(one.sentence)),
            " ",
            tag("span", plain(one.source or "no source"), class_="quiet"),
            " ",
            _link(one.url, one.report),
            tag("span", f" {day_words(one.published)}", class_="quiet") if one.published else None,
        )
        for one in event.tellings
    ]
    return tag(
        "li",
        tag("p", event_words(event), " ", tag("span", event.event, class_="codes")),
        tag("ul", join(tellings), class_="reasons said"),
    )


def _link(url: str | None, report: str) -> Html:
    """The report's id, as a link where it has an address of the web."""
    if url is not None and url.lower().startswith(("http://", "https://")):
        return tag("a", report, href=url, rel="noreferrer noopener")
    return tag("span", report, class_="codes")


def _unassessed(digest: Digest) -> Html | None:
    missing = unassessed(digest)
    if not missing:
        return None
    lines = join(tag("li", line) for line in missing)
    return tag("section", tag("h2", "Not assessed"), tag("ul", lines, class_="lines"))


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:,.2f}".rstrip("0").rstrip(".")


def _rate(value: float | None) -> str:
    return _number(None if value is None else value * 100)
