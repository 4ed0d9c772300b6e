"""The formats of other data sets: what goes into which column, and what stays out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import detente.knowledge
from detente.codebook import Codebook
from detente.present.exports.checking import check_events
from detente.present.exports.formats import EVENT_FORMATS, happenings_in, write_events
from detente.present.exports.happenings import (
    NO_FACT,
    Happening,
    Story,
    Tally,
    Telling,
    dyads_of,
    happenings_of,
)
from detente.present.exports.reference import reference
from detente.present.exports.tables import export_data
from detente.present.rows import COLUMNS
from detente.record import Record
from detente.record.enums import EntityKind, EventType, Granularity, PlaceKind, QuantityKind
from detente.record.types import Entity, Event, EventDate, Party, Place, Quantity

# The published names, as their owners list them.
POLECAT = """Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW
Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient COW
Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|Placename|City|District
Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|Publication Date|Story People
Story Organizations|Story Locations|Language|Version"""
ICEWS = """Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity|Target Name
Target Sectors|Target Country|Story ID|Sentence Number|Publisher|City|District|Province|Country|Latitude|Longitude"""
GDELT_EVENTS = "GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split()
for side in ("Actor1", "Actor2"):
    parts = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
    GDELT_EVENTS += [side + part for part in parts.split()]
GDELT_EVENTS += (
    "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions".split()
)
GDELT_EVENTS += "NumSources NumArticles AvgTone".split()
for side in ("Actor1Geo", "Actor2Geo", "ActionGeo"):
    parts = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"
    GDELT_EVENTS += [f"{side}_{part}" for part in parts.split()]
GDELT_EVENTS += ["DATEADDED", "SOURCEURL"]
GDELT_MENTIONS = """GlobalEventID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID
Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone MentionDocTranslationInfo
Extras""".split()
PUBLISHED = {
    "polecat": [name for line in POLECAT.splitlines() for name in line.split("|")],
    "icews": [name for line in ICEWS.splitlines() for name in line.split("|")],
    "gdelt_events": GDELT_EVENTS,
    "gdelt_mentions": GDELT_MENTIONS,
}
LENGTHS = {"polecat": 40, "icews": 20, "gdelt_events": 61, "gdelt_mentions": 16}


def written(name: str, *records: Record) -> tuple[list[str], Tally]:
    """The files of a format, and the tally."""
    files = [io.StringIO(newline="") for _ in EVENT_FORMATS[name].files]
    tally = Tally()
    write_events(name, happenings_in(records, tally), files, tally)
    return [file.getvalue() for file in files], tally


def rows(name: str, *records: Record, file: int = 0) -> list[dict[str, str]]:
    """The rows of one file, by column."""
    form = EVENT_FORMATS[name].files[file]
    lines = written(name, *records)[0][file].splitlines()
    names = [source.column for source in form.columns]
    cells = csv.reader(lines) if form.delimiter == "," else (line.split("\t") for line in lines)
    return [dict(zip(names, row, strict=True)) for row in list(cells)[form.has_header :]]


def with_event(record: Record, index: int = 0, **changes: object) -> Record:
    """The record with that event alone, changed."""
    return replace(record, events=(replace(record.events[index], **changes),))  # type: ignore[arg-type]


def find(record: Record, event_type: str, event_mode: str | None = None) -> Event:
    return next(e for e in record.events if (e.event_type, e.event_mode) == (event_type, event_mode))


@pytest.mark.parametrize("layout", PUBLISHED)
def test_columns_are_the_published_ones(layout: str) -> None:
    assert [source.column for source in export_data().layouts[layout]] == PUBLISHED[layout]
    assert len(PUBLISHED[layout]) == LENGTHS[layout]


def test_the_flat_table_describes_the_columns_of_csv_and_parquet() -> None:
    flat = export_data().layouts["flat"]
    assert [source.column for source in flat] == [column.name for column in COLUMNS]
    simple = {"event_type", "event_mode", "cameo", "quad_code"}
    kinds = {"quad_code": "integer", **dict.fromkeys(simple - {"quad_code"}, "text")}
    assert [kinds.get(source.kind, source.kind) for source in flat] == [column.kind for column in COLUMNS]


@pytest.mark.parametrize("name", EVENT_FORMATS)
def test_our_own_files_have_no_fault(name: str, strait: Record, quiet: Record, hostile: Record) -> None:
    for text in written(name, strait, quiet, hostile)[0]:
        assert [str(fault) for fault in check_events(name, io.StringIO(text, newline=""))] == []


@pytest.mark.parametrize("name", EVENT_FORMATS)
def test_what_stays_empty_is_empty(name: str, strait: Record) -> None:
    for number, form in enumerate(EVENT_FORMATS[name].files):
        if form.delimiter is None:
            continue
        empty = [source.column for source in form.columns if source.value is None]
        found = rows(name, strait, file=number)
        assert found
        assert {row[column] for row in found for column in empty} <= {form.null}


@pytest.mark.parametrize("name", EVENT_FORMATS)
def test_only_what_happened_is_written(name: str, strait: Record) -> None:
    unreal = [event for event in strait.events if event.auxiliary]
    files, tally = written(name, strait)
    assert unreal
    assert tally.left_out[NO_FACT] == len(unreal)
    assert not [event.id for event in unreal if event.id in files[0]]


def test_two_tellings_of_one_event_are_one_row(strait: Record) -> None:
    seizures = [e for e in strait.events if (e.event_type, e.event_mode) == ("COERCE", "seize")]
    assert len(seizures) > 1
    assert len({event.cluster for event in seizures}) == 1
    assert len([row for row in rows("polecat", strait) if row["Event Mode"] == "seize"]) == 1
    events = [row for row in rows("gdelt", strait) if row["EventCode"] == seizures[0].cameo]
    assert [row["NumMentions"] for row in events] == [str(len(seizures))]
    mentions = [r for r in rows("gdelt", strait, file=1) if r["GlobalEventID"] == events[0]["GLOBALEVENTID"]]
    assert sorted(int(row["ActionCharOffset"]) for row in mentions) == sorted(e.trigger[0] for e in seizures)


def test_each_pair_of_parties_is_a_row(strait: Record) -> None:
    arrest = find(strait, "COERCE", "arrest")
    iceland, norway = strait.events[0].actors[0], strait.events[0].recipients[0]
    both = with_event(strait, strait.events.index(arrest), recipients=(iceland, norway))
    found = rows("icews", both)
    assert [row["Target Name"] for row in found] == ["Iceland", "Norway"]
    assert len({row["Event ID"] for row in found}) == 2
    assert len({row["Event ID"] for row in rows("polecat", both)}) == 1


@pytest.mark.parametrize(
    ("event_type", "pairs"),
    [("CONSULT", [("Iceland", "Norway")]), ("ACCUSE", [("Iceland", None), ("Norway", None)])],
)
def test_what_two_do_together_pairs_them(
    strait: Record, event_type: str, pairs: list[tuple[str, str | None]]
) -> None:
    parties = (strait.events[0].actors[0], strait.events[0].recipients[0])
    event = replace(strait.events[0], event_type=EventType(event_type), actors=parties, recipients=())
    happening = Happening("x", (Telling(Story(strait), event),))
    found = [(d.actor and d.actor.name, d.recipient and d.recipient.name) for d in dyads_of(happening)]
    assert found == pairs


@pytest.mark.parametrize(
    ("granularity", "start", "end", "cells"),
    [
        ("day", "2031-05-15", "2031-05-15", ("20310515", "203105", "2031", "2031.3699")),
        ("day", "2031-12-31", "2031-12-31", ("20311231", "203112", "2031", "2031.9863")),
        ("week", "2031-05-12", "2031-05-18", ("", "203105", "2031", "")),
        ("week", "2031-04-28", "2031-05-04", ("", "", "2031", "")),
        ("year", "2030-01-01", "2030-12-31", ("", "", "2030", "")),
        ("unknown", None, None, ("", "", "", "")),
    ],
)
def test_no_day_is_made_up(
    strait: Record, granularity: str, start: str | None, end: str | None, cells: tuple[str, ...]
) -> None:
    days = [date.fromisoformat(day) if day else None for day in (start, end)]
    when = EventDate(days[0], days[1], Granularity(granularity), strait.events[0].date.basis)
    row = rows("gdelt", with_event(strait, date=when))[0]
    assert tuple(row[name] for name in ("SQLDATE", "MonthYear", "Year", "FractionDate")) == cells
    expected = start if granularity == "day" else "None"
    assert rows("polecat", with_event(strait, date=when))[0]["Event Date"] == expected


@pytest.mark.parametrize(
    ("event_type", "event_mode", "cameo", "older"),
    [
        ("COERCE", "seize", "1711", "seize"),
        ("ASSAULT", "targeted", "186", "assassinate"),
        ("ASSAULT", None, "203", "cleansing"),
        ("ASSAULT", None, "202", "massacre"),
        ("ASSAULT", None, "190", "None"),
        ("RETREAT", "release", "0842", "return"),
        ("RETREAT", "release", "0841", "release"),
        ("THREATEN", "restrict", "1322", "ban"),
        ("COERCE", "restrict", "1722", "ban"),
        ("COERCE", "restrict", "1721", "restrict"),
        ("PROTEST", "vandalize", "145", "None"),
    ],
)
def test_polecat_has_older_modes(
    strait: Record, event_type: str, event_mode: str | None, cameo: str, older: str
) -> None:
    changed = with_event(strait, event_type=EventType(event_type), event_mode=event_mode, cameo=cameo)
    assert rows("polecat", changed)[0]["Event Mode"] == older


def test_an_execution_is_told_from_an_assassination(strait: Record) -> None:
    text = "Iceland executed a spy."
    shorter = replace(strait, report=replace(strait.report, text=text, characters=len(text)))
    killed = replace(
        with_event(
            shorter, event_type=EventType.ASSAULT, event_mode="targeted", trigger=(8, 16), evidence=(0, 23)
        )
    )
    assert rows("polecat", killed)[0]["Event Mode"] == "execute"


def test_polecat_spells_contexts_as_of_old(strait: Record) -> None:
    changed = with_event(strait, contexts=("natural_resource", "pro_democracy", "military"))
    assert rows("polecat", changed)[0]["Contexts"] == "natural_resources; pro-democracy; military"


def test_a_row_of_polecat(strait: Record) -> None:
    arrest = find(strait, "COERCE", "arrest")
    row = next(row for row in rows("polecat", strait) if row["Event Mode"] == "arrest")
    assert row["Event ID"] == arrest.id
    assert (row["Quad Code"], row["Intensity"]) == ("MATERIAL CONFLICT", "-7.0")
    assert (row["Actor Name"], row["Actor Country"], row["Actor COW"]) == (
        "Icelandic coast guard",
        "ISL",
        "395",
    )
    assert (row["Primary Actor Sector"], row["Wikipedia Actor ID"]) == ("COP", "None")
    assert row["Recipient Name Raw"] == "31 sailors"
    assert (row["Publication Date"], row["Source"]) == ("2031-05-16", "examples/strait.txt")
    assert "Sigrun Halldorsdottir" in row["Story People"].split("; ")


def test_a_row_of_icews(strait: Record) -> None:
    row = next(row for row in rows("icews", strait) if row["CAMEO Code"] == "173")
    assert (row["Source Name"], row["Source Sectors"], row["Source Country"]) == (
        *("Icelandic coast guard", "Police", "Iceland"),
    )
    assert (row["Intensity"], row["Story ID"], row["Sentence Number"]) == ("-5.0", "strait", "2")


def test_actors_of_no_state(strait: Record) -> None:
    party = Party(None, "UN peacekeepers", "UNO", ("MIL",), None, None)
    changed = with_event(strait, actors=(party,))
    assert rows("icews", changed)[0]["Source Country"] == ""
    assert rows("icews", changed)[0]["Source Sectors"] == "United Nations,Military"
    row = rows("gdelt", changed)[0]
    found = [row[f"Actor1{name}"] for name in ("Code", "Name", "CountryCode", "KnownGroupCode", "Type1Code")]
    assert found == ["UNOIGOMIL", "UN PEACEKEEPERS", "", "UNO", "IGO"]
    assert rows("polecat", changed)[0]["Actor COW"] == "None"


def test_places_of_gdelt(strait: Record) -> None:
    city = Place(0, 6, "Bergen", "Bergen", "NOR", "Vestland", 60.39, 5.32, 3161732, PlaceKind.CITY, False)
    row = rows("gdelt", with_event(replace(strait, places=(city,)), place=0))[0]
    names = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "FeatureID")
    assert [row[f"ActionGeo_{name}"] for name in names] == [
        "4",
        "Bergen, Vestland, Norway",
        "NO",
        "",
        "60.39",
        "",
    ]
    american = replace(city, country="USA", kind=PlaceKind.REGION)
    row = rows("gdelt", with_event(replace(strait, places=(american,)), place=0))[0]
    assert (row["ActionGeo_Type"], row["ActionGeo_CountryCode"]) == ("2", "US")


def test_the_first_report_gives_gdelt_its_date_and_address(strait: Record) -> None:
    event = strait.events[0]

    def told(name: str, day: date | None, url: str | None, source: str | None) -> Telling:
        report = replace(strait.report, id=name, published=day, url=url, source=source)
        return Telling(Story(replace(strait, report=report)), event)

    moment = datetime(2031, 5, 16, 23, 30, tzinfo=UTC)
    late = told("b", date(2031, 5, 17), "https://late.invalid", "Late")
    early = told("c", date(2031, 5, 16), "https://early.invalid", "Early")
    exact = replace(early.story.record, report=replace(early.story.record.report, published_at=moment))
    unnamed = told("d", None, None, None)
    happening = Happening("x", (late, Telling(Story(exact), event), unnamed))
    events, mentions = io.StringIO(), io.StringIO()
    write_events("gdelt", [happening], [events, mentions])
    row = dict(zip(GDELT_EVENTS, events.getvalue().rstrip("\n").split("\t"), strict=True))
    assert (row["DATEADDED"], row["SOURCEURL"]) == ("20310516233000", "https://early.invalid")
    assert (row["NumMentions"], row["NumSources"], row["NumArticles"]) == ("3", "3", "3")
    found = [
        dict(zip(GDELT_MENTIONS, line.split("\t"), strict=True)) for line in mentions.getvalue().splitlines()
    ]
    assert [row["MentionTimeDate"] for row in found] == ["20310517000000", "20310516233000", ""]
    assert [row["MentionType"] for row in found] == ["1", "1", "2"]
    assert found[2]["MentionIdentifier"] == "d"


def party(name: str, country: str | None, *sectors: str) -> Party:
    return Party(None, name, country, sectors, None, None)


ARMY, REBELS, VILLAGERS = (
    party("army", "NOR", "MIL"),
    party("rebels", "NOR", "REB"),
    party("villagers", "NOR", "CVL"),
)
OSLO = Place(0, 4, "Oslo", "Oslo", "NOR", "Oslo", 59.9, 10.7, None, PlaceKind.CITY, False)


@pytest.mark.parametrize(
    ("kind", "mode", "actors", "recipients", "expected"),
    [
        (
            "ASSAULT",
            "firearms",
            (ARMY,),
            (REBELS,),
            ("Battles", "Armed clash", "State forces-Rebel group", ""),
        ),
        (
            *("ASSAULT", "firearms", (REBELS,), (VILLAGERS,)),
            ("Violence against civilians", "Attack", "Rebel group-Civilians", "Civilian targeting"),
        ),
        ("ASSAULT", None, (REBELS,), (), ("", "", "Rebel group only", "")),
        (
            "ASSAULT",
            None,
            (REBELS,),
            (ARMY, VILLAGERS),
            ("", "", "State forces-Rebel group", "Civilian targeting"),
        ),
        (
            *("ASSAULT", "drone", (party("air force", "SWE", "MIL"),), (VILLAGERS,)),
            (
                "Explosions/Remote violence",
                "Air/drone strike",
                "Civilians-External/Other forces",
                "Civilian targeting",
            ),
        ),
        ("ASSAULT", "abduct", (REBELS,), (ARMY,), ("", "", "State forces-Rebel group", "")),
        (
            *("ASSAULT", "abduct", (REBELS,), (VILLAGERS,)),
            (
                "Violence against civilians",
                "Abduction/forced disappearance",
                "Rebel group-Civilians",
                "Civilian targeting",
            ),
        ),
        ("PROTEST", "demo", (VILLAGERS,), (), ("Protests", "Peaceful protest", "Protesters only", "")),
        (
            "PROTEST",
            "riot",
            (VILLAGERS,),
            (ARMY,),
            ("Riots", "Violent demonstration", "State forces-Rioters", ""),
        ),
        (
            *("ASSAULT", "crowd-control", (ARMY,), (VILLAGERS,)),
            ("Protests", "Protest with intervention", "State forces-Protesters", ""),
        ),
        (
            "COERCE",
            "arrest",
            (ARMY,),
            (VILLAGERS,),
            ("Strategic developments", "Arrests", "State forces-Civilians", ""),
        ),
    ],
)
def test_types_of_acled(
    strait: Record,
    kind: str,
    mode: str | None,
    actors: tuple[Party, ...],
    recipients: tuple[Party, ...],
    expected: tuple[str, ...],
) -> None:
    placed = replace(strait, places=(OSLO,))
    changes = {"event_type": EventType(kind), "event_mode": mode, "actors": actors, "recipients": recipients}
    row = rows("acled", with_event(placed, place=0, **changes))[0]
    assert (
        row["event_type"],
        row["sub_event_type"],
        row["interaction"],
        row["civilian_targeting"],
    ) == expected
    assert (row["iso"], row["region"], row["country"], row["geo_precision"]) == (
        "578",
        "Europe",
        "Norway",
        "1",
    )


def test_a_state_that_is_hit_stands_for_its_forces(strait: Record) -> None:
    state = Entity("s", "Norway", EntityKind.COUNTRY, "NOR", ("GOV",), None, None, ())
    hit = Party("s", "Norway", "NOR", ("GOV",), None, None)
    changed = replace(strait, entities=(state,))
    changed = with_event(
        changed, event_type=EventType.ASSAULT, event_mode="firearms", actors=(REBELS,), recipients=(hit,)
    )
    assert rows("acled", changed)[0]["event_type"] == "Battles"


def test_protesters_come_first_where_police_meet_them(strait: Record) -> None:
    changes = {"event_type": EventType.ASSAULT, "event_mode": "crowd-control"}
    row = rows("acled", with_event(strait, actors=(ARMY,), recipients=(VILLAGERS,), **changes))[0]
    assert (row["actor1"], row["actor2"], row["inter1"]) == ("villagers", "army", "Protesters")


def test_deaths_that_are_not_told_are_not_zero(strait: Record) -> None:
    killed = Quantity(QuantityKind.KILLED, 12, None, None, 0, 2)
    attack = {"event_type": EventType.ASSAULT, "event_mode": None}
    assert rows("acled", with_event(strait, quantities=(killed,), **attack))[0]["fatalities"] == "12"
    assert rows("acled", with_event(strait, quantities=(), **attack))[0]["fatalities"] == ""


def test_acled_leaves_out_what_it_has_no_type_for(strait: Record) -> None:
    tally = written("acled", with_event(strait, event_type=EventType.CONSULT, event_mode="visit"))[1]
    assert (tally.written, sum(tally.left_out.values())) == (0, 1)


def test_cells_hold_no_tab_line_end_or_quote(strait: Record) -> None:
    odd = replace(strait.events[0].actors[0], name='The "Lion\tof\r\nOslo" ')
    text = written("polecat", with_event(strait, actors=(odd,)))[0][0]
    assert "\tThe 'Lion of Oslo'\t" in text
    assert len(text.splitlines()) == 2


def test_plover_says_what_it_leaves_open(strait: Record) -> None:
    lines = [json.loads(line) for line in written("plover", strait)[0][0].splitlines()]
    arrest = next(line for line in lines if line["event_mode"] == "arrest")
    assert arrest["attributes"]["recipient"] == ["31 sailors"]
    assert arrest["event_type_confidence"] is None
    assert arrest["actor"][0]["wiki"] is None
    assert (arrest["actor"][0]["code_1"], arrest["actor"][0]["country"]) == ("COP", "ISL")
    assert arrest["attributes"]["reporter"] == "Sigrun Halldorsdottir"
    assert arrest["detente"]["confidence"] == 0.86
    seize = next(line for line in lines if line["event_mode"] == "seize")
    place = seize["event_location"]["event_loc"]
    assert seize["event_text"][place["start_char"] : place["end_char"]] == place["search_name"]
    assert seize["date_resolved"]["date_type"] == "exact"


def test_plover_has_just_the_fields_of_its_table(strait: Record) -> None:
    def paths(value: object, above: str = "") -> set[str]:
        if isinstance(value, dict):
            inner = [paths(item, f"{above}.{key}".lstrip(".")) for key, item in value.items()]
            return set().union(*inner) | ({above} if above and not above.endswith("[]") else set())
        if isinstance(value, list):
            return {above}.union(*(paths(item, f"{above}[]") for item in value if isinstance(item, dict)))
        return {above}

    found = set().union(*(paths(json.loads(line)) for line in written("plover", strait)[0][0].splitlines()))
    assert found == {source.column for source in export_data().layouts["plover"]}


@pytest.mark.parametrize("name", EVENT_FORMATS)
def test_the_same_records_give_the_same_bytes(name: str, strait: Record) -> None:
    assert written(name, strait)[0] == written(name, strait)[0]


def test_a_number_is_its_events_and_pairs(strait: Record) -> None:
    dyads = [dyad for happening in happenings_of(strait) for dyad in dyads_of(happening)]
    assert len({dyad.number for dyad in dyads}) == len(dyads)
    assert all(0 <= dyad.number < 2**53 for dyad in dyads)


def test_every_code_of_the_codebook_has_its_counterpart() -> None:
    book, data = Codebook.load(), export_data()
    assert set(data.sectors) == {sector.sector for sector in book.sectors}
    assert set(data.classes) == {kind.code for kind in book.actor_classes}
    assert set(data.polecat_contexts) <= {context.context for context in book.contexts}
    assert all(-10 <= data.goldstein_score(code.cameo) <= 10 for code in book.cameo_codes)
    for row in (*data.polecat_modes, *data.acled_types.values()):
        assert row.event_mode is None or book.mode(row.event_type, row.event_mode)


def test_countries_are_those_of_the_knowledge() -> None:
    table = Path(detente.knowledge.__file__).parent / "data" / "states.tsv"
    lines = table.read_text(encoding="utf-8").splitlines()
    states = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    countries = export_data().countries
    assert {code: country.name for code, country in countries.items()} == {
        state["iso3"]: state["name"] for state in states if state["iso3"]
    }


@pytest.mark.parametrize(
    ("code", "numeric", "cow", "fips", "region"),
    [
        ("UKR", 804, 369, "UP", "Europe"),
        ("USA", 840, 2, "US", "North America"),
        ("KOS", None, 347, "KV", "Europe"),
        ("PSE", 275, None, None, "Middle East"),
        ("CHE", 756, 225, "SZ", "Europe"),
        ("AUS", 36, 900, "AS", "Oceania"),
        ("AUT", 40, 305, "AU", "Europe"),
        ("COD", 180, 490, "CG", "Middle Africa"),
        ("KAZ", 398, 705, "KZ", "Caucasus and Central Asia"),
    ],
)
def test_codes_of_countries(
    code: str, numeric: int | None, cow: int | None, fips: str | None, region: str
) -> None:
    found = export_data().countries[code]
    assert (found.numeric, found.cow, found.fips, found.acled_region) == (numeric, cow, fips, region)


@pytest.mark.parametrize("field", ["numeric", "cow", "fips"])
def test_no_two_living_countries_share_a_code(field: str) -> None:
    former = {"SCG", "SUN", "YUG", "CSK", "DDR", "YMD", "ANT"}  # their codes went to their successors
    codes = [getattr(row, field) for code, row in export_data().countries.items() if code not in former]
    known = [code for code in codes if code is not None]
    assert len(set(known)) == len(known)


def test_the_documentation_has_the_tables() -> None:
    text = (Path(__file__).parents[3] / "docs" / "exports.md").read_text(encoding="utf-8")
    assert reference() in text


@pytest.fixture
def broken(strait: Record) -> Callable[[str, str, str], list[str]]:
    """The faults of a file in which one text takes the place of another."""

    def check(name: str, old: str, new: str) -> list[str]:
        text = written(name, strait)[0][0]
        assert old in text
        lines = io.StringIO(text.replace(old, new, 1), newline="")
        return [str(fault) for fault in check_events(name, lines)]

    return check


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("polecat", "Event Mode\t", "Event mode\t", "1: column 4 is 'Event mode', expected 'Event Mode'"),
        ("polecat", "\tCOERCE\t", "\tCOERSE\t", "Event Type: 'COERSE', expected a PLOVER type"),
        (
            "polecat",
            "2031-05-15\tCOERCE",
            "15.5.2031\tCOERCE",
            "Event Date: '15.5.2031', expected a date YYYY-MM-DD",
        ),
        ("polecat", "MATERIAL CONFLICT", "4", "Quad Code: '4', expected a quad class"),
        ("polecat", "\t-7.0\t", "\tNone\t", "Intensity: nothing there, expected a number"),
        ("icews", "\t1711\t", "\t9711\t", "CAMEO Code: '9711', expected a CAMEO code"),
        ("icews", "\t173\t", "\t173\t\t", "21 cells, expected 20"),
        ("gdelt", "\t20310515\t", "\t2031-05-15\t", "SQLDATE: '2031-05-15', expected a date YYYYMMDD"),
        ("acled", "Demonstrations", "", "disorder_type: nothing there"),
        (
            "plover",
            '"event_mode": "arrest"',
            '"event_mode": "jail"',
            "event_mode: 'jail', expected a PLOVER mode",
        ),
        ("plover", '"code_1": ', '"code1": ', "actor[0].code_1: the field is missing"),
        ("plover", '"pub_date": "2031-05-16"', '"pub_date": 20310516', "pub_date: 20310516, expected a date"),
        ("plover", '{"id"', '"id"', "1: not JSON"),
    ],
)
def test_a_fault_is_named(
    broken: Callable[[str, str, str], list[str]], name: str, old: str, new: str, told: str
) -> None:
    faults = broken(name, old, new)
    assert any(told in fault for fault in faults), faults


def test_the_newer_name_of_a_column_is_known(broken: Callable[[str, str, str], list[str]]) -> None:
    assert broken("polecat", "\tIntensity\t", "\tEvent Intensity\t") == []


def test_an_empty_file_lacks_its_columns() -> None:
    assert [str(fault) for fault in check_events("icews", [])] == [
        "1: an empty file, expected a line with the names of the columns"
    ]
    assert list(check_events("gdelt", [])) == []
