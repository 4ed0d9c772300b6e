"""Facts in the terminal: the headline facts, the timeline, the pairs."""

from __future__ import annotations

from rich.text import Text

from detente.present.terminal.printer import Printer, joined, references
from detente.present.view import Day, Fact, Pair, Tally, View
from detente.present.view.facts import parties_words
from detente.present.view.plain import count, excerpt, percent
from detente.present.view.vocabulary import AUXILIARY_WORDS, QUAD_SIGNS, SIGN_LEGEND

QUAD_STYLES = {1: "cyan", 2: "bold cyan", 3: "red", 4: "bold red"}
_SIGN_WIDTH = 3
_UNDATED_SHOWN = 15  # a timeline of undated events tells nothing that the pairs do not


def print_legend(printer: Printer) -> None:
    """What the signs mean."""
    printer.entry(Text(SIGN_LEGEND, style="dim"))


def print_lead(view: View, printer: Printer) -> None:
    """The most telling facts, each with its sentence."""
    printer.section("In brief")
    for fact in view.lead:
        body = joined([_named(fact), fact.dated, fact.place, _told(fact), *fact.quantities, _source(fact)])
        printer.entry(body, sign=_sign(fact), reference=references(fact.sentences))
        printer.entry(Text(_passage(view, fact, printer), style="dim"), indent=_SIGN_WIDTH)
    print_legend(printer)


def print_days(days: tuple[Day, ...], printer: Printer) -> None:
    """What happened when."""
    printer.section("Timeline", "events told as having happened, by date")
    for day in days:
        printer.entry(Text(day.label, style="dim" if day.is_reports else "bold"))
        shown = day.facts[:_UNDATED_SHOWN] if day.is_reports else day.facts
        for fact in shown:
            printer.entry(
                joined([_short(fact), fact.place]),
                sign=_sign(fact),
                reference=references(fact.sentences),
                indent=2,
            )
        if len(shown) < len(day.facts):
            more = f"and {len(day.facts) - len(shown)} more, by pair below"
            printer.entry(Text(more, style="dim"), indent=2 + _SIGN_WIDTH)


def print_pairs(pairs: tuple[Pair, ...], printer: Printer) -> None:
    """All facts, by who and to whom."""
    printer.section("Who to whom", "code, trigger, confidence")
    for pair in pairs:
        head = Text(pair.label, style="bold")
        about = ", ".join(part for part in (pair.note, _tally_words(pair.tally)) if part)
        head.append(f"  {about}", style="dim not bold")
        printer.entry(head)
        for fact in pair.real:
            _print_fact(fact, pair, printer)
        if pair.others:
            printer.entry(Text("not counted:", style="dim italic"), indent=2)
        for fact in pair.others:
            _print_fact(fact, pair, printer)


def _print_fact(fact: Fact, pair: Pair, printer: Printer) -> None:
    parties = parties_words(fact)
    style = "dim" if not fact.is_real else ""
    body = joined(
        [
            Text(fact.gloss, style=style or QUAD_STYLES[fact.event.quad_code]),
            f"{fact.coded} “{fact.trigger}”",
            None if parties == pair.label else parties,
            Text(AUXILIARY_WORDS[fact.event.auxiliary], style="italic") if fact.event.auxiliary else None,
            fact.dated,
            fact.place,
            *fact.quantities,
            _source(fact),
            _told(fact),
            percent(fact.event.confidence),
        ]
    )
    body.stylize_before(style)
    printer.entry(body, sign=_sign(fact), reference=references(fact.sentences), indent=2)


def _named(fact: Fact) -> Text:
    """``Iceland → Norway  seizure  COERCE seize``."""
    body = Text(parties_words(fact), style="bold")
    if fact.event.auxiliary:
        body.append(f"  [{AUXILIARY_WORDS[fact.event.auxiliary]}]", style="not bold italic")
    body.append(f"  {fact.gloss}", style=f"not bold {QUAD_STYLES[fact.event.quad_code]}")
    return body.append(f"  {fact.coded}", style="not bold dim")


def _short(fact: Fact) -> Text:
    body = Text(parties_words(fact))
    return body.append(f"  {fact.gloss}", style=QUAD_STYLES[fact.event.quad_code])


def _sign(fact: Fact) -> Text:
    sign = QUAD_SIGNS[fact.event.quad_code].ljust(_SIGN_WIDTH)
    return Text(sign, style=QUAD_STYLES[fact.event.quad_code] if fact.is_real else "dim")


def _told(fact: Fact) -> str | None:
    return f"told {fact.told} times" if fact.told > 1 else None


def _source(fact: Fact) -> str | None:
    return f"according to {fact.source}" if fact.source else None


def _passage(view: View, fact: Fact, printer: Printer) -> str:
    """The fact's sentence, cut to two lines around the trigger."""
    start, end = fact.event.evidence
    sentence = view.surface((start, end))
    at = max(sentence.find(fact.trigger, max(0, fact.event.trigger[0] - start - 20)), 0)
    return excerpt(sentence, 2 * (printer.width - _SIGN_WIDTH) - 10, (at, at + len(fact.trigger)))


def _tally_words(tally: Tally) -> str:
    """``3 events: −− 1, + 2``."""
    if not tally.total:
        return "nothing told as having happened"
    parts = [f"{QUAD_SIGNS[quad]} {tally.quads[quad - 1]}" for quad in (4, 3, 1, 2) if tally.quads[quad - 1]]
    return f"{count(tally.total, 'event')}: {', '.join(parts)}"
