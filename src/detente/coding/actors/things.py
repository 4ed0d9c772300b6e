"""States, organisations and regions that the knowledge base names, to actors."""

from __future__ import annotations

from collections.abc import Sequence

from detente.coding.actors.cast import Actor, Cast
from detente.coding.actors.context import Context
from detente.coding.actors.describe import Description
from detente.coding.actors.words import CLOSE, LOCATIVE
from detente.coding.layers import Mention, MentionKind
from detente.knowledge import Organisation, Region, State
from detente.record.enums import EntityKind


class Things:
    """Links names of states, organisations and regions. ``report`` are the countries that the report names."""

    def __init__(
        self, context: Context, descriptions: Sequence[Description], cast: Cast, report: frozenset[str]
    ) -> None:
        self._context = context
        self._facts = context.facts
        self._descriptions = descriptions
        self._cast = cast
        self._report = report

    def link(self, mention: Mention, refs: tuple[str, ...]) -> bool:
        """Resolves a mention that the knowledge base takes for a thing; False where it is another of the same name."""
        if refs[0].startswith("state:"):
            self._link_state(mention, refs)
        elif refs[0].startswith("org:"):
            return self._link_organisation(mention, refs)
        else:
            actor = self._thing(refs[0], EntityKind.OTHER)
            self._cast.tell(mention.id, actor, 0.9, f"region {actor.name}")
        return True

    def said_countries(self, description: Description, close: bool = False) -> list[str]:
        """Countries that states and organisations in a phrase give it: the closest, else (unless ``close``) others."""
        sources = [s for s in description.sources if s.relation in CLOSE]
        out = []
        for source in sources if sources or close else description.sources:
            other = self._context.reading.mentions[source.mention]
            refs = other.refs
            if source.relation == "from" and self._facts.is_capital(self._context.surface(other)):
                continue  # "Blinken from Berlin" said it there
            if refs and not refs[0].startswith("person:") and not self._is_bare(other, refs):
                code = self._facts.country(self._facts.valid(refs)[0])
                if code is not None:
                    out.append(code)
        return out

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
        self._cast.found[mention.id] = found._replace(sectors=sectors)

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
        if self._facts.is_disputed(ref.partition(":")[2]):
            return ("PRE",), f"{kind} that stands for {name}"
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
        if isinstance(entry, State) and entry.is_disputed:
            actor.sectors = ("PRE",)
        return actor

    def _link_organisation(self, mention: Mention, refs: tuple[str, ...]) -> bool:
        if self._names_nobody(refs):
            refs = tuple(ref for ref in refs if not ref.startswith("person:"))
        said = set(self.said_countries(self._descriptions[mention.id], close=True))
        if said and self._descriptions[mention.id].role is not None and self._all_foreign(refs, said):
            return False  # "Chile's Defense Department" is not the American one
        if not said and self._is_common_name(mention, refs):
            return False
        refs = self._of_context(mention, refs, said or self._report)
        if not refs:
            return False
        if len(refs) > 1 and len({self._facts.country(ref) for ref in refs}) > 1:
            names = ", ".join(self._facts.entry(ref).name for ref in refs[:4])
            self._cast.leave(mention.id, f"may mean {names}")
            return True
        actor = self._thing(refs[0], EntityKind.ORGANISATION)
        self._cast.tell(mention.id, actor, 0.95, f"organisation known as {actor.name}")
        return True

    def _names_nobody(self, refs: tuple[str, ...]) -> bool:
        """Whether none of the persons who bear an organisation's name as their surname ("PAN", "Stanford") is in the report."""
        persons = {ref for ref in refs if ref.startswith("person:")}
        return not any(persons & set(m.refs) for m in self._context.reading.mentions if m.refs != refs)

    def _of_context(
        self, mention: Mention, refs: tuple[str, ...], countries: set[str] | frozenset[str]
    ) -> tuple[str, ...]:
        """Those of several bearers of a name whose country the text speaks of, else those that are known by it everywhere."""
        bare = self._facts.bare(self._context.surface(mention))
        if len(refs) == 1 and not bare:
            return refs
        here = tuple(ref for ref in refs if self._facts.country(ref) in countries)
        return here or tuple(ref for ref in refs if ref not in bare)

    def _is_bare(self, mention: Mention, refs: tuple[str, ...]) -> bool:
        """Whether a name tells nothing of a country, since it is meant only where that country is the context."""
        bare = self._facts.bare(self._context.surface(mention)) if refs[0].startswith("org:") else frozenset()
        return bool(bare) and bare.issuperset(refs)

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

    def _thing(self, ref: str, kind: EntityKind) -> Actor:
        if ref in self._cast.by_ref:
            return self._cast.actors[self._cast.by_ref[ref]]
        entry = self._facts.entry(ref)
        actor = self._cast.add(kind, entry.name, ref)
        actor.country = self._facts.country(ref)
        actor.score = 0.95
        if isinstance(entry, Organisation):
            actor.sectors, actor.wikidata = entry.sectors, entry.wikidata
            self._cast.index_short(actor, entry.name)
        if isinstance(entry, Region):
            actor.basis = "region"
        return actor
