"""People on the page: the cast, quotations by speaker, positions."""

from __future__ import annotations

from detente.present.page.items import Sheet, bits, line, unordered
from detente.present.page.marks import Mark, checked, position_marks, quote_marks
from detente.present.page.markup import Html, join, tag
from detente.present.view import Actor, Stance, Utterance, Voice
from detente.present.view.plain import count, percent
from detente.present.view.voices import quoted


def cast_part(sheet: Sheet) -> Html:
    """Who acts, is acted on or speaks; and who is only named."""
    items = [_actor(sheet, number, actor) for number, actor in enumerate(sheet.view.cast, 1)]
    first = len(items) + 1
    named = [_named(sheet, number, actor) for number, actor in enumerate(sheet.view.named, first)]
    rest = (
        tag("details", tag("summary", f"{len(named)} only named"), unordered(named, "lines run"))
        if named
        else None
    )
    return sheet.part("cast", "Who", unordered(items) if items else None, rest)


def voices_part(sheet: Sheet) -> Html:
    """Quotations by speaker."""
    numbers = iter(range(1, len(sheet.view.record.quotes) + 1))
    groups = [_voice(sheet, voice, [next(numbers) for _ in voice.utterances]) for voice in sheet.view.voices]
    note = "in quotation marks: word for word; without: in the report's words"
    return sheet.part("voices", "Who said what", join(groups), note=note)


def stances_part(sheet: Sheet) -> Html:
    """The positions ledger."""
    items = [_stance(sheet, number, stance) for number, stance in enumerate(sheet.view.stances, 1)]
    return sheet.part("stances", "Positions", unordered(items))


def _actor(sheet: Sheet, number: int, actor: Actor) -> Html:
    also = f"also: {', '.join(actor.also)}" if actor.also else None
    doing = count(actor.facts, "event") if actor.facts else "speaks only"
    about = bits(actor.role, doing, count(actor.mentions, "mention"), also)
    codes = tag("span", actor.codes, class_="codes", title=actor.sectors or None) if actor.codes else None
    head = join([tag("strong", actor.name), codes, tag("span", about, class_="quiet")], " ")
    return line(sheet, head, sheet.anchor("a", number), actor.sentence, _mentions(sheet, actor))


def _named(sheet: Sheet, number: int, actor: Actor) -> Html:
    head = join([actor.name, tag("span", actor.codes, class_="codes") if actor.codes else None], " ")
    return line(sheet, head, sheet.anchor("a", number), actor.sentence, _mentions(sheet, actor))


def _mentions(sheet: Sheet, actor: Actor) -> tuple[Mark, ...]:
    return checked([("actor", span) for span in actor.entity.mentions], sheet.view.record)


def _voice(sheet: Sheet, voice: Voice, numbers: list[int]) -> Html:
    title = tag(
        f"h{sheet.level + 1}",
        voice.speaker,
        tag("span", f" {voice.role}", class_="quiet") if voice.role else None,
    )
    items = [
        _utterance(sheet, number, utterance)
        for number, utterance in zip(numbers, voice.utterances, strict=True)
    ]
    return tag("div", title, unordered(items), class_="group")


def _utterance(sheet: Sheet, number: int, utterance: Utterance) -> Html:
    to = tag("span", f"to {utterance.addressee}", class_="quiet") if utterance.addressee else None
    head = join([tag("span", quoted(utterance), class_="said", title=utterance.manner), to], " ")
    marks = quote_marks(utterance.quote, sheet.view.record)
    return line(sheet, head, sheet.anchor("q", number), utterance.sentence, marks)


def _stance(sheet: Sheet, number: int, stance: Stance) -> Html:
    to = f" → {stance.addressee}" if stance.addressee else ""
    voiced = f"voiced by {stance.speaker}" if stance.speaker and stance.speaker != stance.party else None
    about = bits(stance.issue, *stance.terms, stance.firmness, voiced, percent(stance.position.confidence))
    head = join(
        [
            tag("strong", f"{stance.party}{to}"),
            tag("em", str(stance.position.act)),
            f"“{stance.content}”",
            tag("span", about, class_="quiet"),
        ],
        " ",
    )
    marks = position_marks(stance.position, sheet.view.record)
    return line(sheet, head, sheet.anchor("o", number), stance.sentence, marks)
