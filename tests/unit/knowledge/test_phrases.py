"""Role phrases around a head, and titles."""

from __future__ import annotations

import pytest

from detente.knowledge import Knowledge, Title
from detente.knowledge.phrases import build_titles


@pytest.mark.parametrize(
    ("phrase", "head", "noun", "span", "plural"),
    [
        ("the secretaries of state met", 1, "secretary of state", (1, 4), True),
        ("the secretary of state", 1, "secretary of state", (1, 4), False),
        ("two deputy foreign ministers", 3, "deputy foreign minister", (1, 4), True),
        ("several militiamen", 1, "militiaman", (1, 2), True),
        ("the chiefs of staff", 1, "chief of staff", (1, 4), True),
        ("three spokeswomen", 1, "spokeswoman", (1, 2), True),
        ("the foreign minister", 2, "foreign minister", (1, 3), False),
    ],
)
def test_role_phrase(
    knowledge: Knowledge, phrase: str, head: int, noun: str, span: tuple[int, int], plural: bool
) -> None:
    found = knowledge.role_noun(phrase.split(), head)
    assert found is not None
    assert (found.noun.noun, (found.first, found.last), found.plural) == (noun, span, plural)


@pytest.mark.parametrize(("phrase", "head"), [("the green table", 2), ("of", 0), ("'s", 0)])
def test_no_role_phrase(knowledge: Knowledge, phrase: str, head: int) -> None:
    assert knowledge.role_noun(phrase.split(), head) is None


def test_titles_take_the_longest() -> None:
    rows = (
        Title("president", ("GOV",), None),
        Title("vice-president", ("GOV",), None),
        Title("vice", (), None),
    )
    titles = build_titles({row.title: row for row in rows})
    found = titles.match("the vice - president spoke".split(), 1)
    assert found is not None
    assert (found.title.title, found.first, found.last) == ("vice-president", 1, 4)
    assert titles.match(["minister"], 0) is None


def test_titles_of_nothing() -> None:
    assert build_titles({}).match(["minister"], 0) is None
