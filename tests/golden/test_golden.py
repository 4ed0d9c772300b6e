"""What people see, as files to read. After a wanted change: DETENTE_GOLDEN=write pytest tests/golden, and read the diff."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from invented import hostile, quiet, strait
from quarrel import LAST, quarrel
from rich.console import Console

from detente.analysis import Records, network, series, timeline
from detente.analysis.alerts import Ask, alerts
from detente.present.alerts import print_digest, write_json, write_page
from detente.present.brief import print_brief
from detente.present.exports import write_csv
from detente.present.exports.formats import EVENT_FORMATS, happenings_in, write_events
from detente.present.exports.happenings import Tally
from detente.present.exports.relations import relation_dicts
from detente.present.page.frame import asset
from detente.present.terminal.figures import TABLES
from detente.present.terminal.printer import Printer
from detente.record import Record
from detente.store import Filter

EXPECTED = Path(__file__).parent / "expected"
RECORDS = {"hostile": hostile, "quiet": quiet, "strait": strait}


def check(name: str, found: str) -> None:
    path = EXPECTED / name
    if os.environ.get("DETENTE_GOLDEN") == "write":
        path.write_text(found, encoding="utf-8", newline="\n")
    assert found == path.read_text(encoding="utf-8")


def brief(record: Record, width: int) -> str:
    file = io.StringIO()
    print_brief(record, Console(file=file, width=width, highlight=False))
    return file.getvalue()


@pytest.mark.parametrize(("name", "width"), [("strait", 40), ("strait", 100), ("hostile", 72), ("quiet", 60)])
def test_brief(name: str, width: int) -> None:
    check(f"{name}-{width}.txt", brief(RECORDS[name](), width))


def test_csv() -> None:
    file = io.StringIO()
    write_csv([strait(), quiet(), hostile()], file)
    check("events.csv", file.getvalue())


@pytest.mark.parametrize("name", EVENT_FORMATS)
def test_event_formats(name: str) -> None:
    form = EVENT_FORMATS[name]
    files = [io.StringIO(newline="") for _ in form.files]
    write_events(name, happenings_in([strait(), quiet(), hostile()], Tally()), files)
    for described, file in zip(form.files, files, strict=True):
        check(f"{name}{described.suffix}", file.getvalue())


@pytest.mark.parametrize(("name", "ask"), [("timeline", timeline), ("series", series), ("network", network)])
def test_figures(name: str, ask: Callable[[Records], Any]) -> None:
    file = io.StringIO()
    found = list(relation_dicts(ask(Records([strait(), quiet()]))))
    TABLES[name](found, Printer(Console(file=file, width=100, highlight=False)))
    check(f"{name}.txt", file.getvalue())


def test_digest_of_alerts() -> None:
    digest = alerts(Records(quarrel()), Filter(since="2031-02-17"), Ask(as_of=LAST))
    text, data, page = io.StringIO(), io.StringIO(), io.StringIO()
    print_digest(digest, Printer(Console(file=text, width=100, highlight=False)))
    write_json(digest, data)
    write_page(digest, page)
    check("alerts.txt", text.getvalue())
    check("alerts.json", data.getvalue())
    without_style = page.getvalue().replace(asset("page.css"), "/* page.css */")
    check("alerts.html", re.sub(r"sha256-[^&]+", "sha256-…", without_style))
