"""Small segments are put together, and what left the counts stands apart; nothing that can be asked changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ferries import invented

from detente.record import to_json
from detente.store import Store, compacting
from detente.store.cleaning import vacuum
from detente.store.compacting import compact, due, merge, settle
from detente.store.log import HISTORY, RECORD, Segment
from detente.store.tables import store_tables

EDITED = "Another text of the same ferry, told later and at more length."


def content(store: Store) -> dict[str, list[Any]]:
    """Every row of every table and view but the log."""
    names = [name for name in store_tables() if name != "runs"]
    views = [
        *names,
        "report_versions",
        *(f"history.{name}" for name in names if name in {"events", "reports"}),
    ]
    return {name: store.sql(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in views}


def test_a_store_of_many_commits_has_few_segments(store: Store) -> None:
    for number in range(24):
        store.add([invented(number)])
    assert "compact" in {commit.kind for commit in store.commits()}
    segments = store.sql("SELECT len(segments) FROM runs ORDER BY sequence DESC LIMIT 1").fetchall()
    assert segments[0][0] <= 8
    assert all(len(store.folder.files(name)) <= 8 for name in store_tables() if name != "runs")
    assert store.sql("SELECT count(*), count(DISTINCT id) FROM reports").fetchall() == [(24, 24)]
    assert to_json(store.record("report-7")) == to_json(invented(7))


def test_putting_together_changes_nothing_that_can_be_asked(store: Store) -> None:
    for number in range(5):
        store.add([invented(number), invented(number + 10)])
    store.add([invented(number, text=EDITED) for number in (1, 3)])
    store.withdraw(["report-4"])
    store.replace({"stories": [{"report_id": "report-1", "story": "report-1"}]})
    before = content(store)
    run = store._newest()
    assert merge(store.folder, [one for one in run.segments if one.part == RECORD])
    assert content(store) == before
    parts = {one.part: one.reports for one in store._newest().segments}
    assert parts == {RECORD: 9, HISTORY: 3, "stories": 0}
    assert store.connection().sql("FROM store_left").fetchall() == []


def test_what_left_a_large_segment_is_set_apart(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compacting, "_FEWEST", 10)
    store.add([invented(number) for number in range(10)])
    store.add([invented(1, text=EDITED)])
    assert settle(store.folder) is None
    store.add([invented(number, text=EDITED) for number in (2, 3)])
    before = content(store)
    assert settle(store.folder)
    assert content(store) == before
    assert {(one.part, one.reports) for one in store._newest().segments} >= {(HISTORY, 3), (RECORD, 7)}
    tombstones = [one for one in store._newest().segments if one.part == RECORD and one.reports < 7]
    assert merge(store.folder, tombstones)
    assert content(store) == before
    assert store.connection().sql("FROM store_left").fetchall() == []


def test_only_one_of_two_puts_the_same_together(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        store.add([invented(number)])
    group = store._newest().segments
    before = content(store)

    real = compacting._write

    def second_first(*arguments: Any) -> Any:
        monkeypatch.setattr(compacting, "_write", real)
        assert merge(store.folder, group)
        return real(*arguments)

    monkeypatch.setattr(compacting, "_write", second_first)
    assert merge(store.folder, group) is None
    assert content(store) == before


def test_an_edit_that_comes_while_segments_are_put_together_is_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        store.add([invented(number)])

    real = compacting._write

    def edit_last(*arguments: Any) -> Any:
        made = real(*arguments)
        Store(store.folder.root).add([invented(1, text=EDITED)])
        return made

    monkeypatch.setattr(compacting, "_write", edit_last)
    group = store._newest().segments
    # The other writer takes the new segments for those of a killed one.
    assert merge(store.folder, group) is None
    monkeypatch.setattr(compacting, "_write", real)
    assert store.sql("SELECT count(*) FROM reports").fetchall() == [(3,)]
    assert store.record("report-1").report.text == EDITED


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([], []),
        ([1] * 7, []),
        ([1] * 8, [1] * 8),
        ([0] * 8, [0] * 8),
        ([256] * 7 + [1] * 3, []),
        ([256] * 9 + [1] * 3, [256] * 9),
        ([64] * 8 + [1] * 8, [1] * 8),
        ([300_000] * 20, []),
    ],
)
def test_segments_of_like_size_are_due(sizes: list[int], expected: list[int]) -> None:
    segments = [Segment(str(number), RECORD, size) for number, size in enumerate(sizes)]
    other = [Segment(f"s{number}", "reviews") for number in range(7)]
    assert [one.reports for one in due([*segments, *other])] == expected


def test_files_that_were_let_go_are_freed(store: Store) -> None:
    for number in range(8):
        store.add([invented(number)])
    before = content(store)
    folders = Path(store.folder.root) / "events"
    assert len(list(folders.glob("segment=*"))) == 9
    assert compact(store.folder) is None
    vacuum(store.folder, hours=0)
    assert len(list(folders.glob("segment=*"))) == 1
    assert content(store) == before
