"""The digest in the terminal."""

from __future__ import annotations

from rich.text import Text

from detente.analysis.alerts import Alert, Digest, Told
from detente.present.alerts.words import (
    about_words,
    event_words,
    head_words,
    rule_words,
    sources_words,
    title_words,
    unassessed,
)
from detente.present.terminal.printer import Printer, joined
from detente.present.view.plain import count, excerpt, plain

_SHOWN = 3  # events of an alert
_LONGEST = 200  # characters of a sentence


def print_digest(digest: Digest, printer: Printer) -> None:
    """Each alert with its numbers, its rule and the first of its events; then what could not be assessed."""
    printer.line(Text(title_words(digest), style="bold"))
    printer.entry(Text(about_words(digest), style="dim"))
    for alert in digest.alerts:
        _print_alert(alert, printer)
    missing = unassessed(digest)
    if missing:
        printer.section("Not assessed")
        for line in missing:
            printer.entry(Text(line), indent=2)


def _print_alert(alert: Alert, printer: Printer) -> None:
    printer.line()
    level = str(alert.preset.level).upper()
    printer.entry(joined([Text(level, style="bold"), Text(head_words(alert), style="bold")], "  "))
    printer.entry(Text(plain(alert.explanation)), indent=2)
    printer.entry(Text(rule_words(alert), style="dim"), indent=2)
    for event in alert.events[:_SHOWN]:
        _print_event(event, printer)
    left = len(alert.events) - _SHOWN
    if left > 0:
        printer.entry(
            Text(f"and {count(left, 'more event', 'more events')} (--format json or html)"), indent=4
        )


def _print_event(event: Told, printer: Printer) -> None:
    said = f"“{excerpt(plain(event.tellings[0].sentence), _LONGEST)}”"
    printer.entry(joined([event_words(event), said, sources_words(event)]), sign=Text("· "), indent=4)
