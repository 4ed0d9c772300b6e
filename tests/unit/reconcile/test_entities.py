"""Entities of many reports that are one real thing, and those that only share a name."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reconcile.entities import Named, identity, link
from detente.record.enums import EntityKind
from detente.record.types import Entity

PERSON, ORGANISATION = EntityKind.PERSON, EntityKind.ORGANISATION
DAY = date(2031, 5, 12)


def entity(
    name: str,
    country: str | None = "ISL",
    kind: EntityKind = PERSON,
    sectors: tuple[str, ...] = ("GOV",),
    wikidata: str | None = None,
) -> Entity:
    return Entity("", name, kind, country, sectors, None, wikidata, ())


ANA = entity("Ana Halldorsdottir")


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        (ANA, ANA, True),
        (ANA, entity("Halldorsdottir, Ana"), True),
        (entity("Volodymyr Holovko"), entity("Volodymyr Golovko"), False),
        (entity("Taras Zelenskyy"), entity("Taras Zelenskiy"), True),
        (ANA, entity("Ana Halldorsdottir", "NOR"), False),
        (ANA, entity("Ana Halldorsdottir", None), False),
        (ANA, entity("Ana Halldorsdottir", sectors=("JRN",)), False),
        (ANA, entity("Ana Halldorsdottir", sectors=()), True),
        (entity("Halldorsdottir"), entity("Halldorsdottir"), False),  # a surname alone
        (entity("A. Halldorsdottir"), entity("A. Halldorsdottir"), False),
        (entity("the minister"), entity("the minister"), False),
        (entity("Turkish police", "TUR", ORGANISATION), entity("Turkish police", "TUR", ORGANISATION), False),
        (entity("Coast Watch", "ISL", ORGANISATION), entity("Coast Watch", "ISL", ORGANISATION), True),
        (entity("Coast Watch", "ISL", ORGANISATION), entity("Coast Watch", "NOR", ORGANISATION), False),
        (entity("Iceland", "ISL", EntityKind.COUNTRY), entity("Reykjavik", "ISL", EntityKind.COUNTRY), True),
        (entity("Hamas", None, ORGANISATION, wikidata="Q1"), entity("Hamas group", "PSE", ORGANISATION, wikidata="Q1"), True),
    ],
)  # fmt: skip
def test_two_entities(a: Entity, b: Entity, one: bool) -> None:
    rows = link([Named(replace(e, id=name), name, DAY) for e, name in ((a, "x"), (b, "y"))])
    assert (len(rows) == 2 and rows[0].link == rows[1].link) is one


def test_two_who_bear_a_name_are_not_joined_by_a_third_of_whom_nothing_is_told() -> None:
    some = [replace(ANA, id="x"), replace(ANA, id="y", sectors=("JRN",)), replace(ANA, id="z", sectors=())]
    assert [row.link for row in link(Named(e, e.id, DAY) for e in some)] == ["x", "y", "z"]


def test_years_between_reports_part_a_name_that_no_item_stands_for() -> None:
    days = {"x": DAY, "y": date(2032, 5, 1), "z": date(2036, 1, 1), "v": None}
    rows = link(Named(replace(ANA, id=name), name, day) for name, day in days.items())
    assert {row.entity: row.link for row in rows} == {"v": "v", "x": "x", "y": "x", "z": "z"}
    known = replace(ANA, wikidata="Q7")
    rows = link(Named(replace(known, id=name), name, day) for name, day in days.items())
    assert {row.link for row in rows} == {"v"}


def test_a_link_has_the_name_that_most_reports_give() -> None:
    names = ["Taras Zelenskiy", "Taras Zelenskyy", "Taras Zelenskyy"]
    rows = link(Named(replace(entity(n), id=str(i)), str(i), DAY) for i, n in enumerate(names))
    assert {row.name for row in rows} == {"Taras Zelenskyy"}
    assert all(row.reasons and 0 < row.score <= 1 for row in rows)


def test_without_an_identity_there_is_no_row() -> None:
    assert identity(entity("gunmen", kind=EntityKind.GROUP)) is None
    assert link([Named(replace(entity("gunmen", kind=EntityKind.GROUP), id="x"), "x", DAY)]) == ()


MANY = st.lists(
    st.builds(
        entity,
        st.sampled_from(["Ana Halldorsdottir", "Tor Lindvik", "Lindvik"]),
        st.sampled_from(["ISL", "NOR", None]),
        sectors=st.sampled_from([(), ("GOV",), ("JRN",), ("GOV", "LEG"), ("LEG", "JRN")]),
    ),
    max_size=9,
)


@given(MANY, st.lists(st.integers(2028, 2036), min_size=9, max_size=9), st.randoms(use_true_random=False))
def test_order_does_not_matter(some: list[Entity], years: list[int], shuffle: random.Random) -> None:
    named = [Named(replace(e, id=str(i)), str(i), date(years[i], 1, 1)) for i, e in enumerate(some)]
    mixed = list(named)
    shuffle.shuffle(mixed)
    assert link(mixed) == link(named)
