"""The two that "both leaders", "the two countries" or "both sides" mean."""

from __future__ import annotations

from detente.coding.actors.cast import Actor, Cast
from detente.coding.actors.context import Context
from detente.coding.actors.describe import Description
from detente.coding.actors.facts import Facts
from detente.coding.actors.salience import before
from detente.coding.actors.words import COUNTRIES, SIDES
from detente.coding.layers import MentionKind

_REACH = 3


def find_pair(context: Context, cast: Cast, facts: Facts, description: Description) -> tuple[Actor, ...]:
    """Two actors that fit and are named nearest: the last ones of the first sentence back in which the second one turns up.

    Empty where a third one is as near, for then the text does not single out two.
    """
    found: dict[int, Actor] = {}
    at = -1
    for other, distance in before(context, description.mention, _REACH):
        if distance != at and len(found) >= 2:
            break
        at = distance
        if other.kind == MentionKind.ADJECTIVE and description.noun not in COUNTRIES | SIDES:
            continue
        for actor in cast.of(other.id):
            if _fits(actor, description, facts):
                found[actor.number] = actor
    return tuple(found[number] for number in sorted(found)) if len(found) == 2 else ()


def _fits(actor: Actor, description: Description, facts: Facts) -> bool:
    if description.noun in SIDES:
        return actor.is_state
    if description.role is None or not description.role.of_person or not actor.is_person:
        return False
    if description.gender and actor.gender and description.gender != actor.gender:
        return False
    noun = description.noun
    if noun in {"man", "woman", "person", "people"}:
        return True
    if description.role.noun.kind == "title" or noun in {"leader", "minister", "president"}:
        return _holds(actor, noun, facts)
    return bool(set(actor.sectors) & set(description.sectors)) or not description.sectors


def _holds(actor: Actor, noun: str, facts: Facts) -> bool:
    """Whether a person holds an office of that sort; a leader is a head of state or government."""
    offices = [word.lower() for word in (actor.role, *actor.said) if word]
    if noun == "leader":
        ranks = [facts.rank(role) for role in facts.roles(actor.ref)] if actor.ref else []
        top = any(rank <= 20 for rank in ranks)
        return top or any(
            o.split()[-1] in {"president", "minister", "chancellor", "king", "premier", "leader"}
            for o in offices
        )
    return any(noun.rsplit(maxsplit=1)[-1] in office.split() for office in offices)
