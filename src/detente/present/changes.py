"""What changed between two versions of a store: as JSON lines, as CSV, and to be read in a terminal."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import IO, Any

from rich.text import Text

from detente.present.exports import write_rows
from detente.present.rows import Column
from detente.present.terminal.printer import Printer
from detente.store.diff import Change, Commit

COLUMNS = (
    *(Column(name) for name in ("change", "reason", "report_id", "event")),
    Column("day", "date"),
    Column("event_type"),
    Column("fields", "texts"),
    Column("sentence"),
)
_SIGNS = {"added": ("+", "green"), "changed": ("~", "yellow"), "removed": ("−", "red")}


def write_changes_jsonl(changes: Iterable[Change], file: IO[str]) -> None:
    """One event a line; ``fields`` holds what differs, each as {before, after}."""
    for one in changes:
        row = {
            "change": one.change,
            "reason": one.reason,
            "report_id": one.report_id,
            "event": one.event,
            "day": one.day,
            "event_type": one.event_type,
            "sentence": one.sentence,
            "fields": {name: {"before": old, "after": new} for name, (old, new) in one.fields.items()},
        }
        file.write(json.dumps(row, ensure_ascii=False, default=date.isoformat) + "\n")


def write_changes_csv(changes: Iterable[Change], file: IO[str]) -> None:
    """One event a row, with a header; what differs in words: ``event_mode: expel → none``."""
    rows = (
        (
            *(one.change, one.reason, one.report_id, one.event, one.day, one.event_type),
            tuple(_differences(one)),
            " ".join(one.sentence.split()),
        )
        for one in changes
    )
    write_rows(COLUMNS, rows, file)


def print_changes(changes: Iterable[Change], printer: Printer) -> Counter[str]:
    """Changes under their reports; gives how many there are of each kind."""
    counts: Counter[str] = Counter()
    for report, found in groupby(changes, key=lambda one: one.report_id):
        for index, one in enumerate(found):
            if index == 0:
                printer.line()
                printer.entry(Text(report, style="bold").append(f"  {one.reason}", style="dim"))
            counts[one.change] += 1
            sign, style = _SIGNS[one.change]
            head = f"{one.event_type} {one.day or 'undated'}  “{' '.join(one.sentence.split())}”"
            printer.entry(Text(head), sign=Text(f"{sign} ", style=style))
            for words in _differences(one):
                printer.entry(Text(words, style="dim"), indent=4)
    return counts


def print_commits(commits: Iterable[Commit], printer: Printer) -> None:
    """The versions of a store, one a line."""
    for one in commits:
        moment = one.finished.strftime("%Y-%m-%d %H:%M")
        told = f"{one.reports} reports" if one.reports else ""
        told += f", {one.superseded} earlier versions left" if one.superseded else ""
        printer.line(f"{one.sequence:6}  {moment}  {one.kind:9} {told.removeprefix(', ')}".rstrip())


def _differences(change: Change) -> Iterable[str]:
    for name, (old, new) in change.fields.items():
        yield f"{name}: {_words(old)} → {_words(new)}"


def _words(value: Any) -> str:
    """A value of a column as a person reads it: names with their codes, dates as they are."""
    if value is None or value == []:
        return "none"
    if isinstance(value, list):
        return "; ".join(_words(one) for one in value)
    if isinstance(value, dict):
        return _party(value) if "name" in value else _quantity(value) if "kind" in value else _days(value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _party(value: dict[str, Any]) -> str:
    codes = " ".join(filter(None, (value["country"], *value["sectors"])))
    return f"{value['name']} ({codes})" if codes else str(value["name"])


def _quantity(value: dict[str, Any]) -> str:
    high = "" if value["high"] is None else f"{value['high']:g}"
    return f"{value['kind']} {value['low']:g}–{high} {value['unit'] or ''}".strip()


def _days(value: dict[str, Any]) -> str:
    first, last = value["start"], value["end"]
    return "unresolved" if first is None else str(first) if last in {None, first} else f"{first} to {last}"
