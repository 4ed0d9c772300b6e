"""The parts of the positions stage that need no coder: tables, conditions, cues, filters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.codebook import Codebook
from detente.coding.layers import Sentence
from detente.coding.positions.conditions import find_conditions
from detente.coding.positions.issues import hits_of, topic_of
from detente.coding.positions.lexicon import SPECIAL, Lexicon
from detente.record.enums import Act

Parse = Callable[[str], tuple[Sentence, ...]]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load(Codebook.load())


def test_every_act_has_a_row_and_every_issue_a_cue(lexicon: Lexicon) -> None:
    rows = [row for found in lexicon.predicates.values() for row in found]
    assert {row.act for row in rows if row.act} - SPECIAL == {str(act) for act in Act}
    issues = {cue.issue for cues in lexicon.cues.values() for cue in cues}
    assert issues == {issue.id for issue in Codebook.load().issues} - {"other"}


@pytest.mark.parametrize(
    ("text", "kind", "content"),
    [
        ("Peru will sign if Chile leaves the island.", "if", "Chile leaves the island"),
        ("Peru will not sign unless Chile leaves.", "unless", "Chile leaves"),
        ("Peru offered grain in exchange for oil.", "in_return", "oil"),
        ("Peru will sign only after Chile leaves.", "after", "Chile leaves"),
        ("Peru will not talk until Chile apologises.", "until", "Chile apologises"),
        ("Peru asked if Chile would leave.", None, ""),
        ("Peru will sign even if Chile stays.", None, ""),
        ("Peru will wait until Friday.", None, ""),
    ],
)
def test_conditions(parse: Parse, lexicon: Lexicon, text: str, kind: str | None, content: str) -> None:
    (sentence,) = parse(text)
    found = find_conditions(sentence, lexicon)
    assert [c.kind for c in found] == ([kind] if kind else [])
    for condition in found:
        start, end = sentence.span(*condition.content)
        assert text[start:end] == content


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("The bank asked for the release of its frozen assets.", "currency_finance"),
        ("They want to lift all American sanctions.", "sanctions_relief"),
        ("The new sanctions are harsh.", "sanctions"),
        ("The cat slept.", None),
    ],
)
def test_topics(parse: Parse, lexicon: Lexicon, text: str, issue: str | None) -> None:
    (sentence,) = parse(text)
    assert topic_of(hits_of(sentence, lexicon)) == issue
