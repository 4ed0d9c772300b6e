"""Events as facts: each once, with its parties, date, place and source in words; and which of them to put first."""

from __future__ import annotations

from collections.abc import Iterable

from detente.present.view.plain import date_words, plain, quantity_words
from detente.present.view.sentences import Sentences
from detente.present.view.types import Fact, Tally
from detente.present.view.vocabulary import coded, vocabulary
from detente.record.types import Event, Party, Record

SURE = 0.5
"""Confidence from which on an event stands in the brief; the record holds the others as well."""
_LEAD = 8
_UNNAMED = "someone"


def facts_of(record: Record, sentences: Sentences) -> tuple[Fact, ...]:
    """Facts in text order, without the doubtful ones. Tellings of one event are one fact, unless one says it happened and
    another that it did not.
    """
    names = {entity.id: plain(entity.name) for entity in record.entities}
    sure = [mentions for mentions in _tellings(record) if _confidence(mentions) >= SURE]
    return tuple(_fact(number, mentions, record, sentences, names) for number, mentions in enumerate(sure, 1))


def doubtful(record: Record) -> int:
    """How many events the brief leaves to the record, because they are rather not so."""
    return sum(_confidence(mentions) < SURE for mentions in _tellings(record))


def _tellings(record: Record) -> list[tuple[Event, ...]]:
    groups: dict[tuple[str, str | None], list[Event]] = {}
    for event in sorted(record.events, key=lambda event: (event.evidence, event.trigger, event.id)):
        groups.setdefault((event.cluster or event.id, event.auxiliary), []).append(event)
    return [tuple(group) for group in groups.values()]


def _confidence(mentions: tuple[Event, ...]) -> float:
    return max(mention.confidence for mention in mentions)


def tally(facts: Iterable[Fact]) -> Tally:
    """Facts told as real, by quad class."""
    quads = [fact.event.quad_code for fact in facts if fact.is_real]
    return Tally((quads.count(1), quads.count(2), quads.count(3), quads.count(4)))


def lead_facts(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The up to eight most telling facts, those told as real before all others.

    Weight is severity (the distance of the score from zero) times confidence; several tellings and named parties add to
    it. Of one act between the same parties only the weightiest stands among them.
    """
    real = [fact for fact in facts if fact.is_real]
    pool = sorted(real or facts, key=lambda fact: (-_weight(fact), fact.number))
    seen: set[tuple[object, ...]] = set()
    lead: list[Fact] = []
    for fact in pool:
        act = (fact.actors, fact.recipients, fact.event.event_type)
        if act not in seen:
            seen.add(act)
            lead.append(fact)
    return tuple(lead[:_LEAD])


def _weight(fact: Fact) -> float:
    severity = 0.3 + abs(fact.event.score) / 10
    tellings = 1 + 0.1 * min(fact.told - 1, 3)
    parties = 0.7 + 0.15 * bool(fact.event.actors) + 0.15 * bool(fact.event.recipients)
    return round(severity * fact.event.confidence * tellings * parties, 6)


def _fact(
    number: int, mentions: tuple[Event, ...], record: Record, sentences: Sentences, names: dict[str, str]
) -> Fact:
    event = max(mentions, key=lambda mention: mention.confidence)
    told_in = [sentences.number(mention.evidence[0]) for mention in (event, *mentions)]
    place = event.place
    return Fact(
        number=number,
        event=event,
        mentions=mentions,
        sentences=tuple(dict.fromkeys(told_in)),
        actors=party_names(event.actors),
        recipients=party_names(event.recipients),
        coded=coded(event.event_type, event.event_mode),
        gloss=vocabulary().gloss(event.event_type, event.event_mode),
        trigger=sentences.surface(event.trigger),
        dated=date_words(event.date),
        place=plain(record.places[place].name) if place is not None and place < len(record.places) else None,
        quantities=tuple(quantity_words(quantity, record.report.text) for quantity in event.quantities),
        source=_source(event, record, names),
    )


def _source(event: Event, record: Record, names: dict[str, str]) -> str | None:
    """On whose word the report tells the event; None where that is the event's own actor."""
    speakers = {quote.id: quote.speaker for quote in record.quotes}
    source = event.attributed_to or (speakers.get(event.quote) if event.quote else None)
    if source is None or source in [party.entity for party in event.actors]:
        return None
    return names.get(source)


def party_names(parties: tuple[Party, ...]) -> tuple[str, ...]:
    """Names of parties, each once."""
    return tuple(dict.fromkeys(plain(party.name) or _UNNAMED for party in parties))


def parties_words(fact: Fact) -> str:
    """``Iceland → Norway``, ``Halldorsdottir and Lindvik``, ``someone → Iceland``."""
    left = " and ".join(fact.actors) or _UNNAMED
    right = " and ".join(fact.recipients)
    return f"{left} → {right}" if right else left
