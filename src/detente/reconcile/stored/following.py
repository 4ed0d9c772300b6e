"""Status of a store's positions: what new reports do to those of the last months, and later reports to new ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from detente.reconcile.events import Telling, tellings
from detente.reconcile.events.tellings import bears_name
from detente.reconcile.ledger import Reader, Stance
from detente.reconcile.ledger.following import NEWS, WITHIN, is_deed, load_weights
from detente.reconcile.ledger.links import answers_to, deeds_after, keys, replaced
from detente.reconcile.ledger.stances import PositionText, within
from detente.reconcile.ledger.statuses import (
    Deadline,
    StatusRow,
    answer_statuses,
    deed_statuses,
    first_of_each,
    own_statuses,
    with_expired,
)
from detente.reconcile.stored.changes import Changes, horizon
from detente.reconcile.stored.neighbours import reports_naming
from detente.reconcile.stored.rows import fetched, joined
from detente.reconcile.stored.saying import entity_of
from detente.reconcile.stored.shelf import Shelf
from detente.record.enums import Act, EntityKind, PositionStatus
from detente.record.types import Span

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

AT_ONCE = 500
_OLD = """
SELECT s.* FROM position_status s JOIN positions p ON p.id = s.position
WHERE s.origin <> 'report' AND s.origin <> 'deadline'
  AND s.report_id IN (SELECT id FROM reports)
  AND s.report_id NOT IN (SELECT unnest($reports)) AND p.report_id NOT IN (SELECT unnest($reports))
  AND s.position NOT IN (SELECT unnest($again))
"""
_AGAIN = """
SELECT DISTINCT s.position, p.report_id FROM position_status s JOIN positions p ON p.id = s.position
WHERE s.origin <> 'report' AND s.report_id IN (SELECT unnest($reports))
"""
_DEADLINES = """
SELECT id, report_id, deadline, act, status, evidence FROM positions WHERE deadline IS NOT NULL
"""
_PARTS = ("id", "name", "kind", "country", "sectors", "role", "wikidata")
_SIDES = ", ".join(f"{side}.{part} AS {side}_{part}" for side in ("party", "other") for part in _PARTS)
_HAS_KEY = " OR ".join(
    f"{side}.{part} IN (SELECT unnest($keys))"
    for side in ("party", "other")
    for part in ("country", "name", "wikidata")
)
_STANCES = f"""
SELECT p.id, p.report_id, p.version, p.published, p.act, p.issue, p.content, p.condition IS NOT NULL AS conditional,
       p.deadline, p.firmness, p.status, p.evidence, p.event,
       r.text[p.content.start + 1 : p.content."end"] AS words, {_SIDES}
FROM positions p JOIN reports r USING (version)
JOIN entities party ON party.version = p.version AND party.id = p.party
LEFT JOIN (
    SELECT version, event, min(entity) AS entity FROM event_parties
    WHERE side = 'recipient' GROUP BY version, event HAVING count(*) = 1
) o ON o.version = p.version AND o.event = p.event
LEFT JOIN entities other ON other.version = p.version AND other.id = coalesce(p.addressee, o.entity)
WHERE p.published BETWEEN $first AND $last AND ({_HAS_KEY})
"""
_NAMES = """
SELECT version, "start", "end" FROM places WHERE version IN (SELECT unnest($versions))
UNION ALL SELECT version, "start", "end" FROM times WHERE version IN (SELECT unnest($versions))
"""
_MENTIONS = """
SELECT version, name, kind, mentions FROM entities WHERE version IN (SELECT unnest($versions))
"""
_DATED = "SELECT id, published FROM reports WHERE id IN (SELECT unnest($reports)) AND published IS NOT NULL ORDER BY 2, 1"


def statuses_of(
    connection: DuckDBPyConnection,
    shelf: Shelf,
    changes: Changes,
    reader: Reader,
    advance: Callable[[int], None],
) -> pa.Table:
    """All rows of position_status that other reports than the position's give."""
    again = connection.execute(_AGAIN, {"reports": sorted(changes.reports)}).fetchall()
    fresh = sorted(changes.added | {report for _, report in again})
    dated = connection.execute(_DATED, {"reports": fresh}).fetchall()
    following = _Following(connection, shelf, reader, frozenset(fresh))
    rows = [] if changes.anew else list(_old(connection, changes, [position for position, _ in again]))
    for start in range(0, len(dated), AT_ONCE):
        some = dated[start : start + AT_ONCE]
        rows.extend(following.rows(some, changes.anew))
        advance(len(some))
    deadlines = [
        Deadline(ident, report, day, Act(act), PositionStatus(status), _spans(evidence))
        for ident, report, day, act, status, evidence in connection.execute(_DEADLINES).fetchall()
    ]
    found = with_expired(first_of_each(rows), deadlines, horizon(connection))
    return _as_table(connection, found)


