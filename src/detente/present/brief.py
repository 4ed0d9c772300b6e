"""The brief in the terminal: what happened, who, to whom, is it conflict or cooperation, who said what."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from detente.present.terminal.doubts import print_conflicts, print_defects, print_left_out
from detente.present.terminal.facts import print_days, print_lead, print_pairs
from detente.present.terminal.people import print_cast, print_stances, print_voices
from detente.present.terminal.printer import Printer, joined
from detente.present.view import View, view_of
from detente.present.view.plain import count
from detente.record.types import Record


def print_brief(record: Record, console: Console) -> None:
    """Write the record's brief to the console, in its width; in colour only where the console has it."""
    view, printer = view_of(record), Printer(console)
    _print_head(view, printer)
    if view.facts:
        print_lead(view, printer)
    if view.days:
        print_days(view.days, printer)
    if view.facts:
        print_pairs(view.pairs, printer)
    _print_people(view, printer)
    _print_doubts(view, printer)
    printer.line()


def _print_head(view: View, printer: Printer) -> None:
    printer.rule("═")
    printer.entry(Text(view.headline, style="bold"))
    printer.entry(joined([Text(part, style="dim") for part in view.about]))
    if not view.facts:
        printer.line()
        printer.entry(Text(quiet_words(view)))
        return
    if view.balance:
        printer.entry(Text(view.balance))
    printer.entry(Text(f"{view.counted}. {left_words(view)}".strip(), style="dim"))


def _print_people(view: View, printer: Printer) -> None:
    if view.cast or view.named:
        print_cast(view.cast, view.named, printer)
    if view.voices:
        print_voices(view.voices, printer)
    if view.stances:
        print_stances(view.stances, printer)


def _print_doubts(view: View, printer: Printer) -> None:
    if view.conflicts:
        print_conflicts(view.conflicts, printer)
    if view.defects:
        print_defects(view.defects, printer)
    if view.left_out:
        print_left_out(view.left_out, printer)


def quiet_words(view: View) -> str:
    """What to say of a report without events."""
    found = [
        count(number, noun)
        for number, noun in ((len(view.cast) + len(view.named), "actor"), (len(view.voices), "speaker"))
        if number
    ]
    rest = f" It names {' and '.join(found)}." if found else ""
    unsure = f" {count(view.doubtful, 'doubtful event')} in the record alone." if view.doubtful else ""
    return f"No political event was found in this report.{unsure}{rest} {left_words(view)}".strip()


def left_words(view: View) -> str:
    """How much was left out, in one sentence; empty where nothing was."""
    total = sum(len(group.items) for group in view.left_out)
    return f"{count(total, 'passage')} seen and left out, with reasons at the end." if total else ""
