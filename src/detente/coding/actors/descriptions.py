"""Whom a description means: somebody already named, a state, those spoken of just before, or an actor of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.coding.actors.belonging import Belonging, belonging, class_code, country_of
from detente.coding.actors.cast import Actor, Cast, Found, tell_several
from detente.coding.actors.context import Context
from detente.coding.actors.describe import Description
from detente.coding.actors.facts import agrees
from detente.coding.actors.naming import Namer
from detente.coding.actors.pairs import find_pair
from detente.coding.actors.relations import Relations
from detente.coding.actors.salience import chosen, rank
from detente.coding.actors.words import (
    ABROAD,
    BODIES,
    COUNTRIES,
    FOREIGN,
    GOVERNMENTS,
    HOME,
    INDEFINITE,
    NOT_OF,
)
from detente.coding.layers import Mention
from detente.coding.roles import has_note
from detente.record.enums import EntityKind

_EACH_ITS_OWN = frozenset({"counterpart", "opposite number"})
_LEADING = 20  # rank up to which a person is "the French leader"


class Describer:
    """Resolves the descriptions of one report, in text order."""

    def __init__(
        self,
        context: Context,
        descriptions: Sequence[Description],
        relations: Relations,
        cast: Cast,
        namer: Namer,
    ) -> None:
        self._context = context
        self._facts = context.facts
        self._descriptions = descriptions
        self._relations = relations
        self._cast = cast
        self._namer = namer
        self._by_noun: dict[tuple[str, bool], int] = {}
        self._groups: dict[tuple[str, tuple[str, ...], tuple[str, ...]], int] = {}

    def resolve(self, mention: Mention) -> Found:
        """Whom a description means. The mentions inside it are resolved already."""
        description = self._descriptions[mention.id]
        owned = self._at_home(description, belonging(self._context, self._cast, description))
        for attempt in (
            self._tied,
            self._government,
            self._country,
            self._pair,
            self._officeholder,
            self._known_body,
        ):
            found = attempt(description, owned)
            if found is not None:
                return found
        return self._of_its_own(description, owned)

    def _at_home(self, description: Description, owned: Belonging) -> Belonging:
        """The same, with the one country of the report for "the government", "police", "rebels" that nothing else places.

        Only where the report speaks of no other country, and has told of this one's institutions before.
        """
        if owned.owners or len(self._namer.countries) != 1:
            return owned
        words = self._context.sentence(description.mention).lowers[
            description.mention.first : description.mention.last
        ]
        last = description.noun.rsplit(" ", 1)[-1]
        domestic = (
            set(description.sectors[:1]) & HOME
            and last not in ABROAD
            and (FOREIGN | NOT_OF).isdisjoint(words)
        )
        country = next(iter(self._namer.countries))
        state = self._state_of(country)
        if not domestic or state is None or self._class(description) or not self._tells_of(country):
            return owned
        reason = f"in {state.name}, the only country of this report"
        return Belonging((country,), owned.sectors, (state,), reason, assumed=True)

    def _tells_of(self, country: str) -> bool:
        """Whether anything with a home sector was resolved to that country: "Sudan's army", "Khartoum", its president."""
        found = self._cast.found.values()
        return any(f.country == country and f.sectors[:1] and f.sectors[0] in HOME for f in found)

    def _tied(self, description: Description, owned: Belonging) -> Found | None:
        """Apposition and copula: the same as the one named."""
        mention = description.mention
        tie = self._relations.same.get(mention.id)
        actors = self._cast.of(tie[0]) if tie is not None else ()
        if tie is None or len(actors) != 1 or actors[0].is_state != description.is_country:
            return None
        actor = actors[0]
        self._note_conflict(actor, description, owned)
        actor.learn(owned.country, owned.sectors if actor.ref is None else (), description.noun or None)
        return self._cast.tell(mention.id, actor, 0.92, f"{tie[1]}: describes {actor.name}")

    def _note_conflict(self, actor: Actor, description: Description, owned: Belonging) -> None:
        """Keeps what the text says of a person where it disagrees with what is known, for whoever reads the reasons."""
        if owned.country and actor.country and owned.country != actor.country:
            surface = self._context.surface(description.mention)
            note = f"described as {surface!r} ({owned.country}, not {actor.country})"
            actor.notes.append((description.mention.id, note))

    def _government(self, description: Description, owned: Belonging) -> Found | None:
        """ "Russia's government", "the Biden administration": the state itself."""
        if description.noun not in GOVERNMENTS or not owned.owners or description.former:
            return None
        if any(owner.is_disputed for owner in owned.owners):
            return None
        states = [self._state_of(code) for code in owned.countries]
        known = [state for state in states if state is not None]
        if not known or len(known) < len(states):
            return None
        score = 0.55 if owned.assumed else 0.93
        reason = f"{description.noun} ({owned.reason}):"
        found = tell_several(self._cast, description.mention.id, tuple(known), score, reason)
        kept = Found(found.actors, owned.country, description.sectors or ("GOV",), found.score, found.reason)
        self._cast.found[description.mention.id] = kept
        return kept

    def _state_of(self, code: str) -> Actor | None:
        """The actor of a state by its country code; None for class codes."""
        for actor in self._cast.actors:
            if actor.is_state and actor.country == code and not actor.is_disputed:
                return actor
        if code not in self._facts.knowledge.tables.states:
            return None
        return self._namer.things.state(f"state:{code}")

    def _country(self, description: Description, owned: Belonging) -> Found | None:
        """ "her country", "the country": the state of its owner, or the one spoken of."""
        mention = description.mention
        if description.noun not in COUNTRIES or description.plural:
            return None
        of = any(source.relation in {"poss", "of"} for source in description.sources)
        if of and owned.country and any(not owner.is_state for owner in owned.owners):
            state = self._state_of(owned.country)
            if state is not None and description.noun in {"country", "nation", "state", "republic"}:
                return self._cast.tell(mention.id, state, 0.85, f"country of {owned.owners[0].name}")
        if not description.definite or owned.owners or mention.last - mention.first > 2:
            return self._cast.leave(mention.id, "a country that is not named")
        ranked = rank(self._context, self._cast, mention, lambda actor, _: actor.is_state, reach=2)
        actor = chosen(ranked, 0.35)
        if actor is None:
            names = " or ".join(r.actor.name for r in ranked[:2])
            return self._cast.leave(
                mention.id, f"may mean {names}" if names else "a country that is not named"
            )
        return self._cast.tell(mention.id, actor, 0.7, f"the country spoken of last: {actor.name}")

    def _pair(self, description: Description, owned: Belonging) -> Found | None:
        """ "the two leaders", "both sides"."""
        mention = description.mention
        lowers = self._context.sentence(mention).lowers[mention.first : mention.last]
        dual = "both" in lowers[:2] or (
            "two" in lowers[:2] and lowers[0] in {"the", "these", "those", "two", "their"}
        )
        if (
            not dual
            or not (description.plural or description.noun in {"side", "party", "ally"})
            or owned.owners
        ):
            return None
        if lowers[0] == "two":
            return None
        actors = find_pair(self._context, self._cast, self._facts, description)
        if len(actors) != 2:
            return self._cast.leave(
                mention.id, "two that the text does not single out", None, description.sectors
            )
        return tell_several(self._cast, mention.id, actors, 0.8, "the two named before:")

    def _officeholder(self, description: Description, owned: Belonging) -> Found | None:
        """ "the Ukrainian president", "the minister", "his German counterpart": a person of the report with that role."""
        role = description.role
        if role is None or not role.of_person or description.plural or description.determiner in INDEFINITE:
            return None
        if description.noun in _EACH_ITS_OWN:
            return self._counterpart(description)
        names_one = description.definite or role.noun.kind == "title" or owned.owners
        holders = list(self._holders(description, owned)) if names_one and not description.former else []
        return self._one_of(description, owned, holders) if holders else None

    def _one_of(self, description: Description, owned: Belonging, holders: list[Actor]) -> Found:
        """The only holder of the role in this report, or the one spoken of last."""
        mention = description.mention
        if len(holders) == 1:
            score = 0.85 if owned.countries or len(description.noun.split()) > 1 else 0.75
            reason = f"{description.noun}: {holders[0].name} is the one in this report"
            return self._cast.tell(mention.id, holders[0], score, reason)
        actor = chosen(rank(self._context, self._cast, mention, lambda a, _: a in holders, reach=2), 0.2)
        if actor is None:
            names = " or ".join(holder.name for holder in holders[:3])
            reason = f"{description.noun}: may mean {names}"
            return self._cast.leave(mention.id, reason, owned.country, owned.sectors)
        return self._cast.tell(mention.id, actor, 0.65, f"{description.noun} spoken of last: {actor.name}")

    def _holders(self, description: Description, owned: Belonging) -> Iterator[Actor]:
        """Persons of the report who have the role that a description names, in its country."""
        for actor in self._cast.persons:
            if not actor.is_person or not actor.mentions:
                continue
            if owned.countries and actor.country not in owned.countries:
                continue
            if description.gender and actor.gender and actor.gender != description.gender:
                continue
            if self._has_role(actor, description, bool(owned.countries)):
                yield actor

    def _has_role(self, actor: Actor, description: Description, of_country: bool) -> bool:
        noun = description.noun
        if any(agrees(noun, said, 99) and agrees(said, noun, 99) for said in actor.said):
            return True
        if actor.ref is None or not actor.ref.startswith("person:"):
            return False
        roles = [role for role in self._facts.roles(actor.ref) if not role.former]
        if noun == "leader" and not of_country:
            return False
        return any(
            agrees(noun, role.role, self._facts.rank(role))
            and (noun != "leader" or self._facts.rank(role) <= _LEADING)
            for role in roles
        )

    def _counterpart(self, description: Description) -> Found:
        """The one of that country with the office of the person whose counterpart it is."""
        mention = description.mention
        persons = [a for s in description.sources for a in self._cast.of(s.mention) if a.is_person]
        states = [a for s in description.sources for a in self._cast.of(s.mention) if not a.is_person]
        country = states[0].country if len(states) == 1 else None
        sectors = persons[0].sectors if len(persons) == 1 else description.sectors
        roles = [r for p in persons for r in (p.role, *p.said) if r]
        for actor in self._cast.persons:
            if actor.is_person and country and actor.country == country and actor not in persons:
                held = [r for r in (actor.role, *actor.said) if r]
                if any(agrees(a, b, 99) or agrees(b, a, 99) for a in roles for b in held):
                    return self._cast.tell(
                        mention.id, actor, 0.8, f"counterpart of {persons[0].name}: {actor.name}"
                    )
        new = self._make(
            description, Belonging((country,) if country else (), sectors, (), ""), EntityKind.PERSON
        )
        new.role = roles[0] if roles else None
        return self._cast.tell(mention.id, new, 0.75 if country else 0.4, "counterpart, not named")

    def _known_body(self, description: Description, owned: Belonging) -> Found | None:
        """ "the group", "the company", "the ministry": the body spoken of before."""
        role, mention = description.role, description.mention
        if role is None or role.of_person or not description.definite or owned.owners or description.plural:
            return None
        if mention.last - mention.first > 1 + role.last - role.first:
            return None
        tail = description.noun.split()[-1]
        if tail not in BODIES:
            return None

        def accept(actor: Actor, _: Mention) -> bool:
            if (
                actor.kind not in {EntityKind.ORGANISATION, EntityKind.GROUP, EntityKind.OTHER}
                or actor.plural
            ):
                return False
            named_so = tail in actor.name.lower().split() or tail == (actor.noun.split() or [""])[-1]
            shared = set(role.noun.sectors) & set(actor.sectors) - {"GOV"}
            other_sort = bool(role.noun.sectors and actor.sectors) and not set(role.noun.sectors) & set(
                actor.sectors
            )
            if (named_so and not other_sort) or shared:
                return actor.basis != "region"
            return has_note(role.noun, "inherits") and actor.kind != EntityKind.OTHER

        actor = chosen(rank(self._context, self._cast, mention, accept))
        if actor is None:
            return None
        return self._cast.tell(
            mention.id, actor, 0.75, f"the {description.noun} spoken of before: {actor.name}"
        )

    def _of_its_own(self, description: Description, owned: Belonging) -> Found:
        """An actor without a name: its country and sectors are what its description says."""
        mention = description.mention
        indefinite = description.determiner in INDEFINITE or description.counted
        if description.determiner in {"no", "neither"}:
            return self._cast.leave(mention.id, "nobody", owned.country, owned.sectors)
        parts = self._parts(description, owned)
        actors = [self._part(description, part, indefinite) for part in parts]
        if len(actors) > 1:
            for actor, part in zip(actors, parts, strict=True):
                actor.name = f"{description.said} of {part.owners[0].name}"
        before = len(actors) == 1 and bool(actors[0].mentions)
        score = (
            0.55
            if owned.assumed
            else 0.85
            if owned.countries
            else 0.7
            if before and actors[0].country
            else 0.5
        )
        found = tell_several(
            self._cast,
            mention.id,
            tuple(actors),
            score,
            f"{'spoken of before' if before else 'described'}, {owned.reason}:",
        )
        single = len(actors) == 1
        kept = Found(
            found.actors,
            actors[0].country if single else None,
            owned.sectors or (actors[0].sectors if single else ()),
            score,
            found.reason,
        )
        self._cast.found[mention.id] = kept
        return kept

    def _parts(self, description: Description, owned: Belonging) -> list[Belonging]:
        """What a description belongs to, one for each country: "Russian and Ukrainian officials" are two groups."""
        owners = [a for a in owned.owners if a.is_state or a.basis == "region"]
        if len(owners) > 1 and (len(owned.countries) > 1 or description.plural):
            seen: dict[str | None, Belonging] = {}
            for owner in owners:
                code = country_of(self._context, owner)
                seen.setdefault(
                    code, Belonging((code,) if code else (), owned.sectors, (owner,), owned.reason)
                )
            return list(seen.values())
        code = owned.country or self._class(description)
        return [Belonging((code,) if code else (), owned.sectors, owned.owners, owned.reason)]

    def _part(self, description: Description, owned: Belonging, indefinite: bool) -> Actor:
        """The group or person of one owner: the one met before, or a new one."""
        name = description.noun if owned.owners else self._plain(description.mention).lower()
        name += " (plural)" if description.plural else ""
        key = (name, owned.countries, tuple(sorted(a.name for a in owned.owners)))
        number = None if indefinite else self._groups.get(key)
        if number is None and description.definite and not owned.countries:
            number = self._same_noun(description)
        if number is not None:
            return self._cast.actors[number]
        actor = self._make(description, owned)
        if not indefinite:
            self._groups[key] = actor.number
        return actor

    def _class(self, description: Description) -> str | None:
        sentence = self._context.sentence(description.mention)
        words = sentence.lowers[description.mention.first : description.mention.last]
        return class_code(description, frozenset(words))

    def _same_noun(self, description: Description) -> int | None:
        """The last described actor with the same noun, for "the officials" after "two US officials"."""
        return self._by_noun.get((description.noun, description.plural))

    def _make(self, description: Description, owned: Belonging, kind: EntityKind | None = None) -> Actor:
        mention = description.mention
        role = description.role
        if kind is None:
            of_person = role is not None and role.of_person
            body = role is not None and role.noun.kind == "body"
            kind = EntityKind.GROUP if description.plural or not (of_person or body) else EntityKind.PERSON
            kind = EntityKind.ORGANISATION if body and not description.plural else kind
        actor = self._cast.add(kind, self._plain(mention))
        actor.plural = description.plural
        actor.noun, actor.gender = description.noun, description.gender
        self._by_noun[actor.noun, actor.plural] = actor.number
        actor.learn(owned.country, owned.sectors, None)
        if role is not None and role.of_person:
            actor.role = description.noun
        return actor

    def _plain(self, mention: Mention) -> str:
        """The description's words without an article before them."""
        words = self._context.surface(mention).split()
        return " ".join(words[1:] if words[0].lower() in {"the", "a", "an"} and len(words) > 1 else words)
