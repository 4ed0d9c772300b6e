"""Makes the invented records importable by the tests beside them, and a store to put them into."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from detente.store import Store

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store that is not there yet."""
    return Store(tmp_path / "store")
