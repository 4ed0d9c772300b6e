"""Tables of sentences with one marked mention, and whom it means."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from detente.coding.actors import ActorsStage
from detente.coding.layers import Mention, Reading, Resolution
from detente.coding.mentions import MentionsStage
from detente.knowledge import Knowledge

_HERE = Path(__file__).parent


def _rows(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


@pytest.fixture(scope="module")
def resolve(knowledge: Knowledge, reading: Callable[..., Reading]) -> Callable[[dict[str, str]], Reading]:
    mentions, actors = MentionsStage(knowledge), ActorsStage(knowledge)

    def run(row: dict[str, str]) -> Reading:
        text = row["text"].replace("[[", "").replace("]]", "")
        return actors(mentions(reading(text, row["published"] or None)))

    return run


def _marked(row: dict[str, str], found: Reading) -> Mention:
    """The mention that ends where the mark ends, and begins with it or with the article in it."""
    start = row["text"].index("[[")
    end = row["text"].index("]]") - 2
    text = found.report.text
    for mention in found.mentions:
        if mention.end == end and text[start : mention.start].strip().lower() in {"", "the"}:
            return mention
    seen = [text[m.start : m.end] for m in found.mentions]
    raise AssertionError(f"no mention {text[start:end]!r} among {seen}")


def _names(found: Reading, resolution: Resolution) -> str:
    names = {entity.id: entity.name for entity in found.entities}
    return " + ".join(sorted(names[ident] for ident in resolution.entities)) or "-"


@pytest.mark.parametrize(
    "row",
    [*_rows("actors.tsv"), *_rows("coreference.tsv")],
    ids=lambda row: f"{row['about']}: {row['text'][:60]}",
)
def test_whom_a_mention_means(row: dict[str, str], resolve: Callable[[dict[str, str]], Reading]) -> None:
    found = resolve(row)
    resolution = found.resolutions[_marked(row, found).id]
    answer = {
        "country": resolution.country or "-",
        "sectors": " ".join(resolution.sectors) or "-",
        "name": _names(found, resolution),
    }
    wanted = {key: row[key] for key in answer if row[key] != "*"}
    wanted["name"] = " + ".join(sorted(row["name"].split(" + "))) if row["name"] != "*" else answer["name"]
    assert {key: answer[key] for key in wanted} == wanted, resolution.reason
