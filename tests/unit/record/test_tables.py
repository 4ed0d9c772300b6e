"""Typed tables and manifests: what a good file gives, and how each fault is told."""

from __future__ import annotations

import gzip
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest

from detente.errors import DataError
from detente.record.manifest import read_manifest, refresh_manifest, unchanged
from detente.record.tables import (
    Column,
    Faults,
    choice,
    count_rows,
    day,
    flag,
    integer,
    many,
    number,
    optional,
    read_table,
    text,
)


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


COLUMNS = (text("id"), choice("colour", Colour), optional(day("since")), many("tags"), integer("size", 1, 9))
HEADER = "id\tcolour\tsince\ttags\tsize\n"


def found(path: Path, *columns: Column, key: int = 1) -> list[str]:
    faults = Faults()
    table = read_table(path, columns or COLUMNS, tuple_of, faults, key=key)
    assert table.rows == () or not faults.found
    return [fault.removeprefix(f"{path}:") for fault in faults.found]


def tuple_of(*values: object) -> tuple[object, ...]:
    return values


def write(folder: Path, content: str | bytes, name: str = "t.tsv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_values_are_typed(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER + "a\tred\t2022-01-21\tx y\t9\nb\tblue\t\t\t1\n")
    faults = Faults()
    table = read_table(path, COLUMNS, tuple_of, faults)
    faults.raise_all()
    assert table.rows == (
        ("a", Colour.RED, date(2022, 1, 21), ("x", "y"), 9),
        ("b", Colour.BLUE, None, (), 1),
    )
    assert type(table.rows[0][1]) is Colour
    assert [line for line, _ in table.numbered()] == [2, 3]


def test_gzipped_tables_are_read_as_they_are(tmp_path: Path) -> None:
    path = write(tmp_path, gzip.compress(b"id\na\n", mtime=0), "t.tsv.gz")
    assert read_table(path, (text("id"),), tuple_of, Faults()).rows == (("a",),)
    assert count_rows(path) == 1


def test_a_table_may_be_empty(tmp_path: Path) -> None:
    assert found(write(tmp_path, HEADER)) == []


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        (b"", ["1: header missing, expected the columns id | colour | since | tags | size"]),
        (b"id\tcolour\n", ["1: header id | colour, expected the columns id | colour | since | tags | size"]),
        (
            HEADER + "a\tred\n\n",
            ["2: 2 cells, expected 5 cells split by tabs", "3: 1 cells, expected 5 cells split by tabs"],
        ),
        (HEADER + "a\tred\t\t\t1", ["2: the last line has no end, expected a line end after each row"]),
        (HEADER + "a\tred\t\t\t1\r\n", ["2: a carriage return, expected line ends \\n"]),
        (HEADER.encode() + b"a\tred\t\t\xff\t1\n", ["2: not UTF-8, expected UTF-8 text"]),
        (HEADER + "b\tred\t\t\t1\na\tred\t\t\t1\n", ["3: 'a' after 'b', expected rows sorted by key"]),
        (HEADER + "a\tred\t\t\t1\na\tred\t\t\t1\n", ["3: 'a' is there twice, expected each key once"]),
        (HEADER + " a\tred\t\t\t1\n", ["2: id ' a', expected a non-empty text without spaces around it"]),
        (HEADER + "\tred\t\t\t1\n", ["2: id '', expected a non-empty text without spaces around it"]),
        (HEADER + "a\tgreen\t\t\t1\n", ["2: colour 'green', expected one of blue, red"]),
        (HEADER + "a\tred\t20220121\t\t1\n", ["2: since '20220121', expected a date YYYY-MM-DD, or nothing"]),
        (
            HEADER + "a\tred\t2022-W03-5\t\t1\n",
            ["2: since '2022-W03-5', expected a date YYYY-MM-DD, or nothing"],
        ),
        (
            HEADER + "a\tred\t2022-02-30\t\t1\n",
            ["2: since '2022-02-30', expected a date YYYY-MM-DD, or nothing"],
        ),
        (HEADER + "a\tred\t\tx  y\t1\n", ["2: tags 'x  y', expected distinct words, split by ' '"]),
        (HEADER + "a\tred\t\tx x\t1\n", ["2: tags 'x x', expected distinct words, split by ' '"]),
        (HEADER + "a\tred\t\t\t0\n", ["2: size '0', expected an integer from 1 to 9"]),
        (HEADER + "a\tred\t\t\t\n", ["2: size '', expected an integer from 1 to 9"]),
    ],
)
def test_faults_say_line_and_expectation(tmp_path: Path, content: str | bytes, faults: list[str]) -> None:
    assert found(write(tmp_path, content)) == faults


def test_faults_of_all_columns_and_rows_come_together(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER + "b\tx\t\t\t1\na\tred\t\t\t10\n")
    assert [fault.split(",")[0] for fault in found(path)] == [
        "3: 'a' after 'b'",
        "2: colour 'x'",
        "3: size '10'",
    ]


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    (fault,) = found(tmp_path / "none.tsv")
    assert fault.startswith("1: cannot be read")
    assert fault.endswith("expected a readable file")


def test_broken_gzip_is_a_fault(tmp_path: Path) -> None:
    (fault,) = found(write(tmp_path, b"no gzip", "t.tsv.gz"))
    assert fault.startswith("1: cannot be read")


