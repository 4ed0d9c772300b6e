"""Facts on the page: headline facts, timeline, pairs."""

from __future__ import annotations

from detente.present.page.items import Sheet, bits, columns, line, opener, unordered
from detente.present.page.marks import data, event_marks
from detente.present.page.markup import Html, join, tag
from detente.present.view import Day, Fact, Pair
from detente.present.view.facts import parties_words
from detente.present.view.plain import count, excerpt, percent
from detente.present.view.vocabulary import AUXILIARY_WORDS, QUAD_SIGNS, SIGN_LEGEND, vocabulary
from detente.record.types import Event, Party

_PASSAGE = 260
_UNDATED_SHOWN = 15  # more of them are folded: the pairs tell the same


def lead_part(sheet: Sheet) -> Html:
    """The most telling facts, each with its sentence."""
    items = [
        tag(
            "li",
            opener(sheet, _lead_head(fact), sheet.anchor("f", fact.number), fact.sentences[0]),
            tag("p", _passage(sheet, fact), class_="passage"),
        )
        for fact in sheet.view.lead
    ]
    return sheet.part("lead", "In brief", unordered(items, "lines lead"), note=SIGN_LEGEND)


def days_part(sheet: Sheet, picture: Html) -> Html:
    """What happened when, with its picture."""
    note = "events told as having happened, by date"
    groups = [_day(sheet, number, day) for number, day in enumerate(sheet.view.days, 1)]
    return sheet.part("days", "Timeline", picture, join(groups), note=note)


def pairs_part(sheet: Sheet, picture: Html) -> Html:
    """All facts by who and to whom, with what they rest on."""
    groups = [_pair(sheet, number, pair) for number, pair in enumerate(sheet.view.pairs, 1)]
    return sheet.part("pairs", "Who to whom", picture, join(groups))


def sign(fact: Fact) -> Html:
    """The sign of conflict or cooperation, and its words for those who do not see it."""
    quad = fact.event.quad_code
    words = vocabulary().quads.get(quad, "")
    return tag("span", QUAD_SIGNS[quad], class_=f"sign q{quad}", role="img", title=words)


def _lead_head(fact: Fact) -> Html:
    about = bits(fact.coded, fact.dated, fact.place, *fact.quantities, _told(fact))
    gloss = tag("span", fact.gloss, class_=f"gloss q{fact.event.quad_code}")
    words = (tag("strong", parties_words(fact)), gloss, _unreal(fact), tag("span", about, class_="quiet"))
    return columns(join(words, " "), fact.sentences, sign(fact))


def _day(sheet: Sheet, number: int, day: Day) -> Html:
    items = [
        tag("li", opener(sheet, _short_head(fact), sheet.anchor("f", fact.number), fact.sentences[0]))
        for fact in day.facts
    ]
    title = tag(f"h{sheet.level + 1}", day.label, class_="undated" if day.is_reports else None)
    lines = unordered(items)
    if day.is_reports and len(items) > _UNDATED_SHOWN:
        lines = tag("details", tag("summary", f"{len(items)} events, also by pair below"), lines)
    return tag("div", title, lines, id=sheet.anchor("d", number), class_="group")


def _short_head(fact: Fact) -> Html:
    gloss = tag("span", fact.gloss, class_=f"gloss q{fact.event.quad_code}")
    place = tag("span", fact.place, class_="quiet") if fact.place else None
    return columns(join([parties_words(fact), gloss, place], " "), fact.sentences, sign(fact))


def _pair(sheet: Sheet, number: int, pair: Pair) -> Html:
    total = pair.tally.total
    words = count(total, "event") if total else "nothing told as having happened"
    about = f" {pair.note}, {words}" if pair.note else f" {words}"
    title = tag(f"h{sheet.level + 1}", pair.label, tag("span", about, class_="quiet"))
    real = unordered([_fact(sheet, fact, pair) for fact in pair.real]) if pair.real else None
    others = None
    if pair.others:
        lines = unordered([_fact(sheet, fact, pair) for fact in pair.others])
        others = tag("div", tag("p", "not counted:", class_="quiet"), lines, class_="unreal")
    return tag("div", title, real, others, id=sheet.anchor("p", number), class_="group")


