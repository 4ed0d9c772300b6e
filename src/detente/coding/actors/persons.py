"""Persons: what is known of them at the report's date, and what the text adds or says otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from detente.coding.actors.cast import Actor, Cast, disputed
from detente.coding.actors.facts import Facts, agrees
from detente.coding.actors.identity import Evidence, current_role
from detente.coding.layers import Mention
from detente.knowledge import Organisation, Person, Role
from detente.record.enums import EntityKind

_STAYS_IN_THE_NEWS = 20
"""Rank of the roles (heads of state and government) whose holders are told of after office."""


class Persons:
    """Makes the actors of known persons, and lets every actor learn from what describes it."""

    def __init__(self, facts: Facts, cast: Cast) -> None:
        self._facts = facts
        self._cast = cast
        self._offices: dict[str, list[str]] = {}

    def note_office(self, ref: str, roles: Iterable[str]) -> None:
        """Notes an office that the report gives a person anywhere: without a date it tells which of his roles is meant."""
        self._offices.setdefault(ref, []).extend(roles)

    def make(self, ref: str, evidence: Evidence) -> Actor:
        """The actor of a known person, with his role at the date."""
        if ref in self._cast.by_ref:
            return self._cast.actors[self._cast.by_ref[ref]]
        entry = self._facts.entry(ref)
        assert isinstance(entry, Person)
        actor = self._cast.add(EntityKind.PERSON, entry.name, ref)
        actor.gender, actor.wikidata, actor.score = entry.gender, entry.wikidata, 0.98
        self._give_role(actor, ref, evidence)
        for name in (entry.name, *entry.surnames):
            self._cast.index(actor, name)
        return actor

    def _give_role(self, actor: Actor, ref: str, evidence: Evidence) -> None:
        """The role at the report's date; without one the role that the text tells, else the latest known.

        Without a date, who led a state and does no more is taken for a former leader: they stay in the news, ministers do not.
        """
        said = [*evidence.roles, *self._offices.get(ref, ())]
        role = current_role(self._facts, ref, said)
        if role is None:
            countries = self._facts.countries_of(ref)
            actor.country = next(iter(countries)) if len(countries) == 1 else None
            return
        actor.country, actor.role = self._facts.code(role.country), role.role
        actor.sectors = role.sectors or self._organisation_sectors(role)
        if self._facts.is_disputed(role.country) and not role.former:
            actor.sectors = disputed(actor.sectors)
        if self._facts.at is not None:
            return
        actor.basis = "the report has no date: latest known role"
        told = any(agrees(text, role.role, self._facts.rank(role)) for text in said)
        over = role.until and not told and self._facts.rank(role) <= _STAYS_IN_THE_NEWS
        if (evidence.former or over) and "ELI" not in actor.sectors:
            actor.sectors, actor.role = ("ELI",), f"former {role.role}"

    def _organisation_sectors(self, role: Role) -> tuple[str, ...]:
        entry = self._facts.entry(f"org:{role.organisation}") if role.organisation else None
        return entry.sectors if isinstance(entry, Organisation) else ()

    def learn(self, actor: Actor, mention: Mention, sectors: tuple[str, ...], evidence: Evidence) -> None:
        """Gives an actor the roles, sectors and country that the text states beside its name; notes what contradicts."""
        if evidence.former and sectors and actor.ref is None:
            sectors = ("ELI",)
        country = evidence.countries[0] if len(evidence.countries) == 1 else None
        if actor.country and country and country != actor.country and actor.ref is None:
            actor.notes.append((mention.id, f"described as of {country}, elsewhere of {actor.country}"))
        before = actor.role
        for said in evidence.roles:
            actor.learn(country, sectors if actor.ref is None else (), said)
        actor.learn(country, sectors if actor.ref is None else (), None)
        if actor.ref is not None:
            actor.role = before or actor.role
            self._note_other_role(actor, mention, evidence)
        actor.gender = actor.gender or evidence.gender

    def _note_other_role(self, actor: Actor, mention: Mention, evidence: Evidence) -> None:
        """Keeps an office that the text gives a known person, and that nobody knows of at the report's date."""
        if self._facts.at is None or actor.ref is None or evidence.former:
            return
        held = self._facts.roles(actor.ref)
        for said in evidence.roles:
            noun = self._facts.knowledge.tables.role_nouns.get(said.lower())
            if noun is None or noun.kind != "title" or not held:
                continue
            if not any(agrees(said, role.role, self._facts.rank(role)) for role in held):
                note = f"called {said}; at this date known as {held[0].role}"
                actor.notes.append((mention.id, note))
