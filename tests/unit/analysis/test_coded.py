"""Whole records in order, with the events of the world that theirs tell of; exports of whole stores."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from told import PERU, event, report

from detente.analysis import Records
from detente.analysis.coded import Coded
from detente.present.exports.checking import check_events
from detente.present.exports.formats import EVENT_FORMATS
from detente.present.exports.happenings import NO_FACT
from detente.present.exports.stored import DICTIONARY, FORMATS, MANIFEST, export_store, stored_happenings
from detente.record import Auxiliary, Record, from_json
from detente.store import Filter, Store


def told() -> list[Record]:
    """Three reports; the first and the third tell one attack, the second talks and a possible attack."""
    attack = event("ASSAULT-drone", day="2031-05-12")
    return [
        report("a", "2031-05-13", attack, attack, source="Post"),
        report("b", "2031-05-14", event("CONSULT-phone"), event("ASSAULT", auxiliary=Auxiliary.HYPOTHETICAL)),
        report("c", "2031-05-15", event("ASSAULT-drone", day="2031-05-12", confidence=0.95), source="Times"),
    ]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store of these, in which the attack is one event of the world."""
    store, records = Store(tmp_path / "store"), told()
    store.add(reversed(records))
    one = [(records[0].events[0].id, "a"), (records[0].events[1].id, "a"), (records[2].events[0].id, "c")]
    cluster = min(key for key, _ in one)
    clusters = [
        {"event": key, "report_id": name, "cluster": cluster, "score": 1.0, "reasons": []}
        for key, name in one
    ]
    store.replace({"event_clusters": clusters})
    return store


def exported(store: Store, name: str, tmp_path: Path, **wanted: Any) -> tuple[Path, dict[str, Any]]:
    folder = tmp_path / f"{name}-{len(list(tmp_path.iterdir()))}"
    folder.mkdir()
    export_store(store, name, folder, Filter(**wanted))
    return folder, json.loads((folder / MANIFEST).read_text(encoding="utf-8"))


def test_records_come_by_day_with_what_is_meant(store: Store) -> None:
    found = list(Coded(store).records())
    assert [record.report.id for record, _ in found] == ["a", "b", "c"]
    assert [len(meant) for _, meant in found] == [2, 1, 1]
    assert set(found[0][1].values()) == set(found[2][1].values())
    assert [record.report.id for record, _ in Coded(store, Filter(type="CONSULT")).records()] == ["b"]
    assert [record.report.id for record in Coded(store).all_records()] == ["a", "b", "c"]


def test_an_event_has_the_tellings_of_all_reports(store: Store) -> None:
    found = {
        happening.lead.event.event_type.value: happening for happening in stored_happenings(Coded(store))
    }
    assert {kind: len(one.tellings) for kind, one in found.items()} == {"ASSAULT": 3, "CONSULT": 1}
    assert found["ASSAULT"].lead.story.record.report.id == "c"  # the surest
    assert found["ASSAULT"].id == min(telling.event.id for telling in found["ASSAULT"].tellings)


def test_without_clusters_each_report_tells_its_own() -> None:
    found = list(stored_happenings(Coded(Records(told()))))
    assert [len(happening.tellings) for happening in found] == [1, 1, 1, 1]


def test_gdelt_counts_mentions_across_reports(store: Store, tmp_path: Path) -> None:
    folder, manifest = exported(store, "gdelt", tmp_path)
    lines = (folder / "events.export.CSV").read_text(encoding="utf-8").splitlines()
    names = [source.column for source in EVENT_FORMATS["gdelt"].files[0].columns]
    rows = [dict(zip(names, line.split("\t"), strict=True)) for line in lines]
    attack = next(row for row in rows if row["EventRootCode"] == "19")
    assert (attack["NumMentions"], attack["NumSources"], attack["NumArticles"]) == ("3", "2", "2")
    assert (attack["DATEADDED"], attack["SOURCEURL"]) == ("20310513000000", "a")
    assert len((folder / "events.mentions.CSV").read_text(encoding="utf-8").splitlines()) == 4
    assert manifest["rows"] == len(rows) == 2
    assert manifest["counted"] == "across reports"


