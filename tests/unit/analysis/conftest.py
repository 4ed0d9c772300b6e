"""Makes the invented records importable by the tests beside them, and asks them in memory and in a store."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from detente.analysis import Records, Source
from detente.record import Record
from detente.store import Store

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(params=["memory", "store"])
def ask(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Iterable[Record]], Source]:
    """Records → what can be asked about them; once in memory and once in a store."""

    def make(records: Iterable[Record]) -> Source:
        if request.param == "memory":
            return Records(records)
        store = Store(tmp_path / "store")
        store.add(records)
        return store

    return make


@pytest.fixture
def table() -> Callable[[Any], list[dict[str, Any]]]:
    """A relation → its rows, by column."""
    return lambda relation: [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]
