"""Exports of whole stores: the files of a format in a folder, with a manifest and a data dictionary."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from detente.analysis import Moment, Source, reconciled, rows
from detente.analysis.coded import Coded, Inputs
from detente.present.exports.formats import EVENT_FORMATS, write_events
from detente.present.exports.happenings import NO_FACT, Happening, Story, Tally, Telling
from detente.present.exports.jsonl import write_jsonl
from detente.present.exports.relations import write_relation, write_relation_parquet
from detente.present.exports.tables import Source as Column
from detente.present.exports.tables import export_data
from detente.record.schema import field_infos
from detente.record.types import Record
from detente.store import Filter
from detente.version import __version__

FORMATS = ("jsonl", "csv", "parquet", *EVENT_FORMATS)
MANIFEST, DICTIONARY = "manifest.json", "dictionary.tsv"
_DEFAULT = Filter()


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: its manifest, and the events that the format does not hold by reason."""

    manifest: dict[str, Any]
    tally: Tally


def export_store(source: Source, name: str, folder: Path, wanted: Filter = _DEFAULT) -> Exported:
    """Write a source in the format of that name into an empty folder.

    jsonl holds whole records, of the reports in which an event is meant where the filter asks for anything; the others hold
    the events that it means. The same commit and filter give the same bytes.
    """
    now = Moment(source)
    coded = Coded(now, wanted)
    tally = Tally()
    written = _WRITERS.get(name, _write_events)(now, coded, name, folder, tally)
    _write_dictionary(name, written, folder)
    manifest = _manifest(name, wanted, coded.inputs(), tally)
    manifest["counted"] = "across reports" if reconciled(now) else "by report"
    manifest["files"] = [_described(folder / file) for file in (*written, DICTIONARY)]
    (folder / MANIFEST).write_text(
        json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n"
    )
    return Exported(manifest, tally)


def stored_happenings(coded: Coded) -> Iterator[Happening]:
    """The events of the world, each with all of its tellings; told as soon as the last report that tells it was read."""
    shared = coded.shared()
    waiting: dict[str, list[Telling]] = {}
    for record, meant in coded.records():
        story = Story(record)
        here: dict[str, list[Telling]] = {}
        for event in record.events:
            if event.id in meant:
                here.setdefault(meant[event.id], []).append(Telling(story, event))
        for happening, tellings in here.items():
            gathered = waiting.pop(happening, []) + tellings
            if len(gathered) < shared.get(happening, 0):
                waiting[happening] = gathered
            else:
                yield _happening(happening, gathered)


def _happening(key: str, tellings: list[Telling]) -> Happening:
    """The happening with its surest telling first; its id is the cluster's."""
    ordered = sorted(tellings, key=lambda telling: -telling.event.confidence)
    return Happening(key.rpartition("\x1f")[2], tuple(ordered))


def _write_records(_: Source, coded: Coded, __: str, folder: Path, tally: Tally) -> list[str]:
    is_all = coded.wanted == _DEFAULT
    records = coded.all_records() if is_all else (record for record, _ in coded.records())

    def counted() -> Iterator[Record]:
        for record in records:
            tally.written += 1
            yield record

    with _opened(folder / "records.jsonl") as file:
        write_jsonl(counted(), file)
    return ["records.jsonl"]


def _write_csv(source: Source, coded: Coded, _: str, folder: Path, tally: Tally) -> list[str]:
    with _opened(folder / "events.csv") as file:
        tally.written = write_relation(rows(source, "events", coded.wanted), file, "csv")
    return ["events.csv"]


def _write_parquet(source: Source, coded: Coded, _: str, folder: Path, tally: Tally) -> list[str]:
    relation = rows(source, "events", coded.wanted)
    write_relation_parquet(relation, str(folder / "events.parquet"))
    tally.written = relation.count("*").fetchall()[0][0]
    return ["events.parquet"]


def _write_events(_: Source, coded: Coded, name: str, folder: Path, tally: Tally) -> list[str]:
    if not coded.wanted.auxiliary and (left_out := coded.not_facts()):
        tally.left_out[NO_FACT] = left_out
    files = [f"events{file.suffix}" for file in EVENT_FORMATS[name].files]
    with ExitStack() as stack:
        opened = [stack.enter_context(_opened(folder / file)) for file in files]
        write_events(name, stored_happenings(coded), opened, tally)
    return files


_WRITERS: dict[str, Callable[[Source, Coded, str, Path, Tally], list[str]]] = {
    "jsonl": _write_records,
    "csv": _write_csv,
    "parquet": _write_parquet,
}


def _opened(path: Path) -> IO[str]:
    return path.open("w", encoding="utf-8", newline="\n")


def _manifest(name: str, wanted: Filter, inputs: Inputs, tally: Tally) -> dict[str, Any]:
    return {
        "format": name,
        "title": EVENT_FORMATS[name].title if name in EVENT_FORMATS else name,
        "row": "a report"
        if name == "jsonl"
        else EVENT_FORMATS[name].row
        if name in EVENT_FORMATS
        else "a mention of an event",
        "detente": __version__,
        "rows": tally.written,
        "left_out": dict(sorted(tally.left_out.items())),
        "filter": {name: _json(value) for name, value in wanted.given().items()},
        "store_version": inputs.version,
        "reports": inputs.reports,
        "reports_sha256": inputs.sha256,
        "inputs": list(inputs.inputs),
        "coders": [
            {
                "version": coder.version,
                "codebook": coder.codebook,
                "knowledge": coder.knowledge,
                "model": coder.model,
                "reports": number,
            }
            for coder, number in inputs.coders
        ],
    }


def _json(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, int | float | str) else str(value)


def _described(path: Path) -> dict[str, Any]:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return {"name": path.name, "bytes": path.stat().st_size, "sha256": digest.hexdigest()}


def _write_dictionary(name: str, files: list[str], folder: Path) -> None:
    """What each column of each file holds, and where it comes from."""
    with _opened(folder / DICTIONARY) as file:
        writer = csv.writer(
            file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, escapechar=None, quotechar=None
        )
        writer.writerow(["file", "column", "value", "required", "from", "meaning"])
        if name == "jsonl":
            writer.writerows(
                (files[0], field, "", "", "", info.description) for field, info in field_infos().items()
            )
            return
        layouts = (
            [form.columns for form in EVENT_FORMATS[name].files]
            if name in EVENT_FORMATS
            else [export_data().layouts["flat"]]
        )
        for given, layout in zip(files, layouts, strict=True):
            writer.writerows(_entry(given, column) for column in layout)


def _entry(file: str, column: Column) -> tuple[str, ...]:
    return (
        file,
        column.column,
        column.kind,
        "yes" if column.required else "no",
        column.value or "",
        column.note,
    )
