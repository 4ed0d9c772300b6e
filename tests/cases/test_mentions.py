"""A table of sentences with all their mentions, by kind and text. ``*`` before a name: it may begin further left."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from detente.coding.layers import MentionKind, Reading
from detente.coding.mentions import MentionsStage
from detente.knowledge import Knowledge


def _rows() -> list[dict[str, str]]:
    with (Path(__file__).parent / "mentions.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def stage() -> MentionsStage:
    return MentionsStage(Knowledge.load())


def _matches(found: str, wanted: str) -> bool:
    kind, _, text = wanted.partition(":")
    if not text.startswith("*"):
        return found == wanted
    return found.startswith(f"{kind}:") and found.endswith(text[1:])


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"{row['about']}: {row['text'][:50]}")
def test_mentions_of_a_sentence(
    row: dict[str, str], stage: MentionsStage, reading: Callable[..., Reading]
) -> None:
    text = row["text"]
    mentions = stage(reading(text)).mentions
    found = [f"{m.kind}:{text[m.start : m.end]}" for m in mentions]
    wanted = row["mentions"].split(" | ") if row["mentions"] else []
    assert len(found) == len(wanted), found
    assert all(_matches(f, w) for f, w in zip(found, wanted, strict=True)), found


def test_ids_are_indices_and_offsets_quote_the_text(
    stage: MentionsStage, reading: Callable[..., Reading]
) -> None:
    found = stage(reading("Joe Biden called Vladimir Putin. He warned the Russian president of the price."))
    assert [m.id for m in found.mentions] == list(range(len(found.mentions)))
    for m in found.mentions:
        sentence = found.sentences[m.sentence]
        assert (m.start, m.end) == sentence.span(m.first, m.last)
        assert m.first <= m.head < m.last


def test_a_known_name_keeps_its_refs(stage: MentionsStage, reading: Callable[..., Reading]) -> None:
    found = stage(reading("Vladimir Putin left Russia."))
    assert [(m.kind, m.refs) for m in found.mentions] == [
        (MentionKind.NAME, ("person:vladimir-putin",)),
        (MentionKind.NAME, ("state:RUS",)),
    ]


def test_a_name_that_opens_a_sentence_is_known_by_the_rest_of_the_report(
    stage: MentionsStage, reading: Callable[..., Reading]
) -> None:
    text = "Belgian minister Joris Vandervelde resigned. Vandervelde gave no reason."
    assert [text[m.start : m.end] for m in stage(reading(text)).mentions][-1] == "Vandervelde"
