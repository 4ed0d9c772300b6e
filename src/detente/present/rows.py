"""One row an event: the columns of the flat exports, and the values of a record's events in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from detente.record.types import Entity, Event, Party, Quantity, Record, Span


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the flat exports.

    ``kind`` is text, integer, flag, number, date, texts (a list), lists or quantities (kind, low, high and unit of each).
    """

    name: str
    kind: str = "text"


COLUMNS = (
    Column("report_id"),
    Column("source"),
    Column("url"),
    Column("published", "date"),
    Column("event_id"),
    Column("event_type"),
    Column("event_mode"),
    Column("auxiliary"),
    Column("quad_code", "integer"),
    Column("score", "number"),
    Column("cameo"),
    Column("actor_names", "texts"),
    Column("actor_countries", "texts"),
    Column("actor_sectors", "lists"),
    Column("recipient_names", "texts"),
    Column("recipient_countries", "texts"),
    Column("recipient_sectors", "lists"),
    Column("date_start", "date"),
    Column("date_end", "date"),
    Column("date_granularity"),
    Column("date_basis"),
    Column("place_name"),
    Column("place_country"),
    Column("place_lat", "number"),
    Column("place_lon", "number"),
    Column("quantities", "quantities"),
    Column("sentence"),
    Column("sentence_start", "integer"),
    Column("sentence_end", "integer"),
    Column("trigger"),
    Column("trigger_start", "integer"),
    Column("trigger_end", "integer"),
    Column("attributed_to"),
    Column("quote_id"),
    Column("cluster"),
    Column("contexts", "texts"),
    Column("confidence", "number"),
    Column("reasons", "texts"),
)


def rows_of(record: Record) -> Iterator[tuple[Any, ...]]:
    """The record's events as rows, in the order of COLUMNS and of the record."""
    entities = {entity.id: entity for entity in record.entities}
    for event in record.events:
        yield (
            *_report(record),
            *_coding(event),
            *_parties(event.actors),
            *_parties(event.recipients),
            *_when(event),
            *_where(event, record),
            tuple(_quantity(quantity) for quantity in event.quantities),
            *_passage(event.evidence, record),
            *_passage(event.trigger, record),
            *_source(event, entities),
            event.cluster,
            event.contexts,
            round(event.confidence, 4),
            event.reasons,
        )


def quantity_words(kind: str, low: float, high: float | None, unit: str | None) -> str:
    """``arrested=31``, ``protesters=4000..``, ``killed=100..200``, ``money=5000000 USD``."""
    least, most = _number(low), "" if high is None else _number(high)
    amount = least if least == most else f"{least}..{most}"
    return f"{kind}={amount}" + (f" {unit}" if unit else "")


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {"kind": str(quantity.kind), "low": quantity.low, "high": quantity.high, "unit": quantity.unit}


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def _report(record: Record) -> tuple[Any, ...]:
    report = record.report
    return report.id, report.source, report.url, report.published


def _coding(event: Event) -> tuple[Any, ...]:
    kind = (event.id, str(event.event_type), event.event_mode, event.auxiliary and str(event.auxiliary))
    return *kind, event.quad_code, event.score, event.cameo


def _parties(parties: tuple[Party, ...]) -> tuple[Any, ...]:
    """Names, countries and sectors, one of each for every party, so that the lists stay in step."""
    return (
        tuple(party.name for party in parties),
        tuple(party.country for party in parties),
        tuple(party.sectors for party in parties),
    )


def _when(event: Event) -> tuple[Any, ...]:
    when = event.date
    return when.start, when.end, str(when.granularity), str(when.basis)


def _where(event: Event, record: Record) -> tuple[Any, ...]:
    if event.place is None:
        return None, None, None, None
    place = record.places[event.place]
    return place.name, place.country, place.lat, place.lon


def _passage(span: Span, record: Record) -> tuple[Any, ...]:
    start, end = span
    return record.report.text[start:end], start, end


def _source(event: Event, entities: dict[str, Entity]) -> tuple[Any, ...]:
    source = entities.get(event.attributed_to) if event.attributed_to else None
    return (source.name if source else None), event.quote
