"""Other people's readers read what we write."""

from __future__ import annotations

import io
from datetime import date

import pytest

from detente.present.exports.formats import EVENT_FORMATS, happenings_in, write_events
from detente.present.exports.happenings import Tally
from detente.present.exports.tables import export_data
from detente.record import Record


def files_of(name: str, record: Record) -> list[str]:
    files = [io.StringIO(newline="") for _ in EVENT_FORMATS[name].files]
    write_events(name, happenings_in([record], Tally()), files)
    return [file.getvalue() for file in files]


def test_gdelt_py_reads_the_events(strait: Record) -> None:
    parsers = pytest.importorskip("py_gdelt.parsers.events")
    models = pytest.importorskip("py_gdelt.models.events")
    text = files_of("gdelt", strait)[0]
    tone = [source.column for source in export_data().layouts["gdelt_events"]].index("AvgTone")
    lines = [line.split("\t") for line in text.splitlines()]
    assert {line[tone] for line in lines} == {""}
    toned = "\n".join(
        "\t".join([*line[:tone], "0", *line[tone + 1 :]]) for line in lines
    )  # the reader insists on one
    raw = list(parsers.EventsParser().parse(toned.encode()))
    events = [models.Event.from_raw(row) for row in raw]
    assert len(events) == len(lines)
    seizure = next(event for event in events if event.event_code == "1711")
    assert (seizure.date, seizure.quad_class, seizure.goldstein_scale) == (date(2031, 5, 15), 4, -9.2)
    assert (seizure.actor1.code, seizure.actor1.name, seizure.actor2.country_code) == (
        "ISLGOV",
        "ICELAND",
        "NOR",
    )
    assert (seizure.event_base_code, seizure.event_root_code, seizure.is_root_event) == ("171", "17", True)
    assert seizure.action_geo.name == "Denmark Strait"
    assert seizure.date_added.date() == date(2031, 5, 16)


def test_gdelt_py_reads_the_mentions(strait: Record) -> None:
    parsers = pytest.importorskip("py_gdelt.parsers.mentions")
    models = pytest.importorskip("py_gdelt.models.events")
    events, mentions = files_of("gdelt", strait)
    found = [models.Mention.from_raw(row) for row in parsers.MentionsParser().parse(mentions.encode())]
    assert len(found) == len(mentions.splitlines()) > 0
    assert {m.global_event_id for m in found} == {int(line.split("\t")[0]) for line in events.splitlines()}
    text = strait.report.text
    triggers = {event.trigger[0] for event in strait.events}
    assert all(mention.action_char_offset in triggers for mention in found)
    assert {mention.doc_length for mention in found} == {len(text)}
    assert {mention.mention_type for mention in found} == {2}


def test_the_columns_are_the_fields_of_the_acled_package() -> None:
    models = pytest.importorskip("acled.models.data_models")
    fields = list(models.AcledEvent.__annotations__)
    assert [source.column for source in export_data().layouts["acled"]] == fields


def test_the_acled_package_reads_the_events(strait: Record) -> None:
    import csv

    clients = pytest.importorskip("acled.clients.acled_data_client")
    rows = list(csv.DictReader(io.StringIO(files_of("acled", strait)[0], newline="")))
    given = [{name: cell or None for name, cell in row.items()} for row in rows]
    events = [clients.AcledDataClient._parse_event(None, row) for row in given]
    march = next(event for event in events if event["sub_event_type"] == "Peaceful protest")
    assert (march["event_date"], march["year"], march["time_precision"]) == (date(2031, 5, 15), 2031, 1)
    assert march["fatalities"] is None
