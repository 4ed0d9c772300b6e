"""The country of parties that the text gives none: villagers, gunmen, police are at home where it happened.

News names the country of a foreigner and leaves out that of people at home. A party without a country gets that of the event's
place, or else of the state body that does it something ("Cambodian authorities … from villagers"), or else the one country whose
places the sentence names ("in the Iraqi city of …"), or else that of the other side, or at last the one country that the sentence
names at all. What is said to be foreign or lies across borders stays without.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from detente.coding.layers import Reading, Sentence
from detente.record.enums import EventType
from detente.record.types import Party, Place

FACTOR = 0.9
"""What is left of the confidence of an event with such a party."""

_FOREIGN = re.compile(
    r"\b(foreign\w*|international|overseas|expatriate\w*|western\w*|global|multinational|u\.?n\.?|united nations|nato|european"
    r"|asian|african|arab|diplomats?|tourists?|migrants?|refugees?|asylum|aid workers?|mercenar\w+|jihadist\w*)\b",
    re.IGNORECASE,
)
_HYPHEN = re.compile("[-‐–]")  # "Russian-backed", "pro-Iranian" say where someone is not from
_PRONOUN = re.compile(
    r"(?:i|me|we|us|you|it|he|him|she|hers?|they|them|who|whom|my|our|your|its|his|theirs?|those)",
    re.IGNORECASE,
)
_TRAVELLING = re.compile(
    r"\b(sailors?|seamen|crew\w*|fishermen|trawlers?|ships?|vessels?|tankers?|boats?|passengers?|pilots?|marines"
    r"|captives?|hostages?|nationals?|correspondents?|envoys?|delegat\w+|executives?|businessm[ae]n|players?)\b",
    re.IGNORECASE,
)
"""People and things that are as often abroad as at home: only the place of the event itself tells of them."""
_STATE_BODIES = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PRM"})
_AT_HOME = frozenset(
    "AGR BUS COP CRM CVL EDU ELI GOV JRN JUD LAB LEG MED MIL OPP PRM PTY REB REL SOC SPY UAF UNK".split()
)
_CLASSES = frozenset({None, "IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC", "UIS"})
"""Codes that are no states, and none."""
_DOMESTIC = frozenset(
    {
        *(EventType.COERCE, EventType.ASSAULT, EventType.PROTEST, EventType.ACCUSE, EventType.SANCTION),
        *(EventType.RETREAT, EventType.CONCEDE, EventType.THREATEN, EventType.REJECT, EventType.REQUEST),
        *(EventType.AID, EventType.MOBILIZE, EventType.AGREE),
    }
)
"""Deeds that state bodies do to their own people; talks and trade they have with others."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of an event, and in words what was added to them."""

    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    reasons: tuple[str, ...] = ()


def at_home(
    sides: Sides, event_type: EventType, place: Place | None, sentence: Sentence, reading: Reading
) -> Sides:
    """The sides with the countries of those who are at home."""
    if all(party.country is not None for party in (*sides.actors, *sides.recipients)):
        return sides
    domestic = event_type in _DOMESTIC
    if place is not None and place.country is not None:
        sides = _filled(sides, place.country, f"country of the place {place.name}", reading, of_place=True)
    if domestic:
        sides = _filled(sides, _only(sides.actors, _STATE_BODIES), "country of the actor", reading)
    sides = _filled(sides, _of_places(sentence, reading), "country of the sentence's places", reading)
    if domestic:
        sides = _filled(sides, _only(sides.recipients, _STATE_BODIES), "country of the recipient", reading)
        if (
            event_type is not EventType.ASSAULT
        ):  # a state's attack is on others; its police's may be on its own people
            sides = _filled(sides, _only(sides.actors, _AT_HOME), "country of the actor", reading)
        sides = _filled(sides, _only(sides.recipients, _AT_HOME), "country of the recipient", reading)
    return _filled(sides, _of_words(sentence, reading), "the only country of the sentence", reading)


def _of_places(sentence: Sentence, reading: Reading) -> str | None:
    """The one country in which all places of a sentence lie; capitals that stand for governments say nothing."""
    first = bisect_left(reading.places, sentence.start, key=lambda place: place.start)
    inside = takewhile(lambda place: place.start < sentence.end, reading.places[first:])
    found = {place.country for place in inside if not place.metonym} - _CLASSES
    return found.pop() if len(found) == 1 else None


def _of_words(sentence: Sentence, reading: Reading) -> str | None:
    """The one state that the mentions of a sentence belong to."""
    first = bisect_left(reading.mentions, sentence.index, key=lambda mention: mention.sentence)
    inside = takewhile(lambda mention: mention.sentence == sentence.index, reading.mentions[first:])
    text = reading.report.text
    whole = (m for m in inside if not _HYPHEN.match(text, m.end) and not _HYPHEN.match(text, m.start - 1))
    found = {reading.resolutions[mention.id].country for mention in whole} - _CLASSES
    return found.pop() if len(found) == 1 else None


def _filled(sides: Sides, country: str | None, why: str, reading: Reading, of_place: bool = False) -> Sides:
    if country is None:
        return sides
    actors = tuple(_placed(party, country, reading, of_place) for party in sides.actors)
    recipients = tuple(_placed(party, country, reading, of_place) for party in sides.recipients)
    changed = [
        f"“{after.name}”: {why}"
        for before, after in zip((*sides.actors, *sides.recipients), (*actors, *recipients), strict=True)
        if before.country != after.country
    ]
    return Sides(actors, recipients, (*sides.reasons, *changed))


def _only(parties: Sequence[Party], sectors: frozenset[str]) -> str | None:
    """The one country of those on a side who are of these sectors; a state itself has none, and belongs to no bodies."""
    inside = [p for p in parties if sectors & set(p.sectors) or (not p.sectors and sectors is _AT_HOME)]
    found = {p.country for p in inside} - _CLASSES
    return found.pop() if len(found) == 1 else None


def _placed(party: Party, country: str, reading: Reading, of_place: bool) -> Party:
    if party.country is not None or party.start is None or party.end is None:
        return party
    said = reading.report.text[party.start : party.end]
    if (party.sectors and not _AT_HOME & set(party.sectors)) or _FOREIGN.search(said):
        return party
    if not of_place and (_TRAVELLING.search(said) or _PRONOUN.fullmatch(said)):
        return party
    if party.entity is not None and not party.sectors and party.name[:1].isupper():
        return party  # a name of which nothing is told
    return replace(party, country=country)
