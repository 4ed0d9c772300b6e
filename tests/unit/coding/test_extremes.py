"""The ends of the calendar, numbers beyond all counting, and texts that are one long row of one thing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from detente.coding.parse import ParseStage
from detente.coding.pipeline import Coder
from detente.record import from_json, to_json
from detente.record.types import Report

LAST_WORDS = (
    "Last year Russia attacked Ukraine. Next week NATO will meet Iran. A week earlier Iraq warned Turkey, and two thousand "
    "years ago Rome fought Persia. Tomorrow, in the next century, France will sue Spain. Norway accused Sweden on Monday."
)
NINES = "9" * 1400


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


@pytest.mark.parametrize("end", [date.min, date.max])
@pytest.mark.parametrize("days", range(9))
def test_the_ends_of_the_calendar(coder: Coder, end: date, days: int) -> None:
    published = end + timedelta(days if end is date.min else -days)
    record = coder.code(Report(LAST_WORDS, published=published))
    assert record.events
    assert from_json(to_json(record)) == record


@pytest.mark.parametrize(
    "number",
    [
        NINES,
        f"{NINES} million",
        "9" * 300 + " trillion",
        "1" + ",000" * 120,
        "1/0",
        "the year 99999",
        "-1",
        "٣",
        "½",
    ],
)
def test_numbers_beyond_counting(coder: Coder, number: str) -> None:
    text = f"Russian forces killed {number} soldiers in Kyiv {number} years ago, and paid ${number} to Iran."
    record = coder.code(Report(text, published=date(2022, 1, 21)))
    assert from_json(to_json(record)) == record
    for event in record.events:
        assert all(q.low < 1e40 for q in event.quantities)


def test_days_that_are_none_get_none(coder: Coder) -> None:
    for day in ("February 30, 2021", "Feb. 29, 2023", "2022-02-30", "13/13/2022"):
        record = coder.code(Report(f"Russia attacked Ukraine on {day}.", published=date(2024, 2, 29)))
        assert not [time for time in record.times if time.first is not None and time.first == time.last]


@pytest.mark.parametrize(
    "unit",
    [
        "(",
        ")",
        '"',
        "“”",
        "'",
        "[ ",
        "Russia, ",
        '"We will attack," he said. ',
        "in Paris, Texas, ",
        "- ",
        "1 ",
    ],
)
def test_one_long_row(coder: Coder, unit: str) -> None:
    text = unit * (6_000 // len(unit))
    record = coder.code(Report(text, published=date(2022, 1, 21)))
    assert from_json(to_json(record)) == record


def test_a_pass_of_the_parser_is_bounded_by_tokens(parse_stage: ParseStage) -> None:
    passes = list(parse_stage._passes("( " * 20_000))
    assert len(passes) > 3
    assert all(sum(len(doc) for _, _, doc in rows) < 7_000 for rows in passes)


def test_sentences_are_numbered_through_all_passes(parse_stage: ParseStage) -> None:
    sentences = parse_stage.parse(
        " ".join(f"Norway met Sweden on day {i}." for i in range(150)) + " (" * 9_000
    )
    assert [sentence.index for sentence in sentences] == list(range(len(sentences)))
    assert len(sentences) > 150


def test_a_parser_loaded_anew_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    coder = Coder.load()
    report = Report(LAST_WORDS, published=date(2022, 1, 21))
    before = coder.code(report)
    monkeypatch.setattr("detente.coding.parse.stage._MOST_WORDS", 0)
    assert coder.code(report) == before
