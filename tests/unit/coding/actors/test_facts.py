from __future__ import annotations

import pytest

from detente.coding.actors.facts import agrees


@pytest.mark.parametrize(
    ("said", "role", "rank", "answer"),
    [
        ("secretary", "secretary of state", 40, True),
        ("President", "president", 10, True),
        ("president", "vice president", 30, False),
        ("vice president", "president", 10, False),
        ("minister", "foreign minister", 40, True),
        ("defense minister", "defence minister", 40, True),
        ("leader", "president", 10, True),
        ("leader", "adviser", 60, False),
        ("senator", "president", 10, False),
        ("", "president", 10, False),
    ],
)
def test_whether_a_role_fits_what_the_text_says(said: str, role: str, rank: int, answer: bool) -> None:
    assert agrees(said, role, rank) is answer
