"""Opening a store for writing: its tables are made where they are missing, and what killed writers left is taken away."""

from __future__ import annotations

from dataclasses import replace

from detente.store.folder import LOG, Folder
from detente.store.log import SCHEMA, Log, Run, now, token
from detente.store.tables import store_tables


def open_for_writing(folder: Folder) -> Run:
    """Make the store where there is none, and clean it; gives the newest row of the log."""
    folder.create(store_tables().values())
    Log(folder).begin()
    return clean(folder)


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
