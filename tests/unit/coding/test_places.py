"""Places in text: the table of cases, and what holds for any text."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from detente.coding.layers import Reading
from detente.coding.places import PlacesStage
from detente.knowledge import Knowledge
from detente.knowledge.gazetteer import Gazetteer
from detente.record.enums import PlaceKind
from detente.record.types import Place

CASES = Path(__file__).parents[2] / "cases" / "places.tsv"
Places = Callable[[str], tuple[Place, ...]]


@pytest.fixture(scope="module")
def places(reading: Callable[..., Reading]) -> Places:
    stage = PlacesStage(Gazetteer.load(), Knowledge.load())
    return lambda text: stage(reading(text)).places


def shown(found: tuple[Place, ...]) -> str:
    return "; ".join(f"{p.text}>{p.country or '-'}:{p.kind}{':m' if p.metonym else ''}" for p in found)


@pytest.mark.parametrize("line", CASES.read_text(encoding="utf-8").splitlines()[1:])
def test_cases(line: str, places: Places) -> None:
    text, expected = line.split("\t")
    assert shown(places(text)) == expected


REPORT = """KABUL, Afghanistan — A blast near the airport in Kabul killed nine people on Monday.

Police in Jalalabad, east of the capital, made arrests. Residents of the village of Zarghun Tangi fled to Pakistan.

"We saw smoke over Kabul," said Florence Austin. Austin spoke from northern Afghanistan."""


def test_places_quote_the_text_in_order_and_do_not_overlap(places: Places) -> None:
    found = places(REPORT)
    assert all(REPORT[p.start : p.end] == p.text for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert [p.text for p in found] == [
        "KABUL",
        "Afghanistan",
        "Kabul",
        "Jalalabad",
        "Zarghun Tangi",
        "Pakistan",
        "Kabul",
        "northern Afghanistan",
    ]


def test_a_place_that_the_gazetteer_lacks_has_a_name_and_nothing_made_up(places: Places) -> None:
    unknown = next(p for p in places(REPORT) if p.text == "Zarghun Tangi")
    assert (unknown.country, unknown.lat, unknown.lon, unknown.geonameid) == (None, None, None, None)
    assert unknown.kind is PlaceKind.CITY


def test_a_small_namesake_in_a_strange_country_is_not_taken(places: Places) -> None:
    text = "Kenyan police said the men from Nairobi hid in Newtown for a week."
    newtown = next(p for p in places(text) if p.text == "Newtown")
    assert (newtown.country, newtown.lat) == (None, None)


def test_a_known_place_has_its_point_division_and_id(places: Places) -> None:
    (kharkiv,) = places("The rocket landed in Kharkiv.")
    assert (kharkiv.name, kharkiv.country, kharkiv.geonameid) == ("Kharkiv", "UKR", 706483)
    assert kharkiv.admin1 == "Kharkiv Oblast"
    assert kharkiv.lat == pytest.approx(49.98, abs=0.01)
    assert kharkiv.lon == pytest.approx(36.25, abs=0.01)


def test_a_name_placed_once_keeps_its_place(places: Places) -> None:
    found = places("The plant in Paris, Texas, will close. Paris has lost 300 jobs.")
    assert [(p.text, p.country) for p in found] == [("Paris", "USA"), ("Texas", "USA"), ("Paris", "USA")]


def test_order_of_sentences_does_not_change_a_place(places: Places) -> None:
    first, second = "Clashes were heard in Tripoli.", "Lebanon sent soldiers to Beirut."
    forth, back = places(f"{first} {second}"), places(f"{second} {first}")
    assert {(p.text, p.country) for p in forth} == {(p.text, p.country) for p in back}
    assert ("Tripoli", "LBN") in {(p.text, p.country) for p in forth}


@pytest.mark.parametrize(
    "text", ["", "\n\n", ".", "in", "In", "'s", "- -", "US", "Kyiv-", "-Kyiv", "of the", "A" * 500]
)
def test_scraps_do_no_harm(text: str, places: Places) -> None:
    assert all(text[p.start : p.end] == p.text for p in places(text))
