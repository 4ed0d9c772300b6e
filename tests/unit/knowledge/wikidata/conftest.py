"""A dump in Wikidata's own form, of invented persons and bodies around real countries."""

from __future__ import annotations

import bz2
import gzip
import json
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import zstandard

from detente.knowledge import Knowledge
from detente.knowledge.wikidata import Tally, import_dump

Json = dict[str, Any]


def snak(prop: str, kind: str, value: object, datatype: str) -> Json:
    data = {"value": value, "type": kind}
    return {"snaktype": "value", "property": prop, "datavalue": data, "datatype": datatype}


def item(prop: str, ident: str) -> Json:
    value = {"entity-type": "item", "numeric-id": int(ident[1:]), "id": ident}
    return snak(prop, "wikibase-entityid", value, "wikibase-item")


def time(prop: str, day: str, precision: int = 11, calendar: str = "Q1985727") -> Json:
    value = {
        "time": f"+{day}T00:00:00Z", "timezone": 0, "before": 0, "after": 0, "precision": precision,
        "calendarmodel": f"http://www.wikidata.org/entity/{calendar}",
    }  # fmt: skip
    return snak(prop, "time", value, "time")


def string(prop: str, text: str) -> Json:
    return snak(prop, "string", text, "external-id")


def point(prop: str, lat: float, lon: float) -> Json:
    value = {"latitude": lat, "longitude": lon, "altitude": None, "precision": 0.01, "globe": "Q2"}
    return snak(prop, "globecoordinate", value, "globe-coordinate")


def claim(main: Json, *qualifiers: Json, rank: str = "normal") -> Json:
    out: Json = {"mainsnak": main, "type": "statement"}
    if qualifiers:
        by_prop: dict[str, list[Json]] = {}
        for qualifier in qualifiers:
            by_prop.setdefault(qualifier["property"], []).append({**qualifier, "hash": "0" * 40})
        out |= {"qualifiers": by_prop, "qualifiers-order": list(by_prop)}
    reference = {"hash": "f" * 40, "snaks": {"P143": [item("P143", "Q328")]}, "snaks-order": ["P143"]}
    return {**out, "id": f"{main['property']}$1", "rank": rank, "references": [reference]}


def entity(
    ident: str,
    label: str | None,
    *claims: Json,
    aliases: Iterable[str] = (),
    labels: dict[str, str] | None = None,
    sitelinks: int = 30,
) -> Json:
    by_prop: dict[str, list[Json]] = {}
    for one in claims:
        by_prop.setdefault(one["mainsnak"]["property"], []).append(one)
    named = {"en": label} if label is not None else {}
    return {
        "type": "item",
        "id": ident,
        "labels": {code: {"language": code, "value": text} for code, text in {**named, **(labels or {})}.items()},
        "descriptions": {},
        "aliases": {"en": [{"language": "en", "value": text} for text in aliases]} if aliases else {},
        "claims": by_prop,
        "sitelinks": {f"w{i}wiki": {"site": f"w{i}wiki", "title": ident, "badges": []} for i in range(sitelinks)},
        "lastrevid": 1,
        "modified": "2024-01-01T00:00:00Z",
    }  # fmt: skip


def is_a(*classes: str) -> list[Json]:
    return [claim(item("P31", ident)) for ident in classes]


