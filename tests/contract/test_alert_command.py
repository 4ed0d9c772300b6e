"""``detente alerts``: what it tells, its exit codes, and what it remembers."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from detente.record import (
    CoderInfo,
    DateBasis,
    Event,
    EventDate,
    EventType,
    Granularity,
    Party,
    Record,
    ReportInfo,
    text_sha256,
)
from detente.store import Store

TEXT = "Norway fined Iceland for fishing."
MONDAY = date(2031, 1, 6)
SUNDAY = "2031-02-09"


def detente(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "detente", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8", timeout=120)


def record(name: str, source: str, day: date) -> Record:
    info = ReportInfo(name, None, source, None, day, None, "en", text_sha256(TEXT), len(TEXT), TEXT)
    actor, recipient = (Party(None, code, code, (), None, None) for code in ("NOR", "ISL"))
    event = Event(
        *(f"e-{name}", EventType.SANCTION, None, (), None, 4, -6.0, "163", (actor,), (recipient,)),
        *(EventDate(day, day, Granularity.DAY, DateBasis.TEXT), None, (7, 12), (0, 33), None, None, ()),
        *(f"e-{name}", 0.9, ()),
    )
    return Record(info, events=(event,), coder=CoderInfo("0.1.0", "1.0.0", None, None))


@pytest.fixture(scope="module")
def crisis(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two fines a week, and four in the fifth."""
    folder = tmp_path_factory.mktemp("stores") / "crisis"
    Store(folder).add(
        record(f"w{week}-{number}", f"Paper {number}", MONDAY + timedelta(weeks=week))
        for week, many in enumerate((2, 2, 2, 2, 4))
        for number in range(many)
    )
    return folder


def test_the_digest_for_people(crisis: Path) -> None:
    done = detente("alerts", crisis, "--as-of", SUNDAY)
    assert done.returncode == 0
    assert done.stdout.startswith("1 alert\n3 February 2031 – 9 February 2031")
    words = " ".join(done.stdout.split())
    assert f"“{TEXT}”" in words
    assert "conflict-high-year: the store does not reach back far enough" in words
    assert "by report" in done.stderr


def test_the_digest_as_data_and_the_same_bytes_twice(crisis: Path) -> None:
    first, second = (detente("alerts", crisis, "--as-of", SUNDAY, "-f", "json") for _ in range(2))
    assert first.stdout == second.stdout
    (alert,) = json.loads(first.stdout)["alerts"]
    assert (alert["preset"], alert["subject"], alert["value"], alert["base"]) == (
        "deeds-doubled-month",
        ["ISL", "NOR"],
        4,
        2,
    )
    assert [one["tellings"][0]["sentence"] for one in alert["events"]] == [TEXT] * 4
    line = detente("alerts", crisis, "--as-of", SUNDAY, "-f", "jsonl").stdout
    assert json.loads(line) == alert


def test_the_exit_code_says_whether_there_are_alerts(crisis: Path, tmp_path: Path) -> None:
    page = tmp_path / "alerts.html"
    done = detente("alerts", crisis, "--as-of", SUNDAY, "--exit-code", "-f", "html", "-o", page)
    assert (done.returncode, done.stdout) == (4, "")
    assert page.read_text(encoding="utf-8").endswith("</html>\n")
    for none in (("--as-of", "2031-02-02"), ("--as-of", SUNDAY, "--min-sources", 5), ()):
        done = detente("alerts", crisis, "--exit-code", *none)
        assert (done.returncode, done.stdout.splitlines()[0]) == (0, "No alert")


def test_what_was_seen_is_not_told_again(crisis: Path, tmp_path: Path) -> None:
    seen = tmp_path / "alerts.seen"
    asked = (
        "alerts",
        crisis,
        "--as-of",
        SUNDAY,
        "--of",
        "country",
        "--seen",
        seen,
        "--exit-code",
        "-f",
        "jsonl",
    )
    first = detente(*asked, "--limit", 1)
    assert (first.returncode, len(first.stdout.splitlines())) == (4, 1)
    second = detente(*asked)
    assert (second.returncode, len(second.stdout.splitlines())) == (4, 1)
    third = detente(*asked)
    assert (third.returncode, third.stdout) == (0, "")
    told = [json.loads(done.stdout)["id"] for done in (first, second)]
    assert seen.read_text(encoding="utf-8").splitlines() == told


def test_a_digest_that_cannot_be_written_is_not_remembered(crisis: Path, tmp_path: Path) -> None:
    seen = tmp_path / "alerts.seen"
    done = detente("alerts", crisis, "--as-of", SUNDAY, "--seen", seen, "-o", tmp_path / "no" / "where.txt")
    assert done.returncode == 2
    assert not seen.exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--preset", "severe-kind"), "did you mean severer-kind"),
        (("--presets", "nowhere.tsv"), "no file nowhere.tsv"),
        (("--as-of", "May"), "--as-of"),
        (("--sort", "days"), "day"),
        (("--min-sources", "0"), "min-sources"),
        (("--seen", "-"), "--seen takes a file"),
        (("--seen", str(Path(__file__))), "no id of an alert"),
        (("--since", "2031-03-01", "--until", "2031-02-01"), "is after until"),
        (("--act", "demand"), "--act"),
    ],
)
def test_wrong_usage_ends_with_2(crisis: Path, arguments: tuple[str, ...], told: str) -> None:
    done = detente("alerts", crisis, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


def test_rules_of_ones_own(crisis: Path, tmp_path: Path) -> None:
    shipped = Path(__file__).parents[2] / "src" / "detente" / "analysis" / "alerts" / "data" / "presets.tsv"
    head, *rows = shipped.read_text(encoding="utf-8").splitlines()
    mine = tmp_path / "mine.tsv"
    (doubled,) = (row for row in rows if row.startswith("deeds-doubled-month\t"))
    mine.write_text(f"{head}\n{doubled.replace('deeds-doubled-month', 'mine', 1)}\n", encoding="utf-8")
    done = detente("alerts", crisis, "--as-of", SUNDAY, "--presets", mine, "-f", "jsonl")
    assert json.loads(done.stdout)["preset"] == "mine"
    mine.write_text(f"{head}\n{doubled.replace('week', 'fortnight', 1)}\n", encoding="utf-8")
    faulty = detente("alerts", crisis, "--presets", mine)
    assert (faulty.returncode, faulty.stdout) == (1, "")
    assert "mine.tsv:2: step 'fortnight', expected one of day, month, week" in faulty.stderr


def test_what_is_no_store(tmp_path: Path) -> None:
    done = detente("alerts", tmp_path / "nowhere")
    assert (done.returncode, done.stdout) == (1, "")
    assert "is not a store" in done.stderr
