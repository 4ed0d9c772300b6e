"""Alerts on synthetic series, and near-misses that give none. A new case is a new table of alerts.toml."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from detente.analysis.alerts.presets import chosen
from detente.analysis.alerts.quiet import given
from detente.analysis.alerts.rules import findings
from detente.analysis.alerts.track import Cell, Periods, Track
from detente.analysis.alerts.types import Basis

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("alerts.toml").read_text(encoding="utf-8")
)["case"]
MONDAY = date(2024, 1, 1)


def spread(line: str) -> list[str]:
    """Periods one by one: ``2*3 ?`` → 2, 2, 2, ?"""
    parts = (word.partition("*") for word in line.split())
    return [word for word, _, times in parts for _ in range(int(times or 1))]


def cell(word: str) -> tuple[int, Cell]:
    told, _, sources = word.partition("/")
    value, _, severity = told.partition("@")
    return int(severity or 1), Cell(float(value), frozenset(f"source {n}" for n in range(int(sources or 3))))


def cells(word: str) -> dict[int, Cell]:
    found = (cell(part) for part in word.split("+") if word != "?")
    return {severity: one for severity, one in found if one.value}


def starts(step: str, number: int) -> list[date]:
    if step == "month":
        return [date(2024 + at // 12, at % 12 + 1, 1) for at in range(number)]
    return [MONDAY + timedelta(days=at * (7 if step == "week" else 1)) for at in range(number)]


def track_of(case: dict[str, Any], step: str) -> Track:
    words = spread(case["values"])
    first = starts(step, len(words) + 1)
    published = spread(case["published"]) if "published" in case else ["10"] * len(words)
    periods = Periods(
        tuple(first[:-1]),
        tuple(after - timedelta(days=1) for _, after in pairwise(first)),
        tuple(word != "?" for word in words),
        tuple(0 if word == "?" else int(n) for word, n in zip(words, published, strict=True)),
    )
    found = {at: made for at, word in enumerate(words) if (made := cells(word))}
    return Track(("ISL", "NOR"), periods, found, case.get("seen", min(found, default=0) + 1) - 1)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_alerts(case: dict[str, Any]) -> None:
    told = []
    presets = chosen(case["presets"])
    for family in sorted({preset.family for preset in presets}):
        members = [preset for preset in presets if preset.family == family]
        track = track_of(case, members[0].step)
        basis = Basis(case.get("basis", "count"))
        whole = len(track.periods)
        found = [one for preset in members for one in findings(preset, track, whole, basis)]
        told += [
            f"{one.finding.end} {one.finding.preset.id} {one.occasion}" for one in given(found, track.periods)
        ]
    assert told == case["alerts"]


def test_a_period_that_has_not_ended_is_not_judged() -> None:
    (preset,) = chosen(["conflict-high-year"])
    track = track_of({"values": "2*52 6"}, "week")
    assert not list(findings(preset, track, track.periods.whole(track.periods.last[-1] - timedelta(days=1))))
    assert list(findings(preset, track, track.periods.whole(track.periods.last[-1])))


def test_every_preset_has_a_case_and_a_near_miss() -> None:
    with_alert = {word.split()[1] for case in CASES for word in case["alerts"]}
    without = {name for case in CASES if not case["alerts"] for name in case["presets"]}
    known = {preset.id for preset in chosen()}
    assert with_alert == known
    assert without >= known - {"killed-high-three-years", "conflict-high-three-years"}
