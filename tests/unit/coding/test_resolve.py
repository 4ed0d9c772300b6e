from __future__ import annotations

from datetime import date

import pytest

from detente.coding.resolve import Resolver, parse_date
from detente.errors import InputError
from detente.knowledge import Knowledge


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(Knowledge.load())


@pytest.mark.parametrize(
    ("text", "context", "day", "country", "sector"),
    [
        ("German Foreign Minister", None, "2022-01-21", "DEU", "GOV"),
        ("Angela Merkel", "", "2017-04-01", "DEU", "GOV"),
        ("Angela Merkel", "", "2022-01-10", "DEU", "ELI"),
        ("Russia's ambassador to Poland", None, None, "RUS", "GOV"),
        ("the foreign minister", "talks in Poland", None, "POL", "GOV"),
        ("two Chinese warplanes", None, None, "CHN", "MIL"),
        ("FSB, Russia's security service", None, None, "RUS", "SPY"),
        ("Kazakhstan", None, None, "KAZ", None),
        ("CANBERRA", None, None, "AUS", "GOV"),
        ("South Ossetia", None, "2015-01-01", "GEO", "PRE"),
        ("Transnistrian troops", None, "2015-01-01", "MDA", "PRE"),
        ("the government of Abkhazia", None, "2015-01-01", "GEO", "PRE"),
        ("the government of Georgia", "talks on Abkhazia", "2015-01-01", "GEO", "GOV"),
        ("Tskhinvali", None, "2015-01-01", "GEO", "PRE"),
        ("Somaliland's foreign minister", None, None, "SOM", "PRE"),
        ("Northern Cyprus", None, None, "CYP", "PRE"),
        ("Labour Party", "elections in Malta", None, "MLT", "PTY"),
        ("Labour Party", "elections in the United Kingdom", None, "GBR", "PTY"),
        ("the Labour Party leader", "elections in Malta", None, "MLT", "PTY"),
        ("National Liberation Army", "fighting in Macedonia", "2001-03-01", "MKD", "REB"),
        ("National Liberation Army", None, "2001-03-01", None, None),
        ("3R rebels", None, "2020-01-01", "CAF", "REB"),
        ("Legal Aid Commission Tasmania", None, None, "AUS", "JUD"),
        ("Rural Health Alliance South Australia", None, None, "AUS", "MED"),
        ("Women's Association of Gujarat", None, None, "IND", "SOC"),
        ("Saxony-Anhalt police", None, None, "DEU", "COP"),
        ("government of New York", None, None, "USA", "GOV"),
        ("Puerto Montt Self Defence Group", None, None, "CHL", "PRM"),
        ("soldiers at the Polish border", None, None, None, "MIL"),
        ("Kremlin-backed rebels", None, None, None, "REB"),
        ("anti-Orban demonstrators", None, None, None, "OPP"),
        ("anti-immigration marchers", None, None, None, "CVL"),
        ("the official Northwind News Agency", None, None, None, "GOV"),
        ("a semi-official news agency", None, None, None, "JRN"),
        ("they", None, None, None, "UNK"),
        ("someone", None, None, None, "UNK"),
        ("Finance Minister Pierre Dubrisson", None, None, None, "GOV"),
        ("T-64 tanks", None, None, None, "MIL"),
        ("Covid-19 patients", None, None, None, "CVL"),
        ("retired vice president", None, None, None, "ELI"),
        ("a cup of tea", None, None, None, None),
        ("", None, None, None, None),
    ],
)
def test_strings(
    resolver: Resolver,
    text: str,
    context: str | None,
    day: str | None,
    country: str | None,
    sector: str | None,
) -> None:
    found = resolver.resolve({"id": 1, "text": text, "context": context, "date": day})
    assert (found["country"], next(iter(found["sectors"]), None)) == (country, sector), found["reason"]


def test_an_answer_has_the_fields_of_the_contract(resolver: Resolver) -> None:
    found = resolver.resolve({"id": "x", "text": "Vladimir Putin", "date": "2022-01-21"})
    assert list(found) == ["id", "name", "country", "sectors", "wikidata", "confidence", "reason"]
    assert found["name"] == "Vladimir Putin"
    assert 0.9 <= found["confidence"] <= 1


def test_an_unknown_name_gets_nobody_s_code(resolver: Resolver) -> None:
    found = resolver.resolve({"id": 1, "text": "Joris Vandervelde"})
    assert (found["country"], found["sectors"], found["wikidata"]) == (None, [], None)
    assert found["confidence"] <= 0.5


def test_rows_are_answered_in_order(resolver: Resolver) -> None:
    rows = [{"id": i, "text": text} for i, text in enumerate(["Russia", "", "NATO"])]
    assert [answer["id"] for answer in resolver.resolve_all(rows)] == [0, 1, 2]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-01-21", date(2022, 1, 21)),
        ("12 April 2022", date(2022, 4, 12)),
        ("1 july 2021", date(2021, 7, 1)),
        ("April 12, 2022", date(2022, 4, 12)),
        ("2022-03", date(2022, 3, 1)),
        ("2022", date(2022, 1, 1)),
        ("2022-01-21T10:00:00Z", date(2022, 1, 21)),
        ("", None),
        (None, None),
    ],
)
def test_dates(text: str | None, day: date | None) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize("text", ["yesterday", "2022-13-01", "31 Foo 2022"])
def test_what_is_no_date_is_an_error(text: str) -> None:
    with pytest.raises(InputError, match="is not a day"):
        parse_date(text, 7)
