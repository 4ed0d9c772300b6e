"""ICEWS: one row for each pair of parties of an event in a report, 20 columns split by tabs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from detente.present.exports.happenings import Dyad, Happening, Tally, by_report, dyads_of
from detente.present.exports.tabbed import write_header, write_lines
from detente.present.exports.tables import export_data
from detente.present.exports.values import COMMON, Value, codebook, joined, row_of
from detente.record.types import Party


def write_icews(happenings: Iterable[Happening], file: IO[str], tally: Tally) -> None:
    """The events with a header; the tally counts the rows."""
    layout = export_data().layouts["icews"]
    write_header([source.column for source in layout], file)
    tally.written += write_lines(_rows(happenings), file)


def _rows(happenings: Iterable[Happening]) -> Iterator[tuple[Any, ...]]:
    layout = export_data().layouts["icews"]
    for happening in happenings:
        for telling in by_report(happening):
            for dyad in dyads_of(happening, telling):
                yield row_of(layout, VALUES, dyad)


def _country(code: str | None) -> str | None:
    """The country's name in ICEWS; None for a class of actors of no state."""
    country = export_data().countries.get(code or "")
    return (country.icews_name or country.name) if country else None


def _sectors(party: Party | None) -> str | None:
    if party is None:
        return None
    names = [kind.name for kind in codebook().actor_classes if kind.code == party.country]
    names += [codebook().sector(code).name for code in party.sectors]
    return joined([name.title() for name in names], ",")


def _place_country(dyad: Dyad) -> str | None:
    return _country(dyad.telling.place.country) if dyad.telling.place else None


VALUES: Mapping[str, Value] = {
    **COMMON,
    "icews.actor_sectors": lambda dyad: _sectors(dyad.actor),
    "icews.actor_country": lambda dyad: _country(dyad.actor.country) if dyad.actor else None,
    "icews.recipient_sectors": lambda dyad: _sectors(dyad.recipient),
    "icews.recipient_country": lambda dyad: _country(dyad.recipient.country) if dyad.recipient else None,
    "icews.place_country": _place_country,
}
