"""ACLED's columns, as CSV: one row an event, only for events that ACLED has a type for: violence, protest, some others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import IO, Any

from detente.present.exports.happenings import Dyad, Happening, Tally
from detente.present.exports.table import write_rows
from detente.present.exports.tables import AcledType, Country, export_data
from detente.present.exports.values import COMMON, SEPARATOR, Value, joined, row_of
from detente.present.rows import Column
from detente.record.enums import EntityKind, Granularity, PlaceKind, QuantityKind
from detente.record.types import Party, Quantity

NO_TYPE = "of a kind that ACLED has no type for"
_PRECISION = {Granularity.DAY: 1, Granularity.WEEK: 2, Granularity.MONTH: 3}
_GEO_PRECISION = {PlaceKind.CITY: 1, PlaceKind.REGION: 3}
_CIVILIANS, _PROTESTERS, _RIOTERS, _STATE = "Civilians", "Protesters", "Rioters", "State forces"
_EXTERNAL = "External/Other forces"
_KINDS = (
    *(_STATE, "Rebel group", "Political militia", "Identity militia"),
    *(_RIOTERS, _PROTESTERS, _CIVILIANS, _EXTERNAL),
)
_CELLS = {"integer": "integer", "year": "integer", "number": "number", "date": "date"}


def write_acled(happenings: Iterable[Happening], file: IO[str], tally: Tally) -> None:
    """The events with a header; the tally counts the rows, and the events that ACLED has no type for."""
    layout = export_data().layouts["acled"]
    columns = [Column(source.column, _CELLS.get(source.kind, "text")) for source in layout]
    write_rows(columns, _rows(happenings, tally), file)


def _rows(happenings: Iterable[Happening], tally: Tally) -> Iterator[tuple[Any, ...]]:
    layout = export_data().layouts["acled"]
    for happening in happenings:
        dyad = Dyad(happening, happening.lead, None, None)
        if _kind_of(dyad) is None:
            tally.left_out[NO_TYPE] += 1
            continue
        tally.written += 1
        yield row_of(layout, VALUES, dyad)


def _kind_of(dyad: Dyad) -> AcledType | None:
    """ACLED's types of the event; None where it has none."""
    event = dyad.event
    found = export_data().acled_types.get((str(event.event_type), event.event_mode))
    if found is None or found.disorder_type != "Political violence":
        return found
    hits = {_is_civilian(dyad, party) for party in event.recipients}
    if event.event_mode == "abduct" and hits != {True}:
        return replace(found, acled_type=None, sub_event_type=None)
    if found.acled_type or len(hits) != 1 or None in hits:
        return found
    names = ("Violence against civilians", "Attack") if True in hits else ("Battles", "Armed clash")
    return replace(found, acled_type=names[0], sub_event_type=names[1])


def _is_civilian(dyad: Dyad, party: Party) -> bool | None:
    """Whether the party bears no arms; None where that is not told. A state that is hit stands for its forces."""
    entity = dyad.telling.entity(party)
    if entity is not None and entity.kind == EntityKind.COUNTRY:
        return False
    kind = _sector_kind(party)
    if kind == _STATE and party.sectors[0] == "GOV":
        return True
    return None if kind is None else kind == _CIVILIANS


def _sector_kind(party: Party) -> str | None:
    known = export_data().sectors.get(party.sectors[0]) if party.sectors else None
    return known.acled if known else None


def _typed(dyad: Dyad) -> AcledType:
    found = _kind_of(dyad)
    assert found is not None  # rows are made only of events with a type
    return found


def _sides(dyad: Dyad) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    event = dyad.event
    return (event.recipients, event.actors) if _typed(dyad).swap else (event.actors, event.recipients)


def _named(parties: tuple[Party, ...], others: bool) -> str | None:
    shown = parties[1:] if others else parties[:1]
    return joined([party.name for party in shown])


