"""The positions ledger in the terminal: a heading for each party and issue, its positions below, the latest first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rich.text import Text

from detente.present.ledger import Row
from detente.present.terminal.printer import Printer, joined
from detente.present.view.plain import day_words, excerpt, plain
from detente.present.view.vocabulary import vocabulary

_LONGEST = 220  # characters of a content or a condition


def print_ledger(rows: Iterable[Row], printer: Printer) -> None:
    """Write the table, parties and issues by name; without a row nothing."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        issue = vocabulary().issues.get(row.position.issue, row.position.issue)
        groups.setdefault((plain(row.party), issue), []).append(row)
    for number, (party, issue) in enumerate(sorted(groups, key=lambda key: (key[0].casefold(), key))):
        if number:
            printer.line()
        printer.entry(joined([Text(party, style="bold"), Text(issue, style="dim")], "  "))
        for row in sorted(groups[party, issue], key=_age):
            _print_row(row, printer)


def _age(row: Row) -> tuple[int, str, int]:
    """The latest report first, those without a date last; in a report the last words first."""
    published = row.record.report.published or date.min
    return -published.toordinal(), row.record.report.id, -row.position.content[0]


def _print_row(row: Row, printer: Printer) -> None:
    position = row.position
    published = row.record.report.published
    to = f" to {plain(row.addressee)}" if row.addressee else ""
    head = Text(f"{position.act}{to}", style="italic")
    content = excerpt(row.words(position.content) or "", _LONGEST)
    condition = excerpt(row.words(position.condition) or "", _LONGEST)
    body = joined(
        [
            head,
            f"“{content}”",
            f"{str(position.condition_kind).replace('_', ' ')} “{condition}”" if condition else None,
            f"by {day_words(position.deadline)}" if position.deadline else None,
            vocabulary().firmness.get(position.firmness),
            position.status.replace("_", " "),
            f"voiced by {plain(row.speaker)}" if row.speaker else None,
        ]
    )
    printer.entry(body, reference=day_words(published) if published else "no date", indent=2)
