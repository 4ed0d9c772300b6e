"""A table of passages with the rows of the ledger that they give, and passages that give none (``-``).

A row is written ``Party act issue [content] {kind: condition} =status``, several joined by ``;;``. The party is a part of its
name; an issue ``?`` is not looked at; without a condition there is none, without a status it is open.
"""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from detente.coding.pipeline import Coder
from detente.record import Report
from detente.record.types import Position, Record

_TABLE = Path(__file__).parent / "positions.tsv"
_PUBLISHED = date(2023, 5, 10)
_ROW = re.compile(
    r"(?P<party>[\w ]+?) (?P<act>\w+) (?P<issue>\S+) \[(?P<content>[^\]]+)\]"
    r"(?: \{(?P<kind>\w+): (?P<condition>[^}]+)\})?(?: =(?P<status>\w+))?"
)


def _cases() -> list[dict[str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


def _told(position: Position, record: Record, issue: str) -> str:
    """A position as the table writes it, its issue only where the table names one."""
    text, names = record.report.text, {entity.id: entity.name for entity in record.entities}
    told = f"{names.get(position.party, position.party)} {position.act} {'?' if issue == '?' else position.issue}"
    told += f" [{text[slice(*position.content)]}]"
    if position.condition is not None:
        told += f" {{{position.condition_kind}: {text[slice(*position.condition)]}}}"
    return told + ("" if position.status == "open" else f" ={position.status}")


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["id"])
def test_positions(coder: Coder, case: dict[str, str]) -> None:
    record = coder.code(Report(case["text"], published=_PUBLISHED))
    wanted = [] if case["positions"] == "-" else case["positions"].split(" ;; ")
    found = sorted(record.positions, key=lambda position: position.content)
    told = [_told(p, record, "") for p in found]
    assert len(found) == len(wanted), told
    for row in wanted:
        match = _ROW.fullmatch(row)
        assert match, row
        said = [_told(p, record, match["issue"]) for p in found if match["act"] == p.act]
        rest = row.removeprefix(match["party"])
        assert any(one.endswith(rest) and match["party"] in one for one in said), (row, told)


def test_deadline_firmness_speaker_and_addressee(coder: Coder) -> None:
    text = "Foreign Minister Ana Vrba of Croatia demanded that Serbia free the pilots by 1 June or face sanctions."
    record = coder.code(Report(text, published=_PUBLISHED))
    (position,) = record.positions
    names = {entity.id: entity.name for entity in record.entities}
    assert names[position.party] == "Croatia"
    assert position.country == "HRV"
    assert names[position.speaker or ""] == "Ana Vrba"
    assert names[position.addressee or ""] == "Serbia"
    assert position.deadline == date(2023, 6, 1)
    assert position.consequence is not None
    assert text[slice(*position.consequence)] == "face sanctions"
    assert position.firmness == 3


def test_the_same_report_gives_the_same_rows(coder: Coder) -> None:
    report = Report(
        "Iran said it would close the strait unless Iraq leaves the island.", published=_PUBLISHED
    )
    assert coder.code(report).positions == coder.code(report).positions
