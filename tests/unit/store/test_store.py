"""Records into a store, and questions to it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from ferries import invented

from detente.errors import StoreError, UsageError
from detente.record import to_json
from detente.store import Added, Store


def test_records_come_back_as_the_lines_that_went_in(store: Store) -> None:
    given = [invented(1), invented(2)]
    assert store.add(given) == Added(added=2)
    for one in given:
        assert to_json(store.record(one.report.id)) == to_json(one)


@pytest.mark.parametrize("text", ["\x00 and \u2028", "half \ud83d of one", "👩‍👩‍👧 é"])
def test_every_text_comes_back(store: Store, text: str) -> None:
    store.add([invented(1, text=text)])
    assert to_json(store.record("report-1")) == to_json(invented(1, text=text))


def test_a_folder_that_is_no_store_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="detente add"):
        Store(tmp_path).events()
    assert list(tmp_path.iterdir()) == []


def test_what_the_store_has_is_not_added_again(store: Store) -> None:
    store.add([invented(1), invented(2)])
    version = store.version
    assert store.add([invented(2), invented(1)]) == Added(known=2)
    assert store.version == version


def test_an_edited_report_takes_the_place_of_the_earlier_one(store: Store) -> None:
    store.add([invented(1), invented(2)])
    assert store.add([invented(1, text="Norway spoke to Iceland about another ferry instead.")]) == Added(
        1, 1
    )
    assert store.sql("SELECT count(*) FROM events").fetchall() == [(2,)]
    assert store.sql("SELECT count(*) FROM history.events").fetchall() == [(3,)]
    assert store.record("report-1").report.text.startswith("Norway")
    assert store.sql("SELECT report_id, reason FROM superseded").fetchall() == [("report-1", "edited")]


def test_a_report_with_the_url_of_another_takes_its_place(store: Store) -> None:
    store.add([invented(1, url="https://example.org/a"), invented(2, url="https://example.org/b")])
    store.add([invented(3, url="https://example.org/a")])
    assert sorted(store.sql("SELECT id FROM reports").fetchall()) == [("report-2",), ("report-3",)]


def test_the_last_of_one_batch_counts(store: Store) -> None:
    assert store.add(
        [invented(1), invented(1, text="Another text of the same ferry, later."), invented(1)]
    ) == Added(2, 1, 1)
    assert store.record("report-1").report.text.startswith("Another")
    assert store.add([invented(1), invented(1, text="Another text of the same ferry, later.")]) == Added(
        known=2
    )


def test_a_newer_coder_takes_the_place_of_the_older(store: Store) -> None:
    store.add([invented(1)])
    newer = replace(invented(1).coder, version="0.2.0")
    assert store.add([invented(1, coder=newer)]) == Added(1, 1)
    assert store.sql("SELECT coder.version FROM reports").fetchall() == [("0.2.0",)]
    assert store.sql("SELECT reason FROM superseded").fetchall() == [("recoded",)]


def test_a_record_that_cannot_be_held_is_refused_alone(store: Store) -> None:
    event = invented(1).events[0]
    big = replace(invented(1), events=(replace(event, trigger=(0, 2**40)),))
    split = invented(2, text="a character split in two: \ud83d\ude00")
    done = store.add([invented(0), big, split, invented(3)])
    assert done.added == 2
    assert {one.report for one in done.refused} == {"report-1", "report-2"}
    assert store.sql("SELECT count(*) FROM reports").fetchall() == [(2,)]


def test_figures_of_every_table_are_there(store: Store) -> None:
    store.add([invented(number) for number in range(10)])
    row = store.sql(
        """SELECT event_type, actors[1].name, evidence.start, day, place_name, actor_countries, quantities[1].high
        FROM events WHERE report_id = 'report-1'"""
    ).fetchall()
    assert row[0][:3] == ("THREATEN", "Iceland", 0)
    assert str(row[0][3]) == "2031-05-02"
    assert row[0][4:] == ("Ålesund", ["NOR"], None)
    assert store.sql(
        "SELECT DISTINCT sentence FROM event_sentences WHERE report_id = 'report-1'"
    ).fetchall() == [("Iceland spoke to Norway about ferry 1. It",)]
    assert store.sql("SELECT count(*) FROM event_parties").fetchall() == [(15,)]
    assert store.sql("SELECT DISTINCT party_name, status FROM positions p").fetchall() == [
        ("Iceland", "open")
    ]
    assert store.sql("SELECT count(*) FROM position_status").fetchall() == [(10,)]


@pytest.mark.parametrize(
    "text",
    [
        "CREATE TABLE x (a INT)",
        "SELECT 1; SELECT 2",
        "COPY events TO 'events.csv'",
        "SELECT * FROM read_text('/etc/hostname')",
        "SET threads = 1",
        "ATTACH 'other.db'",
        "SELECT nonsense FROM events",
        "not SQL",
        "",
    ],
)
def test_only_questions_are_answered(store: Store, text: str) -> None:
    store.add([invented(1)])
    with pytest.raises(UsageError):
        store.sql(text).fetchall()


def test_rows_across_reports_are_replaced_as_a_whole(store: Store) -> None:
    store.add([invented(1), invented(2)])
    store.replace(
        {"stories": [{"report_id": "report-1", "story": "report-1"}], "duplicates": []}, base=store.version
    )
    store.replace({"stories": [{"report_id": "report-2", "story": "report-2"}]})
    assert store.sql("SELECT story FROM stories").fetchall() == [("report-2",)]
    status = {"report_id": "report-2", "position": "p", "status": "refused", "origin": "event"}
    store.replace({"position_status": [status]})
    store.replace({"position_status": [status]})
    assert store.sql("SELECT count(*) FROM position_status").fetchall() == [(3,)]


def test_reviews_are_only_added(store: Store) -> None:
    store.add([invented(1)])
    for number in range(2):
        store.append("reviews", [{"id": str(number), "reviewer": "a"}])
    assert store.sql("SELECT id FROM reviews ORDER BY id").fetchall() == [("0",), ("1",)]
    with pytest.raises(UsageError, match="events"):
        store.append("events", [])
    with pytest.raises(UsageError, match="reviewed"):
        store.append("reviews", [{"reviewed": 1}])


def test_what_changed_since_a_version(store: Store) -> None:
    store.add([invented(1), invented(2)])
    version = store.version
    store.add([invented(1, text="Another text of the same ferry, later."), invented(3)])
    assert sorted(store.changed(version).project("report_id, change").fetchall()) == [
        ("report-1", "added"),
        ("report-1", "removed"),
        ("report-3", "added"),
    ]


def test_segments_of_a_killed_writer_are_taken_away(store: Store) -> None:
    store.add([invented(1)])
    rows = store.connection().sql("SELECT * FROM events").to_arrow_table()
    store.folder.append("events", rows, "0123456789abcdef")
    assert store.sql("SELECT count(*) FROM events").fetchall() == [(1,)]
    Store(store.folder.root).add([invented(2)])
    assert "0123456789abcdef" not in store.folder.files("events")
    assert store.sql("SELECT count(*) FROM events").fetchall() == [(2,)]
