"""Records as JSON: form, strictness, and the path of what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

import pytest

from detente.errors import RecordError
from detente.record import Record, from_json, to_json
from detente.record.types import Event


def with_text(record: Record, text: str) -> Record:
    return replace(record, report=replace(record.report, text=text))


def test_round_trip(record: Record) -> None:
    rounded = replace(record, events=(replace(record.events[0], confidence=0.8765),))
    assert from_json(to_json(record)) == rounded
    assert to_json(from_json(to_json(record))) == to_json(record)


def test_keys_stand_in_the_order_of_declaration(record: Record) -> None:
    content = json.loads(to_json(record))
    assert list(content) == [field.name for field in fields(Record)]
    assert list(content["events"][0]) == [field.name for field in fields(Event)]


def test_forms_of_values(record: Record) -> None:
    content = json.loads(to_json(record))
    event = content["events"][0]
    assert content["report"]["published_at"] == "2024-05-07T09:30:00+02:00"
    assert content["entities"][0]["mentions"] == [[9, 20]]
    assert event["event_type"] == "RETREAT"
    assert event["confidence"] == 0.8765
    assert event["date"] == {"start": "2024-05-06", "end": None, "granularity": "day", "basis": "text"}
    assert event["quantities"][0]["low"] == 12.0
    assert event["place"] == 0


def test_only_probabilities_are_rounded(record: Record) -> None:
    place = replace(record.places[0], lat=48.123456789)
    assert from_json(to_json(replace(record, places=(place,)))).places[0].lat == 48.123456789


@pytest.mark.parametrize("text", ["a\nb\r\nc", "\u2028 \u2029 \x85 \x0b \x0c \x1c \x1e", "\x00", "\x7f\x9f"])
def test_a_record_is_one_line(record: Record, text: str) -> None:
    line = to_json(with_text(record, text))
    assert len(line.splitlines()) == 1
    assert from_json(line).report.text == text


@pytest.mark.parametrize(
    "text", ["😀👩‍🚀", "e\u0301 é", "\ud800", "\udc00\ud800", "a\ufeffb", "\\u2028", '"']
)
def test_text_is_kept_by_code_point(record: Record, text: str) -> None:
    line = to_json(with_text(record, text))
    assert line.encode("utf-8").decode("utf-8") == line
    assert list(from_json(line).report.text) == list(text)


def test_readable_characters_are_not_escaped(record: Record) -> None:
    assert "Київ 😀" in to_json(with_text(record, "Київ 😀"))


def test_a_split_character_is_refused(record: Record) -> None:
    with pytest.raises(RecordError, match="'r1' holds a character split into two surrogates"):
        to_json(with_text(record, "\ud83d\ude00"))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "high", None])
def test_what_json_cannot_hold_is_refused(record: Record, value: Any) -> None:
    faulty = replace(record, positions=(replace(record.positions[0], confidence=value),))
    with pytest.raises(RecordError, match="record 'r1' cannot be written as JSON"):
        to_json(faulty)


def test_a_moment_without_zone_is_refused(record: Record) -> None:
    faulty = replace(record, report=replace(record.report, published_at=datetime(2024, 5, 7, 9)))
    with pytest.raises(RecordError, match="2024-05-07 09:00:00 has no time zone"):
        to_json(faulty)


def _at(content: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        content = content[step]
    return content


def _set(*path: str | int, to: Any) -> Callable[[Any], None]:
    return lambda content: _at(content, path[:-1]).__setitem__(path[-1], to)


def _drop(*path: str | int) -> Callable[[Any], None]:
    return lambda content: _at(content, path[:-1]).__delitem__(path[-1])


FAULTS = [
    (_drop("coder"), "coder: field is missing"),
    (_drop("report", "language"), "report.language: field is missing"),
    (_drop("events", 0, "actors", 0, "start"), "events[0].actors[0].start: field is missing"),
    (_set("extra", to=1), "extra: unknown field, expected only report, entities, "),
    (
        _set("events", 0, "date", "zone", to=1),
        "events[0].date.zone: unknown field, expected only start, end, ",
    ),
    (_set("events", 0, "event_type", to="agree"), "events[0].event_type: expected one of AGREE, CONSULT, "),
    (_set("events", 0, "event_type", to=None), "events[0].event_type: expected one of AGREE, CONSULT, "),
    (_set("events", 0, "quad_code", to=True), "events[0].quad_code: expected an integer, found true"),
    (_set("events", 0, "quad_code", to=1.0), "events[0].quad_code: expected an integer, found 1.0"),
    (_set("events", 0, "score", to="1"), 'events[0].score: expected a number, found "1"'),
    (
        _set("events", 0, "score", to=10**400),
        "events[0].score: expected a number that fits 64 bits, found 1000",
    ),
    (_set("events", 0, "contexts", to="legal"), 'events[0].contexts: expected a list, found "legal"'),
    (_set("events", 0, "contexts", 0, to=None), "events[0].contexts[0]: expected a text, found null"),
    (
        _set("events", 0, "trigger", to=[4, 3]),
        "events[0].trigger: expected [start, end] with 0 <= start <= end",
    ),
    (
        _set("events", 0, "trigger", to=[1, 2, 3]),
        "events[0].trigger: expected [start, end] with 0 <= start <= end",
    ),
    (_set("events", 0, "date", to=None), "events[0].date: expected an object, found null"),
    (_set("events", 0, "date", "start", to="20240506"), "events[0].date.start: expected a date YYYY-MM-DD"),
    (_set("events", 0, "date", "start", to=20240506), "events[0].date.start: expected a date YYYY-MM-DD"),
    (_set("entities", 0, "mentions", 0, to=[-1, 2]), "entities[0].mentions[0]: expected [start, end]"),
    (_set("places", 0, "metonym", to=0), "places[0].metonym: expected true or false, found 0"),
    (
        _set("report", "published_at", to="2024-05-07T09:30:00"),
        "report.published_at: expected a date and time with zone",
    ),
    (_set("report", "id", to=None), "report.id: expected a text, found null"),
]


@pytest.mark.parametrize(("change", "message"), FAULTS, ids=[message[:45] for _, message in FAULTS])
def test_faults_name_their_path(record: Record, change: Callable[[Any], None], message: str) -> None:
    content = json.loads(to_json(record))
    change(content)
    with pytest.raises(RecordError) as caught:
        from_json(json.dumps(content))
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "not a record: not JSON"),
        ("{", "not a record: not JSON"),
        ("[" * 100_000, "not a record: not JSON"),
        ("NaN", "not a record: not JSON (NaN is no number of JSON)"),
        ('{"a":1,"a":2}', "not a record: not JSON ('a' is there twice in one object)"),
        ("[]", "record: expected an object, found []"),
        ("null", "record: expected an object, found null"),
    ],
    ids=["empty", "broken", "deep", "nan", "twice", "list", "null"],
)
def test_what_is_no_record_is_refused(line: str, message: str) -> None:
    with pytest.raises(RecordError) as caught:
        from_json(line)
    assert str(caught.value).startswith(message)
