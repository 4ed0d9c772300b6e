"""Titles of offices in the words of our tables."""

from __future__ import annotations

import pytest

from detente.knowledge import Knowledge
from detente.knowledge.wikidata.settings import load_meanings
from detente.knowledge.wikidata.titles import Titles


@pytest.fixture(scope="module")
def titles(knowledge: Knowledge) -> Titles:
    return Titles(knowledge, load_meanings())


@pytest.mark.parametrize(
    ("label", "role", "country", "sectors"),
    [
        ("President of France", "president", "FRA", "GOV"),
        ("Minister of Foreign Affairs of Ukraine", "foreign minister", "UKR", "GOV"),
        ("Minister for Europe and Foreign Affairs", "foreign minister", None, "GOV"),
        ("Minister of Foreign Affairs of the Republic of Korea", "foreign minister", "KOR", "GOV"),
        ("Secretary of State for Foreign and Commonwealth Affairs", "foreign minister", None, "GOV"),
        ("French Minister of the Interior", "interior minister", "FRA", "GOV"),
        ("Federal Minister of Defence", "defence minister", None, "GOV"),
        ("Deputy Minister of Finance of Greece", "deputy finance minister", "GRC", "GOV"),
        ("United States Secretary of State", "secretary of state", "USA", "GOV"),
        ("Premier of the People's Republic of China", "prime minister", "CHN", "GOV"),
        ("Member of the 57th Parliament of the United Kingdom", "member of parliament", "GBR", "LEG"),
        ("member of the Knesset", "member of parliament", None, "LEG"),
        ("United States senator", "senator", "USA", "LEG"),
        ("ambassador of Germany to France", "ambassador to france", "DEU", "GOV"),
        ("President of the Republic of the Congo", "president", "COG", "GOV"),
        ("Keeper of the Invented Seal", "keeper of the invented seal", None, None),
    ],
)
def test_a_title(titles: Titles, label: str, role: str, country: str | None, sectors: str | None) -> None:
    office = titles.read(label)
    assert (office.role, office.country) == (role, country)
    assert next(iter(titles.sectors(office.role)), None) == sectors


@pytest.mark.parametrize(
    ("label", "role", "of"),
    [
        ("Governor of Texas", "governor", "Texas"),
        ("Secretary General of NATO", "secretary-general", "NATO"),
        ("Mayor of London", "mayor", "London"),
    ],
)
def test_what_an_office_is_of_is_left_over(titles: Titles, label: str, role: str, of: str) -> None:
    office = titles.read(label)
    assert (office.role, office.of) == (role, of)
