"""The shipped knowledge base, loaded once."""

from __future__ import annotations

import pytest

from detente.knowledge import Knowledge


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The shipped tables alone."""
    return Knowledge.load()