def entities() -> list[Json]:
    """Countries, offices, bodies and persons; the office of a person may stand behind him."""
    return [
        entity("Q142", "France", *is_a("Q6256"), claim(string("P298", "FRA"))),
        entity(
            "Q900001", "Zora Inventée", *is_a("Q5"),
            claim(item("P21", "Q6581072")), claim(item("P27", "Q142")), claim(time("P569", "1970-03-02")),
            claim(item("P39", "Q900101"), time("P580", "2031-05-16"), time("P582", "2033-01-00", 10)),
            claim(item("P39", "Q900101"), time("P580", "1999-01-01"), rank="deprecated"),
            claim(item("P39", "Q900102"), item("P642", "Q212"), time("P580", "2034-00-00", 9)),
            claim(item("P39", "Q900199"), time("P580", "2035-01-01")),
            claim(item("P102", "Q900201")),
            aliases=["Zora I.", "ZI", "Zora | Inventee", "Zora Invented"],
            labels={"fr": "Zora Inventée", "uk": "Зора Вигадана"},
        ),
        entity(
            "Q900002", "Placid Partyman", *is_a("Q5"), claim(item("P21", "Q6581097")), claim(item("P27", "Q142")),
            claim(item("P102", "Q900201"), time("P580", "2001-00-00", 9)), claim(item("P106", "Q82955")),
        ),
        entity(
            "Q900003", None, *is_a("Q5"), claim(item("P27", "Q212")), claim(item("P106", "Q193391")),
            labels={"ru": "Пётр Выдуманный"},
        ),
        entity(
            "Q900004", "Oldest Consul", *is_a("Q5"), claim(time("P570", "1801-01-01")), claim(item("P39", "Q900101"))
        ),
        entity("Q900005", "Little Known", *is_a("Q5"), claim(item("P39", "Q900101")), sitelinks=1),
        entity("Q900006", "Some Painter", *is_a("Q5"), claim(item("P106", "Q1028181"))),
        entity(
            "Q900007", "Dead Minister", *is_a("Q5"), claim(time("P570", "2009-05-01")), claim(item("P27", "Q142")),
            claim(item("P39", "Q900102")),
        ),
        entity(
            "Q900008", "Zora Inventée", *is_a("Q5"), claim(time("P569", "1930-01-01")),
            claim(item("P39", "Q900103"), time("P580", "1960-01-01"), time("P582", "1950-01-01")),
            claim(item("P39", "Q900103"), time("P580", "1960-01-01"), time("P582", "1965-01-01")),
        ),
        entity("Q7747", "Vladimir Putin", *is_a("Q5"), claim(time("P569", "1952-10-07")), claim(item("P39", "Q900101"))),
        entity(
            "Q900201", "Invented Party", *is_a("Q7278"), claim(item("P17", "Q142")), claim(time("P571", "1990-01-01")),
            aliases=["IP of France"],
        ),
        entity("Q900202", "Labour Party", *is_a("Q7278"), claim(item("P17", "Q229"))),
        entity("Q7184", "NATO", *is_a("Q245065"), claim(item("P17", "Q142"))),
        entity("Q900101", "Minister of Foreign Affairs of France", *is_a("Q4164871"), claim(item("P1001", "Q142"))),
        entity("Q900102", "Minister of Defence", *is_a("Q4164871")),
        entity("Q900103", "Secretary General of NATO", *is_a("Q4164871")),
        entity("Q900301", "Inventville", *is_a("Q515"), claim(item("P17", "Q142")), claim(point("P625", 47.25, 1.5))),
    ]  # fmt: skip


@pytest.fixture
def write_dump(tmp_path: Path) -> Callable[..., Path]:
    """Entities (or raw lines) → a dump: a JSON array, one entity a line, commas between."""

    def write(rows: Iterable[Json | str] | None = None, form: str = "json") -> Path:
        lines = [
            row if isinstance(row, str) else json.dumps(row, separators=(",", ":"))
            for row in rows or entities()
        ]
        raw = ("[\n" + ",\n".join(lines) + "\n]\n").encode()
        packed = {
            "json": lambda: raw,
            "gz": lambda: gzip.compress(raw),
            "bz2": lambda: bz2.compress(raw),
            "zst": lambda: zstandard.ZstdCompressor().compress(raw),
        }  # fmt: skip
        path = tmp_path / f"dump.json{'' if form == 'json' else f'.{form}'}"
        path.write_bytes(packed[form]())
        return path

    return write


@pytest.fixture
def imported(knowledge: Knowledge) -> Callable[..., Tally]:
    """The import over the shipped tables, which are loaded once."""
    return partial(import_dump, knowledge=knowledge)


@pytest.fixture
def claims_of() -> Callable[..., Any]:
    """Builders of claims, for tests that need an entity of their own."""

    class Builders:
        entity, claim, item, time, string, point, snak, is_a = map(
            staticmethod, (entity, claim, item, time, string, point, snak, is_a)
        )
        entities = staticmethod(entities)

    return Builders
