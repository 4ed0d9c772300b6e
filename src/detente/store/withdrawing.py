"""Taking reports out of the counts that were withdrawn by those who published them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.errors import StoreError
from detente.store.cleaning import row
from detente.store.folder import Folder
from detente.store.known import Left, Reason
from detente.store.log import HISTORY, RECORD, Log, Run
from detente.store.snapshot import Snapshot, take
from detente.store.writing import add_left


def withdraw(folder: Folder, reports: Sequence[str], detail: str | None = None) -> Run:
    """Let the reports count no more; they stay in history. Raises StoreError that names those that do not count anyway."""

    def make(newest: Run) -> Run:
        counting = _counting(take(folder, ("reports", "superseded")), reports)
        if missing := [report for report in reports if report not in counting]:
            raise StoreError(f"{folder.root} has no report {', '.join(map(repr, missing))} that counts")
        made = row(newest, "withdraw")
        left = [Left(counting[report], report, None, Reason.WITHDRAWN, detail) for report in counting]
        segment = add_left(folder, left, made.batch)
        return replace(made, superseded=len(left), segments=(*newest.segments, segment))

    done = Log(folder).commit(make)
    assert done is not None
    return done


def _counting(snapshot: Snapshot, wanted: Sequence[str]) -> dict[str, int]:
    """The versions that count, of those reports that are there."""
    reports, gone = snapshot.scan("reports", RECORD), snapshot.scan("superseded", RECORD, HISTORY)
    sql = f"SELECT id, version FROM ({reports}) ANTI JOIN ({gone}) USING (version) WHERE list_contains($ids, id)"
    with snapshot.connect() as connection:
        return dict(connection.execute(sql, {"ids": list(wanted)}).fetchall())
