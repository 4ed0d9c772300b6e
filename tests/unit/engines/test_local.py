"""The local engine: order, and the boundary of one report."""

from __future__ import annotations

from datetime import date

import pytest

from detente.coding.layers import Reading
from detente.coding.pipeline import Coder
from detente.engines.local import Failure, code_reports
from detente.record.types import CoderInfo, Record, Report

INFO = CoderInfo("0", "0", None, None)


class Picky:
    """A stage that cannot read one report."""

    def __call__(self, reading: Reading) -> Reading:
        if "broken" in reading.report.text:
            raise ValueError("cannot read this")
        return reading


@pytest.fixture
def coder() -> Coder:
    return Coder((("picky", Picky()),), INFO, None)  # it is asked for no dyads


def test_one_failing_report_does_not_stop_the_others(coder: Coder) -> None:
    reports = [Report(text, published=date(2020, 1, 1), id=text) for text in ("one", "broken", "two")]
    results = list(code_reports(reports, coder=coder))
    assert [type(r) for r in results] == [Record, Failure, Record]
    failure = results[1]
    assert isinstance(failure, Failure)
    assert failure.report == "broken"
    assert failure.reason.startswith("picky failed: ValueError")


def test_records_keep_the_order_of_reports(coder: Coder) -> None:
    reports = [Report(str(i), id=str(i)) for i in range(20)]
    assert [r.report.id for r in code_reports(reports, coder=coder) if isinstance(r, Record)] == [
        str(i) for i in range(20)
    ]


def test_results_stream(coder: Coder) -> None:
    taken: list[str] = []

    def endless() -> object:
        for i in range(1000):
            taken.append(str(i))
            yield Report(str(i), id=str(i))

    results = code_reports(endless(), coder=coder)  # type: ignore[arg-type]
    next(results)
    assert len(taken) == 1
