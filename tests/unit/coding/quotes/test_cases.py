"""Every row of tests/cases/quotes.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from detente.coding.layers import Reading
from detente.coding.quotes import QuotesStage

TABLE = Path(__file__).parents[3] / "cases" / "quotes.toml"
CASES: list[dict[str, Any]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["case"]
STAGE = QuotesStage()


def _surface(text: str, span: tuple[int, int] | None) -> str:
    return "" if span is None else text[span[0] : span[1]]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_quotes_of_a_case(case: dict[str, Any], reading: Callable[..., Reading]) -> None:
    text = case["text"]
    found = [
        {
            "kind": quote.kind.value,
            "parts": [text[start:end] for start, end in quote.parts],
            "speaker": _surface(text, quote.speaker_span),
            "cue": _surface(text, quote.cue),
        }
        for quote in STAGE(reading(text)).quotes
    ]
    assert found == case["quotes"]


def test_every_kind_and_near_misses_are_in_the_table() -> None:
    kinds = {quote["kind"] for case in CASES for quote in case["quotes"]}
    assert kinds == {"direct", "indirect", "mixed"}
    assert sum(not case["quotes"] for case in CASES) >= 10
    assert len({case["text"] for case in CASES}) == len(CASES)
