"""The codebook's tables against case tables that were written from the manual, not from the data."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from detente.codebook import Codebook

CASES = Path(__file__).parents[2] / "cases" / "codebook"


def rows(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return Codebook.load()


@pytest.mark.parametrize("case", rows("conventions.tsv"), ids=lambda case: case["label"])
def test_each_rule_is_one_label(codebook: Codebook, case: dict[str, str]) -> None:
    label = codebook.label(case["label"])
    found = (label.event_type or "", label.event_mode or "", label.also or "")
    assert found == (case["event_type"], case["event_mode"], case["also"]), case["rule"]


@pytest.mark.parametrize("case", rows("scores.tsv"), ids=lambda case: case["event_type"])
def test_types_modes_and_scores(codebook: Codebook, case: dict[str, str]) -> None:
    info = codebook.event_type(case["event_type"])
    wanted = dict(mode.split(" ") for mode in case["modes"].split(", ") if mode)
    assert (str(info.quad), info.recipient_required) == (case["quad"], case["recipient_required"] == "yes")
    assert codebook.score(info.event_type) == float(case["score"])
    found = {
        mode.event_mode: codebook.score(info.event_type, mode.event_mode)
        for mode in codebook.modes(info.event_type)
    }
    assert found == {name: float(score) for name, score in wanted.items()}


@pytest.mark.parametrize("case", rows("cameo.tsv"), ids=lambda case: case["cameo"])
def test_crosswalk_from_cameo(codebook: Codebook, case: dict[str, str]) -> None:
    code = codebook.plover(case["cameo"])
    found = (
        code.event_type or "",
        code.event_mode or "",
        " ".join(code.contexts),
        "yes" if code.repaired else "no",
    )
    assert found == (case["event_type"], case["event_mode"], case["contexts"], case["repaired"])


def test_scores_table_has_every_type_and_mode(codebook: Codebook) -> None:
    assert [case["event_type"] for case in rows("scores.tsv")] == [
        info.event_type for info in codebook.event_types
    ]
    assert sum(case["modes"].count(",") + bool(case["modes"]) for case in rows("scores.tsv")) == 67
