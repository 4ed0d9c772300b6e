from __future__ import annotations

import pytest

from detente.coding.actors.unknown import is_acronym_of


@pytest.mark.parametrize(
    ("short", "name", "answer"),
    [
        ("FMF", "Front for Mountain Freedom", True),
        ("FMLN", "Front for Mountain Freedom", False),
        ("F.M.F.", "Front for Mountain Freedom", True),
        ("OSCE", "Organization for Security and Co-operation in Europe", False),
        ("WHO", "World Health Organization", True),
        ("Who", "World Health Organization", False),
        ("W", "World", False),
    ],
)
def test_acronyms(short: str, name: str, answer: bool) -> None:
    assert is_acronym_of(short, name) is answer
