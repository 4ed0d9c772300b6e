"""Paths: folders, standard input, links, names; what is missing is said before anything is read."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from detente.errors import UsageError
from detente.ingest import ReadSettings, Unreadable, read

Make = Callable[..., Any]


def piped(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BufferedReader(io.BytesIO(data))))


def test_folder_in_sorted_order(write: Make, got: Make, tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/B.txt", "c.jsonl", ".hidden.txt", ".git/x.txt", "a/.y.txt"):
        write(name, f'{{"text": "{name}"}}' if name.endswith("l") else name)
    reports, failures = got(tmp_path)
    assert [report.text for report in reports] == ["a/B.txt", "a/z.txt", "b.txt", "c.jsonl"]
    assert failures == []


def test_order_of_paths_is_kept(write: Make, got: Make) -> None:
    reports, _ = got(write("b.txt", "B."), write("a.txt", "A."), write("b.txt", "B."))
    assert [report.text for report in reports] == ["B.", "A.", "B."]


def test_unknown_ending(write: Make, got: Make, tmp_path: Path) -> None:
    path = write("style.css", "body { color: red }")
    write("noending", "Norland said no.")
    reports, (failure,) = got(tmp_path)
    assert [report.text for report in reports] == ["Norland said no."]
    assert failure.startswith("style.css: not a form that is read from folders (.txt ")
    assert len(got(path)[0]) == 1


def test_folder_named_like_a_file(write: Make, got: Make, tmp_path: Path) -> None:
    write("x.txt/a.txt", "Inside.")
    assert [report.text for report in got(tmp_path / "x.txt")[0]] == ["Inside."]
    assert [report.text for report in got(tmp_path)[0]] == ["Inside."]


def test_missing_paths_are_named_together_before_reading(write: Make, tmp_path: Path) -> None:
    write("report.txt", "A.")
    (tmp_path / "empty").mkdir()
    write("hidden/.a.txt", "A.")
    paths = [tmp_path / "report.txt", tmp_path / "reprot.txt", tmp_path / "emty/deep/a.txt"]
    with pytest.raises(UsageError) as caught:
        read([*paths, tmp_path / "empty", tmp_path / "hidden"])
    assert str(caught.value).replace(f"{tmp_path}/", "").splitlines() == [
        "reprot.txt: no such file or folder; near: report.txt",
        "emty/deep/a.txt: no such file or folder; near: empty",
        "empty: this folder holds no files (hidden ones are left out)",
        "hidden: this folder holds no files (hidden ones are left out)",
    ]


def test_no_paths_and_stdin_twice() -> None:
    with pytest.raises(UsageError, match="no path given"):
        read([])
    with pytest.raises(UsageError, match=r"standard input.* is named twice"):
        read(["-", "-"])


def test_links(write: Make, got: Make, tmp_path: Path) -> None:
    write("in/a.txt", "A.")
    (tmp_path / "in" / "back").symlink_to(tmp_path)
    (tmp_path / "in" / "self.txt").symlink_to("self.txt")
    (tmp_path / "in" / "gone.txt").symlink_to("nowhere.txt")
    reports, failures = got(tmp_path)
    assert [report.text for report in reports] == ["A."]
    assert [re.sub(r"to /\S+,", "to …,", failure) for failure in failures] == [
        "in/back: is a link back to …, which is being read already",
        "in/gone.txt: cannot be opened (No such file or directory)",
        f"in/self.txt: cannot be opened ({os.strerror(40)})",
    ]


def test_file_without_permission(write: Make, got: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    path, other = write("a.txt", "A."), write("b.txt", "B.")
    plain_open = Path.open

    def refuse(self: Path, *args: Any) -> Any:
        if self == path:
            raise PermissionError(13, "Permission denied", str(path))
        return plain_open(self, *args)

    monkeypatch.setattr(Path, "open", refuse)
    reports, failures = got(path, other)
    assert [report.text for report in reports] == ["B."]
    assert failures == ["a.txt: cannot be opened (Permission denied)"]


def test_folder_without_permission(
    write: Make, got: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("shut/a.txt", "A.")
    write("z.txt", "Z.")
    plain = os.scandir

    def refuse(path: Any) -> Any:
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied", str(path))
        return plain(path)

    monkeypatch.setattr(os, "scandir", refuse)
    reports, failures = got(tmp_path)
    assert [report.text for report in reports] == ["Z."]
    assert failures == ["shut: this folder cannot be opened (Permission denied)"]


def test_pipe_in_a_folder_is_not_waited_for(write: Make, got: Make, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    write("b.txt", "B.")
    reports, failures = got(tmp_path)
    assert ([report.text for report in reports], failures) == (
        ["B."],
        ["a.txt: not a file (a pipe, socket or device)"],
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"two\nlines.txt", "two\\nlines.txt"),
        (b"bell\x07.txt", "bell\\x07.txt"),
        (b"latin-\xe9.txt", "latin-\\xe9.txt"),
        ("Київ “q”.txt".encode(), "Київ “q”.txt"),
    ],
)
def test_odd_names_are_shown_on_one_line(got: Make, tmp_path: Path, name: bytes, shown: str) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_bytes(b"")
    assert got(path) == ([], [f"{shown}: empty: there is no text in it"])


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b'{"text": "A."}\n{"text": "B."}\n', ["A.", "B."]),
        (b' [{"text": "A."}]', ["A."]),
        (b'\xef\xbb\xbf{\n"text": "A."}', ["A."]),
        (b"<!DOCTYPE html><html><body><p>A page.</p></body></html>", ["A page."]),
        (b"<p>A page.</p>", ["A page."]),
        (b"[Norland] A plain text.\n", ["[Norland] A plain text.\n"]),
        (b"A < B is plain.\n", ["A < B is plain.\n"]),
        ("﻿Plain “text”.".encode("utf-16-le"), ["Plain “text”."]),
        (
            b"<?xml version='1.0'?><rss version='2.0'><channel><item><description>A.</description></item></channel></rss>",
            ["A."],
        ),
    ],
)
def test_standard_input_is_sniffed(
    got: Make, monkeypatch: pytest.MonkeyPatch, data: bytes, texts: list[str]
) -> None:
    piped(monkeypatch, data)
    reports, failures = got("-")
    assert ([report.text for report in reports], failures) == (texts, [])


def test_standard_input_names_itself(got: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    piped(monkeypatch, b'{"text": 7}')
    assert got("-") == ([], ["stdin:1: text is a number, expected a string"])
    piped(monkeypatch, b"")
    assert got("-") == ([], ["stdin: empty: there is no text in it"])


def test_closed_standard_input(got: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert got("-") == ([], ["stdin: standard input is closed; name a file or pipe the reports in"])


def test_empty_path_is_not_the_current_folder() -> None:
    with pytest.raises(UsageError, match="a path is empty"):
        read([""])


def test_fault_of_a_reader_ends_its_file_alone(
    write: Make, got: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("odd")

    monkeypatch.setattr("feedparser.parse", fail)
    reports, failures = got(write("a.xml", "<rss/>"), write("b.txt", "Last."))
    assert [report.text for report in reports] == ["Last."]
    assert failures == ["a.xml: the reader failed here (KeyError: 'odd'); please report it with this file"]


def test_one_path_needs_no_list(write: Make) -> None:
    path = write("a.txt", "A.")
    assert list(read(path)) == list(read([str(path)]))  # type: ignore[arg-type]


def test_failure_reads_as_one_line() -> None:
    assert str(Unreadable("a.txt", "empty")) == "a.txt: empty"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"max_bytes": 0}, "max_bytes is 0, expected 1 or more"),
        ({"min_letters": 0}, "min_letters is 0, expected 1 or more"),
        ({"min_confidence": 1.5}, "min_confidence is 1.5, expected a number from 0 to 1"),
        (
            {"languages": ("english",)},
            "unknown language 'english', expected an ISO 639 code such as en; near: en (English)",
        ),
    ],
)
def test_settings_that_cannot_be(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        ReadSettings(**settings)


def test_import_is_light() -> None:
    code = "import sys, detente.ingest; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {
        "trafilatura",
        "lxml",
        "pyarrow",
        "fastwarc",
        "feedparser",
        "zstandard",
        "py3langid",
        "numpy",
        "spacy",
    }
    assert heavy.isdisjoint(loaded)
    assert "detente.ingest.page" not in loaded
