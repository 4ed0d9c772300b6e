"""What holds for any reports in any order: a store's content hangs on neither order nor commits."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

from ferries import invented
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.record import to_json
from detente.store import Added, Filter, Store
from detente.store.compacting import merge
from detente.store.log import RECORD

TEXTS = st.text(alphabet=st.characters(exclude_categories=()), min_size=60, max_size=80).filter(
    lambda text: (
        not any("\ud800" <= one <= "\udbff" and "\udc00" <= two <= "\udfff" for one, two in pairwise(text))
    )
)
TABLES = (
    "events",
    "event_parties",
    "entities",
    "places",
    "quotes",
    "positions",
    "position_status",
    "conflicts",
)


def content(store: Store) -> dict[str, list[Any]]:
    tables = {
        name: store.sql(f"SELECT * EXCLUDE (version) FROM {name} ORDER BY ALL").fetchall() for name in TABLES
    }
    return {**tables, "reports": store.sql("SELECT id, record, text FROM reports ORDER BY ALL").fetchall()}


def filled(root: str, batches: list[list[int]], whole: bool = False) -> Store:
    store = Store(Path(root) / "store")
    for batch in batches:
        store.add([invented(number) for number in batch])
    if whole:
        merge(store.folder, [one for one in store._newest().segments if one.part == RECORD])
    return store


@st.composite
def orders(draw: st.DrawFn) -> tuple[list[list[int]], list[list[int]]]:
    """Two ways to add the same reports: in other orders, in other commits, some twice."""
    numbers = draw(st.lists(st.integers(0, 9), min_size=1, max_size=8, unique=True))

    def cut() -> list[list[int]]:
        shuffled = draw(st.permutations(numbers + draw(st.lists(st.sampled_from(numbers), max_size=3))))
        size = draw(st.integers(1, 4))
        return [shuffled[start : start + size] for start in range(0, len(shuffled), size)]

    return cut(), cut()


@settings(max_examples=8)
@given(orders(), st.booleans())
def test_order_and_commits_do_not_matter(ways: tuple[list[list[int]], list[list[int]]], whole: bool) -> None:
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        assert content(filled(first, ways[0])) == content(filled(second, ways[1], whole))


@settings(max_examples=5)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=1, max_size=8))
def test_adding_twice_changes_nothing(edits: list[tuple[int, int]]) -> None:
    records = [
        invented(number, text=f"Edition {edition} of what Iceland said of its ferries at last in Norway.")
        for number, edition in edits
    ]
    with tempfile.TemporaryDirectory() as root:
        store = Store(Path(root) / "store")
        store.add(records)
        before, version = content(store), store.version
        assert store.add(records) == Added(known=len(records))
        assert store.version == version
        assert content(store) == before
        newest = {record.report.id: record for record in dict.fromkeys(records)}  # the last one that was new
        assert [to_json(store.record(name)) for name in newest] == [to_json(one) for one in newest.values()]


@settings(max_examples=8)
@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_every_record_comes_back_as_its_line(texts: list[str]) -> None:
    records = [invented(number, text=text) for number, text in enumerate(texts)]
    with tempfile.TemporaryDirectory() as root:
        store = Store(Path(root) / "store")
        assert store.add(records).added == len(records)
        for record in records:
            assert to_json(store.record(record.report.id)) == to_json(record)
        everything = Filter(auxiliary="any")
        sentences = store.sql("SELECT report_id, sentence FROM event_sentences").fetchall()
        assert len(store.events(everything).fetchall()) == len(sentences) == len(records)