def _old(connection: DuckDBPyConnection, changes: Changes, again: list[str]) -> Iterator[StatusRow]:
    """The rows that still hold. Deadlines are looked at anew each time."""
    asked = {"reports": sorted(changes.reports), "again": again}
    for row in fetched(connection, _OLD, asked).to_pylist():
        evidence = _spans(row["evidence"])
        status = PositionStatus(row["status"])
        yield StatusRow(row["position"], status, row["day"], row["report_id"], evidence, row["origin"])


def _spans(some: Iterable[dict[str, int]]) -> tuple[Span, ...]:
    return tuple((span["start"], span["end"]) for span in some)


def _as_table(connection: DuckDBPyConnection, rows: Iterable[StatusRow]) -> pa.Table:
    """Rows as the store has them, with the version of the report that tells the change."""
    versions = dict(connection.execute("SELECT id, version FROM reports").fetchall())
    made = [
        {
            "report_id": row.report_id,
            "version": versions[row.report_id],
            "position": row.position,
            "status": str(row.status),
            "day": row.day,
            "evidence": [{"start": start, "end": end} for start, end in row.evidence],
            "origin": row.origin,
        }
        for row in rows
    ]
    return joined("position_status", None, made)


@dataclass(frozen=True, slots=True)
class _Following:
    """Finds what follows positions. ``fresh`` are the reports that are looked at anew."""

    connection: DuckDBPyConnection
    shelf: Shelf
    reader: Reader
    fresh: frozenset[str]

    def rows(self, reports: list[tuple[str, date]], anew: bool) -> Iterator[StatusRow]:
        """Changes of status between the reports and all others, as far as they lie near in time."""
        records = list(self.shelf.records(ident for ident, _ in reports))
        stances = [stance for record in records for stance in self.reader.stances(record)]
        deeds = [t for record in records for t in tellings(record, self.reader.wording) if is_deed(t)]
        first, last = reports[0][1], reports[-1][1]
        before = self._before(stances, deeds, first, last)
        yield from self._links(before, deeds, stances)
        if not anew:
            later = list(self.shelf.records(self._later(stances, first, last)))
            deeds = [t for record in later for t in tellings(record, self.reader.wording)]
            replies = [stance for record in later for stance in self.reader.stances(record)]
            yield from self._links(stances, deeds, replies)

    def _links(
        self, before: list[Stance], deeds: list[Telling], replies: list[Stance]
    ) -> Iterator[StatusRow]:
        weights = load_weights()
        yield from deed_statuses(deeds_after(before, deeds, weights))
        yield from answer_statuses(answers_to(before, replies, weights))
        yield from own_statuses(replaced(before, replies))

    def _before(self, stances: list[Stance], deeds: list[Telling], first: date, last: date) -> list[Stance]:
        """Positions of the time before that these deeds and positions may follow."""
        wanted = {key for deed in deeds for who in deed.actors for key in keys(who)}
        days = [deed.when.last for deed in deeds if deed.when is not None]
        asked = {
            "keys": sorted(wanted | _parties(stances)),
            "first": first - WITHIN - NEWS,
            "last": max([last, *(day for day in days if day - last < WITHIN)]),
        }
        rows = fetched(self.connection, _STANCES, asked).to_pylist()
        names = self._names({row["version"] for row in rows})
        return [self.reader.stance(_position(row, names[row["version"]])) for row in rows]

    def _names(self, versions: set[int]) -> dict[int, list[Span]]:
        """Names in reports, by version."""
        found: dict[int, list[Span]] = {version: [] for version in versions}
        asked = {"versions": sorted(versions)}
        for version, start, end in self.connection.execute(_NAMES, asked).fetchall():
            found[version].append((start, end))
        for version, name, kind, mentions in self.connection.execute(_MENTIONS, asked).fetchall():
            if bears_name(name, EntityKind(kind)):
                found[version].extend(_spans(mentions))
        return {version: sorted(spans) for version, spans in found.items()}

    def _later(self, stances: list[Stance], first: date, last: date) -> list[str]:
        """Other reports of the time after, of who may have followed these positions."""
        found = reports_naming(self.connection, _parties(stances), first - NEWS, last + WITHIN + NEWS)
        return [ident for ident in found if ident not in self.fresh]


def _parties(stances: Iterable[Stance]) -> set[str]:
    both = (who for stance in stances for who in (stance.party, stance.addressee) if who is not None)
    return {key for who in both for key in keys(who)}


def _position(row: dict[str, Any], names: list[Span]) -> PositionText:
    """A position out of its row, with its party and whom it goes to."""
    content = row["content"]["start"], row["content"]["end"]
    party = entity_of(*(row[f"party_{part}"] for part in _PARTS))
    other = entity_of(*(row[f"other_{part}"] for part in _PARTS)) if row["other_id"] is not None else None
    return PositionText(
        id=row["id"],
        report=row["report_id"],
        published=row["published"],
        party=party,
        addressee=other,
        act=Act(row["act"]),
        issue=row["issue"],
        text=row["words"],
        names=within(names, content),
        conditional=row["conditional"],
        deadline=row["deadline"],
        firmness=row["firmness"],
        status=PositionStatus(row["status"]),
        event=row["event"],
        evidence=_spans(row["evidence"]),
    )
