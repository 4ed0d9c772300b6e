"""Statements in marks of a store's reports of near days, and the conflicts between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from detente.reconcile.conflicts import CrossConflict, Saying
from detente.reconcile.conflicts.accounts import Moment
from detente.reconcile.conflicts.quotes import REACH, QuoteText, quote_conflicts, saying
from detente.reconcile.events import Wording
from detente.record.enums import EntityKind, QuoteKind
from detente.record.types import Entity, Quote

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_QUOTES = """
SELECT q.id, q.kind, q."start", q."end", q.parts, q.report_id, r.published, r.published_at, r.text,
       e.id, e.name, e.kind, e.country, e.sectors, e.role, e.wikidata
FROM quotes q JOIN reports r USING (version) JOIN entities e ON e.version = q.version AND e.id = q.speaker
WHERE q.kind <> 'indirect' AND r.published IN (SELECT unnest($days))
"""
_DAYS = "SELECT DISTINCT published, id FROM reports WHERE id IN (SELECT unnest($reports)) AND published IS NOT NULL"
_AT_ONCE = 30  # days


def conflicts_of_sayings(
    connection: DuckDBPyConnection,
    reports: frozenset[str],
    wording: Wording,
    advance: Callable[[int], None],
) -> tuple[CrossConflict, ...]:
    """Conflicts between what is said in some reports and in any, by id."""
    rows = connection.execute(_DAYS, {"reports": sorted(reports)}).fetchall()
    days = sorted({day for day, _ in rows})
    found: dict[str, CrossConflict] = {}
    for start in range(0, len(days), _AT_ONCE):
        some = days[start : start + _AT_ONCE]
        for conflict in quote_conflicts(_said(connection, _around(some), wording)):
            if any(item.report_id in reports for item in conflict.items):
                found[conflict.id] = conflict
        advance(sum(day in set(some) for day, _ in rows))
    return tuple(found[ident] for ident in sorted(found))


def _around(days: Iterable[date]) -> list[date]:
    """The days, and those within reach of them."""
    reach = range(-REACH, REACH + 1)
    return sorted({day + timedelta(days=step) for day in days for step in reach})


def _said(connection: DuckDBPyConnection, days: list[date], wording: Wording) -> Iterator[Saying]:
    for row in connection.execute(_QUOTES, {"days": days}).fetchall():
        found = saying(_quote(row), wording)
        if found is not None:
            yield found


def _quote(row: tuple[Any, ...]) -> QuoteText:
    ident, kind, start, end, parts, report, published, at, text, *speaker = row
    spans = tuple((part["start"], part["end"]) for part in parts)
    quote = Quote(ident, QuoteKind(kind), start, end, spans, speaker[0], None, None, None)
    moment = Moment(published, None if at is None else _utc(at))
    return QuoteText(quote, report, moment, entity_of(*speaker), text)


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def entity_of(*columns: Any) -> Entity:
    """An entity out of its columns id, name, kind, country, sectors, role and wikidata; without its mentions."""
    ident, name, kind, country, sectors, role, wikidata = columns
    return Entity(ident, name, EntityKind(kind), country, tuple(sectors), role, wikidata, ())
