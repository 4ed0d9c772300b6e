"""Which reports of a store can tell of the same events as others: those of near days that name a party or a place of theirs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from detente.reconcile.events import Telling
from detente.reconcile.events.blocking import REACH, sites
from detente.reconcile.events.tellings import PAST

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_NAMED = """
WITH named AS (
    SELECT report_id, version FROM event_parties WHERE country IN (SELECT unnest($countries))
    UNION SELECT report_id, version FROM entities
    WHERE name IN (SELECT unnest($names)) OR wikidata IN (SELECT unnest($names))
    UNION SELECT report_id, version FROM places WHERE name IN (SELECT unnest($places))
)
"""
_WHEN = """
    published BETWEEN $first AND $last + {past}
    OR version IN (SELECT version FROM events WHERE "date".start <= $last AND coalesce("date"."end", "date".start) >= $first)
    OR version IN (SELECT version FROM times WHERE "first" <= $last AND "last" >= $first)
"""
_DATED = f"{_NAMED} SELECT id FROM reports WHERE version IN (SELECT version FROM named) AND ({_WHEN})"
_UNDATED = (
    f"{_NAMED} SELECT id FROM reports WHERE version IN (SELECT version FROM named) AND published IS NULL"
)
_NAMING = """
SELECT id FROM reports WHERE published BETWEEN $first AND $last AND version IN (
    SELECT version FROM event_parties WHERE country IN (SELECT unnest($keys))
    UNION SELECT version FROM entities
    WHERE country IN (SELECT unnest($keys)) OR name IN (SELECT unnest($keys)) OR wikidata IN (SELECT unnest($keys))
) ORDER BY id
"""


def reports_naming(connection: DuckDBPyConnection, keys: Iterable[str], first: date, last: date) -> list[str]:
    """Ids of the reports between two days that name a party by one of the keys: a country, a name or a Wikidata item."""
    asked = {"keys": sorted(keys), "first": first, "last": last}
    return [ident for (ident,) in connection.execute(_NAMING, asked).fetchall()]


def neighbours(connection: DuckDBPyConnection, tellings: Iterable[Telling]) -> frozenset[str]:
    """Ids of all reports that may hold a telling to compare with; some that do not as well.

    Tellings of days far apart are asked for by themselves, so that one of a hundred years ago does not ask for all between.
    """
    found: set[str] = set()
    for span, some in _spans(tellings):
        keys = [key for telling in some for key in sites(telling)]
        wanted = {name: sorted({value for kind, value in keys if kind == name}) for name in _KINDS}
        names = {"countries": wanted["country"], "names": wanted["name"], "places": wanted["place"]}
        if not keys:
            continue
        if span is None:
            rows = connection.execute(_UNDATED, names).fetchall()
        else:
            asked = {**names, "first": span[0], "last": span[1]}
            rows = connection.execute(_DATED.format(past=PAST), asked).fetchall()
        found.update(ident for (ident,) in rows)
    return frozenset(found)


_KINDS = ("country", "name", "place")
_Span = tuple[date, date] | None


def _spans(tellings: Iterable[Telling]) -> list[tuple[_Span, list[Telling]]]:
    """The days to look at, with the tellings that ask for them; those that meet are put together."""
    reach = timedelta(days=REACH)
    undated = [telling for telling in tellings if telling.when is None]
    dated = sorted(
        ((t.when.first - reach, t.when.last + reach, t.id, t) for t in tellings if t.when is not None),
        key=lambda row: row[:3],
    )
    out: list[tuple[_Span, list[Telling]]] = [(None, undated)] if undated else []
    last: date | None = None
    for first, end, _, telling in dated:
        span = out[-1][0] if out else None
        if span is not None and last is not None and first <= last:
            last = max(last, end)
            out[-1] = (span[0], last), [*out[-1][1], telling]
        else:
            last = end
            out.append(((first, end), [telling]))
    return out
