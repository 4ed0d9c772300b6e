"""The positions ledger in the terminal: a heading for each party and issue, its positions below, the latest first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from rich.text import Text

from detente.present.terminal.printer import Printer, joined
from detente.present.view.plain import day_words, excerpt, plain
from detente.present.view.vocabulary import vocabulary

_LONGEST = 220  # characters of a content or a condition

Row = dict[str, Any]


def print_ledger(rows: Iterable[Row], printer: Printer) -> None:
    """Write rows of analysis.rows as a table, parties and issues by name; without a row nothing."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        issue: str = vocabulary().issues.get(row["issue"]) or row["issue"]
        groups.setdefault((plain(row["party"]), issue), []).append(row)
    for number, (party, issue) in enumerate(sorted(groups, key=lambda key: (key[0].casefold(), key))):
        if number:
            printer.line()
        printer.entry(joined([Text(party, style="bold"), Text(issue, style="dim")], "  "))
        for row in sorted(groups[party, issue], key=_age):
            _print_row(row, printer)


def _age(row: Row) -> tuple[int, str, int]:
    """The latest report first, those without a date last; in a report the last words first."""
    published = row["published"] or date.min
    return -published.toordinal(), row["report_id"], -row["content_start"]


def _print_row(row: Row, printer: Printer) -> None:
    published = row["published"]
    to = f" to {plain(row['addressee'])}" if row["addressee"] else ""
    head = Text(f"{row['act']}{to}", style="italic")
    content = excerpt(row["content"] or "", _LONGEST)
    condition = excerpt(row["condition"] or "", _LONGEST)
    body = joined(
        [
            head,
            f"“{content}”",
            f"{row['condition_kind'].replace('_', ' ')} “{condition}”" if condition else None,
            f"by {day_words(row['deadline'])}" if row["deadline"] else None,
            vocabulary().firmness.get(row["firmness"]),
            row["status"].replace("_", " "),
            f"voiced by {plain(row['speaker'])}" if row["speaker"] else None,
        ]
    )
    printer.entry(body, reference=day_words(published) if published else "no date", indent=2)
