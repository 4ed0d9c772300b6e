"""Several processes: what is lost when one is killed, and what is told."""

from __future__ import annotations

import multiprocessing
import os
import signal
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

import pytest

from detente.engines import local
from detente.engines.local import Failure, code_reports
from detente.errors import DetenteError
from detente.record.types import Record, Report


class Deadly:
    """In place of processes: a report with the word in it ends the process, and all that it had in hand is lost."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.broken = False

    def submit(self, _work: object, report: Report) -> Future[Record | Failure]:
        if self.broken:
            raise BrokenProcessPool
        result: Future[Record | Failure] = Future()
        if self.word in report.text:
            self.broken = True
            result.set_exception(BrokenProcessPool())
        else:
            result.set_result(Failure(str(report.id), "done"))
        return result

    def shutdown(self, wait: bool, cancel_futures: bool) -> None:
        assert wait
        assert cancel_futures


@pytest.fixture
def deadly(monkeypatch: pytest.MonkeyPatch) -> None:
    def running(pool: local._Pool) -> Deadly:
        pool.executor = pool.executor or Deadly("deadly")  # type: ignore[assignment]
        return pool.executor  # type: ignore[return-value]

    monkeypatch.setattr(local._Pool, "_running", running)


def reasons(texts: list[str]) -> list[str]:
    results = list(code_reports([Report(t, id=str(i)) for i, t in enumerate(texts)], jobs=2))
    assert all(isinstance(r, Failure) for r in results)
    assert [r.report for r in results if isinstance(r, Failure)] == [str(i) for i in range(len(texts))]
    return ["ended" if "ended" in r.reason else r.reason for r in results if isinstance(r, Failure)]


@pytest.mark.usefixtures("deadly")
def test_only_the_report_that_ends_its_process_fails() -> None:
    assert reasons(["a", "deadly", "b", "c", "deadly", "deadly", "d"]) == [
        *("done", "ended", "done", "done", "ended", "ended", "done")
    ]


@pytest.mark.usefixtures("deadly")
def test_processes_that_always_end_are_no_fault_of_the_reports() -> None:
    with pytest.raises(DetenteError, match="--jobs 1"):
        reasons(["deadly"] * 9)


def test_a_killed_process_costs_no_report() -> None:
    texts = [f"Norway accused Sweden of spying on day {i}." for i in range(60)]
    results = code_reports([Report(t, id=str(i)) for i, t in enumerate(texts)], jobs=2)
    first = next(results)
    victim = multiprocessing.active_children()[0]
    os.kill(victim.pid or 0, getattr(signal, "SIGKILL", signal.SIGTERM))
    found = [first, *results]
    assert all(isinstance(r, Record) for r in found)
    assert [r.report.text for r in found if isinstance(r, Record)] == texts
