"""Lines of a dump: brackets, commas, huge lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import UsageError
from detente.knowledge.wikidata.reading import lines
from detente.knowledge.wikidata.tally import Tally


def _read(path: Path, longest: int = 1000) -> tuple[list[tuple[int, bytes]], Tally]:
    tally = Tally()
    return list(lines(path, tally, longest=longest)), tally


@pytest.mark.parametrize(
    "raw",
    [
        b'[\n{"id":1},\n{"id":2}\n]\n',
        b'\xef\xbb\xbf[\r\n{"id":1},\r\n{"id":2}\r\n]',
        b'[\n{"id":1},\n{"id":2},\n]',
    ],
)
def test_entities_without_brackets_and_commas(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "dump"
    path.write_bytes(raw)
    found, tally = _read(path)
    assert found == [(2, b'{"id":1}'), (3, b'{"id":2}')]
    assert not tally.is_damaged


def test_a_huge_line_is_passed_over_and_told(tmp_path: Path) -> None:
    path = tmp_path / "dump"
    path.write_bytes(b'[\n{"id":1},\n{"id":"' + b"x" * 5000 + b'"},\n{"id":3}\n]\n')
    found, tally = _read(path)
    assert [line for _, line in found] == [b'{"id":1}', b'{"id":3}']
    assert tally.examples == ["line 3: longer than 1,000 bytes"]


def test_a_dump_without_its_end_is_told(tmp_path: Path) -> None:
    path = tmp_path / "dump"
    path.write_bytes(b'[\n{"id":1},\n{"id":2},\n')
    found, tally = _read(path)
    assert len(found) == 2
    assert tally.cut == "after 2 entities: no closing bracket"


def test_a_folder_is_no_dump(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="folder"):
        _read(tmp_path)
