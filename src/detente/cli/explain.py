"""``detente explain``: why each thing became what it became, or did not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.common import Published, parse_date

if TYPE_CHECKING:
    from detente.coding.layers import Reading, Sentence
    from detente.record.types import Party, Span

_EPILOG = """Example:

  detente explain "Russia warned the US that it would respond if Kyiv joined NATO." --published 2022-01-21
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("explain", epilog=_EPILOG)(explain)


def explain(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="A sentence or passage; - is stdin.", show_default=False)
    ],
    published: Published = None,
    parse: Annotated[
        bool, typer.Option("--parse/--no-parse", help="Show the words with tags and heads.")
    ] = True,
) -> None:
    """Show what the coder sees in a text: parse, mentions, times, places, quotes, events, and what it left out, with reasons."""
    import sys

    from detente.coding.pipeline import Coder
    from detente.record.types import Report

    body = sys.stdin.read() if text == "-" else text
    reading = Coder.load().read(Report(body, published=parse_date(published)))
    for line in _lines(reading, parse):
        typer.echo(line)


def _lines(reading: Reading, parse: bool) -> Iterator[str]:
    for sentence in reading.sentences:
        yield f"SENTENCE {sentence.index}  {reading.report.text[sentence.start : sentence.end]}"
        if parse:
            yield from _parse_lines(sentence)
        yield from _layer_lines(reading, sentence)
        yield ""


def _parse_lines(sentence: Sentence) -> Iterator[str]:
    rows = zip(sentence.words, sentence.lemmas, sentence.tags, sentence.deps, sentence.heads, strict=True)
    for i, (word, lemma, tag, dep, head) in enumerate(rows):
        yield f"  {i:>3}  {word:<18} {lemma:<16} {tag:<5} {dep:<10} ← {sentence.words[head] if head != i else 'ROOT'}"


def _layer_lines(reading: Reading, sentence: Sentence) -> Iterator[str]:
    for part in (_mention_lines, _time_lines, _place_lines, _quote_lines, _event_lines, _rejection_lines):
        yield from part(reading, sentence)


def _mention_lines(reading: Reading, sentence: Sentence) -> Iterator[str]:
    text = reading.report.text
    for mention, found in zip(reading.mentions, reading.resolutions, strict=True):
        if mention.sentence == sentence.index:
            who = f"{found.country or '–'} {' '.join(found.sectors) or '–'}"
            yield f"  mention    {text[mention.start : mention.end]}  →  {who}  ({found.reason}; {found.score:.2f})"


def _time_lines(reading: Reading, sentence: Sentence) -> Iterator[str]:
    for time in reading.times:
        if _inside(sentence, (time.start, time.end)):
            yield f"  time       {time.text}  →  {time.value}  ({time.kind}, against {time.basis})"


def _place_lines(reading: Reading, sentence: Sentence) -> Iterator[str]:
    for place in reading.places:
        if _inside(sentence, (place.start, place.end)):
            stands = ", stands for an actor" if place.metonym else ""
            yield f"  place      {place.text}  →  {place.name}, {place.country or '–'}  ({place.kind}{stands})"


def _quote_lines(reading: Reading, sentence: Sentence) -> Iterator[str]:
    text = reading.report.text
    for quote in reading.quotes:
        if _inside(sentence, (quote.start, quote.start + 1)):
            speaker = "–" if quote.speaker_span is None else text[slice(*quote.speaker_span)]
            yield f"  quote      {quote.kind}, by {speaker}: {text[quote.start : quote.end]}"


def _event_lines(reading: Reading, sentence: Sentence) -> Iterator[str]:
    text = reading.report.text
    for event in reading.events:
        if event.evidence != (sentence.start, sentence.end):
            continue
        kind = " ".join(part for part in (event.event_type, event.event_mode) if part)
        auxiliary = f" [{event.auxiliary}]" if event.auxiliary else ""
        parties = f"{_parties(event.actors)} → {_parties(event.recipients)}"
        yield f"  EVENT      {kind}{auxiliary}  {parties}  “{text[slice(*event.trigger)]}”"
        yield f"             quad {event.quad_code}, score {event.score}, CAMEO {event.cameo}, confidence {event.confidence}"
        for reason in event.reasons:
            yield f"             because {reason}"


def _rejection_lines(reading: Reading, sentence: Sentence) -> Iterator[str]:
    text = reading.report.text
    for left in reading.rejections:
        if left.start is not None and left.end is not None and _inside(sentence, (left.start, left.end)):
            yield f"  left out   {text[left.start : left.end]}: {left.reason} ({left.stage}; {left.detail})"


def _parties(parties: tuple[Party, ...]) -> str:
    return ", ".join(f"{p.name} ({p.country or '–'} {' '.join(p.sectors) or '–'})" for p in parties) or "–"


def _inside(sentence: Sentence, span: Span) -> bool:
    return sentence.start <= span[0] and span[1] <= sentence.end
