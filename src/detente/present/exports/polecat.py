"""POLECAT: one row for each pair of parties of an event in a report, 40 columns split by tabs, None where there is nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from detente.present.exports.happenings import Dyad, Happening, Tally, by_report, dyads_of
from detente.present.exports.tabbed import write_header, write_lines
from detente.present.exports.tables import PolecatMode, export_data
from detente.present.exports.values import COMMON, Value, joined, row_of

NULL = "None"


def write_polecat(happenings: Iterable[Happening], file: IO[str], tally: Tally) -> None:
    """The events with a header; the tally counts the rows."""
    layout = export_data().layouts["polecat"]
    write_header([source.column for source in layout], file)
    tally.written += write_lines(_rows(happenings), file, NULL)


def _rows(happenings: Iterable[Happening]) -> Iterator[tuple[Any, ...]]:
    layout = export_data().layouts["polecat"]
    for happening in happenings:
        for telling in by_report(happening):
            for dyad in dyads_of(happening, telling):
                yield row_of(layout, VALUES, dyad)


def older_mode(dyad: Dyad) -> str | None:
    """The event's mode in POLECAT's spelling; None where POLECAT has none for it."""
    rows = export_data().polecat_modes
    found = next((row for row in rows if _fits(row, dyad)), None)
    return found.polecat_mode if found else dyad.event.event_mode


def _fits(row: PolecatMode, dyad: Dyad) -> bool:
    event = dyad.event
    trigger = (dyad.telling.words(*event.trigger) or "").casefold().split()
    return (
        (row.event_type, row.event_mode) == (event.event_type, event.event_mode)
        and row.cameo in (None, event.cameo)
        and (not row.words or any(word.startswith(row.words) for word in trigger))
    )


def _contexts(dyad: Dyad) -> str | None:
    spelling = export_data().polecat_contexts
    return joined([spelling.get(context, context) for context in dyad.event.contexts])


VALUES: Mapping[str, Value] = {**COMMON, "polecat.mode": older_mode, "polecat.contexts": _contexts}
