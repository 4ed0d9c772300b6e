"""What to doubt, in the terminal: accounts that disagree, defects of the text, what was left out."""

from __future__ import annotations

from rich.text import Text

from detente.present.terminal.printer import Printer, joined, references
from detente.present.view import Finding, LeftOut
from detente.present.view.plain import count


def print_conflicts(conflicts: tuple[Finding, ...], printer: Printer) -> None:
    """Accounts that cannot both be true."""
    printer.section("Accounts that disagree")
    for finding in conflicts:
        accounts = " against ".join(f"“{value}” §{number}" for value, number in finding.accounts)
        printer.entry(joined([Text(finding.kind, style="bold"), accounts, finding.explanation]))


def print_defects(defects: tuple[Finding, ...], printer: Printer) -> None:
    """Text that a careful editor would stop at."""
    printer.section("Defects of the text")
    for finding in defects:
        words, number = finding.accounts[0]
        meant = f"meant perhaps: {finding.suggestion}" if finding.suggestion else None
        body = joined([Text(finding.kind, style="bold"), f"“{words}”", finding.explanation, meant])
        printer.entry(body, reference=references((number,)) if number else "title")


def print_left_out(left_out: tuple[LeftOut, ...], printer: Printer) -> None:
    """What was seen and left out: how much, and why."""
    total = sum(len(group.items) for group in left_out)
    printer.section("Left out", f"{count(total, 'passage')} seen and not coded")
    for group in left_out:
        body = Text(f"{len(group.items):>4}  {group.stage}: {group.reason}", style="dim")
        printer.entry(body, reference=references(group.sentences))
