"""Several writers at once, and writers that are ended in the middle."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from ferries import CODER, invented

from detente.record.types import Record
from detente.store import Added, Store, Work
from detente.store.cleaning import clean
from detente.store.folder import Folder

HERE = Path(__file__).parent
EDITED = "Another text of the same ferry, told later and at more length."


def content(store: Store) -> list[Any]:
    """The reports and events that count, without what hangs on the commit."""
    events = store.sql("SELECT * EXCLUDE (version) FROM events ORDER BY ALL").fetchall()
    return [*store.sql("SELECT id, record, text FROM reports ORDER BY ALL").fetchall(), *events]


def at_first_write(monkeypatch: pytest.MonkeyPatch, table: str, act: Callable[[], object]) -> None:
    """Do something when a table is first written to, in the middle of a commit."""
    real = Folder.append
    done: list[int] = []

    def append(self: Folder, name: str, *rest: Any) -> None:
        real(self, name, *rest)
        if name == table and not done:
            done.append(1)
            act()

    monkeypatch.setattr(Folder, "append", append)


def test_a_report_that_two_add_at_the_same_time_counts_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add([invented(0)])
    other = Store(store.folder.root)
    other._open()
    at_first_write(monkeypatch, "events", lambda: other.add([invented(1), invented(2)]))
    assert store.add([invented(1), invented(3)]) == Added(added=2, superseded=1)
    assert store.sql("SELECT id FROM reports ORDER BY id").fetchall() == [(f"report-{n}",) for n in range(4)]
    assert store.sql("SELECT report_id, reason FROM superseded").fetchall() == [("report-1", "duplicate")]
    assert store.sql("SELECT count(*) FROM events").fetchall() == [(4,)]


def test_of_two_edits_at_the_same_time_one_counts(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add([invented(1)])
    other = Store(store.folder.root)
    other._open()
    at_first_write(monkeypatch, "events", lambda: other.add([invented(1, text=EDITED)]))
    assert store.add([invented(1, text=f"{EDITED} Or so.")]) == Added(added=1, superseded=2)
    assert store.record("report-1").report.text == f"{EDITED} Or so."
    assert store.sql("SELECT count(*) FROM reports").fetchall() == [(1,)]


def test_a_report_that_is_withdrawn_while_its_edit_is_added_counts(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add([invented(1), invented(2)])
    at_first_write(monkeypatch, "events", lambda: Store(store.folder.root).withdraw(["report-2"]))
    store.add([invented(1, text=EDITED)])
    assert store.sql("SELECT id FROM reports").fetchall() == [("report-1",)]


@pytest.mark.parametrize("table", ["reports", "events", "superseded"])
def test_a_writer_whose_rows_were_taken_for_those_of_a_killed_one_writes_them_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    store.add([invented(1)])
    at_first_write(monkeypatch, table, lambda: clean(store.folder))
    assert store.add([invented(1, text=EDITED), invented(2)]) == Added(added=2, superseded=1)
    assert len(content(store)) == 4
    clean(store.folder)
    assert store.folder.files("events").keys() == {one.name for one in store._newest().segments}


def test_writers_and_readers_do_not_wait_for_each_other(store: Store) -> None:
    store.add([invented(0)])
    failures: list[BaseException] = []
    seen: list[int] = []

    def guard(work: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            try:
                work()
            except BaseException as error:  # noqa: BLE001 - told by the test
                import traceback

                traceback.print_exc()
                failures.append(error)

        return run

    def writing(first: int) -> Callable[[], None]:
        def work() -> None:
            own = Store(store.folder.root)
            for number in range(first, first + 5):
                own.add([invented(number), invented(number + 1)])

        return work

    def reading() -> None:
        own = Store(store.folder.root)
        while len(seen) < 3 or any(thread.is_alive() for thread in writers):
            whole = "SELECT count(DISTINCT r.id), count(DISTINCT e.report_id), count(DISTINCT r.version) FROM reports r JOIN"
            rows = own.sql(f"{whole} events e USING (version)").fetchall()
            assert len(set(rows[0])) == 1  # every report with its events, and once
            seen.append(rows[0][0])

    writers = [threading.Thread(target=guard(writing(first))) for first in (1, 3, 5)]
    reader = threading.Thread(target=guard(reading))
    for thread in (*writers, reader):
        thread.start()
    for thread in (*writers, reader):
        thread.join()
    assert failures == []
    assert sorted(seen) == seen
    assert store.sql("SELECT count(*), count(DISTINCT id) FROM reports").fetchall() == [(11, 11)]


def test_what_came_before_an_error_is_kept(store: Store) -> None:
    def records() -> Any:
        yield from (invented(1), invented(2))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.add(records(), Work(failed=3))
    assert store.sql("SELECT count(*) FROM reports").fetchall() == [(2,)]
    assert store.sql("SELECT max(failed) FROM runs").fetchall() == [(3,)]


def test_only_what_is_unknown_is_coded(store: Store) -> None:
    from detente.record.reports import report_of

    def unknown(*records: Record) -> list[str | None]:
        return [report.id for report in store.unknown(map(report_of, records), CODER)]

    assert unknown(invented(1), invented(2)) == ["report-1", "report-2"]
    store.add([invented(1), invented(3), invented(3, text=EDITED), invented(4)])
    store.withdraw(["report-4"])
    assert unknown(invented(1), invented(2)) == ["report-2"]
    assert unknown(invented(1, text=EDITED)) == ["report-1"]
    assert unknown(invented(3), invented(3, text=EDITED), invented(4)) == []
    newer = type(CODER)("0.2.0", *(getattr(CODER, name) for name in ("codebook", "knowledge", "model")))
    reports = [report_of(one) for one in (invented(1), invented(3), invented(3, text=EDITED), invented(4))]
    assert [report.text for report in store.unknown(reports, newer)] == [reports[0].text, EDITED]
    assert sorted(report.id or "" for report in store.outdated(newer)) == ["report-1", "report-3"]
    assert store.count_outdated(newer) == 2
    assert store.count_outdated(CODER) == 0


_WRITER = """
import sys
sys.path.insert(0, sys.argv[1])
import detente.store.store as rooms
from ferries import invented
rooms.BATCH = 3
store = rooms.Store(sys.argv[2])
store.add(invented(number) for number in range(30))
store.add(invented(number, text="Edited, and longer than it was: " + "word " * number) for number in range(0, 30, 4))
store.tidy()
print("done")
"""


def write_until(seconds: float | None, root: Path) -> bool:
    """Run a writer in a process of its own and kill it after so long; whether it came to its end."""
    command = [sys.executable, "-c", _WRITER, str(HERE), str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        if seconds is not None:
            time.sleep(seconds)
            process.kill()
        out, _ = process.communicate()
    return out.strip() == "done"


def test_a_writer_that_is_killed_and_run_again_ends_with_the_same(tmp_path: Path) -> None:
    began = time.monotonic()
    assert write_until(None, tmp_path / "whole")
    whole = time.monotonic() - began
    times = Random(7)
    for _ in range(5):
        write_until(times.uniform(0.3, 1) * whole, tmp_path / "killed")
    assert write_until(None, tmp_path / "killed")
    killed, undisturbed = Store(tmp_path / "killed"), Store(tmp_path / "whole")
    assert content(killed) == content(undisturbed)
    sql = "SELECT * EXCLUDE (version) FROM history.events ORDER BY ALL"
    assert killed.sql(sql).fetchall() == undisturbed.sql(sql).fetchall()
    clean(killed.folder)
    names = {one.name for one in killed._newest().segments}
    assert killed.folder.files("events").keys() <= names
