"""The stage as a whole: its data, its layer, and what it keeps to itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.coding.layers import Reading
from detente.coding.times import TimesStage, lexicon
from detente.coding.times.builders import BUILDERS
from detente.errors import DataError

_WORDS = "on Monday in May late 2021 two weeks ago the first half of 1990 every day at noon 10 : 30 p.m. - , ' 80s".split()


@pytest.fixture(scope="module")
def stage() -> TimesStage:
    return TimesStage()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with as_file(files("detente.coding.times").joinpath("data")) as folder:
        return Path(shutil.copytree(folder, tmp_path / "data"))


def _append(path: Path, row: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")


def test_every_rule_has_a_builder_and_every_builder_a_rule() -> None:
    with as_file(files("detente.coding.times").joinpath("data", "rules.tsv")) as path:
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    assert {row[2] for row in rows} == set(BUILDERS)


def test_an_unknown_builder_is_named_with_its_line(data: Path) -> None:
    path = data / "rules.tsv"
    _append(path, "zz-1\t1\tnonsense\tMONTH zz")
    line = len(path.read_text(encoding="utf-8").splitlines())
    with pytest.raises(DataError, match=rf"rules\.tsv:{line}: builder 'nonsense'"):
        lexicon.read(data)


def test_faults_of_all_tables_come_at_once(data: Path) -> None:
    _append(data / "holidays.tsv", "zz day\tzz\tmonday")
    _append(data / "governors.tsv", "zz\tsideways")
    with pytest.raises(DataError) as raised:
        lexicon.read(data)
    assert "rule 'monday'" in str(raised.value)
    assert "class 'sideways'" in str(raised.value)


def test_times_come_in_text_order_and_touch_no_other_layer(
    stage: TimesStage, reading: Callable[..., Reading]
) -> None:
    before = reading("At noon on Friday he left. On Monday, at 10 a.m., he came back.", "2022-01-21")
    after = stage(before)
    assert [time.start for time in after.times] == sorted(time.start for time in after.times)
    assert after.add(times=()) == before


def test_one_report_is_no_anchor_of_the_next(stage: TimesStage, reading: Callable[..., Reading]) -> None:
    later = reading("Two days later they parted.", None)
    alone = stage(later).times
    stage(reading("They met on Jan. 3, 2022.", None))
    assert stage(later).times == alone
    assert alone[0].first is None


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.sampled_from(_WORDS), max_size=12), published=st.sampled_from(["2022-01-21", None]))
def test_any_row_of_time_words_gives_sound_times(
    stage: TimesStage, reading: Callable[..., Reading], words: list[str], published: str | None
) -> None:
    text = " ".join(words)
    times = stage(reading(text, published)).times
    for time in times:
        assert text[time.start : time.end] == time.text
        assert time.first is None or (time.last is not None and time.first <= time.last)
        assert published is not None or time.basis != "report"
    assert all(one.end <= other.start for one, other in pairwise(times))
