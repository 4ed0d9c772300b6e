"""Whose a described actor is: the country and sectors that the phrases around its role noun give it."""

from __future__ import annotations

from typing import NamedTuple

from detente.coding.actors.cast import Actor, Cast, disputed
from detente.coding.actors.context import Context
from detente.coding.actors.describe import Description, Source
from detente.coding.actors.words import CLOSE, SOFT
from detente.coding.roles import has_note, only_country
from detente.knowledge import Region
from detente.record.enums import EntityKind

_STATE_SERVICE = frozenset(
    {("MIL",), ("GOV",)}
)  # a commander or minister is the state's, unless a group has its own
_HEADING = frozenset(
    {
        "president",
        "secretary",
        "chairman",
        "chair",
        "speaker",
        "director",
        "governor",
        "officer",
        "agent",
        "employee",
    }
)
_FIGHTING = frozenset({("REB",), ("PRM",), ("UAF",), ("CRM",), ("PTY",)})
_INTERNATIONAL = frozenset({"international", "transnational", "global", "multinational", "worldwide"})


class Belonging(NamedTuple):
    """Country codes (several for "Russian and Ukrainian officials"), sectors, the actors that gave them, and the grounds.

    ``assumed``: nothing in the phrase says the country.
    """

    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    owners: tuple[Actor, ...]
    reason: str
    assumed: bool = False

    @property
    def country(self) -> str | None:
        """The one country; None where there is none, or several."""
        return self.countries[0] if len(self.countries) == 1 else None


def belonging(context: Context, cast: Cast, description: Description) -> Belonging:
    """What the phrases in and beside a description say of its country and sectors. Their own mentions are resolved already."""
    tiers = (
        [s for s in description.sources if s.relation in CLOSE],
        [s for s in description.sources if s.relation in SOFT and not _stays(description, s)],
    )
    for sources in tiers:
        owners = [(s, actor) for s in sources for actor in cast.of(s.mention)]
        countries = tuple(
            dict.fromkeys(c for _, actor in owners if (c := country_of(context, actor)) is not None)
        )
        if owners:
            return Belonging(
                countries,
                _sectors(description, owners, cast),
                tuple(actor for _, actor in owners),
                " and ".join(f"{_words(s)} {actor.name}" for s, actor in owners),
            )
    return Belonging((), _own_sectors(description), (), "no country is said")


def country_of(context: Context, actor: Actor) -> str | None:
    """An actor's country; that of a region only where it lies in one state."""
    if actor.country is None and actor.ref is not None and actor.ref.startswith("region:"):
        entry = context.facts.entry(actor.ref)
        if isinstance(entry, Region) and len(entry.members) == 1:
            return context.facts.code(entry.members[0])
    return actor.country


def _stays(description: Description, source: Source) -> bool:
    """Whether somebody is only at a place: troops "in" a country are often another's, ministers "in" a capital on a visit."""
    if source.relation not in {"in", "at"}:
        return False
    is_minister = description.role is not None and description.role.noun.kind == "title"
    return is_minister or description.sectors[:1] == ("MIL",)


def _words(source: Source) -> str:
    return {"poss": "of", "of": "of", "in": "in", "from": "from", "for": "for", "at": "at"}.get(
        source.relation, "by"
    )


def _own_sectors(description: Description) -> tuple[str, ...]:
    sectors = description.sectors
    return ("ELI",) if description.former and sectors and _is_office(description) else sectors


def _is_office(description: Description) -> bool:
    role = description.role
    return role is None or role.noun.kind in {"title", "official"}


def _sectors(description: Description, owners: list[tuple[Source, Actor]], cast: Cast) -> tuple[str, ...]:
    """Own sectors; of a role that says little ("spokesman", "official"), those of what it belongs to."""
    own = description.sectors
    given = _given(description, owners, cast)
    if description.inherits:
        own = given or own
    elif _belongs_to_body(description, owners, own):
        own = next((a.sectors for _, a in owners if a.kind == EntityKind.ORGANISATION and a.sectors), own)
    if description.former and own and _is_office(description):
        return ("ELI",)
    return disputed(own) if any(actor.is_disputed for _, actor in owners) else own


def _given(description: Description, owners: list[tuple[Source, Actor]], cast: Cast) -> tuple[str, ...]:
    """Sectors of the first owner that has any; a state gives those of its government."""
    for source, actor in owners:
        given = cast.found[source.mention].sectors or actor.sectors
        if actor.is_state or actor.basis == "region":
            given = given or description.sectors or ("GOV",)
        of_person = description.role is None or description.role.of_person
        if given and (of_person or not actor.is_person):
            return given
    return ()


def _belongs_to_body(
    description: Description, owners: list[tuple[Source, Actor]], own: tuple[str, ...]
) -> bool:
    """Whether an office is that of a body which is no government: the president of a bank, a group's commander."""
    bodies = [a for _, a in owners if a.kind == EntityKind.ORGANISATION and a.sectors]
    if not bodies:
        return False
    last = description.noun.rsplit(" ", 1)[-1]
    return last in _HEADING or (own in _STATE_SERVICE and bodies[0].sectors[:1] in _FIGHTING)


def class_code(description: Description, words: frozenset[str]) -> str | None:
    """The class that stands for the country of a role that the table gives one: a UN role always, a group or movement only where
    the text calls it international; and the state that alone has such a ship or weapon.
    """
    if description.role is None:
        return None
    for code in ("UNO", "IGO", "EUR"):
        if has_note(description.role.noun, code):
            return code
    found = [code for code in ("NGO", "IMG") if has_note(description.role.noun, code)]
    if found and words & _INTERNATIONAL:
        return found[0]
    return only_country(description.role.noun)
