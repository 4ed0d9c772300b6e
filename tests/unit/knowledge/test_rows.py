"""Rows that are made when they are asked for."""

from __future__ import annotations

import pytest

from detente.knowledge.rows import Rows


def test_a_row_is_made_once_and_only_when_asked_for() -> None:
    made: list[str] = []

    def make(line: str) -> str:
        made.append(line)
        return line.upper()

    rows = Rows({"b": "b\t1", "a": "a\t2"}, make)
    assert (len(rows), list(rows), "a" in rows, "c" in rows, made) == (2, ["b", "a"], True, False, [])
    assert [rows["a"], rows.get("a"), rows["a"]] == ["A\t2"] * 3
    assert made == ["a\t2"]
    assert (rows.get("c"), rows.get("c", "none")) == (None, "none")
    with pytest.raises(KeyError):
        rows["c"]
    assert list(rows.values()) == ["B\t1", "A\t2"]
    assert rows == {"a": "A\t2", "b": "B\t1"}


def test_cells_are_read_without_the_rows() -> None:
    rows = Rows({"b": "b\t1\tx", "a": "a\t\ty"}, str)
    assert list(rows.cells(2)) == [["b", "1"], ["a", ""]]
