from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from detente.present.brief import print_brief
from detente.record import Auxiliary, Record


def brief(record: Record, width: int = 80, **console: object) -> str:
    file = io.StringIO()
    print_brief(record, Console(file=file, width=width, highlight=False, **console))
    return file.getvalue()


@pytest.mark.parametrize("width", [40, 57, 80, 120, 200])
@pytest.mark.parametrize("name", ["strait", "hostile", "quiet"])
def test_no_line_is_wider_than_the_terminal(name: str, width: int, request: pytest.FixtureRequest) -> None:
    lines = brief(request.getfixturevalue(name), width).splitlines()
    assert max(cell_len(line) for line in lines) <= width
    assert not [line for line in lines if line != line.rstrip()]


def test_every_fact_refers_to_its_sentence(strait: Record) -> None:
    told = brief(strait, 200)
    for number in (1, 2, 3, 5, 8, 12, 16, 18, 22):
        assert re.search(rf"§{number}\b", told)


def test_no_colour_where_there_is_no_terminal(strait: Record) -> None:
    assert "\x1b" not in brief(strait)


def test_colour_on_a_terminal_and_none_when_asked_not_to(
    strait: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = brief(strait, force_terminal=True, color_system="standard")
    assert "\x1b[31m" in coloured or "\x1b[1;31m" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", brief(strait, force_terminal=True, color_system="standard"))


def test_signs_alone_tell_conflict_from_cooperation(strait: Record) -> None:
    told = brief(strait, 120)
    assert re.search(r"^−− Iceland → Norway  seizure", told, re.MULTILINE)
    assert re.search(r"^\+\+ Iceland → Norwegian sailors  release", told, re.MULTILINE)
    assert "More conflict than cooperation: 14 of conflict" in told


def test_terminal_codes_in_a_report_do_nothing(hostile: Record) -> None:
    told = brief(hostile, force_terminal=True, color_system="standard")
    assert "\x1b[2J" not in told
    assert "\x07" not in told
    assert "\u202e" not in told
    assert "[bold]title[/bold]" in told


def test_what_did_not_happen_stands_apart(strait: Record) -> None:
    lines = brief(strait, 120).splitlines()
    expulsion = next(i for i, line in enumerate(lines) if "SANCTION expel" in line)
    assert lines[expulsion - 1].strip() == "not counted:"
    assert "hypothetical" in lines[expulsion]


def test_a_brief_of_unreal_events_says_so(strait: Record) -> None:
    told = brief(replace(strait, events=(replace(strait.events[0], auxiliary=Auxiliary.HYPOTHETICAL),)))
    assert "0 events told as having happened; not counted: 1 hypothetical." in " ".join(told.split())
    assert "[hypothetical]" in told


def test_a_quiet_report_is_told_kindly(quiet: Record) -> None:
    assert "No political event was found in this report." in brief(quiet)


def test_layers_that_are_empty_have_no_heading(quiet: Record) -> None:
    told = brief(quiet)
    assert not [h for h in ("IN BRIEF", "TIMELINE", "WHO", "POSITIONS", "DEFECTS", "LEFT OUT") if h in told]


def test_a_terminal_of_ascii_gets_ascii(strait: Record) -> None:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding="ascii")
    print_brief(strait, Console(file=file, width=80, highlight=False))
    file.flush()
    assert b"-- Iceland -> Norway  seizure" in raw.getvalue()
