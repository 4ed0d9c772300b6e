"""From records to the rows of the store's tables, and back from a row of ``reports`` to its record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any

import pyarrow as pa

from detente.record.ids import digest
from detente.record.serialise import from_json, to_json
from detente.record.shapes import Field, shape
from detente.record.types import Event, Party, Record, ReportInfo, Span
from detente.store.tables import StoreTable, store_tables

_HALF = re.compile("[\ud800-\udfff]")  # half a character, which no encoding can hold
_LAYERS = ("entities", "events", "times", "places", "quotes", "positions", "defects", "rejections")
Values = tuple[Any, ...]


class Origin(StrEnum):
    """Where a status of a position comes from: its own report, or another one that was joined to it."""

    REPORT = "report"


def content_hash(info: ReportInfo) -> str:
    """Hash of all that was given of a report: two versions with the same one differ in the coder alone."""
    moment = None if info.published_at is None else info.published_at.isoformat()
    given = (info.id, info.title, info.source, info.url, info.published, moment, info.language, info.sha256)
    return digest(*given)


def version_number(batch: str, index: int) -> int:
    """Number of a version that a batch brings: positive, 63 bits, unlike those of other batches."""
    return int(digest(batch, index), 16) >> 1


Rows = dict[str, list[Values]]
"""Rows by table, each a tuple in the order of the table's columns."""


def rows_of(record: Record, version: int, batch: str) -> Rows:
    """A record's rows of all tables. Raises RecordError where it cannot be written as JSON."""
    line = _without_text(record)
    rows = {"reports": [_report(record, version, line, batch)]}
    for name in _LAYERS:
        rows[name] = list(_items(name, record, version))
    rows["event_parties"] = list(_parties(record, version))
    rows["conflicts"] = list(_conflicts(record, version))
    rows["position_status"] = list(_status(record, version))
    return rows


def as_tables(found: Iterable[Rows]) -> dict[str, pa.Table]:
    """The rows of many records by table, tables without any left out."""
    gathered: Rows = {}
    for rows in found:
        for name, some in rows.items():
            gathered.setdefault(name, []).extend(some)
    return {name: as_table(store_tables()[name], rows) for name, rows in gathered.items() if rows}


def as_table(table: StoreTable, rows: Iterable[Values]) -> pa.Table:
    """Rows, as tuples in the order of the table's columns, as Arrow. Half characters become U+FFFD."""
    columns = list(zip(*rows, strict=True)) or [()] * len(table.columns)
    arrays = [_array(values, column.type) for values, column in zip(columns, table.columns, strict=True)]
    return pa.Table.from_arrays(arrays, schema=table.schema)


def restored(line: str, text: str) -> Record:
    """The record of a row of ``reports``, from its columns record and text; to_json gives the line that was added."""
    record = from_json(line)
    if record.report.text:
        return record
    return replace(record, report=replace(record.report, text=text))


def _without_text(record: Record) -> str:
    """The record's line, without the text where the column ``text`` can hold it."""
    if _HALF.search(record.report.text):
        return to_json(record)
    return to_json(replace(record, report=replace(record.report, text="")))


def _array(values: tuple[Any, ...], kind: pa.DataType) -> Any:
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        return pa.array([whole(value) for value in values], kind)


def whole(value: Any) -> Any:
    """The value with U+FFFD in the place of half characters, which no table can hold."""
    if isinstance(value, str):
        return _HALF.sub("\ufffd", value)
    if isinstance(value, dict):
        return {name: whole(inner) for name, inner in value.items()}
    return [whole(inner) for inner in value] if isinstance(value, list | tuple) else value


def _report(record: Record, version: int, line: str, batch: str) -> Values:
    info = record.report
    given = (info.title, info.source, info.url, info.published, info.published_at, info.language)
    measured = (info.sha256, info.characters, info.text)
    return info.id, version, *given, *measured, _value(record.coder), content_hash(info), line, batch