def _inter(dyad: Dyad, side: int) -> str | None:
    """The kind of the first party of a side; a state's forces are its own only where it is known where they act."""
    parties = _sides(dyad)[side]
    if not parties:
        return None
    if side == 0 and _typed(dyad).disorder_type == "Demonstrations":
        return _RIOTERS if _typed(dyad).acled_type == "Riots" else _PROTESTERS
    kind = _sector_kind(parties[0])
    if kind != _STATE:
        return kind
    where = dyad.telling.place.country if dyad.telling.place else None
    if where is None or parties[0].country is None:
        return None
    return _STATE if where == parties[0].country else _EXTERNAL


def _interaction(dyad: Dyad) -> str | None:
    first, second = _inter(dyad, 0), _inter(dyad, 1)
    if first and not _sides(dyad)[1]:
        return f"{first} only"
    if not first or not second:
        return None
    return "-".join(sorted((first, second), key=_KINDS.index))


def _civilian_targeting(dyad: Dyad) -> str | None:
    hits = [_is_civilian(dyad, party) for party in dyad.event.recipients]
    is_violence = _typed(dyad).disorder_type == "Political violence"
    return "Civilian targeting" if is_violence and True in hits else None


def _day(dyad: Dyad) -> Any:
    return dyad.event.date.start if dyad.event.date.granularity in _PRECISION else None


def _quantity(dyad: Dyad, kind: QuantityKind) -> Quantity | None:
    return next((found for found in dyad.event.quantities if found.kind == kind), None)


def _fatalities(dyad: Dyad) -> int | None:
    killed = _quantity(dyad, QuantityKind.KILLED)
    return int(killed.low) if killed else None


def _tags(dyad: Dyad) -> str | None:
    crowd = _quantity(dyad, QuantityKind.PROTESTERS)
    if crowd is None:
        return None
    low = f"{crowd.low:.0f}"
    amount = (
        f"at least {low}"
        if crowd.high is None
        else low
        if crowd.high == crowd.low
        else f"{low}-{crowd.high:.0f}"
    )
    return f"crowd size={amount}"


def _country(dyad: Dyad) -> Country | None:
    place = dyad.telling.place
    return export_data().countries.get(place.country or "") if place else None


def _country_name(dyad: Dyad) -> str | None:
    country = _country(dyad)
    return (country.acled_name or country.name) if country else None


def _geo_precision(dyad: Dyad) -> int | None:
    return _GEO_PRECISION.get(dyad.telling.place.kind) if dyad.telling.place else None


def _sources(dyad: Dyad) -> str | None:
    reports = [telling.story.record.report for telling in dyad.happening.tellings]
    return joined(sorted(report.source for report in reports if report.source), SEPARATOR)


def _year(dyad: Dyad) -> int | None:
    day = _day(dyad)
    return day.year if day else None


VALUES: Mapping[str, Value] = {
    **COMMON,
    "acled.day": _day,
    "acled.year": _year,
    "acled.time_precision": lambda dyad: _PRECISION.get(dyad.event.date.granularity) if _day(dyad) else None,
    "acled.disorder": lambda dyad: _typed(dyad).disorder_type,
    "acled.type": lambda dyad: _typed(dyad).acled_type,
    "acled.sub_type": lambda dyad: _typed(dyad).sub_event_type,
    "acled.actor1": lambda dyad: _named(_sides(dyad)[0], others=False),
    "acled.others1": lambda dyad: _named(_sides(dyad)[0], others=True),
    "acled.inter1": lambda dyad: _inter(dyad, 0),
    "acled.actor2": lambda dyad: _named(_sides(dyad)[1], others=False),
    "acled.others2": lambda dyad: _named(_sides(dyad)[1], others=True),
    "acled.inter2": lambda dyad: _inter(dyad, 1),
    "acled.interaction": _interaction,
    "acled.civilian_targeting": _civilian_targeting,
    "acled.iso": lambda dyad: getattr(_country(dyad), "numeric", None),
    "acled.region": lambda dyad: getattr(_country(dyad), "acled_region", None),
    "acled.country": _country_name,
    "acled.geo_precision": _geo_precision,
    "acled.sources": _sources,
    "acled.notes": lambda dyad: dyad.telling.words(*dyad.event.evidence),
    "acled.fatalities": _fatalities,
    "acled.tags": _tags,
}
