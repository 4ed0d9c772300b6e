"""The formats by name: their files, what a row is, and what writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from detente.present.exports.acled import write_acled
from detente.present.exports.gdelt import write_gdelt
from detente.present.exports.happenings import Happening, Tally, happenings_of
from detente.present.exports.icews import write_icews
from detente.present.exports.plover import write_plover
from detente.present.exports.polecat import NULL, write_polecat
from detente.present.exports.tables import Source, export_data
from detente.record.types import Record

Write = Callable[..., None]


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file of a format. ``delimiter`` None: JSON lines. ``renamed``: other names that files of the format have."""

    layout: str
    suffix: str
    delimiter: str | None = "\t"
    has_header: bool = True
    null: str = ""
    renamed: tuple[tuple[str, str], ...] = ()

    @property
    def columns(self) -> tuple[Source, ...]:
        """Its columns, in order."""
        return export_data().layouts[self.layout]


@dataclass(frozen=True, slots=True)
class EventFormat:
    """A format of events. ``title`` is its name, ``row`` says what one row is; several files go by prefix."""

    title: str
    row: str
    files: tuple[ExportFile, ...]
    write: Write

    def paths(self, out: str | None) -> list[str | None]:
        """Where its files go: the file itself, or for several a prefix or a folder; None is standard output."""
        if len(self.files) == 1 or out is None or out == "-":
            return [out] * len(self.files)
        prefix = str(Path(out) / "events") if Path(out).is_dir() else out
        return [prefix + file.suffix for file in self.files]


EVENT_FORMATS = {
    "plover": EventFormat(
        "PLOVER JSON lines (the fields of NGEC 2025)",
        "an event of a report",
        (ExportFile("plover", ".jsonl", delimiter=None),),
        write_plover,
    ),
    "polecat": EventFormat(
        "POLECAT",
        "an event of a report and one pair of its parties",
        (ExportFile("polecat", ".tsv", null=NULL, renamed=(("Event Intensity", "Intensity"),)),),
        write_polecat,
    ),
    "icews": EventFormat(
        "ICEWS",
        "an event of a report and one pair of its parties",
        (ExportFile("icews", ".tab"),),
        write_icews,
    ),
    "gdelt": EventFormat(
        "GDELT 2.0",
        "an event and one pair of its parties; in the second file a passage that tells it",
        (
            ExportFile("gdelt_events", ".export.CSV", has_header=False),
            ExportFile("gdelt_mentions", ".mentions.CSV", has_header=False),
        ),
        write_gdelt,
    ),
    "acled": EventFormat(
        "ACLED's columns",
        "an event",
        (ExportFile("acled", ".csv", delimiter=","),),
        write_acled,
    ),
}


def write_events(
    name: str, happenings: Iterable[Happening], files: Sequence[IO[str]], tally: Tally | None = None
) -> Tally:
    """Write events in the format of that name, to one file for each of its files. Returns what was written and left out."""
    counted = Tally() if tally is None else tally
    EVENT_FORMATS[name].write(happenings, *files, counted)
    return counted


def happenings_in(records: Iterable[Record], tally: Tally) -> Iterator[Happening]:
    """What happened by each record alone; events of one cluster in a report are one."""
    for record in records:
        yield from happenings_of(record, tally)
