from __future__ import annotations

import pytest

from detente.coding.actors.cast import Cast, initials
from detente.record.enums import EntityKind


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Front for Mountain Freedom", {"FMF", "FFMF"}),
        ("World Health Organization", {"WHO"}),
        ("Trans-Alpine Union", {"TAU"}),
        ("World", set()),
        ("", set()),
    ],
)
def test_first_letters(name: str, letters: set[str]) -> None:
    assert initials(name) == letters


def test_a_person_is_found_by_the_last_words_of_the_name() -> None:
    cast = Cast()
    actor = cast.add(EntityKind.PERSON, "Ahmed bin Salman")
    cast.index(actor, actor.name)
    assert [
        tail
        for tail in ("salman", "bin salman", "ahmed bin salman", "ahmed")
        if actor.number in cast.by_tail.get(tail, ())
    ] == [
        "salman",
        "bin salman",
        "ahmed bin salman",
    ]


def test_an_unknown_body_is_found_by_its_first_words_and_letters() -> None:
    cast = Cast()
    actor = cast.add(EntityKind.ORGANISATION, "Vandervelde Steel Works")
    cast.index_short(actor, actor.name)
    assert [cast.by_short(short) for short in ("VSW", "vandervelde", "vandervelde steel")] == [0, 0, 0]
    assert cast.by_short("vandervelde steel works") is None


def test_a_known_body_is_not_found_by_its_first_word() -> None:
    cast = Cast()
    actor = cast.add(EntityKind.ORGANISATION, "World Health Organization", "org:who")
    cast.index_short(actor, actor.name)
    assert cast.by_short("WHO") == 0
    assert cast.by_short("world") is None
