"""Any record that can be made comes back from its JSON, whatever its text holds."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.record import Record, Span, from_json, to_json
from detente.record.shapes import Field, shape

SPLIT = re.compile("[\ud800-\udbff][\udc00-\udfff]")
CHARACTERS = st.characters() | st.sampled_from('\x00\ud800\udfff\u2028\x85\u0301\u200d😀\ufeff"\\\r\n')
TEXTS = st.text(CHARACTERS, max_size=12).filter(lambda text: not SPLIT.search(text))
SPANS = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda ends: (min(ends), max(ends)))
PLAIN: dict[object, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.timezones()).map(
        lambda moment: datetime.fromisoformat(moment.isoformat())
    ),
}


def field_values(field: Field) -> st.SearchStrategy[Any]:
    """Values of a field: lists of up to two, and None where it may be null."""
    if field.many:
        return st.lists(one_value(field), max_size=2).map(tuple)
    return st.none() | one_value(field) if field.nullable else one_value(field)


def one_value(field: Field) -> st.SearchStrategy[Any]:
    if field.is_record_type:
        return items(field.kind)
    if field.kind == Span:
        return SPANS
    if field.is_enumeration:
        return st.sampled_from(list(field.kind))
    if field.name == "confidence":
        return st.integers(0, 10_000).map(lambda steps: steps / 10_000)
    return PLAIN[field.kind]


def items(kind: type) -> st.SearchStrategy[Any]:
    return st.builds(kind, **{field.name: field_values(field) for field in shape(kind)})


RECORDS: st.SearchStrategy[Record] = items(Record)
THOROUGH = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@THOROUGH
@given(RECORDS)
def test_round_trip(record: Record) -> None:
    line = to_json(record)
    assert from_json(line) == record
    assert to_json(from_json(line)) == line


@THOROUGH
@given(RECORDS)
def test_a_record_is_one_line_of_utf8(record: Record) -> None:
    line = to_json(record)
    assert len(line.splitlines()) == 1
    assert from_json(line.encode("utf-8").decode("utf-8")) == record
