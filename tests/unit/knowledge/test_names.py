"""Comparison of names: the table of cases, and what holds for every pair."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import UsageError
from detente.knowledge import Knowledge, compare, same

CASES = Path(__file__).parents[2] / "cases" / "knowledge" / "names.tsv"


def _cases() -> list[list[str]]:
    return [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines()[1:]]


@pytest.mark.parametrize(("kind", "a", "b", "match", "feature"), _cases())
def test_case(kind: str, a: str, b: str, match: str, feature: str) -> None:
    found = compare(a, b, kind)
    assert found.match == (match == "yes")
    assert any(reason.startswith(feature) for reason in found.reasons), found.reasons


@pytest.mark.parametrize(("kind", "a", "b", "match", "feature"), _cases())
def test_order_does_not_matter(kind: str, a: str, b: str, match: str, feature: str) -> None:
    del match, feature
    assert compare(a, b, kind).score == pytest.approx(compare(b, a, kind).score)


@pytest.mark.parametrize(
    "name", ["Putin", "Kim Jong Un", "King Abdullah II", "Ursula von der Leyen", "J. Doe", "习近平"]
)
def test_a_name_is_itself(name: str) -> None:
    assert compare(name, name).match


@pytest.mark.parametrize("name", ["", " ", "Mr", "-", "()", "III"])
def test_nothing_of_a_name_left(name: str) -> None:
    assert not compare(name, "Vladimir Putin").match


def test_unknown_kind_names_the_kinds() -> None:
    with pytest.raises(UsageError, match="organisation"):
        compare("a", "b", "vessel")


def test_rows_keep_order_and_give_reasons() -> None:
    rows = [
        {"id": "2", "a": "Kyiv", "b": "Kiev", "kind": "place"},
        {"id": "1", "a": "Vladimir Putin", "b": "Joe Biden", "kind": "person"},
    ]
    first, second = same(rows)
    assert (first["id"], first["match"], second["id"], second["match"]) == ("2", True, "1", False)
    assert "surname differs" in str(second["reason"])


def test_known_entries_speak(knowledge: Knowledge) -> None:
    assert not compare("Kurdistan Workers' Party", "PKK", "organisation").match
    assert compare("Kurdistan Workers' Party", "PKK", "organisation", knowledge.find).match
    assert not compare("Lech Kaczynski", "Jaroslaw Kaczynski", "person", knowledge.find).match
