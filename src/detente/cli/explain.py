"""``detente explain``: why each thing became what it became, or did not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.common import Overlays, Published, laid_over, parse_date
from detente.cli.streams import printable, read_input, standard_output
from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.coding.layers import Reading, Sentence
    from detente.record.types import Party, Span

_HALF = re.compile("[\ud800-\udfff]")
_BASES = {
    "text": "dated in full",
    "report": "against the date of publication",
    "anchor": "against a time told before",
    "none": "unresolved",
}
_EPILOG = """\b
Examples:
  detente explain "Russia warned the US that it would respond if Kyiv joined NATO."
  detente explain "They met on Monday." --published 2022-01-21 --no-parse
  detente explain - < report.txt
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("explain", epilog=_EPILOG, short_help="Show what the coder sees in a sentence, and why.")(
        explain
    )


def explain(
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT", help="A sentence or passage, in quotation marks; - is stdin.", show_default=False
        ),
    ],
    published: Published = None,
    parse: Annotated[
        bool, typer.Option("--parse/--no-parse", help="Show the words with tags and heads.")
    ] = True,
    overlays: Overlays = None,
) -> None:
    """Show what the coder sees in a text, from the parse to events and positions, and what it left out, with reasons."""
    from detente.coding.pipeline import Coder
    from detente.record.types import Report

    body, day = read_input("-") if text == "-" else text, parse_date(published)
    if not body.strip():
        raise UsageError(
            "there is no text to explain; give a sentence in quotation marks, or - for standard input"
        )
    if re.fullmatch(r"\S+\.(txt|html?|jsonl?|csv)", body) and Path(body).is_file():
        raise UsageError(
            f"{body} is a file, not a sentence; for what stands in it: detente explain - < {body}"
        )
    if _HALF.search(body):
        raise UsageError("the text is not UTF-8: it holds bytes or halves of characters that are none")
    reading = Coder.load(laid_over(overlays)).read(Report(body, published=day))
    with standard_output() as stream:
        for line in _lines(reading, parse):
            stream.write(printable(line) + "\n")
    if day is None and any(time.basis == "none" for time in reading.times):
        typer.echo(
            "no publication date: relative dates stay unresolved (give --published YYYY-MM-DD)", err=True
        )


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
    for part in (
        _mention_lines,
        _time_lines,
        _place_lines,
        _quote_lines,
        _event_lines,
        _position_lines,
        _finding_lines,
        _rejection_lines,
    ):
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
            basis = _BASES.get(time.basis, time.basis)
            yield f"  time       {time.text}  →  {time.value}  ({time.kind}, {basis})"


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


def _position_lines(reading: Reading, sentence: Sentence) -> Iterator[str]:
    text = reading.report.text
    names = {entity.id: entity.name for entity in reading.entities}
    for position in reading.positions:
        if position.evidence[0] != (sentence.start, sentence.end):
            continue
        to = f" → {names.get(position.addressee, position.addressee)}" if position.addressee else ""
        who = f"{names.get(position.party, position.party)} ({position.country or '–'}){to}"
        yield f"  POSITION   {position.act}  {who}  “{text[slice(*position.content)]}”"
        if position.condition:
            yield f"             {position.condition_kind} “{text[slice(*position.condition)]}”"
        due = f", by {position.deadline}" if position.deadline else ""
        yield (
            f"             issue {position.issue}, firmness {position.firmness}, {position.status}{due},"
            f" confidence {position.confidence}"
        )


def _finding_lines(reading: Reading, sentence: Sentence) -> Iterator[str]:
    text = reading.report.text
    for conflict in reading.conflicts:
        if any(_inside(sentence, (item.start, item.end)) for item in conflict.items):
            accounts = " against ".join(f"“{item.value}”" for item in conflict.items)
            yield f"  CONFLICT   {conflict.kind}  {accounts}"
            yield f"             because {conflict.explanation}"
    for defect in reading.defects:
        if defect.field == "text" and sentence.start <= defect.start < sentence.end:
            meant = f"  (meant perhaps: {defect.suggestion})" if defect.suggestion else ""
            yield f"  DEFECT     {defect.kind}  “{text[defect.start : defect.end]}”{meant}"
            yield f"             because {defect.explanation}"


def _rejection_lines(reading: Reading, sentence: Sentence) -> Iterator[str]:
    text = reading.report.text
    for left in reading.rejections:
        if left.start is not None and left.end is not None and _inside(sentence, (left.start, left.end)):
            yield f"  left out   {text[left.start : left.end]}: {left.reason} ({left.stage}; {left.detail})"


def _parties(parties: tuple[Party, ...]) -> str:
    return ", ".join(f"{p.name} ({p.country or '–'} {' '.join(p.sectors) or '–'})" for p in parties) or "–"


def _inside(sentence: Sentence, span: Span) -> bool:
    return sentence.start <= span[0] and span[1] <= sentence.end
