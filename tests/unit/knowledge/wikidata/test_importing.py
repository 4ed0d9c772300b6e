"""A dump becomes tables that load, whatever it is packed in and whatever is broken in it."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from detente.errors import InputError, UsageError
from detente.knowledge import Knowledge
from detente.knowledge.wikidata import Settings

Dump = Callable[..., Path]
Import = Callable[..., Any]


def _rows(path: Path) -> dict[str, list[dict[str, str]]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    names = lines[0].split("\t")
    found: dict[str, list[dict[str, str]]] = {}
    for line in lines[1:]:
        cells = line.split("\t")
        found.setdefault(cells[0], []).append(dict(zip(names, cells, strict=True)))
    return found


@pytest.fixture
def tables(imported: Import, write_dump: Dump, tmp_path: Path) -> Path:
    imported(write_dump(), tmp_path / "out", Settings(places=True))
    return tmp_path / "out"


def test_persons_with_their_names_and_dates(tables: Path) -> None:
    people = _rows(tables / "people.tsv")
    assert set(people) == {
        "zora-inventee", "zora-inventee-1930", "placid-partyman", "petr-vydumannyy", "dead-minister",
    }  # fmt: skip
    (zora,) = people["zora-inventee"]
    assert (zora["name"], zora["gender"], zora["born"], zora["wikidata"]) == (
        "Zora Inventée", "f", "1970-03-02", "Q900001",
    )  # fmt: skip
    assert zora["aliases"] == "Zora I.|Zora / Inventee|Zora Invented|Zora Vigadana"
    assert people["petr-vydumannyy"][0]["name"] == "Petr Vydumannyy"


def test_roles_have_the_titles_of_our_tables(tables: Path) -> None:
    found = _rows(tables / "roles.tsv")["zora-inventee"]
    shown = [(r["role"], r["country"], r["sectors"], r["from"], r["to"]) for r in found]
    assert shown == [
        ("defence minister", "UKR", "GOV", "2034", ""),
        ("foreign minister", "FRA", "GOV", "2031-05-16", "2033-01"),
    ]


def test_an_office_of_a_body_belongs_to_it(tables: Path) -> None:
    (role,) = _rows(tables / "roles.tsv")["zora-inventee-1930"]
    assert (role["role"], role["organisation"], role["country"]) == ("secretary-general", "nato", "IGO")
    assert (role["from"], role["to"]) == ("1960-01-01", "1965-01-01")


def test_without_an_office_the_party_and_the_occupation_speak(tables: Path) -> None:
    roles = _rows(tables / "roles.tsv")
    (member,) = roles["placid-partyman"]
    assert (member["role"], member["organisation"], member["country"]) == (
        "politician",
        "invented-party",
        "FRA",
    )
    (diplomat,) = roles["petr-vydumannyy"]
    assert (diplomat["role"], diplomat["country"], diplomat["sectors"]) == ("diplomat", "UKR", "GOV")


def test_an_office_without_dates_ends_with_the_person(tables: Path) -> None:
    (role,) = _rows(tables / "roles.tsv")["dead-minister"]
    assert (role["role"], role["country"], role["to"]) == ("defence minister", "FRA", "2009-05-01")
    assert float(role["certainty"]) <= 0.6


def test_what_our_tables_know_is_left_as_it_is(tables: Path, knowledge: Knowledge) -> None:
    known = Knowledge.load([tables])
    assert known.tables.roles["vladimir-putin"] == knowledge.tables.roles["vladimir-putin"]
    assert "nato" not in _rows(tables / "organisations.tsv")
    assert knowledge.tables.organisations["nato"] == known.tables.organisations["nato"]


def test_a_person_of_ours_gets_the_number_of_the_item_alone(
    imported: Import, write_dump: Dump, claims_of: Any, tmp_path: Path, knowledge: Knowledge
) -> None:
    ours = next(p for p in knowledge.tables.people.values() if p.wikidata is None and p.born and p.aliases)
    office = claims_of.claim(claims_of.item("P39", "Q900101"))
    born, other = (
        claims_of.claim(claims_of.time("P569", day)) for day in (f"{ours.born[:4]}-01-01", "1901-01-01")
    )
    rows = [
        claims_of.entity("Q900501", ours.name, *claims_of.is_a("Q5"), office, born),
        claims_of.entity("Q900502", ours.name, *claims_of.is_a("Q5"), office, other),
    ]
    imported(write_dump(rows), tmp_path / "out")
    known = Knowledge.load([tmp_path / "out"]).tables.people
    assert known[ours.id] == replace(ours, wikidata="Q900501")
    assert known[f"{ours.id}-1901"].wikidata == "Q900502"


def test_the_tables_serve_like_ours(tables: Path) -> None:
    known = Knowledge.load([tables])
    assert known.find("Zora Vigadana") == ("person:zora-inventee",)
    assert known.roles("person:zora-inventee", date(2031, 6, 1))[0].role == "foreign minister"
    assert known.find("IP of France") == ("org:invented-party",)
    assert known.find("Labour Party") == ("org:labour-party-uk",)
    assert "org:labour-party" in known.bare("Labour Party")
    place = known.tables.regions["inventville"]
    assert (place.members, place.lat, place.lon) == (("FRA",), 47.25, 1.5)


def test_places_come_only_where_they_are_asked_for(
    imported: Import, write_dump: Dump, tmp_path: Path
) -> None:
    imported(write_dump(), tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "organisations.tsv", "people.tsv", "roles.tsv",
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["gz", "bz2", "zst"])
def test_packed_dumps_give_the_same_tables(
    imported: Import, write_dump: Dump, tmp_path: Path, form: str
) -> None:
    imported(write_dump(), tmp_path / "plain")
    imported(write_dump(form=form), tmp_path / form)
    for path in (tmp_path / "plain").iterdir():
        assert (tmp_path / form / path.name).read_bytes() == path.read_bytes()


def test_what_is_left_out_is_told(imported: Import, write_dump: Dump, tmp_path: Path) -> None:
    tally = imported(write_dump(), tmp_path / "out")
    told = "\n".join(tally.lines())
    assert tally.entities == 17
    assert not tally.is_damaged
    for reason in (
        "1 left out: pages on fewer than 5 wikis",
        "1 left out: persons of the time before 1900",
        "1 left out: offices without an English name",
        "1 left out: offices that end before they begin",
        "1 left out: items that are pointed at and not in the dump",
        "1 left out: organisations that the tables know",
    ):
        assert reason in told


def test_an_item_that_comes_twice_is_taken_once(
    imported: Import, write_dump: Dump, claims_of: Any, tmp_path: Path
) -> None:
    rows = claims_of.entities()
    tally = imported(write_dump([*rows, *rows]), tmp_path / "out")
    assert tally.left["items that come twice"] == 9
    imported(write_dump(), tmp_path / "once")
    for path in (tmp_path / "once").iterdir():
        assert (tmp_path / "out" / path.name).read_bytes() == path.read_bytes()


def test_the_floor_of_prominence_can_be_moved(imported: Import, write_dump: Dump, tmp_path: Path) -> None:
    imported(write_dump(), tmp_path / "all", Settings(min_sitelinks=0))
    assert "little-known" in _rows(tmp_path / "all" / "people.tsv")
    imported(write_dump(), tmp_path / "none", Settings(min_sitelinks=100))
    assert list((tmp_path / "none").iterdir()) == []


def test_broken_lines_are_counted_and_the_rest_is_kept(
    imported: Import, write_dump: Dump, claims_of: Any, tmp_path: Path
) -> None:
    zora = claims_of.entities()[1]
    odd = claims_of.entity(
        "Q900401", "Odd Values", *claims_of.is_a("Q5"), claims_of.claim(claims_of.item("P106", "Q82955")),
        claims_of.claim(claims_of.snak("P569", "future-type", {"x": 1}, "future")),
        claims_of.claim(claims_of.snak("P27", "wikibase-entityid", "Q142", "wikibase-item")),
        claims_of.claim({"snaktype": "somevalue", "property": "P570", "datatype": "time"}),
        claims_of.claim({"property": "P21"}),
    )  # fmt: skip
    shapeless = {"type": "item", "id": "Q900402", "labels": [], "claims": {"P39": "x", "P31": [1, None]}}
    lines: list[Any] = [
        zora, '{"id": "Q1", "claims": {"P39": ', '["P39"]', '{"P39": {}}', '{"id": "P39", "type": "property"}', odd, shapeless,
    ]  # fmt: skip
    tally = imported(write_dump(lines), tmp_path / "out")
    assert sum(tally.broken.values()) == 3
    assert tally.is_damaged
    assert "line 3: no entity" in "\n".join(tally.lines())
    assert tally.unread["type 'future-type'"] == 1
    assert tally.unread["wikibase-entityid of another shape"] == 1
    assert tally.unread["a claim without a value"] == 3
    assert set(_rows(tmp_path / "out" / "people.tsv")) == {"zora-inventee", "odd-values"}


@pytest.mark.parametrize("form", ["gz", "bz2", "zst"])
def test_a_dump_that_is_cut_off_is_told(
    imported: Import, write_dump: Dump, tmp_path: Path, form: str
) -> None:
    path = write_dump(form=form)
    path.write_bytes(path.read_bytes()[: -path.stat().st_size // 3])
    tally = imported(path, tmp_path / "out")
    assert tally.is_damaged
    assert tally.cut is not None


@pytest.mark.parametrize(("content", "error"), [(b"\x50\x4b\x03\x04", InputError), (None, UsageError)])
def test_what_is_no_dump_is_refused(
    imported: Import, tmp_path: Path, content: bytes | None, error: type[Exception]
) -> None:
    path = tmp_path / "dump"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(error, match="dump"):
        imported(path, tmp_path / "out")


def test_tables_that_are_there_are_never_written_over(
    imported: Import, write_dump: Dump, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "people.tsv").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="no empty folder"):
        imported(write_dump(), out)
    assert (out / "people.tsv").read_text(encoding="utf-8") == "mine"


def test_an_observer_hears_both_passes(
    imported: Import, write_dump: Dump, claims_of: Any, tmp_path: Path
) -> None:
    rows = [claims_of.entity(f"Q{i}", "x", sitelinks=0) for i in range(1, 2001)]
    heard: list[tuple[int, int]] = []
    path = write_dump(rows)
    imported(path, tmp_path / "out", observe=lambda entities, size: heard.append((entities, size)))
    assert [entities for entities, _ in heard] == [2000, 4000]
    assert heard[0][1] <= path.stat().st_size < heard[1][1] <= 2 * path.stat().st_size


def test_memory_does_not_grow_with_the_dump(imported: Import, claims_of: Any, tmp_path: Path) -> None:
    row = json.dumps(claims_of.entity("Q1", "Some Town", *claims_of.is_a("Q486972"), sitelinks=0))

    def peak(count: int) -> int:
        path = tmp_path / f"{count}.json"
        with path.open("w", encoding="utf-8") as file:
            file.write("[\n")
            for i in range(1, count + 1):
                file.write(row.replace('"Q1"', f'"Q{i}"', 1) + ",\n")
            file.write(row + "\n]\n")
        tracemalloc.start()
        imported(path, tmp_path / f"out{count}")
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    assert peak(50_000) < peak(500) + 2**20
