"""GDELT 2.0: a file of events, one row for each pair of parties (61 columns), and a file of their mentions (16 columns).

Neither has a header. Days are written YYYYMMDD, moments YYYYMMDDHHMMSS in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date
from typing import IO, Any

from detente.present.exports.happenings import Dyad, Happening, Tally, Telling, dyads_of, has_day
from detente.present.exports.tabbed import write_lines
from detente.present.exports.tables import export_data
from detente.present.exports.values import COMMON, Value, country_name, joined, row_of
from detente.record.enums import PlaceKind
from detente.record.types import Party

_NOWHERE = -1  # GDELT's offset for what is not in the text
_PLACE_TYPES = {PlaceKind.COUNTRY: 1, PlaceKind.CITY: 4, PlaceKind.REGION: 5}
_AMERICAN_TYPES = {PlaceKind.REGION: 2, PlaceKind.CITY: 3}


def write_gdelt(happenings: Iterable[Happening], events: IO[str], mentions: IO[str], tally: Tally) -> None:
    """Both files; the tally counts the rows of events."""
    layouts = export_data().layouts
    for happening in happenings:
        for dyad in dyads_of(happening):
            tally.written += write_lines([row_of(layouts["gdelt_events"], VALUES, dyad)], events)
            tellings = [replace(dyad, telling=telling) for telling in happening.tellings]
            write_lines((row_of(layouts["gdelt_mentions"], VALUES, one) for one in tellings), mentions)


def _day(dyad: Dyad) -> str | None:
    start = dyad.event.date.start
    return f"{start:%Y%m%d}" if start and has_day(dyad.event) else None


def _shared(dyad: Dyad, form: str) -> str | None:
    """The month or year of the event, where its first and last day have it in common."""
    start, end = dyad.event.date.start, dyad.event.date.end
    if has_day(dyad.event):
        end = start
    if start is None or end is None:
        return None
    first, last = start.strftime(form), end.strftime(form)
    return first if first == last else None


def _fraction(dyad: Dyad) -> str | None:
    start = dyad.event.date.start
    if start is None or not has_day(dyad.event):
        return None
    return f"{start.year + ((start.month - 1) * 30 + min(start.day, 30)) / 365:.4f}"


def _moment(telling: Telling) -> str | None:
    report = telling.story.record.report
    if report.published_at is not None:
        return f"{report.published_at.astimezone(UTC):%Y%m%d%H%M%S}"
    return f"{report.published:%Y%m%d}000000" if report.published else None


def _first(dyad: Dyad) -> Telling:
    """The telling of the report that was published first; undated reports come last."""
    return min(dyad.happening.tellings, key=_order)


def _order(telling: Telling) -> tuple[str, str, int]:
    moment = _moment(telling) or f"{date.max:%Y%m%d}"
    return moment, telling.story.record.report.id, telling.event.evidence[0]


def _is_root(dyad: Dyad) -> int:
    first = _first(dyad)
    before = first.story.record.report.text[: first.event.evidence[0]].strip()
    return int("\n" not in before)


def _kind_codes(party: Party | None) -> tuple[str | None, list[str]]:
    """CAMEO's known group, and its types."""
    if party is None:
        return None, []
    data = export_data()
    known = data.classes.get(party.country or "")
    types = [known.type if known else None]
    types += [data.sectors[code].cameo for code in party.sectors if code in data.sectors]
    return (known.group if known else None), [code for code in dict.fromkeys(types) if code]


def _country(party: Party | None) -> str | None:
    country = export_data().countries.get(party.country or "") if party else None
    return (country.cameo or country.iso3) if country else None


def _type(party: Party | None, position: int) -> str | None:
    types = _kind_codes(party)[1]
    return types[position] if position < len(types) else None


def _code(party: Party | None) -> str | None:
    group, types = _kind_codes(party)
    return joined([code for code in (_country(party), group, *types[:3]) if code], "")


