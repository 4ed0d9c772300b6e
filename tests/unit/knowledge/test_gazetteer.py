"""The gazetteer: loading, names, and its tables against each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import DataError
from detente.knowledge import Knowledge
from detente.knowledge.gazetteer import FOLDER, Gazetteer, Location, place_key, word_key
from detente.record.enums import PlaceKind


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()[1:]]


def first(gazetteer: Gazetteer, name: str) -> Location:
    return gazetteer.find(place_key(name))[0]


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Kyiv", "UKR", "city"),
        ("Kiev", "UKR", "city"),
        ("Mosul", "IRQ", "city"),
        ("Raqqa", "SYR", "city"),
        ("Sloviansk", "UKR", "city"),
        ("St. Petersburg", "RUS", "city"),
        ("Saint Petersburg", "RUS", "city"),
        ("SÃO PAULO", "BRA", "city"),
        ("Sao Paulo", "BRA", "city"),
        ("Bethlehem", "PSE", "city"),
        ("New York", "USA", "city"),
        ("Kosovo", "KOS", "country"),
        ("Mexico", "MEX", "country"),
        ("Georgia", "GEO", "country"),
        ("Texas", "USA", "region"),
        ("Wyoming", "USA", "region"),
        ("Helmand", "AFG", "region"),
        ("Bavaria", "DEU", "region"),
        ("Kashmir", None, "region"),
        ("Black Sea", None, "feature"),
        ("Gulf of Aden", None, "feature"),
        ("Gold Coast", "AUS", "city"),
    ],
)
def test_most_prominent(name: str, country: str | None, kind: str, gazetteer: Gazetteer) -> None:
    found = first(gazetteer, name)
    assert (found.country, found.kind) == (country, kind)


def test_unknown_name_has_no_places(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("zzyzx qwerty") == ()


def test_places_are_listed_most_prominent_first_and_once(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("springfield")
    assert len(found) > 5
    assert [p.prominence for p in found] == sorted((p.prominence for p in found), reverse=True)
    assert len({(p.geonameid, p.kind) for p in found}) == len(found)


def test_longest_name_wins(gazetteer: Gazetteer) -> None:
    keys = [word_key(w) for w in "New York City Hall".split()]
    assert gazetteer.longest(keys, 0, 4) == (3, "new york city")
    assert gazetteer.longest(keys, 0, 2) == (2, "new york")
    assert gazetteer.longest([word_key("Qwertz")], 0, 1) is None


def test_hyphens_join_words(gazetteer: Gazetteer) -> None:
    keys = [word_key(w) for w in ["Port", "-", "au", "-", "Prince"]]
    assert gazetteer.longest(keys, 0, 5) == (5, "port au prince")


def test_abbreviations_need_capitals(gazetteer: Gazetteer) -> None:
    assert gazetteer.needs_capitals("us")
    assert gazetteer.needs_capitals("uae")
    assert not gazetteer.needs_capitals("chad")


def test_every_alias_leads_to_its_city(gazetteer: Gazetteer) -> None:
    lost = [
        (name, country, city)
        for name, country, city in rows("aliases.tsv")
        if not any(
            p.kind is PlaceKind.CITY
            and p.country == country
            and p.geonameid in {q.geonameid for q in gazetteer.find(place_key(city))}
            for p in gazetteer.find(place_key(name))
        )
    ]
    assert lost == []


def test_every_state_has_a_point(gazetteer: Gazetteer) -> None:
    kinds = (PlaceKind.COUNTRY, PlaceKind.REGION)
    states = Knowledge.load().tables.states.values()
    lost = [s.name for s in states if not any(p.kind in kinds for p in gazetteer.find(place_key(s.name)))]
    assert lost == []


def test_every_state_of_today_is_a_country_under_its_code(gazetteer: Gazetteer) -> None:
    wrong = [
        state.name
        for state in Knowledge.load().tables.states.values()
        if state.kind == "state" and first(gazetteer, state.name).country != state.country
    ]
    assert wrong == []


def test_capitals_are_found_in_their_countries(gazetteer: Gazetteer) -> None:
    lost = [
        (state.name, state.capitals[0])
        for state in Knowledge.load().tables.states.values()
        if state.kind == "state"
        and state.capitals
        and not any(p.country == state.country for p in gazetteer.find(place_key(state.capitals[0])))
    ]
    assert lost == []


def test_feature_points_are_on_earth_and_names_unique_in_a_row() -> None:
    for ident, name, names, _, _, lat, lon in rows("features.tsv"):
        assert -90 <= float(lat) <= 90, ident
        assert -180 <= float(lon) <= 180, ident
        assert name not in names.split("|"), ident


def test_a_damaged_index_is_named(tmp_path: Path) -> None:
    for file in FOLDER.iterdir():
        (tmp_path / file.name).write_bytes(b"damaged" if file.suffix == ".bin" else file.read_bytes())
    with pytest.raises(DataError, match=r"places\.bin"):
        Gazetteer.load(tmp_path)
