"""JSON: an object, a list, an object a line; every fault named by line, the other lines go on."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

Make = Callable[..., Any]

FORMS = (
    "expected a date 2022-01-21, a time with zone 2022-01-21T10:00:00+02:00, or RFC 2822 "
    "(Fri, 21 Jan 2022 10:00:00 +0200)"
)


def test_all_fields(write: Make, got: Make) -> None:
    row = {
        "text": "Norland said\r\nno.\u0000",
        "published": "2022-01-21",
        "title": "No",
        "source": "The Daily",
        "url": "https://daily.example/1",
        "id": "d-1",
        "section": "left aside",
    }
    (report,), failures = got(write("a.jsonl", json.dumps(row)))
    assert failures == []
    assert report.text == row["text"]
    assert (report.title, report.source, report.url, report.id) == ("No", "The Daily", row["url"], "d-1")
    assert (report.published, report.published_at) == (date(2022, 1, 21), None)


@pytest.mark.parametrize("empty", [None, "", "  "])
def test_missing_is_none(write: Make, got: Make, empty: str | None) -> None:
    row = {"text": "No.", "published": empty, "title": empty, "source": empty, "url": empty, "id": empty}
    (report,), failures = got(write("a.json", json.dumps(row)))
    assert failures == []
    assert (report.published, report.title, report.source, report.url, report.id) == (None,) * 5


@pytest.mark.parametrize(
    ("value", "day", "at"),
    [
        ("2022-01-21", date(2022, 1, 21), None),
        ("20220121", date(2022, 1, 21), None),
        ("2022-01-21T10:00:00Z", date(2022, 1, 21), datetime(2022, 1, 21, 10, tzinfo=UTC)),
        (
            "2022-01-21T23:30:00-05:00",
            date(2022, 1, 21),
            datetime(2022, 1, 21, 23, 30, tzinfo=timezone(timedelta(hours=-5))),
        ),
        (
            "2022-01-21 00:30+02:00",
            date(2022, 1, 21),
            datetime(2022, 1, 21, 0, 30, tzinfo=timezone(timedelta(hours=2))),
        ),
        (
            "Fri, 21 Jan 2022 10:00:00 +0200",
            date(2022, 1, 21),
            datetime(2022, 1, 21, 10, tzinfo=timezone(timedelta(hours=2))),
        ),
        ("21 Jan 2022 10:00 GMT", date(2022, 1, 21), datetime(2022, 1, 21, 10, tzinfo=UTC)),
        ("Fri, 21 Jan 2022 10:00:00 -0000", date(2022, 1, 21), datetime(2022, 1, 21, 10, tzinfo=UTC)),
    ],
)
def test_published(write: Make, got: Make, value: str, day: date, at: datetime | None) -> None:
    (report,), failures = got(write("a.json", json.dumps({"text": "No.", "published": value})))
    assert failures == []
    assert (report.published, report.published_at) == (day, at)
    if at:
        assert report.published_at.utcoffset() == at.utcoffset()


@pytest.mark.parametrize(
    "value",
    [
        "21/01/2022",
        "01-21-2022",
        "2022-13-01",
        "2022-02-30",
        "2022-01-21T10:00:00",
        "yesterday",
        "2022",
        20220121,
        True,
        "Fri, 21 Jan 2022 10:00:00 CEST",
        "Fri, 32 Jan 2022 10:00:00 +0000",
        {"day": 1},
    ],
)
def test_published_in_another_form(write: Make, got: Make, value: object) -> None:
    path = write("a.jsonl", json.dumps({"text": "No.", "published": value}))
    assert got(path) == ([], [f"a.jsonl:1: published is {value!r}; {FORMS}"])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "a"', "not JSON (Expecting ',' delimiter at column 13)"),
        ("nonsense", "not JSON (Expecting value at column 1)"),
        ("[" * 9, "not JSON (Expecting value at column 10)"),
        ('{"title": "x"}', "no field 'text'; found 'title'"),
        ('{"Text": "x"}', "no field 'text'; found 'Text'; rename 'text'?"),
        ("{}", "no field 'text'; found none"),
        ('{"text": null}', "text is null, expected a string"),
        ('{"text": 7}', "text is a number, expected a string"),
        ('{"text": ["a"]}', "text is a list, expected a string"),
        ('{"text": " \\n"}', "empty: there is no text in it"),
        ('{"text": "x", "title": 7}', "title is a number, expected a string"),
        ('{"text": "x", "id": true}', "id is true or false, expected a string"),
        ('{"text": "ab\\ud800"}', "text holds half a character (\\ud800 at 2); mend the export"),
        ('{"text": "x", "url": "\\udc00"}', "url holds half a character (\\udc00 at 0); mend the export"),
        ('"a string"', 'not an object but a string; expected {"text": …}'),
        ("7", 'not an object but a number; expected {"text": …}'),
        ("null", 'not an object but null; expected {"text": …}'),
    ],
)
def test_broken_line_and_the_others_go_on(write: Make, got: Make, line: str, reason: str) -> None:
    path = write("a.jsonl", f'{{"text": "First."}}\n\n{line}\n{{"text": "Last."}}\n')
    reports, failures = got(path)
    assert [report.text for report in reports] == ["First.", "Last."]
    assert failures == [f"a.jsonl:3: {reason}"]


def test_broken_first_lines_are_lines(write: Make, got: Make) -> None:
    reports, failures = got(write("a.jsonl", '{"text": "a"\n"nonsense"\n{"text": "Last."}\n{"text": "End."}'))
    assert [report.text for report in reports] == ["Last.", "End."]
    assert [failure.split(" ")[0] for failure in failures] == ["a.jsonl:1:", "a.jsonl:2:"]


def test_deep_nesting_is_refused(write: Make, got: Make) -> None:
    path = write("a.jsonl", '{"text": "x", "a": ' + "[" * 200_000 + "]" * 200_000 + '}\n{"text": "Last."}')
    reports, failures = got(path)
    assert [report.text for report in reports] == ["Last."]
    assert failures == ["a.jsonl:1: not JSON (nested too deeply)"]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_one_object(write: Make, got: Make, name: str, indent: int | None) -> None:
    row = {"text": "One {brace} and [bracket].", "published": "2022-01-21", "more": [{"a": 1}]}
    (report,), failures = got(write(name, "\n" + json.dumps(row, indent=indent) + "\n"))
    assert (report.text, failures) == (row["text"], [])


@pytest.mark.parametrize("indent", [None, 2])
def test_list(write: Make, got: Make, indent: int | None) -> None:
    texts = ['A "quoted" \\ and ], [ } {.', "B, C", "Д" * 40_000, "ends with a backslash \\"]
    data = json.dumps([{"text": text, "more": {"a": [1, {}]}} for text in texts], indent=indent)
    reports, failures = got(write("a.json", data))
    assert ([report.text for report in reports], failures) == (texts, [])


def test_list_with_a_fault(write: Make, got: Make) -> None:
    reports, failures = got(write("a.json", '[\n{"text": "A."},\n{"text": tru},\n7,\n{"text": "D."}\n]\n'))
    assert [report.text for report in reports] == ["A.", "D."]
    assert failures == [
        "a.json:3: not JSON (Expecting value at column 10)",
        'a.json:4: not an object but a number; expected {"text": …}',
    ]


@pytest.mark.parametrize(
    ("data", "failure"),
    [
        ('[\n{"text": "A."},\n{"text": "B."', "a.json:3: not JSON (the list that holds this is not closed)"),
        ('[{"text": "A."}]\n7', "a.json:1: not JSON (something comes after the end of the list)"),
    ],
)
def test_list_with_a_wrong_end(write: Make, got: Make, data: str, failure: str) -> None:
    reports, failures = got(write("a.json", data))
    assert ([report.text for report in reports], failures) == (["A."], [failure])


def test_list_element_above_the_limit(write: Make, got: Make) -> None:
    path = write("a.json", json.dumps([{"text": "A."}, {"text": "long " * 100}, {"text": "C."}]))
    reports, failures = got(path, max_bytes=200)
    assert [report.text for report in reports] == ["A.", "C."]
    assert failures == ["a.json:1: longer than 200 bytes; raise max_bytes to read it"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark(write: Make, got: Make, encoding: str) -> None:
    lines = '{"text": "“One”"}\n{"text": "“Two”"}\n'
    reports, failures = got(write("a.jsonl", lines.encode(encoding)))
    assert ([report.text for report in reports], failures) == (["“One”", "“Two”"], [])


def test_numbers_are_ids_and_may_repeat(write: Make, got: Make) -> None:
    reports, failures = got(write("a.jsonl", '{"text": "A.", "id": 7}\n{"text": "B.", "id": 7}\n'))
    assert ([report.id for report in reports], failures) == (["7", "7"], [])
