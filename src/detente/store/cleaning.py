"""Opening a store for writing: older ones are migrated, and what killed writers left is taken away. And room on the disk."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from detente.errors import UsageError
from detente.store.folder import LOG, Folder
from detente.store.log import SCHEMA, Log, Run, now, token
from detente.store.tables import SEGMENT, store_tables

_KEPT = 24  # hours that files stay on disk after the store let go of them: as long as a reader may take


def open_for_writing(folder: Folder) -> Run:
    """Make the store where there is none, migrate an older one, and clean it; gives the newest row of the log."""
    newest = Log(folder).newest()
    if newest is None:
        _check_empty(folder)
        folder.create(store_tables().values())
        Log(folder).begin()
    elif newest.schema < SCHEMA:
        migrate(folder)
    return clean(folder)


def _check_empty(folder: Folder) -> None:
    """Raise UsageError where the folder holds what is not of a store that a killed writer began to make."""
    if not folder.is_local or not Path(folder.root).is_dir():
        return
    names = sorted(path.name for path in Path(folder.root).iterdir())
    strange = [name for name in names if name not in store_tables()]
    if strange:
        raise UsageError(
            f"{folder.root} is no store and holds other files, such as {strange[0]}; name a folder of its own"
        )


def migrate(folder: Folder) -> Run | None:
    """Bring a store of an older version to this one's schema; gives the commit, None where another writer did it first.

    A schema grows by tables and columns alone: what an older store has not is added, and null in the rows that it has.
    """
    folder.create(store_tables().values())
    for table in store_tables().values():
        folder.widen(table)
    return Log(folder).commit(lambda newest: row(newest, "migrate") if newest.schema < SCHEMA else None)


def vacuum(folder: Folder, hours: int = _KEPT) -> None:
    """Take files off the disk that the store let go of that long ago."""
    for name in store_tables():
        table = folder.table(name)
        if table is not None:
            table.vacuum(retention_hours=hours, enforce_retention_duration=False, dry_run=False)
        if folder.is_local:
            _remove_empty(Path(folder.path(name)), hours)


def _remove_empty(table: Path, hours: int) -> None:
    before = time.time() - 3600 * hours
    for folder in table.glob(f"{SEGMENT}=*"):
        if folder.stat().st_mtime < before:
            with suppress(OSError):  # it holds files
                folder.rmdir()


def clean(folder: Folder) -> Run:
    """Take away the segments that no commit lists; gives the newest row of the log.

    They are of killed writers, or were put together with others. A writer that is alive and has not committed its segment yet
    reads in the log that it was abandoned, and writes it anew.
    """
    log = Log(folder)
    present = {name: set(folder.files(name)) for name in store_tables() if name != LOG}
    found = set().union(*present.values())

    def make(newest: Run) -> Run | None:
        lost = found - newest.names()
        return row(newest, "clean", abandoned=tuple(sorted(lost))) if lost else None

    done = log.commit(make)
    if done is not None:
        for name, segments in present.items():
            folder.drop(name, segments & set(done.abandoned))
    return done or log.begin()


def row(newest: Run, kind: str, abandoned: tuple[str, ...] = ()) -> Run:
    """A row for a commit that brings nothing: it begins and ends now."""
    name, moment = token(), now()
    return replace(
        Run(0, name, name, kind, moment, moment, "", SCHEMA), abandoned=abandoned, segments=newest.segments
    )
