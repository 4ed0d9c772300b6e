"""Whatever a record holds, it can be shown and exported: odd spans, unknown codes, hostile text."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from detente.present.brief import print_brief
from detente.present.exports import write_csv
from detente.present.page import write_page
from detente.record import Record, Span
from detente.record.shapes import Field, shape

CHARACTERS = st.characters() | st.sampled_from("\x1b\u202e\ud800<>&'\"|=\r\n\u2028 .")
TEXTS = st.text(CHARACTERS, max_size=12)
SPANS = st.tuples(st.integers(0, 15), st.integers(0, 15)).map(lambda ends: (min(ends), max(ends)))
PLAIN: dict[object, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(0, 20),
    float: st.floats(-1e9, 1e9),
    bool: st.booleans(),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.timezones()),
}


def field_values(field: Field) -> st.SearchStrategy[Any]:
    if field.many:
        return st.lists(one_value(field), max_size=3).map(tuple)
    return st.none() | one_value(field) if field.nullable else one_value(field)


def one_value(field: Field) -> st.SearchStrategy[Any]:
    if field.is_record_type:
        return items(field.kind)
    if field.kind == Span:
        return SPANS
    if field.is_enumeration:
        return st.sampled_from(list(field.kind))
    return st.integers(1, 4) if field.name == "quad_code" else PLAIN[field.kind]


def items(kind: type) -> st.SearchStrategy[Any]:
    return st.builds(kind, **{field.name: field_values(field) for field in shape(kind)})


def with_real_places(record: Record) -> Record:
    """Places of events are those of the record."""
    known = range(len(record.places))
    events = (replace(event, place=event.place if event.place in known else None) for event in record.events)
    return replace(record, events=tuple(events))


RECORDS: st.SearchStrategy[Record] = items(Record).map(with_real_places)
THOROUGH = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


@THOROUGH
@given(RECORDS)
def test_page(record: Record) -> None:
    file = io.StringIO()
    write_page([record, record], file)
    page = file.getvalue()
    page.encode("utf-8")
    assert "\u202e" not in page
    assert page.count("<script>") == page.count("</script>") == 1


@THOROUGH
@given(RECORDS, st.integers(40, 120))
def test_brief(record: Record, width: int) -> None:
    file = io.StringIO()
    print_brief(record, Console(file=file, width=width, highlight=False))
    told = file.getvalue()
    told.encode("utf-8")
    assert "\x1b" not in told
    assert max(cell_len(line) for line in told.split("\n")) <= width


@THOROUGH
@given(RECORDS)
def test_csv(record: Record) -> None:
    file = io.StringIO()
    write_csv([record], file)
    file.getvalue().encode("utf-8")
