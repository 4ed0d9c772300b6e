"""Roles at a date, bearers of a surname, garbled names."""

from __future__ import annotations

from datetime import date

import pytest

from detente.errors import UsageError
from detente.knowledge import Knowledge, Person, State
from detente.knowledge.lookup import look_up


@pytest.mark.parametrize(
    ("person", "at", "role", "sectors"),
    [
        ("vladimir-putin", date(2010, 6, 1), "prime minister", ("GOV",)),
        ("vladimir-putin", date(2012, 5, 7), "president", ("GOV",)),
        ("vladimir-putin", date(2008, 5, 6), "president", ("GOV",)),
        ("tony-blair", date(2007, 6, 27), "former prime minister", ("ELI",)),
        ("tony-blair", date(2007, 6, 26), "prime minister", ("GOV",)),
        ("alexei-navalny", date(2020, 8, 20), "opposition leader", ("OPP",)),
        ("alexei-navalny", date(2011, 1, 1), "opposition leader", ("OPP",)),
        ("joe-biden", date(2022, 1, 21), "president", ("GOV",)),
        ("joe-biden", date(2018, 1, 1), "former vice president", ("ELI",)),
    ],
)
def test_role_at_a_date(
    knowledge: Knowledge, person: str, at: date, role: str, sectors: tuple[str, ...]
) -> None:
    first = knowledge.roles(f"person:{person}", at)[0]
    assert (first.role, first.sectors) == (role, sectors)


def test_nothing_before_the_first_role(knowledge: Knowledge) -> None:
    assert knowledge.roles("person:emmanuel-macron", date(2005, 1, 1)) == ()


def test_a_standing_is_marked_former(knowledge: Knowledge) -> None:
    (role,) = knowledge.roles("person:tony-blair", date(2015, 1, 1))
    assert role.former and role.country == "GBR"
    assert [past.role for past in knowledge.former_roles("person:tony-blair", date(2015, 1, 1))] == [
        "prime minister"
    ]


def test_without_a_date_the_latest_are_assumed(knowledge: Knowledge) -> None:
    roles = knowledge.roles("person:angela-merkel", None)
    assert [(role.role, role.assumed) for role in roles] == [("chancellor", True)]


def test_the_most_important_role_stands_first(knowledge: Knowledge) -> None:
    roles = knowledge.roles("person:mohammed-bin-salman", date(2023, 1, 1))
    assert [role.role for role in roles] == ["prime minister", "crown prince"]


def test_bearers_of_a_surname(knowledge: Knowledge) -> None:
    in_1990 = knowledge.candidates("Bush", date(1990, 6, 1))
    assert [bearer.ref for bearer in in_1990 if bearer.in_office] == ["person:george-h-w-bush"]
    in_2005 = knowledge.candidates("Bush", date(2005, 6, 1))
    assert in_2005[0].ref == "person:george-w-bush"
    assert {bearer.ref for bearer in in_2005} == {"person:george-h-w-bush", "person:george-w-bush"}
    assert knowledge.candidates("Assad", date(2022, 1, 1))[-1].alive is False
    assert knowledge.candidates("Nobody", None) == ()


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        ("Volodymyr Zilensky", "person:volodymyr-zelensky"),
        ("Sergey Lavroff", "person:sergei-lavrov"),
        ("Antony Blinkin", "person:antony-blinken"),
        ("Kim Jong-eun", "person:kim-jong-un"),
        ("Ursula von der Layen", "person:ursula-von-der-leyen"),
        ("Владимир Путин", "person:vladimir-putin"),
        ("Moamar Khadafi", "person:muammar-gaddafi"),
    ],
)
def test_garbled_names(knowledge: Knowledge, name: str, ref: str) -> None:
    found = knowledge.persons_similar(name, date(2022, 1, 21))
    assert found and found[0].ref == ref and found[0].reasons


@pytest.mark.parametrize(
    ("name", "ref"),
    [("Kim Yongchol", "person:kim-yong-chol"), ("Kim Yo-chong", "person:kim-yo-jong")],
)
def test_a_common_surname_hides_nobody(knowledge: Knowledge, name: str, ref: str) -> None:
    assert knowledge.persons_similar(name, date(2020, 1, 1))[0].ref == ref


def test_bearers_of_a_lone_surname_come_by_office(knowledge: Knowledge) -> None:
    found = knowledge.persons_similar("Kim", date(2020, 1, 1))
    assert len(found) > 24 and found[0].ref == "person:kim-jong-un"
    assert look_up(knowledge, "Kim", date(2020, 1, 1), ["person"])[0].ref == "person:kim-jong-un"


@pytest.mark.parametrize("name", ["Andrei Lavrov", "Olena Zelenska", "Hunter Biden", "Marek Unbekannt", ""])
def test_relatives_and_strangers_are_not_found(knowledge: Knowledge, name: str) -> None:
    assert all(scored.score <= 0.5 for scored in knowledge.persons_similar(name, None))


def test_a_lone_surname_is_never_sure(knowledge: Knowledge) -> None:
    assert all(scored.score <= 0.5 for scored in knowledge.persons_similar("Zelenskiy", None))


def test_the_wrong_country_weighs(knowledge: Knowledge) -> None:
    right = knowledge.persons_similar("Sergey Lavrof", None, "RUS")[0].score
    wrong = knowledge.persons_similar("Sergey Lavrof", None, "UKR")[0].score
    assert right > wrong


def test_entries(knowledge: Knowledge) -> None:
    assert isinstance(knowledge.entry("person:sergei-lavrov"), Person)
    assert isinstance(knowledge.entry("state:RUS"), State)
    for ref in ("person:nobody", "city:paris", "RUS"):
        with pytest.raises(UsageError):
            knowledge.entry(ref)
