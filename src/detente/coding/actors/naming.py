"""Names to actors: states, organisations and persons that are known, and names that only the text knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.coding.actors.belonging import belonging
from detente.coding.actors.cast import Actor, Cast
from detente.coding.actors.context import Context
from detente.coding.actors.describe import Description
from detente.coding.actors.identity import (
    Evidence,
    Identified,
    by_full_name,
    by_likeness,
    by_surname,
    states_among,
)
from detente.coding.actors.persons import Persons
from detente.coding.actors.relations import Relations
from detente.coding.actors.things import Things
from detente.coding.actors.unknown import guess_kind, navy_of_ship, sectors_of_name
from detente.coding.actors.words import COMPANY_ENDS
from detente.coding.layers import Mention, MentionKind
from detente.coding.roles import has_note
from detente.knowledge import Organisation
from detente.knowledge.text import key
from detente.record.enums import EntityKind, PlaceKind

_NAMED = frozenset({MentionKind.NAME, MentionKind.TITLED})


class Namer:
    """Links every name of a report. Places and organisations first, then full names of persons, then parts of names."""

    def __init__(
        self, context: Context, descriptions: Sequence[Description], relations: Relations, cast: Cast
    ) -> None:
        self._context = context
        self._facts = context.facts
        self._descriptions = descriptions
        self._relations = relations
        self._described = relations.described_by()
        self._cast = cast
        self._report = frozenset(self._report_countries())
        self.countries: frozenset[str] = self._report
        self._persons = Persons(context.facts, cast)
        self.things = Things(context, descriptions, cast, self._report)

    def link(self) -> None:
        """Resolves all names, adjectives and peoples; descriptions and pronouns stay open."""
        self._note_offices()
        named = [m for m in self._context.reading.mentions if m.refs or self._descriptions[m.id].name]
        persons = [m for m in named if not self._link_thing(m)]
        full = [m for m in persons if self._is_full(m)]
        for mention in sorted(full, key=lambda m: (not self._is_body(m), m.id)):
            self._link_full(mention)
        for mention in persons:
            if mention.id not in self._cast.found:
                self._link_part(mention)
        self.countries = self._all_countries()

    def _note_offices(self) -> None:
        """Offices that the report gives each known person anywhere: without a date they tell which of his roles is meant."""
        if self._facts.at is not None:
            return
        for mention in self._context.reading.mentions:
            if mention.refs and mention.refs[0].startswith("person:"):
                for part in (self._descriptions[mention.id], *self._described_here(mention)):
                    for ref in mention.refs:
                        self._persons.note_office(ref, _roles_said(part))

    def _all_countries(self) -> frozenset[str]:
        """Countries of all states, persons and organisations that were linked, and of the places."""
        linked = {actor.country for actor in self._cast.actors if actor.ref is not None or actor.basis}
        return frozenset(country for country in linked if country is not None) | self._report

    def _report_countries(self) -> Iterable[str]:
        for mention in self._context.reading.mentions:
            if mention.refs and mention.refs[0].startswith("state:"):
                state = self._facts.state(mention.refs)
                if state is not None and state.country is not None:
                    yield state.country

    def _is_full(self, mention: Mention) -> bool:
        return len(key(self._descriptions[mention.id].name).split()) > 1

    def _is_body(self, mention: Mention) -> bool:
        """Whether a name ends as those of organisations do; they come first, since persons belong to them."""
        role = self._descriptions[mention.id].role
        words = key(self._descriptions[mention.id].name).split()
        return words[-1] in COMPANY_ENDS or (role is not None and not role.of_person and not mention.refs)

    def _link_thing(self, mention: Mention) -> bool:
        """Resolves a mention that the knowledge base takes for a place or an organisation; False where it may be a person."""
        refs = self._facts.valid(mention.refs) if mention.refs else ()
        if not refs or refs[0].startswith("person:"):
            return self._link_acronym(mention) if not refs else False
        if not self.things.link(mention, refs):
            self._link_full(mention)
        return True

    def _link_acronym(self, mention: Mention) -> bool:
        full = self._relations.short.get(mention.id)
        return full is not None and full in self._cast.found

    def _evidence(self, mention: Mention) -> Evidence:
        """What the text says of a name, in its own title and in what describes it."""
        parts = [self._descriptions[i] for i in (mention.id, *self._described.get(mention.id, ()))]
        group = self._relations.members.get(mention.id)
        countries = [c for part in parts for c in self.things.said_countries(part)]
        if group is not None:
            countries += self.things.said_countries(self._descriptions[group])
        return Evidence(
            roles=tuple(said for part in parts for said in _roles_said(part)),
            countries=tuple(dict.fromkeys(countries)),
            gender=next((part.gender for part in parts if part.gender), None),
            report=self._report,
            former=any(part.former for part in parts),
        )

    def _link_full(self, mention: Mention) -> None:
        description = self._descriptions[mention.id]
        evidence = self._evidence(mention)
        refs = tuple(ref for ref in mention.refs if ref.startswith("person:"))
        found = by_full_name(self._facts, refs, evidence) if refs else Identified(None, 0.0, "name not known")
        if found.ref is None and not refs and self._may_be_person(mention, evidence):
            found = by_likeness(self._facts, description.name, evidence)
        if found.ref is not None:
            self._tell_person(mention, found, evidence)
            return
        number = self._cast.by_name.get(key(description.name))
        holders = self._holders(description, evidence) if number is None else []
        if number is not None or len(holders) == 1:
            actor = holders[0] if number is None else self._cast.actors[number]
        else:
            actor = self._unknown(mention, evidence)
        self._learn(actor, mention, evidence)
        self._cast.tell(mention.id, actor, actor.score, actor.basis or found.reason)

    def _may_be_person(self, mention: Mention, evidence: Evidence) -> bool:
        """Whether a known person is looked for under a name that is not known: not for every company."""
        kind = guess_kind(self._context, self._descriptions[mention.id], self._described_here(mention))
        told = evidence.roles or evidence.gender
        return kind == EntityKind.PERSON or (kind == EntityKind.OTHER and bool(told))

    def _described_here(self, mention: Mention) -> tuple[Description, ...]:
        return tuple(self._descriptions[i] for i in self._described.get(mention.id, ()))

    def _tell_person(self, mention: Mention, found: Identified, evidence: Evidence) -> None:
        assert found.ref is not None
        actor = self._persons.make(found.ref, evidence)
        name = self._descriptions[mention.id].name
        self._cast.index(actor, name)
        self._learn(actor, mention, evidence)
        self._cast.tell(mention.id, actor, found.score, f"{found.reason}: {actor.name}{_standing_of(actor)}")

    def _learn(self, actor: Actor, mention: Mention, evidence: Evidence) -> None:
        described = (self._descriptions[mention.id], *self._described_here(mention))
        self._persons.learn(actor, mention, self._said_sectors(described), evidence)
        name = described[0].name
        if actor.ref is None and len(key(name)) > len(key(actor.name)):
            actor.name = name

    def _said_sectors(self, described: tuple[Description, ...]) -> tuple[str, ...]:
        """Sectors that a name's own title, or what describes it, gives it: with those of the body it belongs to."""
        for description in described:
            if description.sectors and (description.role is not None or description.title_sectors):
                owned = belonging(self._context, self._cast, description)
                return owned.sectors if owned.owners else self._without_owner(description)
        return ()

    def _without_owner(self, description: Description) -> tuple[str, ...]:
        """Sectors of a role that nothing is said to own. "President" beside a company and no state is the company's."""
        role = description.role
        if role is None or not has_note(role.noun, "ambiguous") or role.noun.kind != "title":
            return description.sectors
        near = [
            a for m in self._context.sentence_mentions(description.mention.sentence) for a in self._cast.of(m)
        ]
        company = any(a.sectors[:1] == ("BUS",) for a in near if a.kind == EntityKind.ORGANISATION)
        return ("BUS",) if company and not any(a.is_state for a in near) else description.sectors

    def _unknown(self, mention: Mention, evidence: Evidence) -> Actor:
        """A new actor for a name that only the text knows: its country and sectors are those of its description."""
        description = self._descriptions[mention.id]
        kind = guess_kind(self._context, description, self._described_here(mention))
        actor = self._cast.add(kind, description.name)
        place = self._context.place(mention)
        if kind == EntityKind.ORGANISATION:
            navy = navy_of_ship(description.name)
            actor.sectors = ("MIL",) if navy is not None else sectors_of_name(description)
            actor.country = navy or (place.country if place is not None else None)
            actor.sectors = actor.sectors or self._owner_sectors(description)
        elif kind == EntityKind.OTHER and place is not None:
            actor.country, actor.basis = place.country, f"place in {place.country}"
            if place.kind == PlaceKind.CITY:
                actor.sectors = ("CVL",)  # a town that is hit stands for its people
            actor.score = 0.6
            self._cast.index(actor, description.name)
            return actor
        actor.score = 0.75 if evidence.countries or evidence.roles else 0.4
        actor.basis = actor.basis or "name not known; country and sectors as the text describes it"
        self._cast.index(actor, description.name)
        if kind != EntityKind.PERSON:
            self._cast.index_short(actor, description.name)
        return actor

    def _owner_sectors(self, description: Description) -> tuple[str, ...]:
        """Sectors of the organisation that a name without any belongs to: "the Northern Fleet's Arctic Group"."""
        for source in description.sources:
            refs = self._context.reading.mentions[source.mention].refs
            entry = self._facts.entry(refs[0]) if refs and source.relation in {"poss", "of"} else None
            if isinstance(entry, Organisation):
                return entry.sectors
        return ()

    def _link_part(self, mention: Mention) -> None:
        """One word of a name: a person or organisation named in full elsewhere in the report, else a known surname."""
        description = self._descriptions[mention.id]
        evidence = self._evidence(mention)
        folded = key(description.name)
        refs = tuple(ref for ref in mention.refs if ref.startswith("person:"))
        holders = self._holders(description, evidence)
        if len(holders) == 1:
            actor = holders[0]
            self._learn(actor, mention, evidence)
            whole = key(actor.name) == folded
            reason = f"the name {actor.name} once more" if whole else f"part of the name {actor.name}"
            self._cast.tell(mention.id, actor, min(0.95, actor.score + 0.2), reason)
        elif len(holders) > 1:
            names = " and ".join(actor.name for actor in holders)
            self._cast.leave(mention.id, f"surname of {names}")
        elif refs:
            self._link_surname(mention, folded, refs, evidence)
        else:
            self._link_lone(mention, evidence)

    def _holders(self, description: Description, evidence: Evidence) -> list[Actor]:
        """Persons of the report whose name ends so, and whom gender and title leave possible."""
        holders = [self._cast.actors[n] for n in self._cast.by_tail.get(key(description.name), ())]
        if not holders:
            return holders
        said = states_among(self.things.said_countries(description, close=True))
        holders = [a for a in holders if not said or a.country is None or a.country in said]
        holders = [a for a in holders if not (evidence.gender and a.gender and a.gender != evidence.gender)]
        if len(holders) > 1 and evidence.roles:
            wanted = {key(said) for said in evidence.roles}
            titled = [a for a in holders if wanted & {key(r) for r in (*a.said, a.role or "")}]
            return titled or holders
        return holders

    def _link_surname(self, mention: Mention, folded: str, refs: tuple[str, ...], evidence: Evidence) -> None:
        found = by_surname(self._facts, folded, refs, evidence)
        if found.ref is not None:
            self._tell_person(mention, found, evidence)
            return
        actor = self._unknown(mention, evidence)
        self._cast.make_person(actor)
        self._cast.index(actor, self._descriptions[mention.id].name)
        self._learn(actor, mention, evidence)
        self._cast.tell(mention.id, actor, 0.4, found.reason)

    def _link_lone(self, mention: Mention, evidence: Evidence) -> None:
        """One word that nobody knows: an acronym of a name in the report, a short form of one, or a name of its own."""
        description = self._descriptions[mention.id]
        folded = key(description.name)
        actor = self._long_form(mention, description.name)
        if actor is not None:
            self._learn(actor, mention, evidence)
            self._cast.tell(mention.id, actor, 0.85, f"short for {actor.name}")
            return
        number = self._cast.by_name.get(folded)
        actor = self._cast.actors[number] if number is not None else self._unknown(mention, evidence)
        self._learn(actor, mention, evidence)
        self._cast.tell(mention.id, actor, actor.score, actor.basis)

    def _long_form(self, mention: Mention, name: str) -> Actor | None:
        """The actor that a word is short for: by brackets behind its name, by first letters, by its first words."""
        full = self._relations.short.get(mention.id)
        bracketed = self._cast.of(full) if full is not None else ()
        if len(bracketed) == 1:
            if bracketed[0].kind == EntityKind.OTHER:
                bracketed[0].kind = EntityKind.ORGANISATION
            self._cast.index_short(bracketed[0], name)
            self._cast.index_acronym(bracketed[0], name.replace(".", ""))
            return bracketed[0]
        letters = name.replace(".", "")
        number = self._cast.by_short(letters if letters.isupper() else key(name))
        return self._cast.actors[number] if number is not None else None


def _roles_said(description: Description) -> tuple[str, ...]:
    """Role words and titles of a phrase that say an office: "foreign minister", "President"."""
    roles = [description.noun] if description.role is not None and description.role.of_person else []
    return tuple(dict.fromkeys([*roles, *description.titles]))


def _standing_of(actor: Actor) -> str:
    role = f", {actor.role}" if actor.role else ""
    return f"{role} ({actor.basis})" if actor.basis else role
