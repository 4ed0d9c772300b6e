"""PLOVER events as JSON lines, one event of a report a line, in the fields of NGEC 2025 (see docs/exports.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, Any

from detente.present.exports.characters import whole_characters
from detente.present.exports.happenings import Happening, Tally, Telling, by_report
from detente.present.exports.values import country_name
from detente.record.enums import DateBasis, EntityKind, EventType, Granularity, PlaceKind, QuantityKind
from detente.record.types import Event, EventDate, Party, Place

_CASUALTIES = (EventType.ASSAULT, EventType.PROTEST, EventType.COERCE)
_NOT_READ = (
    *("wiki", "actor_wiki_job", "actor_role_query", "actor_resolved_pattern", "actor_pattern_conf"),
    *("actor_resolution_reason", "source", "best_reason"),
)


def write_plover(happenings: Iterable[Happening], file: IO[str], tally: Tally) -> None:
    """One event a line; the tally counts the lines."""
    for happening in happenings:
        for telling in by_report(happening):
            file.write(whole_characters(json.dumps(plover_event(telling), ensure_ascii=False)) + "\n")
            tally.written += 1


def plover_event(telling: Telling) -> dict[str, Any]:
    """The event as an object with the fields of data/plover.tsv; missing is null."""
    event, record = telling.event, telling.story.record
    names = {
        kind: list(dict.fromkeys(entity.name for entity in record.entities if entity.kind == kind))
        for kind in (EntityKind.PERSON, EntityKind.ORGANISATION)
    }
    places = [place for place in record.places if not place.metonym]
    return {
        "id": event.id,
        "orig_id": record.report.id,
        "event_text": record.report.text,
        "pub_date": record.report.published and record.report.published.isoformat(),
        "event_type": str(event.event_type),
        "event_type_confidence": None,
        "event_mode": event.event_mode,
        "geolocated_ents": [_location(place) for place in places],
        "story_people": names[EntityKind.PERSON],
        "story_organizations": names[EntityKind.ORGANISATION],
        "story_places": list(dict.fromkeys(place.name for place in places)),
        "attributes": _attributes(telling),
        "actor": [_party(party, telling) for party in event.actors],
        "recipient": [_party(party, telling) for party in event.recipients],
        "event_location": _event_location(telling.place),
        "date_resolved": _date(event.date),
        "detente": _own(telling),
    }


def _attributes(telling: Telling) -> dict[str, Any]:
    event, text = telling.event, telling.story.record.report.text
    place = telling.place
    source = telling.story.entities.get(event.attributed_to or "")
    return {
        "event_type": str(event.event_type),
        "anchor_quote": text[slice(*event.evidence)],
        "actor": _mentions(event.actors, text),
        "recipient": _mentions(event.recipients, text),
        "date": _dates(telling),
        "location": [place.text] if place else [],
        "killed": _numbers(event, QuantityKind.KILLED, text),
        "injured": _numbers(event, QuantityKind.WOUNDED, text),
        "reporter": source.name if source else None,
    }


def _mentions(parties: tuple[Party, ...], text: str) -> list[str]:
    return [text[party.start : party.end] for party in parties if party.start is not None]


def _dates(telling: Telling) -> list[str]:
    """The time expressions in the event's sentence that cover just the event's days."""
    start, end = telling.event.evidence
    days = (telling.event.date.start, telling.event.date.end)
    times = telling.story.record.times
    return [time.text for time in times if start <= time.start < end and (time.first, time.last) == days]


def _numbers(event: Event, kind: QuantityKind, text: str) -> list[str]:
    if event.event_type not in _CASUALTIES:
        return []
    return [text[found.start : found.end] for found in event.quantities if found.kind == kind]


def _party(party: Party, telling: Telling) -> dict[str, Any]:
    entity = telling.entity(party)
    return {
        **dict.fromkeys(_NOT_READ),
        "all_code1s": list(party.sectors),
        "all_code2s": [],
        "country": party.country,
        "code_1": party.sectors[0] if party.sectors else None,
        "code_2": party.sectors[1] if len(party.sectors) > 1 else None,
        "description": entity.role if entity else None,
    }


def _event_location(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {"event_loc": None, "reason": "the text gives no place"}
    return {"event_loc": _location(place), "reason": None}


def _location(place: Place) -> dict[str, Any]:
    is_city = place.kind == PlaceKind.CITY
    return {
        "feature_code": None,
        "feature_class": None,
        "country_code3": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "admin1_code": None,
        "admin1_name": place.admin1,
        "admin2_code": None,
        "admin2_name": None,
        "geonameid": place.geonameid,
        "score": None,
        "search_name": place.text,
        "start_char": place.start,
        "end_char": place.end,
        "city_id": place.geonameid if is_city else None,
        "city_name": place.name if is_city else None,
        "country_name": country_name(place.country),
        "resolved_placename": place.name,
    }


def _date(date: EventDate) -> dict[str, Any]:
    reasons = {
        DateBasis.TEXT: "the text gives the date",
        DateBasis.REPORT: "the text gives no date: the report's own",
    }
    return {
        "resolved_date": date.start and date.start.isoformat(),
        "date_end": date.end and date.end.isoformat(),
        "granularity": str(date.granularity),
        "date_type": _date_type(date),
        "reason": reasons[date.basis] if date.start else "no date could be resolved",
    }


def _date_type(date: EventDate) -> str:
    if date.start is None:
        return "unresolved"
    if date.basis == DateBasis.REPORT:
        return "approximate"
    return "exact" if date.granularity == Granularity.DAY and date.start == date.end else "range"


def _own(telling: Telling) -> dict[str, Any]:
    event, coder = telling.event, telling.story.record.coder
    return {
        "quad_code": event.quad_code,
        "score": event.score,
        "cameo": event.cameo,
        "contexts": list(event.contexts),
        "confidence": round(event.confidence, 4),
        "cluster": event.cluster,
        "reasons": list(event.reasons),
        "actors": [_own_party(party, telling) for party in event.actors],
        "recipients": [_own_party(party, telling) for party in event.recipients],
        "version": coder.version,
        "codebook": coder.codebook,
    }


def _own_party(party: Party, telling: Telling) -> dict[str, Any]:
    entity = telling.entity(party)
    wikidata = entity.wikidata if entity else None
    return {"name": party.name, "wikidata": wikidata, "start": party.start, "end": party.end}