def _items(name: str, record: Record, version: int) -> Iterator[Values]:
    """Rows of a table of a record type: the key, the type's fields, and what the table has besides."""
    kind = store_tables()[name].of
    assert kind is not None
    fields, more = _row_maker(kind), _MORE.get(name)
    for index, item in enumerate(getattr(record, name)):
        row = (record.report.id, version, index, *fields(item))
        yield row if more is None else (*row, *more(record, item))


def _parties(record: Record, version: int) -> Iterator[Values]:
    fields = _row_maker(Party)
    for event in record.events:
        for side, parties in (("actor", event.actors), ("recipient", event.recipients)):
            for index, party in enumerate(parties):
                yield record.report.id, version, index, *fields(party), event.id, side


def _conflicts(record: Record, version: int) -> Iterator[Values]:
    info = record.report
    for index, conflict in enumerate(record.conflicts):
        items = [{"report_id": info.id, **_value(item)} for item in conflict.items]
        found = (conflict.id, str(conflict.kind), items, conflict.explanation)
        yield info.id, version, index, *found, info.published


def _status(record: Record, version: int) -> Iterator[Values]:
    info = record.report
    for index, position in enumerate(record.positions):
        evidence = [_span(span) for span in position.evidence]
        where = (str(position.status), info.published, evidence, str(Origin.REPORT))
        yield info.id, version, index, position.id, *where


def _more_of_event(record: Record, event: Event) -> Values:
    info = record.report
    day: date | None = event.date.start or event.date.end or info.published
    place = None if event.place is None else record.places[event.place]
    where = (None,) * 5 if place is None else (place.name, place.country, place.admin1, place.lat, place.lon)
    countries = (_countries(event.actors), _countries(event.recipients))
    return info.published, info.source, day, *where, *countries


def _countries(parties: Iterable[Any]) -> list[str]:
    return list(dict.fromkeys(party.country for party in parties if party.country))


def _more_of_quote(record: Record, quote: Any) -> Values:
    speaker, addressee = _entity(record, quote.speaker), _entity(record, quote.addressee)
    names = (speaker and speaker.name, speaker and speaker.country, addressee and addressee.name)
    return record.report.published, *names


def _more_of_position(record: Record, position: Any) -> Values:
    found = (_entity(record, entity) for entity in (position.party, position.speaker, position.addressee))
    names = tuple(entity and entity.name for entity in found)
    addressee = _entity(record, position.addressee)
    return record.report.published, *names, addressee and addressee.country


def _entity(record: Record, entity: str | None) -> Any:
    return next((one for one in record.entities if one.id == entity), None)


_MORE: dict[str, Callable[[Record, Any], Values]] = {
    "events": _more_of_event,
    "quotes": _more_of_quote,
    "positions": _more_of_position,
    "defects": lambda record, _: (record.report.published,),
}


@cache
def _row_maker(kind: type) -> Callable[[Any], Values]:
    """What turns an item of a record type into the values of its columns. Made once a type."""
    fields = shape(kind)
    values = attrgetter(*(one.name for one in fields))
    changed = tuple(None if _is_plain(one) else _converter(one) for one in fields)

    def make(item: Any) -> Values:
        return tuple(
            value if convert is None or value is None else convert(value)
            for value, convert in zip(values(item), changed, strict=True)
        )

    return make


def _is_plain(one: Field) -> bool:
    return not (one.is_record_type or one.is_enumeration or one.kind == Span or one.name == "confidence")


def _converter(one: Field) -> Callable[[Any], Any]:
    convert = _one_converter(one)
    return (lambda values: [convert(value) for value in values]) if one.many else convert


def _one_converter(one: Field) -> Callable[[Any], Any]:
    if one.is_record_type:
        return _value
    if one.is_enumeration:
        return str
    return _span if one.kind == Span else lambda value: round(value, 4)


def _value(item: Any) -> dict[str, Any]:
    """An object of the record as a struct."""
    kind: Any = type(item)
    return dict(zip((one.name for one in shape(kind)), _row_maker(kind)(item), strict=True))


def _span(span: Span) -> dict[str, int]:
    return {"start": span[0], "end": span[1]}
