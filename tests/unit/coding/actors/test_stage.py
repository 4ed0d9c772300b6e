from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.coding.actors import ActorsStage
from detente.coding.layers import Reading
from detente.coding.mentions import MentionsStage
from detente.knowledge import Knowledge
from detente.record.enums import EntityKind
from detente.record.ids import layer_id

_TEXT = (
    "Moscow rejected the demands on Friday. The Kremlin said Russia's government would not yield, and Vladimir Putin agreed. "
    "Russian and Ukrainian officials met in Geneva. He called Vice President Joe Biden."
)


@pytest.fixture(scope="module")
def code(reading: Callable[..., Reading]) -> Callable[..., Reading]:
    knowledge = Knowledge.load()
    mentions, actors = MentionsStage(knowledge), ActorsStage(knowledge)
    return lambda text, published="2022-01-21": actors(mentions(reading(text, published)))


def test_every_mention_has_one_resolution_with_a_reason(code: Callable[..., Reading]) -> None:
    found = code(_TEXT)
    assert [r.mention for r in found.resolutions] == [m.id for m in found.mentions]
    assert all(r.reason and 0 <= r.score <= 1 for r in found.resolutions)
    assert all((r.score == 0) == (not r.entities) for r in found.resolutions)


def test_one_entity_for_a_state_and_its_seats(code: Callable[..., Reading]) -> None:
    found = code(_TEXT)
    russia = [e for e in found.entities if e.name == "Russia"]
    assert len(russia) == 1
    surfaces = {_TEXT[start:end] for start, end in russia[0].mentions}
    assert surfaces >= {"Moscow", "Kremlin", "Russia's government", "Russian"}


def test_ids_are_of_the_first_mention_and_distinct(code: Callable[..., Reading]) -> None:
    found = code(_TEXT)
    ids = [e.id for e in found.entities]
    assert len(ids) == len(set(ids))
    moscow = next(e for e in found.entities if e.name == "Russia")
    assert moscow.id == layer_id(found.report.id, "entity", *moscow.mentions[0])
    assert [e.mentions[0] for e in found.entities] == sorted(e.mentions[0] for e in found.entities)


def test_resolutions_point_at_entities_that_are_there(code: Callable[..., Reading]) -> None:
    found = code(_TEXT)
    ids = {e.id for e in found.entities}
    assert all(ident in ids for r in found.resolutions for ident in r.entities)
    for entity in found.entities:
        mine = {
            (found.mentions[r.mention].start, found.mentions[r.mention].end)
            for r in found.resolutions
            if entity.id in r.entities
        }
        assert mine == set(entity.mentions)


def test_a_wrong_office_is_kept_in_the_reason(code: Callable[..., Reading]) -> None:
    found = code(_TEXT)
    reasons = [
        r.reason
        for m, r in zip(found.mentions, found.resolutions, strict=True)
        if "Vice President" in _TEXT[m.start : m.end]
    ]
    assert "called vice president; at this date known as president" in reasons[0].lower()


def test_an_undated_report_flags_the_role(code: Callable[..., Reading]) -> None:
    found = code("Angela Merkel left.", None)
    assert found.entities[0].role == "former chancellor"
    assert "no date" in found.resolutions[0].reason


def test_a_state_is_a_country_and_its_head_a_person(code: Callable[..., Reading]) -> None:
    kinds = {e.name: e.kind for e in code(_TEXT).entities}
    assert kinds["Russia"] is EntityKind.COUNTRY
    assert kinds["Vladimir Putin"] is EntityKind.PERSON


def test_the_same_report_gives_the_same_layers(code: Callable[..., Reading]) -> None:
    assert code(_TEXT) == code(_TEXT)


def test_a_report_without_anybody(code: Callable[..., Reading]) -> None:
    found = code("It rained.")
    assert found.entities == ()
    assert [r.entities for r in found.resolutions] == [()] * len(found.mentions)
