"""Adding records: a batch of them becomes rows in all tables, and one row of the log that makes them count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import pyarrow as pa

from detente.record.types import CoderInfo, Record
from detente.store.folder import Folder
from detente.store.known import Known, Left, Reason, Version, known_in
from detente.store.log import RECORD, SCHEMA, Log, Run, Segment, now, token
from detente.store.rows import Rows, Values, as_table, as_tables, content_hash, rows_of, version_number, whole
from detente.store.snapshot import Snapshot, take
from detente.store.tables import store_tables

_LOOKED_UP = ("reports", "superseded")
_CHANGING = frozenset({"add", "recode", "withdraw"})  # kinds of commits that change which versions count


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that the tables cannot hold, and why."""

    report: str
    reason: str


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding records: versions that were added, earlier ones that left the counts, and records that the store
    had already.
    """

    added: int = 0
    superseded: int = 0
    known: int = 0
    refused: tuple[Refused, ...] = ()

    def __add__(self, other: Added) -> Added:
        return Added(
            self.added + other.added,
            self.superseded + other.superseded,
            self.known + other.known,
            self.refused + other.refused,
        )


@dataclass(slots=True)
class Work:
    """What the log says of the commits of one command. ``failed`` counts reports that failed since the last commit."""

    kind: str = "add"
    inputs: tuple[str, ...] = ()
    failed: int = 0
    run: str = field(default_factory=token)


@dataclass(slots=True)
class _Batch:
    """Records on their way into the store: the rows that they became, and the versions that leave because of them."""

    name: str
    written: list[tuple[Record, int]] = field(default_factory=list)
    rows: list[Rows] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    known: int = 0
    refused: list[Refused] = field(default_factory=list)


class _Abandoned(Exception):
    """A writer that began later took this batch for one of a killed writer, and its rows away."""


def write(folder: Folder, records: Sequence[Record], work: Work, started: datetime | None = None) -> Added:
    """Add the records that the store does not have, in one commit. It is there whole, for every reader at once, or not at all."""
    started = started or now()
    while True:
        try:
            return _write(folder, records, work, started)
        except _Abandoned:
            continue


def _write(folder: Folder, records: Sequence[Record], work: Work, started: datetime) -> Added:
    snapshot = take(folder, _LOOKED_UP)
    batch = _plan(known_in(snapshot, [record.report for record in records]), records)
    try:
        tables = as_tables(batch.rows)
    except (ValueError, OverflowError, TypeError, pa.ArrowException):
        fit, refused = _sifted(records)
        if not refused:
            raise
        return Added(refused=refused) + _write(folder, fit, work, started)
    found = Added(len(batch.written), len(batch.left), batch.known, tuple(batch.refused))
    if not batch.written:
        return found
    for name, rows in tables.items():
        folder.append(name, rows, batch.name)
    if batch.left:
        folder.append("superseded", _left_rows(batch.left, batch.name), batch.name)
    more = _commit(folder, snapshot, batch, _row(batch, work, started))
    work.failed = 0
    return replace(found, superseded=found.superseded + more)


def _sifted(records: Iterable[Record]) -> tuple[list[Record], tuple[Refused, ...]]:
    """The records that tables can hold, and the others with the reason."""
    fit, refused = [], []
    for record in records:
        try:
            as_tables([rows_of(record, 0, "")])
        except Exception as error:  # noqa: BLE001 - one record, however odd, ends no batch
            refused.append(_refused(record, error))
        else:
            fit.append(record)
    return fit, tuple(refused)


def _refused(record: Record, error: Exception) -> Refused:
    return Refused(record.report.id, f"the store cannot hold it ({error})")


def _plan(known: Known, records: Iterable[Record]) -> _Batch:
    """Which records are written and what leaves; those that no table can hold are refused, alone."""
    batch = _Batch(token())
    for record in records:
        info = record.report
        if known.has(info, record.coder):
            batch.known += 1
            continue
        version = version_number(batch.name, len(batch.written))
        try:
            rows = rows_of(record, version, batch.name)
        except Exception as error:  # noqa: BLE001 - one record, however odd, ends no batch
            batch.refused.append(_refused(record, error))
            continue
        batch.rows.append(rows)
        batch.written.append((record, version))
        batch.left.extend(_replace(known, record, version))
    return batch


def _replace(known: Known, record: Record, version: int) -> list[Left]:
    """Put the version in its place among the known ones; gives those that leave for it."""
    info, content = record.report, content_hash(record.report)
    left = []
    for old in known.replaced_by(info):
        reason = Reason.RECODED if old.content == content else Reason.EDITED
        left.append(Left(old.version, old.id, version, reason))
    if left:
        known.leave(one.version for one in left)
    known.put(Version(whole(info.id), whole(info.url), version, content, record.coder, counts=True))
    return left


def _row(batch: _Batch, work: Work, started: datetime) -> Run:
    coder: CoderInfo = batch.written[-1][0].coder
    return Run(
        sequence=0,
        batch=batch.name,
        run=work.run,
        kind=work.kind,
        started=started,
        finished=started,
        detente="",
        schema=SCHEMA,
        inputs=work.inputs,
        coder=coder,
        reports=len(batch.written),
        superseded=len(batch.left),
        failed=work.failed,
    )


def _commit(folder: Folder, snapshot: Snapshot, batch: _Batch, row: Run) -> int:
    """Add the batch's row to the log; gives how many more versions leave because of what other writers added meanwhile."""
    log = Log(folder)
    more: list[Left] = []
    own = Segment(batch.name, RECORD, len(batch.written))

    def make(newest: Run) -> Run:
        segments = (*newest.segments, own)
        more.clear()
        if newest.sequence > snapshot.run.sequence:
            others = log.since(snapshot.run.sequence)
            if any(batch.name in other.abandoned for other in others):
                raise _Abandoned
            if any(other.kind in _CHANGING for other in others):
                more.extend(_after_others(folder, batch))
        if more:
            segments = (*segments, add_left(folder, more, batch.name))
        return replace(row, superseded=row.superseded + len(more), segments=segments)

    log.commit(make)
    return len(more)


def add_left(folder: Folder, left: Iterable[Left], batch: str) -> Segment:
    """Add rows to ``superseded`` in a segment of their own, for the commit of that batch to list."""
    segment = Segment(token(), RECORD)
    folder.append("superseded", _left_rows(left, batch), segment.name)
    return segment


def _after_others(folder: Folder, batch: _Batch) -> list[Left]:
    """What leaves besides, now that other writers have added versions since the batch was planned."""
    infos = [record.report for record, _ in batch.written]
    known = known_in(take(folder, _LOOKED_UP), infos)
    gone = {left.version for left in batch.left}
    known.leave(gone)
    more = []
    for record, version in batch.written:
        if version in gone:
            continue
        if known.has(record.report, record.coder):
            theirs = next((one.version for one in known.same(record.report) if one.counts), None)
            more.append(Left(version, record.report.id, theirs, Reason.DUPLICATE))
        else:
            more.extend(_replace(known, record, version))
    return more


def _left_rows(left: Iterable[Left], batch: str) -> pa.Table:
    rows: list[Values] = [
        (one.version, whole(one.report_id), one.successor, str(one.reason), one.detail, batch) for one in left
    ]
    return as_table(store_tables()["superseded"], rows)
