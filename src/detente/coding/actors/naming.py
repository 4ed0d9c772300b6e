"""Names to actors: states, organisations and persons that are known, and names that only the text knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.coding.actors.cast import Actor, Cast
from detente.coding.actors.context import Context
from detente.coding.actors.describe import Description
from detente.coding.actors.facts import agrees
from detente.coding.actors.identity import (
    Evidence,
    Identified,
    by_full_name,
    by_likeness,
    by_surname,
    current_role,
)
from detente.coding.actors.relations import Relations
from detente.coding.actors.unknown import guess_kind, is_acronym_of, sectors_of_name
from detente.coding.actors.words import CLOSE, LOCATIVE
from detente.coding.layers import Mention, MentionKind
from detente.knowledge import Organisation, Person, Region, Role, State
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
        self._offices: dict[str, list[str]] = {}

    def link(self) -> None:
        """Resolves all names, adjectives and peoples; descriptions and pronouns stay open."""
        self._note_offices()
        named = [m for m in self._context.reading.mentions if m.refs or self._descriptions[m.id].name]
        persons = [m for m in named if not self._link_thing(m)]
        full = [m for m in persons if self._is_full(m)]
        for mention in full:
            self._link_full(mention)
        for mention in persons:
            if mention.id not in self._cast.found:
                self._link_part(mention)

    def _note_offices(self) -> None:
        """Offices that the report gives each known person anywhere: without a date they tell which of his roles is meant."""
        if self._facts.at is not None:
            return
        for mention in self._context.reading.mentions:
            if mention.refs and mention.refs[0].startswith("person:"):
                for part in (self._descriptions[mention.id], *self._described_here(mention)):
                    for ref in mention.refs:
                        self._offices.setdefault(ref, []).extend(_roles_said(part))

    @property
    def countries(self) -> frozenset[str]:
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

    def _link_thing(self, mention: Mention) -> bool:
        """Resolves a mention that the knowledge base takes for a place or an organisation; False where it may be a person."""
        refs = self._facts.valid(mention.refs) if mention.refs else ()
        if not refs or refs[0].startswith("person:"):
            return self._link_acronym(mention) if not refs else False
        if refs[0].startswith("state:"):
            self._link_state(mention, refs)
        elif refs[0].startswith("org:"):
            self._link_organisation(mention, refs)
        else:
            self._link_region(mention, refs[0])
        return True

    def _link_acronym(self, mention: Mention) -> bool:
        full = self._relations.short.get(mention.id)
        return full is not None and self._relations.short[mention.id] in self._cast.found

    def _link_state(self, mention: Mention, refs: tuple[str, ...]) -> None:
        states = [ref for ref in refs if ref.startswith("state:")]
        if len(states) > 1:
            states = [ref for ref in states if ref in self._cast.by_ref] or states
        if len(states) > 1:
            self._cast.leave(
                mention.id, f"may mean {', '.join(self._facts.entry(ref).name for ref in states)}"
            )
            return
        if self._descriptions[mention.id].counted:
            self._link_some(mention, states[0])
            return
        actor = self.state(states[0])
        sectors, reason = self._standing(mention, states[0])
        found = self._cast.tell(mention.id, actor, 0.98, reason)
        self._cast.found[mention.id] = type(found)(found.actors, found.country, sectors, found.score, reason)

    def _link_some(self, mention: Mention, ref: str) -> None:
        """ "Two Russians", "many Libyans": people of a state, not the state."""
        actor = self._cast.add(EntityKind.GROUP, self._context.surface(mention))
        actor.country, actor.plural = self._facts.country(ref), True
        self._cast.tell(mention.id, actor, 0.9, f"people of {self._facts.entry(ref).name}")

    def _standing(self, mention: Mention, ref: str) -> tuple[tuple[str, ...], str]:
        """Sectors of a state's name: none for the country itself, the government's for a capital or seat that acts."""
        surface = self._context.surface(mention)
        name = self._facts.entry(ref).name
        if mention.kind != MentionKind.NAME:
            return (), f"nationality of {name}"
        kind = self._facts.kind(surface, ref)
        if kind is None or kind == "state":
            return self.state(ref).sectors, f"name of the state {name}"
        if kind == "capital" and self._is_location(mention):
            return (), f"capital of {name}, named as a place"
        return self._facts.seat_sectors(surface), f"{kind} that stands for the government of {name}"

    def _is_location(self, mention: Mention) -> bool:
        sentence = self._context.sentence(mention)
        head = sentence.heads[mention.head]
        return sentence.deps[mention.head] == "pobj" and sentence.lowers[head] in LOCATIVE

    def state(self, ref: str) -> Actor:
        """The actor of a state, made where it is not yet there."""
        if ref in self._cast.by_ref:
            return self._cast.actors[self._cast.by_ref[ref]]
        entry = self._facts.entry(ref)
        actor = self._cast.add(EntityKind.COUNTRY, entry.name, ref)
        actor.country = self._facts.country(ref)
        actor.score = 0.98
        if isinstance(entry, State) and entry.kind != "state":
            actor.basis = entry.kind
            actor.sectors = ("PRE",) if entry.kind == "disputed" else ()
        return actor

    def _link_organisation(self, mention: Mention, refs: tuple[str, ...]) -> None:
        said = set(self.said_countries(self._descriptions[mention.id], close=True))
        if said and self._descriptions[mention.id].role is not None and self._all_foreign(refs, said):
            self._link_full(mention)  # "Chile's Defense Department" is not the American one
            return
        if not said and self._is_common_name(mention, refs):
            self._link_full(mention)
            return
        if len(refs) > 1:
            refs = tuple(r for r in refs if self._facts.country(r) in (said or self._report)) or refs
        if len(refs) > 1 and len({self._facts.country(ref) for ref in refs}) > 1:
            names = ", ".join(self._facts.entry(ref).name for ref in refs[:4])
            self._cast.leave(mention.id, f"may mean {names}")
            return
        actor = self._thing(refs[0], EntityKind.ORGANISATION)
        self._cast.tell(mention.id, actor, 0.95, f"organisation known as {actor.name}")

    def _is_common_name(self, mention: Mention, refs: tuple[str, ...]) -> bool:
        """Whether a name that many countries know ("the Labour Party") is that of one which the report does not speak of."""
        words = self._context.surface(mention).split()
        if any(self._facts.names_a_country(word) for word in words):
            return False  # "French troops" can be no other country's
        role = self._descriptions[mention.id].role
        return role is not None and bool(self._report) and self._all_foreign(refs, set(self._report))

    def _all_foreign(self, refs: tuple[str, ...], said: set[str]) -> bool:
        """Whether organisations of a state are none of the countries that the text says."""
        states = self._facts.knowledge.tables.states
        countries = {self._facts.country(ref) for ref in refs}
        return all(country in states for country in countries) and not countries & said

    def _link_region(self, mention: Mention, ref: str) -> None:
        actor = self._thing(ref, EntityKind.OTHER)
        self._cast.tell(mention.id, actor, 0.9, f"region {actor.name}")

    def _thing(self, ref: str, kind: EntityKind) -> Actor:
        if ref in self._cast.by_ref:
            return self._cast.actors[self._cast.by_ref[ref]]
        entry = self._facts.entry(ref)
        actor = self._cast.add(kind, entry.name, ref)
        actor.country = self._facts.country(ref)
        actor.score = 0.95
        if isinstance(entry, Organisation):
            actor.sectors, actor.wikidata = entry.sectors, entry.wikidata
        if isinstance(entry, Region):
            actor.basis = "region"
        return actor

    def _evidence(self, mention: Mention) -> Evidence:
        """What the text says of a name, in its own title and in what describes it."""
        parts = [self._descriptions[i] for i in (mention.id, *self._described.get(mention.id, ()))]
        group = self._relations.members.get(mention.id)
        countries = [c for part in parts for c in self.said_countries(part)]
        if group is not None:
            countries += self.said_countries(self._descriptions[group])
        return Evidence(
            roles=tuple(said for part in parts for said in _roles_said(part)),
            countries=tuple(dict.fromkeys(countries)),
            gender=next((part.gender for part in parts if part.gender), None),
            report=self._report,
            former=any(part.former for part in parts),
        )

    def said_countries(self, description: Description, close: bool = False) -> list[str]:
        """Countries that states and organisations in a phrase give it: the closest, else (unless ``close``) others."""
        sources = [s for s in description.sources if s.relation in CLOSE]
        out = []
        for source in sources if sources or close else description.sources:
            refs = self._context.reading.mentions[source.mention].refs
            if refs and not refs[0].startswith("person:"):
                code = self._facts.country(self._facts.valid(refs)[0])
                if code is not None:
                    out.append(code)
        return out

    def _link_full(self, mention: Mention) -> None:
        description = self._descriptions[mention.id]
        evidence = self._evidence(mention)
        refs = tuple(ref for ref in mention.refs if ref.startswith("person:"))
        found = by_full_name(self._facts, refs, evidence) if refs else Identified(None, 0.0, "name not known")
        if found.ref is None and not refs and self._may_be_person(mention):
            found = by_likeness(self._facts, description.name, evidence)
        if found.ref is not None:
            self._tell_person(mention, found, evidence)
            return
        number = self._cast.by_name.get(key(description.name))
        actor = self._cast.actors[number] if number is not None else self._unknown(mention, evidence)
        self._learn(actor, mention, evidence)
        self._cast.tell(mention.id, actor, actor.score, actor.basis or found.reason)

    def _may_be_person(self, mention: Mention) -> bool:
        return guess_kind(self._context, self._descriptions[mention.id], self._described_here(mention)) in {
            EntityKind.PERSON,
            EntityKind.OTHER,
        }

    def _described_here(self, mention: Mention) -> tuple[Description, ...]:
        return tuple(self._descriptions[i] for i in self._described.get(mention.id, ()))

    def _tell_person(self, mention: Mention, found: Identified, evidence: Evidence) -> None:
        assert found.ref is not None
        actor = self._person(found.ref, evidence)
        name = self._descriptions[mention.id].name
        self._cast.index(actor, name)
        self._learn(actor, mention, evidence)
        self._cast.tell(mention.id, actor, found.score, f"{found.reason}: {actor.name}{_standing_of(actor)}")

    def _person(self, ref: str, evidence: Evidence) -> Actor:
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
        """The role at the report's date; without one the role that the text tells, else the latest known, now over or not."""
        said = [*evidence.roles, *self._offices.get(ref, ())]
        role = current_role(self._facts, ref, said)
        if role is None:
            countries = self._facts.countries_of(ref)
            actor.country = next(iter(countries)) if len(countries) == 1 else None
            return
        actor.country, actor.role = self._facts.code(role.country), role.role
        actor.sectors = role.sectors or self._organisation_sectors(role)
        if self._facts.at is not None:
            return
        actor.basis = "the report has no date: latest known role"
        told = any(agrees(text, role.role, self._facts.rank(role)) for text in said)
        if (evidence.former or (role.until and not told)) and "ELI" not in actor.sectors:
            actor.sectors, actor.role = ("ELI",), f"former {role.role}"

    def _organisation_sectors(self, role: Role) -> tuple[str, ...]:
        entry = self._facts.entry(f"org:{role.organisation}") if role.organisation else None
        return entry.sectors if isinstance(entry, Organisation) else ()

    def _unknown(self, mention: Mention, evidence: Evidence) -> Actor:
        """A new actor for a name that only the text knows: its country and sectors are those of its description."""
        description = self._descriptions[mention.id]
        kind = guess_kind(self._context, description, self._described_here(mention))
        actor = self._cast.add(kind, description.name)
        place = self._context.place(mention)
        if kind == EntityKind.ORGANISATION:
            actor.sectors = sectors_of_name(description)
            actor.country = place.country if place is not None else None
            actor.sectors = actor.sectors or self._owner_sectors(description)
        elif kind == EntityKind.OTHER and place is not None:
            actor.country, actor.basis = place.country, f"place in {place.country}"
            actor.sectors = (
                ("CVL",) if place.kind == PlaceKind.CITY else ()
            )  # a town that is hit stands for its people
            actor.score = 0.6
            self._cast.index(actor, description.name)
            return actor
        actor.score = 0.75 if evidence.countries or evidence.roles else 0.4
        actor.basis = actor.basis or "name not known; country and sectors as the text describes it"
        self._cast.index(actor, description.name)
        return actor

    def _owner_sectors(self, description: Description) -> tuple[str, ...]:
        """Sectors of the organisation that a name without any belongs to: "the Northern Fleet's Arctic Group"."""
        for source in description.sources:
            refs = self._context.reading.mentions[source.mention].refs
            entry = self._facts.entry(refs[0]) if refs and source.relation in {"poss", "of"} else None
            if isinstance(entry, Organisation):
                return entry.sectors
        return ()

    def _learn(self, actor: Actor, mention: Mention, evidence: Evidence) -> None:
        """Gives an actor the roles and the country that the text states, and notes what contradicts."""
        described = (self._descriptions[mention.id], *self._described_here(mention))
        sectors = next((d.sectors for d in described if d.sectors and (d.role or d.title_sectors)), ())
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
        if len(key(self._descriptions[mention.id].name)) > len(key(actor.name)) and actor.ref is None:
            actor.name = self._descriptions[mention.id].name

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

    def _link_part(self, mention: Mention) -> None:
        """One word of a name: a person or organisation named in full elsewhere in the report, else a known surname."""
        description = self._descriptions[mention.id]
        evidence = self._evidence(mention)
        folded = key(description.name)
        refs = tuple(ref for ref in mention.refs if ref.startswith("person:"))
        holders = self._holders(folded, evidence)
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

    def _holders(self, folded: str, evidence: Evidence) -> list[Actor]:
        """Persons of the report whose name ends so, and whom gender and title leave possible."""
        holders = [self._cast.actors[n] for n in self._cast.by_tail.get(folded, ())]
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
        actor.kind = EntityKind.PERSON
        self._cast.index(actor, self._descriptions[mention.id].name)
        self._learn(actor, mention, evidence)
        self._cast.tell(mention.id, actor, 0.4, found.reason)

    def _link_lone(self, mention: Mention, evidence: Evidence) -> None:
        """One word that nobody knows: an acronym of a name in the report, a short form of one, or a name of its own."""
        description = self._descriptions[mention.id]
        folded = key(description.name)
        full = self._relations.short.get(mention.id)
        for actor in self._cast.actors:
            if full is not None and actor in self._cast.of(full):
                actor.kind = EntityKind.ORGANISATION if actor.kind == EntityKind.OTHER else actor.kind
                break
            if actor.kind == EntityKind.ORGANISATION and is_acronym_of(description.name, actor.name):
                break
            if (
                actor.ref is None
                and actor.kind != EntityKind.PERSON
                and folded
                and _begins(actor.name, folded)
            ):
                break
        else:
            number = self._cast.by_name.get(folded)
            actor = self._cast.actors[number] if number is not None else self._unknown(mention, evidence)
            self._learn(actor, mention, evidence)
            self._cast.tell(mention.id, actor, actor.score, actor.basis)
            return
        self._learn(actor, mention, evidence)
        self._cast.tell(mention.id, actor, 0.85, f"short for {actor.name}")


def _begins(name: str, folded: str) -> bool:
    return key(name).startswith(folded + " ")


def _roles_said(description: Description) -> tuple[str, ...]:
    """Role words and titles of a phrase that say an office: "foreign minister", "President"."""
    roles = [description.noun] if description.role is not None and description.role.of_person else []
    return tuple(dict.fromkeys([*roles, *description.titles]))


def _standing_of(actor: Actor) -> str:
    role = f", {actor.role}" if actor.role else ""
    return f"{role} ({actor.basis})" if actor.basis else role
