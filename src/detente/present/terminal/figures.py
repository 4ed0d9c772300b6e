"""Time lines, series and networks in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from rich.text import Text

from detente.present.terminal.printer import Printer, joined
from detente.present.view.plain import day_words, excerpt, listed, plain
from detente.present.view.vocabulary import QUAD_SIGNS, SIGN_LEGEND, vocabulary

_LONGEST = 160  # characters of a sentence
_NOTHING = "–"

Row = dict[str, Any]


def print_timeline(rows: Sequence[Row], printer: Printer) -> None:
    """A heading for each day, its events below; without a row nothing."""
    before: object = None
    for number, row in enumerate(rows):
        if number == 0 or row["day"] != before:
            if number:
                printer.line()
            printer.line(Text(day_words(row["day"]) if row["day"] else "no date", style="bold"))
        before = row["day"]
        _print_event(row, printer)
    if rows:
        printer.line()
        printer.entry(Text(SIGN_LEGEND.rpartition(" · ")[0], style="dim"))


def _print_event(row: Row, printer: Printer) -> None:
    what = vocabulary().gloss(row["event_type"], row["event_mode"])
    parties = listed([plain(name) for name in row["actors"]]) or "somebody"
    if row["recipients"]:
        parties += f" → {listed([plain(name) for name in row['recipients']])}"
    body = joined(
        [
            Text(parties, style="bold"),
            what,
            _period(row),
            plain(row["place"]) if row["place"] else None,
            row["auxiliary"],
            _told(row),
            f"“{excerpt(plain(row['sentence']), _LONGEST)}”",
        ]
    )
    printer.entry(body, sign=Text(f"{QUAD_SIGNS[row['quad_code']]:<3}"), indent=2)


def _period(row: Row) -> str | None:
    """The days of an event that are more than its first."""
    if row["last"] is None or row["last"] == row["day"]:
        return None
    return f"to {day_words(row['last'])}"


def _told(row: Row) -> str | None:
    if row["reports"] == 1:
        return None
    return f"{row['reports']} reports, {row['sources']} independent"


def print_series(rows: Sequence[Row], printer: Printer) -> None:
    """A line a period; a period without any report shows dashes."""
    names = ("events", "reports", "sources", "published", "conflict", "score", "mean")
    cells: list[tuple[str, ...]] = [("from", *names)]
    for row in rows:
        period = row["period"].isoformat() if row["period"] else "not dated"
        figures = [_count(row[name]) for name in names[:4]]
        cells.append(
            (
                period,
                *figures,
                _share(row["conflict_share"]),
                _number(row["score_sum"]),
                _number(row["score_mean"]),
            )
        )
    _print_cells(cells, printer, left=1)


def print_network(rows: Sequence[Row], printer: Printer) -> None:
    """A line a tie; ``<->`` ties both ways."""
    cells: list[tuple[str, ...]] = [
        ("actor", "", "recipient", "events", "reports", "sources", "coop.", "conflict", "score", "days")
    ]
    for row in rows:
        cells.append(
            (
                _node(row["actor"], row["actor_country"]),
                "↔" if row["mutual"] else "→",
                _node(row["recipient"], row["recipient_country"]),
                *(_count(row[name]) for name in ("events", "reports", "sources", "cooperation", "conflict")),
                _number(row["score_sum"]),
                _days(row["first"], row["last"]),
            )
        )
    _print_cells(cells, printer, left=3)


def _print_cells(cells: Iterable[tuple[str, ...]], printer: Printer, left: int) -> None:
    """Lines in columns as wide as need be, the first ``left`` of them to the left, the others to the right."""
    lines = list(cells)
    if len(lines) == 1:
        return
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    for number, line in enumerate(lines):
        padded = [
            cell.ljust(width) if at < left else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        printer.line(Text("  ".join(padded), style="dim" if number == 0 else ""))


def _node(name: str, country: str | None) -> str:
    shown = excerpt(plain(name), 40)
    return shown if country in (None, name) else f"{shown} ({country})"


def _days(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return _NOTHING
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"


def _count(value: int | None) -> str:
    return _NOTHING if value is None else str(value)


def _share(value: float | None) -> str:
    return _NOTHING if value is None else f"{value:.0%}"


def _number(value: float | None) -> str:
    return _NOTHING if value is None else f"{value:.1f}"


TABLES: dict[str, Callable[[Sequence[Row], Printer], None]] = {
    "timeline": print_timeline,
    "series": print_series,
    "network": print_network,
}
"""What prints which rows of analysis."""