def _party_values(side: str) -> dict[str, Value]:
    def of(dyad: Dyad) -> Party | None:
        party: Party | None = getattr(dyad, side)
        return party

    return {
        f"gdelt.{side}_code": lambda dyad: _code(of(dyad)),
        f"gdelt.{side}_name": lambda dyad: getattr(of(dyad), "name", "").upper() or None,
        f"gdelt.{side}_country": lambda dyad: _country(of(dyad)),
        f"gdelt.{side}_group": lambda dyad: _kind_codes(of(dyad))[0],
        f"gdelt.{side}_type1": lambda dyad: _type(of(dyad), 0),
        f"gdelt.{side}_type2": lambda dyad: _type(of(dyad), 1),
        f"gdelt.{side}_type3": lambda dyad: _type(of(dyad), 2),
        f"gdelt.mention_{side}": lambda dyad: _offset(of(dyad), getattr(dyad.event, f"{side}s")),
    }


def _offset(wanted: Party | None, told: tuple[Party, ...]) -> int:
    """Where a telling names the party: by its name, else by its country and sectors."""
    if wanted is None:
        return _NOWHERE
    same = [party for party in told if party.name == wanted.name]
    same += [party for party in told if (party.country, party.sectors) == (wanted.country, wanted.sectors)]
    return next((party.start for party in same if party.start is not None), _NOWHERE)


def _place_type(dyad: Dyad) -> int | None:
    place = dyad.telling.place
    if place is None:
        return None
    american = _AMERICAN_TYPES.get(place.kind) if place.country == "USA" else None
    return american or _PLACE_TYPES.get(place.kind)


def _place_name(dyad: Dyad) -> str | None:
    place = dyad.telling.place
    return (
        joined([name for name in (place.name, place.admin1, country_name(place.country)) if name], ", ")
        if place
        else None
    )


def _place_country(dyad: Dyad) -> str | None:
    place = dyad.telling.place
    country = export_data().countries.get(place.country or "") if place else None
    return country.fips if country else None


def _publishers(dyad: Dyad) -> int:
    reports = [telling.story.record.report for telling in dyad.happening.tellings]
    return len({report.source or f"\x1f{report.id}" for report in reports})


def _reports(dyad: Dyad) -> int:
    return len({telling.story.record.report.id for telling in dyad.happening.tellings})


def _identifier(telling: Telling) -> str:
    """Where to find the report: its URL, else its id, as a citation."""
    report = telling.story.record.report
    return report.url or report.id


def _report(dyad: Dyad) -> Any:
    return dyad.telling.story.record.report


VALUES: Mapping[str, Value] = {
    **COMMON,
    **_party_values("actor"),
    **_party_values("recipient"),
    "gdelt.day": _day,
    "gdelt.month": lambda dyad: _shared(dyad, "%Y%m"),
    "gdelt.year": lambda dyad: _shared(dyad, "%Y"),
    "gdelt.fraction": _fraction,
    "gdelt.is_root": _is_root,
    "gdelt.base_code": lambda dyad: dyad.event.cameo[:3],
    "gdelt.root_code": lambda dyad: dyad.event.cameo[:2],
    "gdelt.mentions": lambda dyad: len(dyad.happening.tellings),
    "gdelt.sources": _publishers,
    "gdelt.articles": _reports,
    "gdelt.place_type": _place_type,
    "gdelt.place_name": _place_name,
    "gdelt.place_country": _place_country,
    "gdelt.added": lambda dyad: _moment(_first(dyad)),
    "gdelt.url": lambda dyad: _identifier(_first(dyad)),
    "gdelt.mentioned": lambda dyad: _moment(dyad.telling),
    "gdelt.mention_type": lambda dyad: 1 if _report(dyad).url else 2,
    "gdelt.mention_source": lambda dyad: _report(dyad).source,
    "gdelt.mention_identifier": lambda dyad: _identifier(dyad.telling),
    "gdelt.mention_sentence": COMMON["event.sentence"],
    "gdelt.mention_action": lambda dyad: dyad.event.trigger[0],
    "gdelt.in_raw_text": lambda _: 1,
    "gdelt.confidence": lambda dyad: round(dyad.event.confidence * 100),
    "gdelt.length": lambda dyad: _report(dyad).characters,
}
