"""Stores of other versions: older ones are read as they are and migrated on writing, newer ones are refused with a reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from ferries import invented

from detente.errors import StoreError, UsageError
from detente.record import to_json
from detente.store import Store, cleaning, folder, log, snapshot, tables, views, writing
from detente.store.log import SCHEMA
from detente.store.tables import Column, StoreTable, arrow_type, store_tables, type_words

ROOMS = (cleaning, folder, log, snapshot, tables, views, writing)


def use_newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The schema of a later version: events have a column more, and there is one table more."""
    known = store_tables()
    tone = Column("tone", arrow_type("number"), "How it sounds.")
    wider = replace(known["events"], columns=(*known["events"].columns, tone))
    more = StoreTable("tones", "derived", None, "How reports sound.", (tone,))
    newer = {**known, "events": wider, "tones": more}
    for room in ROOMS:
        if hasattr(room, "store_tables"):
            monkeypatch.setattr(room, "store_tables", lambda: newer)
        if hasattr(room, "SCHEMA"):
            monkeypatch.setattr(room, "SCHEMA", SCHEMA + 1)


def test_an_older_store_is_read_as_it_is(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add([invented(1)])
    use_newer(monkeypatch)
    assert Store(store.folder.root).sql("SELECT report_id, tone FROM events").fetchall() == [
        ("report-1", None)
    ]
    assert Store(store.folder.root).sql("SELECT count(*) FROM tones").fetchall() == [(0,)]
    assert store.commits()[-1].kind == "add"


def test_an_older_store_is_migrated_when_it_is_written(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add([invented(1)])
    with monkeypatch.context() as later:
        use_newer(later)
        newer = Store(store.folder.root)
        newer.replace({})
        assert [commit.kind for commit in newer.commits()] == ["create", "add", "migrate", "derive"]
        assert newer.sql("SELECT max(schema) FROM runs").fetchall() == [(SCHEMA + 1,)]
        events = newer.folder.table("events")
        assert events is not None
        assert "tone" in {field.name for field in events.schema().fields}
        assert to_json(newer.record("report-1")) == to_json(invented(1))
    with pytest.raises(StoreError, match=rf"schema {SCHEMA + 1}.*upgrade"):
        Store(store.folder.root).events()
    with pytest.raises(StoreError, match="upgrade"):
        Store(store.folder.root).add([invented(2)])
    with pytest.raises(StoreError, match="upgrade"):
        store.add([invented(2)])  # a writer that was at it when the other migrated the store


def test_a_folder_of_other_files_is_not_made_a_store(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("A report.", encoding="utf-8")
    with pytest.raises(UsageError, match=r"report\.txt"):
        Store(tmp_path).add([invented(1)])
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]


def test_a_store_that_was_begun_and_not_ended_is_made_anew(tmp_path: Path) -> None:
    root = folder.Folder(str(tmp_path / "store"))
    root.create(list(store_tables().values())[:5])
    store = Store(root.root)
    with pytest.raises(StoreError, match="not a store"):
        store.events()
    store.add([invented(1)])
    assert store.sql("SELECT count(*) FROM events").fetchall() == [(1,)]


@pytest.mark.parametrize(
    "words", ["text", "small[]", "{start date, end date}", "{a text, b number}[]", "span[]"]
)
def test_types_are_told_as_they_are_written(words: str) -> None:
    assert type_words(arrow_type(words)) == words


def test_an_unknown_type_is_said() -> None:
    with pytest.raises(ValueError, match="txet"):
        arrow_type("txet")


def test_what_a_store_at_a_url_needs_is_said(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store.add([invented(1)])
    monkeypatch.setattr(folder.Folder, "is_local", False)
    monkeypatch.setenv("HOME", str(tmp_path))  # where DuckDB looks for extensions
    with pytest.raises(StoreError, match="httpfs"):
        Store(store.folder.root).events()
