"""Periods, and what is counted in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from told import during, event, report

from detente.analysis import Source, reconciled, series
from detente.analysis.series import COLUMNS
from detente.errors import UsageError
from detente.record import Auxiliary, Record
from detente.store import Filter, Store

Ask = Callable[[Iterable[Record]], Source]
Table = Callable[[Any], list[dict[str, Any]]]


def test_columns(ask: Ask) -> None:
    assert tuple(series(ask([report("a", "2031-05-14", event())])).columns) == COLUMNS


def test_no_data_is_not_zero(ask: Ask, table: Table) -> None:
    """Monday has a report and an event, Tuesday a report alone, Wednesday nothing, Thursday a report alone."""
    records = [
        report("a", "2031-05-12", event(day="2031-05-12")),
        report("b", "2031-05-13"),
        report("c", "2031-05-15"),
    ]
    rows = table(series(ask(records)))
    assert [row["period"].day for row in rows] == [12, 13, 14, 15]
    assert [row["events"] for row in rows] == [1, 0, None, 0]
    assert [row["score_sum"] for row in rows] == [-3.0, 0, None, 0]
    assert [row["score_mean"] for row in rows] == [-3.0, None, None, None]
    assert [row["published"] for row in rows] == [1, 1, 0, 1]
    assert [row["state"] for row in rows] == ["known", "known", "no reports", "known"]
    assert [row["events_per_report"] for row in rows] == [1.0, None, None, None]


def test_an_event_counts_on_its_day_though_nothing_was_published_then(ask: Ask, table: Table) -> None:
    rows = table(series(ask([report("a", "2031-05-14", event(day="2031-05-12"))])))
    assert [(row["period"].day, row["events"], row["published"], row["state"]) for row in rows] == [
        (12, 1, 0, "known"),
        (13, None, 0, "no reports"),
        (14, 0, 1, "known"),
    ]


def test_shares_and_scores(ask: Ask, table: Table) -> None:
    events = (event("CONSULT-visit"), event("AID"), event("ACCUSE"), event("ASSAULT-drone"))
    (row,) = table(series(ask([report("a", "2031-05-14", *events), report("b", "2031-05-14")])))
    assert [row[name] for name in COLUMNS[7:11]] == [1, 1, 1, 1]
    assert (row["cooperation_share"], row["conflict_share"], row["material_share"]) == (0.5, 0.5, 0.5)
    assert (row["score_sum"], row["score_mean"]) == (4 + 10 - 3 - 9.5, (4 + 10 - 3 - 9.5) / 4)
    assert (row["events_per_report"], row["score_per_report"]) == (2.0, (4 + 10 - 3 - 9.5) / 2)


def test_tellings_of_one_event_count_once(ask: Ask, table: Table) -> None:
    twice = (
        event("ACCUSE", cluster="x", confidence=0.5),
        event("ACCUSE-allege", cluster="x", confidence=0.9),
    )
    (row,) = table(series(ask([report("a", "2031-05-14", *twice)])))
    assert (row["events"], row["reports"], row["score_sum"]) == (1, 1, -3.5)  # the surer telling's


def test_equal_clusters_of_two_reports_are_two_events(ask: Ask, table: Table) -> None:
    (row,) = table(series(ask([report(name, "2031-05-14", event()) for name in "ab"])))
    assert (row["events"], row["reports"], row["sources"]) == (2, 2, 2)


@pytest.mark.parametrize(
    ("by", "periods"),
    [
        ("day", [(12, 1), (13, None), (14, 1), (None, 2)]),
        ("week", [(12, 3), (None, 1)]),
        ("month", [(1, 4)]),
    ],
)
def test_what_is_dated_coarsely_is_in_no_finer_period(
    ask: Ask, table: Table, by: str, periods: list[tuple[int | None, int | None]]
) -> None:
    events = (
        event(day="2031-05-12"),
        event(date=during("week", "2031-05-12", "2031-05-18")),
        event(date=during("month", "2031-05-01", "2031-05-31")),
        event(day=None),  # counts by its report's date
    )
    rows = table(series(ask([report("a", "2031-05-14", *events)]), by=by))
    found = [(row["period"] and row["period"].day, row["events"]) for row in rows]
    assert found == periods
    assert [row["state"] for row in rows if row["period"] is None] in ([], ["not dated"])


def test_weeks_begin_on_monday_and_months_end(ask: Ask, table: Table) -> None:
    source = ask([report("a", "2031-05-14", event(day="2031-05-18"))])
    (week,) = table(series(source, by="week"))
    (month,) = table(series(source, by="month"))
    assert (week["period"], week["last"]) == (date(2031, 5, 12), date(2031, 5, 18))
    assert (month["period"], month["last"]) == (date(2031, 5, 1), date(2031, 5, 31))


def test_an_undated_report_has_no_period(ask: Ask, table: Table) -> None:
    (row,) = table(series(ask([report("a", None, event(day=None))])))
    assert (row["period"], row["events"], row["state"]) == (None, 1, "not dated")


def test_a_filter_sets_the_periods_and_what_counts(ask: Ask, table: Table) -> None:
    events = (event("ACCUSE"), event("ASSAULT"), event("ASSAULT", auxiliary=Auxiliary.NEGATION))
    source = ask([report("a", "2031-05-14", *events)])
    rows = table(series(source, Filter(type="ASSAULT", since="2031-05-13", until="2031-05-15")))
    assert [row["events"] for row in rows] == [None, 1, None]
    assert [row["events"] for row in table(series(source, Filter(auxiliary="any", type="ASSAULT")))] == [2]
    assert [
        row["period"].day
        for row in table(series(source, Filter(since="2031-05-13", sort="-period", limit=1)))
    ] == [14]


def test_nothing_gives_no_row(ask: Ask, table: Table) -> None:
    assert table(series(ask([]))) == []
    assert table(series(ask([report("a", None)]))) == []


def test_a_step_that_is_none(ask: Ask) -> None:
    with pytest.raises(UsageError, match="day, week, month"):
        series(ask([]), by="year")


def test_clusters_across_reports_and_copies(tmp_path: Path, table: Table) -> None:
    """Three reports tell one event: one is a copy of another."""
    records = [
        report(name, "2031-05-14", event(confidence=sure), source=source)
        for name, sure, source in (("a", 0.7, "Post"), ("b", 0.9, "Times"), ("c", 0.6, "Echo"))
    ]
    store = Store(tmp_path / "store")
    store.add(records)
    assert not reconciled(store)
    ids = [record.events[0].id for record in records]
    clusters = [
        {"event": key, "report_id": record.report.id, "cluster": min(ids), "score": 1.0, "reasons": []}
        for key, record in zip(ids, records, strict=True)
    ]
    copies = [{"report_id": "c", "duplicate_of": "a", "kind": "near", "score": 0.9, "reasons": []}]
    store.replace({"event_clusters": clusters, "duplicates": copies})
    assert reconciled(store)
    (row,) = table(series(store))
    assert (row["events"], row["reports"], row["sources"], row["published"]) == (1, 3, 2, 3)
