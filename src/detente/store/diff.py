"""What changed between two versions of a store: events that were added, changed or removed, and what changed in them.

An event keeps its id when its report is coded anew, so that a newer coder's reading of it is told as a change. An edited text
moves the spans that ids are made of: its events are told as removed and added.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from detente.errors import StoreError, UsageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FIELDS = (
    *(
        "event_type",
        "event_mode",
        "contexts",
        "auxiliary",
        "quad_code",
        "score",
        "cameo",
        "actors",
        "recipients",
    ),
    *("date", "place_name", "place_country", "quantities", "attributed_to", "quote", "confidence"),
)
"""Columns of events that are compared; the names of parties and places rather than ids and offsets."""

_COMPARED = {
    "actors": "list_transform(e.actors, lambda x: {'name': x.name, 'country': x.country, 'sectors': x.sectors})",
    "recipients": "list_transform(e.recipients, lambda x: {'name': x.name, 'country': x.country, 'sectors': x.sectors})",
    "quantities": "list_transform(e.quantities, lambda x: {'kind': x.kind, 'low': x.low, 'high': x.high, 'unit': x.unit})",
    "date": "{'start': e.date.start, 'end': e.date.end, 'granularity': e.date.granularity}",
}
_ROWS = 256


@dataclass(frozen=True, slots=True)
class Change:
    """One event that was added, changed or removed, with its sentence; ``fields``: what it was and is, of what differs.

    ``reason``: new (a report that was not there), edited, recoded or withdrawn.
    """

    change: str
    reason: str
    report_id: str
    event: str
    day: date | None
    event_type: str
    sentence: str
    fields: dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Commit:
    """A version of a store."""

    sequence: int
    finished: datetime
    kind: str
    reports: int
    superseded: int
    detente: str


def commits(connection: DuckDBPyConnection) -> list[Commit]:
    """All versions, in order."""
    sql = "SELECT sequence, finished, kind, reports, superseded, detente FROM runs ORDER BY sequence"
    return [Commit(*row) for row in connection.execute(sql).fetchall()]


def version_of(connection: DuckDBPyConnection, words: str) -> int:
    """The version that words mean: its number, or a day (UTC), whose last one it is.

    Raises UsageError for other words, StoreError for a version that is not there.
    """
    first, last = connection.execute("SELECT min(sequence), max(sequence) FROM runs").fetchall()[0]
    if words.isascii() and words.isdigit():
        if int(words) > last:
            raise StoreError(f"the store has no version {words}; its versions are {first} to {last}")
        return int(words)
    try:
        end = datetime.combine(date.fromisoformat(words), time.min) + timedelta(days=1)
    except ValueError:
        raise UsageError(f"{words!r} is neither a version's number nor a day such as 2022-01-21") from None
    sql = "SELECT max(sequence) FROM runs WHERE finished < timezone('UTC', $end::TIMESTAMP)"
    found = connection.execute(sql, {"end": end}).fetchall()[0][0]
    if found is None:
        raise StoreError(f"the store has no version of {words} or before; it was made later")
    return int(found)


def changes(connection: DuckDBPyConnection, first: int, second: int) -> Iterator[Change]:
    """The events that differ between two versions, by report and place in the text."""
    before, after = (_side(version) for version in (f"{first:d}", f"{second:d}"))
    values = ", ".join(_COMPARED.get(name, f"e.{name}") + f" AS {name}" for name in FIELDS)
    columns = f"e.id, e.report_id, e.version, e.day, e.evidence, {values}"
    differ = " OR ".join(f"a.{name} IS DISTINCT FROM b.{name}" for name in FIELDS)
    sql = f"""
    WITH counted_before AS ({before}), counted_after AS ({after}),
    a AS (SELECT {columns} FROM history.events e WHERE version IN
          (FROM counted_before EXCEPT FROM counted_after)),
    b AS (SELECT {columns} FROM history.events e WHERE version IN
          (FROM counted_after EXCEPT FROM counted_before)),
    paired AS (SELECT a, b, coalesce(b.version, a.version) AS version FROM a FULL JOIN b ON a.id = b.id
               WHERE a.id IS NULL OR b.id IS NULL OR {differ})
    SELECT p.a, p.b, r.text[coalesce(p.b.evidence.start, p.a.evidence.start) + 1 :
                            coalesce(p.b.evidence.end, p.a.evidence.end)] AS sentence,
           CASE WHEN p.a IS NULL OR p.a.id IS NULL
                THEN (SELECT min(reason) FROM history.superseded s WHERE s.successor = p.b.version)
                ELSE (SELECT min(reason) FROM history.superseded s WHERE s.version = p.a.version) END AS reason
    FROM paired p JOIN history.reports r ON r.version = p.version
    ORDER BY r.id, coalesce(p.a.evidence.start, p.b.evidence.start), coalesce(p.a.id, p.b.id)
    """
    for batch in connection.sql(sql).to_arrow_reader(_ROWS):
        yield from (_change(row) for row in batch.to_pylist())


def _side(version: str) -> str:
    return f'SELECT version FROM report_versions WHERE added <= {version} AND ("left" IS NULL OR "left" > {version})'


def _change(row: dict[str, Any]) -> Change:
    before, after = (side if side and side["id"] else None for side in (row["a"], row["b"]))
    shown = after or before
    assert shown is not None
    kind = "added" if before is None else "removed" if after is None else "changed"
    fields = {}
    if before and after:
        fields = {name: (before[name], after[name]) for name in FIELDS if before[name] != after[name]}
    told = (shown["report_id"], shown["id"], shown["day"], shown["event_type"], row["sentence"])
    return Change(kind, row["reason"] or "new", *told, fields)
