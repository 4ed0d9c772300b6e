"""The tables of a store, what the documentation says of them, and what is on the disk are the same."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from detente.cli.schema import store_text
from detente.record.shapes import shape
from detente.store import Store
from detente.store.conditions import FILTERS
from detente.store.filter import Filter
from detente.store.reference import reference
from detente.store.tables import store_tables
from detente.store.views import VIEWS

DOCUMENT = (Path(__file__).parents[2] / "docs" / "store.md").read_text(encoding="utf-8")
PROMISED = (
    *("reports", "entities", "events", "event_parties", "times", "places", "quotes", "positions"),
    *(
        "position_status",
        "conflicts",
        "defects",
        "rejections",
        "runs",
        "duplicates",
        "stories",
        "event_clusters",
    ),
    *("cross_conflicts", "entity_links", "reviews"),
)


def test_the_promised_tables_are_there() -> None:
    assert set(PROMISED) <= store_tables().keys()


def test_the_reference_is_in_the_documentation() -> None:
    """After a change of the tables: python -m detente.store.reference, and put it under "All tables"."""
    assert DOCUMENT.split("## All tables\n\n")[1] == reference()


def test_views_and_filters_are_in_the_documentation() -> None:
    assert all(f"`{name}`" in DOCUMENT for name in VIEWS)
    rows = re.findall(r"^\| (`[a-z].*?) \|", DOCUMENT.split("## Filter")[1].split("## ")[0], re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == set(Filter.__slots__)
    asked = {name for table in FILTERS.values() for name in table}
    assert asked | {"limit", "sort"} == set(Filter.__slots__)


def test_the_schema_command_prints_every_table_and_column() -> None:
    told = json.loads(store_text())
    assert list(told["tables"]) == list(store_tables())
    for name, table in told["tables"].items():
        assert table["about"].endswith(".")
        assert [column["name"] for column in table["columns"] if column["name"] != "segment"] == [
            column.name for column in store_tables()[name].columns
        ]
        assert all(column["meaning"].endswith((".", ")")) for column in table["columns"]), name


@pytest.mark.parametrize("name", [name for name, table in store_tables().items() if table.of])
def test_fields_of_the_record_keep_their_names(name: str) -> None:
    table = store_tables()[name]
    assert table.of is not None
    assert {field.name for field in shape(table.of)} <= {column.name for column in table.columns}


def test_the_tables_on_the_disk_say_what_they_mean(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    store.replace({})
    assert {path.name for path in Path(store.folder.root).iterdir()} == set(store_tables())
    for name, table in store_tables().items():
        made = store.folder.table(name)
        assert made is not None
        assert made.metadata().description == table.about
        comments = {field.name: field.metadata.get("comment") for field in made.schema().fields}
        assert {column.name: column.meaning for column in table.columns}.items() <= comments.items()
