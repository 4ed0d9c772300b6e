"""People in the terminal: the cast, what was said, where the parties stand."""

from __future__ import annotations

from rich.text import Text

from detente.present.terminal.printer import Printer, joined, references
from detente.present.view import Actor, Stance, Utterance, Voice
from detente.present.view.plain import count, percent
from detente.present.view.voices import quoted

_NAMED_SHOWN = 20


def print_cast(cast: tuple[Actor, ...], named: tuple[Actor, ...], printer: Printer) -> None:
    """Who acts, is acted on or speaks; the others in one line."""
    printer.section("Who")
    for actor in cast:
        body = joined(
            [
                Text(actor.name, style="bold"),
                actor.role,
                actor.codes,
                count(actor.facts, "event") if actor.facts else "speaks only",
                count(actor.mentions, "mention"),
                f"also: {', '.join(actor.also)}" if actor.also else None,
            ]
        )
        printer.entry(body, reference=references((actor.sentence,)))
    if named:
        names = [f"{actor.name} §{actor.sentence}" for actor in named[:_NAMED_SHOWN]]
        more = f" and {len(named) - _NAMED_SHOWN} more" if len(named) > _NAMED_SHOWN else ""
        printer.entry(Text(f"only named: {', '.join(names)}{more}", style="dim"))


def print_voices(voices: tuple[Voice, ...], printer: Printer) -> None:
    """Quotations by speaker."""
    printer.section("Who said what", "in quotation marks: word for word; without: in the report's words")
    for voice in voices:
        printer.entry(joined([Text(voice.speaker, style="bold"), voice.role], ", "))
        for utterance in voice.utterances:
            printer.entry(_words(utterance), reference=references((utterance.sentence,)), indent=2)


def print_stances(stances: tuple[Stance, ...], printer: Printer) -> None:
    """The positions ledger."""
    printer.section("Positions")
    for stance in stances:
        to = f" → {stance.addressee}" if stance.addressee else ""
        head = Text(f"{stance.party}{to}", style="bold").append(
            f"  {stance.position.act}", style="not bold italic"
        )
        voiced = f"voiced by {stance.speaker}" if stance.speaker and stance.speaker != stance.party else None
        sure = percent(stance.position.confidence)
        body = joined(
            [head, f"“{stance.content}”", stance.issue, *stance.terms, stance.firmness, voiced, sure]
        )
        printer.entry(body, reference=references((stance.sentence,)))


def _words(utterance: Utterance) -> Text:
    words = Text(quoted(utterance))
    return words.append(f"  to {utterance.addressee}", style="dim") if utterance.addressee else words