@pytest.mark.parametrize(
    ("column", "good", "bad"),
    [
        (number("n"), "-1.5", "1,5"),
        (number("n", 0), "0", "-0.1"),
        (number("n"), "1e3", "nan"),
        (integer("n"), "-3", "3.0"),
        (flag("n"), "yes", "true"),
        (many("n", Colour), "red blue", "red green"),
        (many("n", separator=";"), "a b;c", "a;;c"),
        (optional(flag("n")), "", "maybe"),
    ],
)
def test_columns(tmp_path: Path, column: Column, good: str, bad: str) -> None:
    assert found(write(tmp_path, f"n\n{good}\n"), column) == []
    assert found(write(tmp_path, f"n\n{bad}\n"), column)[0].startswith(f"2: n {bad!r}, expected ")


def test_key_of_several_columns_and_none(tmp_path: Path) -> None:
    columns = (text("a"), text("b"))
    path = write(tmp_path, "a\tb\nx\t1\nx\t2\n")
    assert found(path, *columns, key=2) == []
    assert found(path, *columns) == ["3: 'x' is there twice, expected each key once"]
    assert found(write(tmp_path, "a\tb\ny\t1\nx\t2\nx\t2\n"), *columns, key=0) == []


def test_all_faults_are_raised_at_once(tmp_path: Path) -> None:
    faults = Faults()
    faults.raise_all()
    faults.add(tmp_path / "a.tsv", 3, "x", "y")
    faults.add(tmp_path / "b.tsv", 1, "z", "w")
    with pytest.raises(DataError) as caught:
        faults.raise_all()
    assert str(caught.value) == f"{tmp_path}/a.tsv:3: x, expected y\n{tmp_path}/b.tsv:1: z, expected w"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "id\na\nb\n", "a.tsv")
    write(tmp_path, "some words", "b.txt")
    refresh_manifest(tmp_path)
    path = tmp_path / "manifest.toml"
    filled = path.read_text(encoding="utf-8").replace('licence = ""', 'licence = "CC0"')
    path.write_text(
        filled.replace('provenance = ""', 'provenance = "Ours, \\"made\\" here."'), encoding="utf-8"
    )
    return tmp_path


def manifest_faults(folder: Path) -> list[str]:
    faults = Faults()
    read_manifest(folder, faults)
    return [fault.replace(f"{folder}/", "") for fault in faults.found]


def test_files_are_unchanged_while_they_are_those_of_the_manifest(folder: Path) -> None:
    names = {file.name for file in read_manifest(folder, Faults()).files}
    assert unchanged(folder) == names
    changed = min(names)
    (folder / changed).write_bytes(b"other")
    assert unchanged(folder) == names - {changed}
    (folder / changed).unlink()
    assert unchanged(folder) == names - {changed}
    (folder / "manifest.toml").write_text("files = 1", encoding="utf-8")
    assert unchanged(folder) == frozenset()


def test_a_manifest_tells_its_files(folder: Path) -> None:
    faults = Faults()
    manifest = read_manifest(folder, faults)
    assert faults.found == ()
    assert manifest.version == "1.0.0"
    assert [(file.name, file.rows, file.licence) for file in manifest.files] == [
        ("a.tsv", 2, "CC0"),
        ("b.txt", 0, "CC0"),
    ]
    assert manifest.files[0].provenance == 'Ours, "made" here.'


def test_refresh_keeps_what_was_written_by_hand_and_follows_the_files(folder: Path) -> None:
    before = read_manifest(folder, Faults())
    assert refresh_manifest(folder) == before
    write(folder, "id\na\nb\nc\n", "a.tsv")
    (folder / "b.txt").unlink()
    after = refresh_manifest(folder)
    assert [(file.name, file.rows, file.licence) for file in after.files] == [("a.tsv", 3, "CC0")]
    assert after.sha256 != before.sha256
    assert manifest_faults(folder) == []


def test_a_new_file_needs_licence_and_provenance(folder: Path) -> None:
    write(folder, "id\n", "c.tsv")
    assert manifest_faults(folder) == [
        'c.tsv:1: not in the manifest, expected an entry [files."c.tsv"] in manifest.toml'
    ]
    refresh_manifest(folder)
    line = (folder / "manifest.toml").read_text(encoding="utf-8").split("\n").index('[files."c.tsv"]') + 1
    assert manifest_faults(folder) == [
        f"manifest.toml:{line}: c.tsv: licence is missing, expected a non-empty text",
        f"manifest.toml:{line}: c.tsv: provenance is missing, expected a non-empty text",
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("rows = 2", "rows = 3", "manifest.toml:3: rows of a.tsv is 3, expected 2"),
        ("rows = 2", 'rows = "2"', "manifest.toml:3: a.tsv: rows is missing, expected a number"),
        ('version = "1.0.0"', "", "manifest.toml:1: version None, expected a version such as 1.0.0"),
        (
            '[files."b.txt"]',
            '[files."z.tsv"]',
            "manifest.toml:9: z.tsv is listed but not there, expected a file of that name",
        ),
        ("version", "versio n", "manifest.toml:1: cannot be read"),
    ],
)
def test_manifest_faults(folder: Path, old: str, new: str, fault: str) -> None:
    path = folder / "manifest.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert any(line.startswith(fault) for line in manifest_faults(folder)), manifest_faults(folder)


def test_a_changed_file_is_a_fault(folder: Path) -> None:
    write(folder, "other words", "b.txt")
    (fault,) = manifest_faults(folder)
    assert fault.startswith("manifest.toml:9: sha256 of b.txt is ")
