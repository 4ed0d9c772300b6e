"""Tables of sentences with their time expressions, and with the dates that they give to predicates."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from detente.coding.dating import event_date
from detente.coding.layers import Reading
from detente.coding.times import TimesStage

_HERE = Path(__file__).parent
Row = dict[str, str]
Read = Callable[[Row], Reading]


def _rows(name: str) -> list[Row]:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _name(row: Row) -> str:
    return f"{row['published'] or 'undated'} {row['text']}"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


@pytest.fixture(scope="module")
def read(reading: Callable[..., Reading]) -> Read:
    stage = TimesStage()
    return lambda row: stage(reading(row["text"], row["published"] or None))


@pytest.mark.parametrize("row", _rows("times.tsv"), ids=_name)
def test_every_time_is_found_with_its_value_and_nothing_else(row: Row, read: Read) -> None:
    found = read(row).times
    assert ";".join(f"{time.text}={time.value}" for time in found) == row["times"]
    assert all(row["text"][time.start : time.end] == time.text for time in found)


@pytest.mark.parametrize("row", _rows("times_days.tsv"), ids=_name)
def test_times_have_kind_days_and_basis(row: Row, read: Read) -> None:
    (time,) = (time for time in read(row).times if time.text == row["time"])
    got = time.kind.value, _iso(time.first), _iso(time.last), time.basis
    assert got == (row["kind"], row["first"], row["last"], row["basis"])


@pytest.mark.parametrize("row", _rows("dating.tsv"), ids=lambda row: f"{row['trigger']}: {_name(row)}")
def test_predicates_have_the_date_that_their_sentence_gives_them(row: Row, read: Read) -> None:
    found = read(row)
    trigger = found.sentences[0].words.index(row["trigger"])
    dated = event_date(found, 0, (trigger,))
    cue = "historical" if dated.historical else "future" if dated.future else ""
    got = _iso(dated.date.start), _iso(dated.date.end), dated.date.granularity, dated.date.basis, cue
    assert got == (row["start"], row["end"], row["granularity"], row["basis"], row["cue"])
