"""The values that exports have in common, by the names that the tables of columns use."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from detente.codebook import Codebook
from detente.present.exports.happenings import Dyad, has_day
from detente.present.exports.tables import Source, export_data
from detente.record.enums import EntityKind, PlaceKind
from detente.record.types import Entity, Party

Value = Callable[[Dyad], Any]
SEPARATOR = "; "


@cache
def codebook() -> Codebook:
    """The shipped codebook, whose names of codes the exports write."""
    return Codebook.load()


def row_of(layout: Sequence[Source], values: Mapping[str, Value], dyad: Dyad) -> tuple[Any, ...]:
    """The cells of a row, None where a column stays empty."""
    return tuple(values[source.value](dyad) if source.value else None for source in layout)


def joined(items: Sequence[str], separator: str = SEPARATOR) -> str | None:
    """The items as one text, each once; None where there are none."""
    return separator.join(dict.fromkeys(items)) or None


def country_name(code: str | None) -> str | None:
    """The country's name in the knowledge tables; None for a class of actors of no state."""
    country = export_data().countries.get(code or "")
    return country.name if country else None


def _day(dyad: Dyad) -> Any:
    return dyad.event.date.start if has_day(dyad.event) else None


def _sentence(dyad: Dyad) -> int:
    return dyad.telling.story.sentences.number(dyad.event.evidence[0])


def _quad_name(dyad: Dyad) -> str:
    return next(quad.name for quad in codebook().quads if quad.quad == dyad.event.quad_code)


def _goldstein(dyad: Dyad) -> float:
    return export_data().goldstein_score(dyad.event.cameo)


def _named(dyad: Dyad, kind: EntityKind) -> str | None:
    return joined([entity.name for entity in dyad.telling.story.record.entities if entity.kind == kind])


def _places(dyad: Dyad) -> str | None:
    return joined([place.name for place in dyad.telling.story.record.places if not place.metonym])


def _place(field: str) -> Value:
    return lambda dyad: getattr(dyad.telling.place, field) if dyad.telling.place else None


def _city(dyad: Dyad) -> str | None:
    place = dyad.telling.place
    return place.name if place and place.kind == PlaceKind.CITY else None


def _province(dyad: Dyad) -> str | None:
    place = dyad.telling.place
    if place is None:
        return None
    return place.admin1 or (place.name if place.kind == PlaceKind.REGION else None)


def _party_values(side: str) -> dict[str, Value]:
    """The values of one side, the actor or the recipient."""

    def of(read: Callable[[Party, Entity | None, Dyad], Any]) -> Value:
        def value(dyad: Dyad) -> Any:
            party: Party | None = getattr(dyad, side)
            return None if party is None else read(party, dyad.telling.entity(party), dyad)

        return value

    return {
        f"{side}.name": of(lambda party, _, __: party.name),
        f"{side}.country": of(lambda party, _, __: party.country),
        f"{side}.cow": of(lambda party, _, __: _cow(party.country)),
        f"{side}.primary_sector": of(lambda party, _, __: party.sectors[0] if party.sectors else None),
        f"{side}.sectors": of(lambda party, _, __: joined(party.sectors)),
        f"{side}.role": of(lambda _, entity, __: entity.role if entity else None),
        f"{side}.raw": of(lambda party, _, dyad: dyad.telling.words(party.start, party.end)),
    }


def _cow(code: str | None) -> int | None:
    country = export_data().countries.get(code or "")
    return country.cow if country else None


def _report(field: str) -> Value:
    return lambda dyad: getattr(dyad.telling.story.record.report, field)


COMMON: Mapping[str, Value] = {
    "row.number": lambda dyad: dyad.number,
    "row.id": lambda dyad: dyad.happening.id,
    "report.id": _report("id"),
    "report.source": _report("source"),
    "report.url": _report("url"),
    "report.published": _report("published"),
    "report.language": _report("language"),
    "coder.version": lambda dyad: dyad.telling.story.record.coder.version,
    "story.people": lambda dyad: _named(dyad, EntityKind.PERSON),
    "story.organisations": lambda dyad: _named(dyad, EntityKind.ORGANISATION),
    "story.places": _places,
    "event.id": lambda dyad: dyad.event.id,
    "event.day": _day,
    "event.type": lambda dyad: str(dyad.event.event_type),
    "event.score": lambda dyad: dyad.event.score,
    "event.quad": lambda dyad: dyad.event.quad_code,
    "event.quad_name": _quad_name,
    "event.cameo": lambda dyad: dyad.event.cameo,
    "event.cameo_name": lambda dyad: codebook().plover(dyad.event.cameo).name,
    "event.goldstein": _goldstein,
    "event.sentence": _sentence,
    "place.name": _place("name"),
    "place.city": _city,
    "place.province": _province,
    "place.country": _place("country"),
    "place.lat": _place("lat"),
    "place.lon": _place("lon"),
    "place.geonameid": _place("geonameid"),
    "place.raw": _place("text"),
    **_party_values("actor"),
    **_party_values("recipient"),
}
