"""What an import takes, and the tables that say what a Wikidata item means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.knowledge.tables import SECTORS
from detente.record.manifest import read_manifest
from detente.record.tables import Column, Faults, many, optional, read_table, text

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Settings:
    """``min_sitelinks``: leave out what fewer wikis have a page on; ``since``: who died, and what ended, before that year;
    ``places``: take towns and divisions as well.
    """

    min_sitelinks: int = 5
    since: int = 1900
    places: bool = False


@dataclass(frozen=True, slots=True)
class OrganisationClass:
    """What an instance of a class of organisations is in our tables; ``country`` is a class code where it belongs to no state."""

    kind: str
    sectors: tuple[str, ...]
    country: str | None


@dataclass(frozen=True, slots=True)
class Meanings:
    """Items by what they stand for: countries (ids of states.tsv), classes of organisations and of places, occupations (role and
    sectors); roles by title, kinds of minister by portfolio.
    """

    countries: Mapping[str, str]
    organisations: Mapping[str, OrganisationClass]
    places: Mapping[str, str]
    occupations: Mapping[str, tuple[str, tuple[str, ...]]]
    titles: Mapping[str, str]
    portfolios: Mapping[str, str]


def load_meanings(folder: Path = DATA) -> Meanings:
    """The shipped tables. DataError names every fault."""
    faults = Faults()
    read_manifest(folder, faults)
    sectors = many("sectors", SECTORS, separator="|")

    def rows(name: str, *columns: Column) -> tuple[tuple[Any, ...], ...]:
        return read_table(folder / f"{name}.tsv", columns, lambda *row: row, faults).rows

    item, name = text("item"), text("name")
    found = Meanings(
        countries={qid: country for qid, country, _ in rows("countries", item, text("country"), name)},
        organisations={
            qid: OrganisationClass(kind, found, country)
            for qid, kind, found, country, _ in rows(
                "organisation_classes", item, text("kind"), sectors, optional(text("country")), name
            )
        },
        places={qid: kind for qid, kind, _ in rows("place_classes", item, text("kind"), name)},
        occupations={
            qid: (role, found)
            for qid, role, found, _ in rows("occupations", item, text("role"), sectors, name)
        },
        titles=dict(rows("titles", text("title"), text("role"))),
        portfolios=dict(rows("portfolios", text("portfolio"), text("minister"))),
    )
    faults.raise_all()
    return found
