"""Coding on one machine: in this process, or in several. Maps reports to records in order, and nothing else."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from detente.coding.pipeline import Coder
from detente.record.ids import report_id
from detente.record.types import Record, Report

_IN_FLIGHT = 16  # reports handed out per process, so that memory stays flat on endless input


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be coded, by its id, and why."""

    report: str
    reason: str


def code_reports(
    reports: Iterable[Report], jobs: int = 1, coder: Coder | None = None
) -> Iterator[Record | Failure]:
    """A record or a failure for each report, in the order of the reports, whatever the number of processes."""
    if jobs == 1:
        one = coder or Coder.load()
        for report in reports:
            yield code_one(one, report)
        return
    yield from _in_processes(reports, jobs)


def code_one(coder: Coder, report: Report) -> Record | Failure:
    """The boundary of one report: whatever goes wrong inside it ends here, and the batch goes on."""
    try:
        return coder.code(report)
    except Exception as error:  # noqa: BLE001
        return Failure(report_id(report), str(error))


def _in_processes(reports: Iterable[Report], jobs: int) -> Iterator[Record | Failure]:
    waiting: deque[Future[Record | Failure]] = deque()
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_start_worker) as pool:
        for report in reports:
            waiting.append(pool.submit(_work, report))
            if len(waiting) >= jobs * _IN_FLIGHT:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


class _Worker:
    """A worker process's own coder."""

    coder: Coder


def _start_worker() -> None:
    _Worker.coder = Coder.load()


def _work(report: Report) -> Record | Failure:
    return code_one(_Worker.coder, report)
