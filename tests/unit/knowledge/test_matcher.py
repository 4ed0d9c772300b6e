"""Names found in sentences: the table of cases, and what tags and dates change."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from detente.knowledge import Knowledge, MatchKind

CASES = Path(__file__).parents[2] / "cases" / "knowledge" / "matches.tsv"


def _cases() -> list[tuple[str, str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()[1:]
    return [(sentence, found) for sentence, _, found in (line.partition("\t") for line in lines)]


@pytest.mark.parametrize(("sentence", "expected"), _cases())
def test_case(knowledge: Knowledge, sentence: str, expected: str) -> None:
    words = sentence.split()
    found = [
        f"{match.kind}:{' '.join(words[match.first : match.last])}={match.refs[0]}"
        for match in knowledge.matches(words)
    ]
    assert "; ".join(found) == expected


def test_tags_tell_a_name_from_a_word(knowledge: Knowledge) -> None:
    words = ["May", "said", "she", "may", "resign"]
    said = knowledge.matches(words, ["NNP", "VBD", "PRP", "MD", "VB"])
    assert [match.refs for match in said] == [("person:theresa-may",)]
    assert knowledge.matches(words, ["MD", "VBD", "PRP", "MD", "VB"]) == []


def test_a_surname_names_all_who_bear_it(knowledge: Knowledge) -> None:
    (match,) = knowledge.matches(["Assad", "left"])
    assert match.kind == MatchKind.SURNAME
    assert set(match.refs) >= {"person:bashar-al-assad", "person:hafez-al-assad"}


def test_matches_do_not_overlap_and_stand_in_order(knowledge: Knowledge) -> None:
    words = "The UN Security Council and the United States of America met Kim Jong Un in North Korea".split()
    found = knowledge.matches(words)
    assert all(before.last <= after.first for before, after in pairwise(found))
    assert [" ".join(words[match.first : match.last]) for match in found][-2:] == [
        "Kim Jong Un",
        "North Korea",
    ]


def test_capitals_of_states_that_are_gone(knowledge: Knowledge) -> None:
    (match,) = knowledge.matches(["Moscow"])
    assert knowledge.valid(match.refs, date(2022, 1, 1)) == ("state:RUS",)
    assert "state:SUN" in knowledge.valid(match.refs, date(1985, 1, 1))


def test_find_takes_whole_strings_in_any_case(knowledge: Knowledge) -> None:
    assert knowledge.find("the russian federation") == ("state:RUS",)
    assert knowledge.find("U.S.") == ("state:USA",)
    assert knowledge.find("Russia and China") == ()


def test_a_name_without_its_bracket_is_kept_for_its_country(knowledge: Knowledge) -> None:
    assert "org:labour-malta" in knowledge.bare("Labour Party")
    assert "org:labour-party-uk" not in knowledge.bare("Labour Party")
    assert knowledge.find("Labour Party") == ("org:labour-party-uk",)
    (match,) = knowledge.matches("the Labour Party won".split())
    assert match.refs[0] == "org:labour-party-uk"
    assert "org:labour-malta" in match.refs
    assert knowledge.bare("Senate") == frozenset()


def test_disputed_polities_bear_the_code_of_the_state_around_them(knowledge: Knowledge) -> None:
    ossetia, georgia = knowledge.tables.states["x-south-ossetia"], knowledge.tables.states["GEO"]
    assert (ossetia.country, ossetia.is_disputed) == ("GEO", True)
    assert not georgia.is_disputed
    disputed = [s for s in knowledge.tables.states.values() if s.kind == "disputed"]
    assert all(state.country for state in disputed)


def test_adjectives_peoples_and_seats(knowledge: Knowledge) -> None:
    assert knowledge.adjective("French") == ("state:FRA",)
    assert knowledge.people("Ukrainians") == ("state:UKR",)
    pentagon, capital = knowledge.seat("the Pentagon"), knowledge.seat("Ankara")
    assert pentagon is not None and (pentagon.state, pentagon.sectors) == ("USA", ("MIL",))
    assert capital is not None and (capital.state, capital.sectors) == ("TUR", ("GOV",))
    assert knowledge.seat("Nowhereville") is None
