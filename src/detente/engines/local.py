"""Coding on one machine: in this process, or in several. Maps reports to records in order, and nothing else."""

from __future__ import annotations

import logging
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread

from detente.coding.pipeline import Coder
from detente.errors import DetenteError
from detente.record.ids import report_id
from detente.record.types import Record, Report

_IN_FLIGHT = 16  # reports handed out per process, so that memory stays flat on endless input
_DEATHS = 3  # reports in a row that end their process alone: then it is not the reports
_SHOWN = 60  # characters of a report's text that say which one is meant
_LOG = logging.getLogger("detente.engines")


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be coded, by its id and its first words, and why."""

    report: str
    reason: str
    begins: str = ""


def code_reports(
    reports: Iterable[Report], jobs: int = 1, coder: Coder | None = None, overlays: Sequence[Path] = ()
) -> Iterator[Record | Failure]:
    """A record or a failure for each report, in the order of the reports, whatever the number of processes.

    ``overlays`` are folders of a user's own knowledge tables, for the coders that are loaded here.

    There are never more processes than the machine has processors, or two. A process that is killed takes no other report with
    it: what it had in hand is coded again, and a report that ends a process of its own is a Failure. Raises DetenteError where
    processes end whatever they are given.
    """
    if jobs == 1:
        one = coder or Coder.load(overlays)
        for report in reports:
            yield code_one(one, report)
        return
    pool = _Pool(min(jobs, max(2, os.cpu_count() or 1)), tuple(overlays))
    try:
        yield from pool.map(reports)
    finally:
        pool.close()


def code_one(coder: Coder, report: Report) -> Record | Failure:
    """The boundary of one report: whatever goes wrong inside it ends here, and the batch goes on."""
    try:
        return coder.code(report)
    except Exception as error:  # noqa: BLE001
        return _failure(report, str(error))


def _failure(report: Report, reason: str) -> Failure:
    words = " ".join(report.text[: 4 * _SHOWN].split())
    return Failure(report_id(report), reason, words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…")


@dataclass(slots=True)
class _Task:
    """A report and where its result will be."""

    report: Report
    result: Future[Record | Failure]

    def is_lost(self) -> bool:
        """Whether the process that had it in hand ended."""
        return self.result.cancelled() or (self.result.done() and self.result.exception() is not None)


@dataclass(slots=True)
class _Pool:
    """Processes that code reports, put in place again where they are killed."""

    jobs: int
    overlays: tuple[Path, ...]
    waiting: deque[_Task] = field(default_factory=deque)
    deaths: int = 0
    executor: ProcessPoolExecutor | None = None

    def map(self, reports: Iterable[Report]) -> Iterator[Record | Failure]:
        """Results in the order of the reports."""
        for report in reports:
            self.waiting.append(_Task(report, self._submit(report)))
            if len(self.waiting) >= self.jobs * _IN_FLIGHT:
                yield self._next()
        while self.waiting:
            yield self._next()

    def close(self) -> None:
        """End the processes without waiting for what nobody will ask for."""
        if self.executor is not None:
            self.executor.shutdown(wait=True, cancel_futures=True)
            self.executor = None

    def _submit(self, report: Report) -> Future[Record | Failure]:
        try:
            return self._running().submit(_work, report)
        except BrokenProcessPool as error:  # a process ended since the last report was handed out
            broken: Future[Record | Failure] = Future()
            broken.set_exception(error)
            return broken

    def _running(self) -> ProcessPoolExecutor:
        if self.executor is None:
            self.executor = ProcessPoolExecutor(
                self.jobs, get_context("spawn"), initializer=_start_worker, initargs=(self.overlays,)
            )
        return self.executor

    def _next(self) -> Record | Failure:
        task = self.waiting.popleft()
        try:
            found = task.result.result()
            self.deaths = 0
        except BrokenProcessPool:
            found = self._again(task.report)
        except Exception as error:  # noqa: BLE001 - a record or report that cannot be sent between processes
            found = _failure(task.report, str(error))
        return found

    def _again(self, report: Report) -> Record | Failure:
        """The report's result from a process with nothing else to do; then all that were lost are handed out again."""
        _LOG.warning("a process ended while it was coding; its reports are coded again")
        self.close()
        try:
            found = self._running().submit(_work, report).result()
            self.deaths = 0
        except BrokenProcessPool:
            found = self._given_up(report)
        for task in self.waiting:
            if task.is_lost():
                task.result = self._submit(task.report)
        return found

    def _given_up(self, report: Report) -> Failure:
        self.close()
        self.deaths += 1
        if self.deaths == _DEATHS:
            raise DetenteError(
                f"processes end whatever report they are given ({_DEATHS} in a row); is there too little memory? Try --jobs 1"
            )
        return _failure(report, "the process that coded it ended (killed, or out of memory)")


class _Worker:
    """A worker process's own coder."""

    coder: Coder


def _start_worker(overlays: tuple[Path, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process, which ends this one
    Thread(target=_end_with_parent, daemon=True).start()
    _Worker.coder = Coder.load(overlays)


def _end_with_parent() -> None:
    """End this process when the main one is killed, and cannot say so."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _work(report: Report) -> Record | Failure:
    return code_one(_Worker.coder, report)