def _fact(sheet: Sheet, fact: Fact, pair: Pair) -> Html:
    anchor = sheet.anchor("f", fact.number)
    for sentence in fact.sentences:
        sheet.pane.add_fact(sentence, fact.number)
    parties = parties_words(fact)
    source = f"according to {fact.source}" if fact.source else None
    about = (fact.dated, fact.place, *fact.quantities, source, percent(fact.event.confidence))
    head = join(
        [
            None if parties == pair.label else parties,
            tag("span", fact.gloss, class_=f"gloss q{fact.event.quad_code}"),
            _unreal(fact),
            tag("span", f"“{fact.trigger}”", class_="trigger"),
            tag("span", bits(*about), class_="quiet"),
        ],
        " ",
    )
    marks = event_marks(fact.event, sheet.view.record)
    rest = _why(fact), _tellings(sheet, fact, anchor)
    return line(sheet, head, anchor, fact.sentences[0], marks, *rest, lead=sign(fact))


def _tellings(sheet: Sheet, fact: Fact, anchor: str) -> Html | None:
    """Links to the other sentences that tell the same event."""
    others = [event for event in fact.mentions if event is not fact.event]
    if not others:
        return None
    links = []
    for number, event in enumerate(others, 1):
        marks = event_marks(event, sheet.view.record)
        sheet.pane.add(marks)
        sentence = sheet.view.sentences.number(event.evidence[0])
        own = f"{anchor}m{number}"
        link = opener(sheet, f"§{sentence} “{sheet.view.surface(event.trigger)}”", own, sentence)
        links.append(tag("span", link, id=own, data_m=data(marks), data_s=sentence))
    return tag("p", f"told {fact.told} times, also: ", join(links, ", "), class_="tellings")


def _why(fact: Fact) -> Html:
    """Codes and reasons, folded."""
    event = fact.event
    rows = [
        ("coded", f"{fact.coded}, CAMEO {event.cameo}, score {event.score:g}"),
        ("quad", vocabulary().quads.get(event.quad_code, str(event.quad_code))),
        ("actor", _codes(event.actors)),
        ("recipient", _codes(event.recipients)),
        ("date", _date(event)),
        ("context", ", ".join(vocabulary().contexts.get(context, context) for context in event.contexts)),
        ("id", event.id),
    ]
    terms = [tag("div", tag("dt", name), tag("dd", value)) for name, value in rows if value]
    reasons = unordered([tag("li", reason) for reason in event.reasons], "reasons") if event.reasons else None
    return tag("details", tag("summary", "why"), reasons, tag("dl", join(terms)))


def _codes(parties: tuple[Party, ...]) -> str:
    """``Iceland (ISL GOV), understood``: names with codes, and whether the sentence says them."""
    words = []
    for party in parties:
        codes = " ".join(code for code in (party.country, *party.sectors) if code)
        unsaid = ", understood, not said" if party.start is None else ""
        words.append(party.name + (f" ({codes})" if codes else "") + unsaid)
    return "; ".join(words)


def _date(event: Event) -> str:
    when = event.date
    if when.start is None:
        return "unknown"
    until = f" to {when.end.isoformat()}" if when.end and when.end != when.start else ""
    return f"{when.start.isoformat()}{until} ({when.granularity}, from the {when.basis})"


def _unreal(fact: Fact) -> Html | None:
    words = AUXILIARY_WORDS[fact.event.auxiliary] if fact.event.auxiliary else None
    return tag("em", words) if words else None


def _told(fact: Fact) -> str | None:
    return f"told {fact.told} times" if fact.told > 1 else None


def _passage(sheet: Sheet, fact: Fact) -> Html:
    """The fact's sentence, cut around the trigger, which is set off."""
    start, end = fact.event.evidence
    before = sheet.view.surface((start, max(start, fact.event.trigger[0])))
    sentence = sheet.view.surface((start, end))
    at = sentence.find(fact.trigger, len(before)) if fact.trigger else -1
    if at < 0:
        return join([excerpt(sentence, _PASSAGE)])
    words = excerpt(sentence, _PASSAGE, (at, at + len(fact.trigger)))
    at = words.find(fact.trigger, max(0, len(before) - (len(sentence) - len(words)) - 2))
    if at < 0:
        return join([words])
    return join([words[:at], tag("b", fact.trigger), words[at + len(fact.trigger) :]])
