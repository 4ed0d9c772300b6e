"""What is known under a name: exact first, then like ones, each explained."""

from __future__ import annotations

import json
from datetime import date

import pytest

from detente.errors import UsageError
from detente.knowledge import Knowledge
from detente.knowledge.lookup import look_up
from detente.knowledge.telling import as_row, as_text


def test_a_surname_gives_its_bearers_with_their_roles_on_the_day(knowledge: Knowledge) -> None:
    found = look_up(knowledge, "Lavrov", date(2022, 1, 21))
    assert found[0].ref == "person:sergei-lavrov"
    assert (found[0].how, found[0].score) == ("surname", 1.0)
    assert [role.role for role in found[0].roles] == ["foreign minister"]
    text = as_text(found[0], date(2022, 1, 21))
    assert "Sergei Lavrov  (person, person:sergei-lavrov)" in text
    assert "foreign minister, RUS  GOV  2004-03-09 to now" in text


def test_without_a_day_all_roles_come_the_latest_first(knowledge: Knowledge) -> None:
    (putin,) = (f for f in look_up(knowledge, "Vladimir Putin") if f.ref == "person:vladimir-putin")
    begun = [role.since or "" for role in putin.roles]
    assert len(begun) > 2
    assert begun == sorted(begun, reverse=True)


@pytest.mark.parametrize(
    ("name", "kind", "ref", "how"),
    [
        ("Volodymyr Zilensky", "person", "person:volodymyr-zelensky", "like it"),
        ("NATOO", "organisation", "org:nato", "spelt like"),
        ("Ossetia", "state", "state:x-south-ossetia", "part of the name 'South Ossetia'"),
        ("Labour Party", "organisation", "org:labour-malta", "where its country is the context"),
        ("foreign ministers", "role", "role:foreign minister", "plural of the role noun"),
        ("Sheikh", "title", "title:Sheikh", "title before a name"),
        ("the Kremlin", "state", "state:RUS", "stands for its government"),
    ],
)
def test_each_finding_says_how(knowledge: Knowledge, name: str, kind: str, ref: str, how: str) -> None:
    found = {finding.ref: finding for finding in look_up(knowledge, name, None, [kind])}
    assert how in found[ref].how
    assert {finding.kind for finding in found.values()} == {kind}


def test_exact_names_stand_before_like_ones(knowledge: Knowledge) -> None:
    scores = [finding.score for finding in look_up(knowledge, "Georgia")]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1.0


def test_what_is_gone_is_marked(knowledge: Knowledge) -> None:
    (union,) = (f for f in look_up(knowledge, "Soviet Union") if f.ref == "state:SUN")
    assert not union.exists
    assert "exists no more" in as_text(union, None)
    (then,) = (f for f in look_up(knowledge, "Soviet Union", date(1980, 1, 1)) if f.ref == "state:SUN")
    assert then.exists


def test_a_row_is_json(knowledge: Knowledge) -> None:
    row = json.loads(json.dumps(as_row(look_up(knowledge, "NATO")[0])))
    assert list(row) == ["ref", "kind", "how", "score", "exists", "entry", "roles"]
    assert row["entry"]["country"] == "IGO"


@pytest.mark.parametrize("name", ["Xqzzyvk Bwrtpl", "", "  ", "…"])
def test_nothing_is_known_of_nothing(knowledge: Knowledge, name: str) -> None:
    assert look_up(knowledge, name) == []


def test_a_wrong_kind_is_told_with_the_near_one(knowledge: Knowledge) -> None:
    with pytest.raises(UsageError, match="did you mean person"):
        look_up(knowledge, "NATO", None, ["persn"])