def test_acled_names_all_sources(store: Store, tmp_path: Path) -> None:
    folder, manifest = exported(store, "acled", tmp_path)
    (row,) = csv.DictReader((folder / "events.csv").open(encoding="utf-8", newline=""))
    assert row["source"] == "Post; Times"
    assert manifest["left_out"] == {NO_FACT: 1, "of a kind that ACLED has no type for": 1}


@pytest.mark.parametrize("name", FORMATS)
def test_the_manifest_describes_the_files(store: Store, tmp_path: Path, name: str) -> None:
    folder, manifest = exported(store, name, tmp_path)
    assert {path.name for path in folder.iterdir()} == {file["name"] for file in manifest["files"]} | {
        MANIFEST
    }
    for file in manifest["files"]:
        content = (folder / file["name"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert (manifest["format"], manifest["reports"], manifest["store_version"]) == (name, 3, store.version)
    assert manifest["coders"] == [
        {"version": "0.1.0", "codebook": "1.0.0", "knowledge": None, "model": None, "reports": 3}
    ]
    lines = (folder / DICTIONARY).read_text(encoding="utf-8").splitlines()
    assert {line.count("\t") for line in lines} == {5}
    assert {line.split("\t")[0] for line in lines[1:]} == {
        file["name"] for file in manifest["files"] if file["name"] != DICTIONARY
    }


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_store_gives_the_same_bytes(store: Store, tmp_path: Path, name: str) -> None:
    first, second = exported(store, name, tmp_path)[0], exported(store, name, tmp_path)[0]
    assert {p.name: p.read_bytes() for p in first.iterdir()} == {
        p.name: p.read_bytes() for p in second.iterdir()
    }


@pytest.mark.parametrize("name", EVENT_FORMATS)
def test_stored_files_have_no_fault(store: Store, tmp_path: Path, name: str) -> None:
    folder, _ = exported(store, name, tmp_path)
    for file in EVENT_FORMATS[name].files:
        text = (folder / f"events{file.suffix}").read_text(encoding="utf-8")
        assert [str(fault) for fault in check_events(name, io.StringIO(text, newline=""))] == []


def test_records_come_back(store: Store, tmp_path: Path) -> None:
    folder, manifest = exported(store, "jsonl", tmp_path)
    lines = (folder / "records.jsonl").read_text(encoding="utf-8").splitlines()
    assert [from_json(line) for line in lines] == told()
    assert manifest["rows"] == 3
    folder, manifest = exported(store, "jsonl", tmp_path, type="CONSULT")
    assert [
        from_json(line) for line in (folder / "records.jsonl").read_text(encoding="utf-8").splitlines()
    ] == [told()[1]]
    assert manifest["filter"] == {"type": ["CONSULT"]}


def test_a_filter_narrows_what_is_written(store: Store, tmp_path: Path) -> None:
    assert exported(store, "polecat", tmp_path, since="2031-05-13")[1]["rows"] == 1
    everything = exported(store, "polecat", tmp_path, auxiliary="any")[1]
    assert (everything["rows"], everything["left_out"]) == (4, {})
    assert exported(store, "csv", tmp_path, actor="PER")[1]["rows"] == 0


def test_parquet_holds_the_rows(store: Store, tmp_path: Path) -> None:
    folder, manifest = exported(store, "parquet", tmp_path, auxiliary="any")
    table = pq.read_table(folder / "events.parquet")
    assert table.num_rows == manifest["rows"] == 5
    assert table["actor_countries"][0].as_py() == ["NOR"]


def test_an_edited_report_is_exported_as_it_is_now(store: Store, tmp_path: Path) -> None:
    store.add([report("b", "2031-05-14", event("PROTEST-demo", actors=(PERU,)))])
    rows = exported(store, "csv", tmp_path)[0].joinpath("events.csv").read_text(encoding="utf-8")
    assert "PROTEST" in rows
    assert "CONSULT" not in rows
