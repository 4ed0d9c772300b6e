"""The invented records of tests/golden."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from detente.record import Record

sys.path.insert(0, str(Path(__file__).parents[2] / "golden"))


@pytest.fixture(scope="session")
def strait() -> Record:
    from invented import strait

    return strait()


@pytest.fixture(scope="session")
def quiet() -> Record:
    from invented import quiet

    return quiet()


@pytest.fixture(scope="session")
def hostile() -> Record:
    from invented import hostile

    return hostile()
