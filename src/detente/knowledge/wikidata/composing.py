"""From drafts to rows of the tables, once all that they point at is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from detente.knowledge.base import Knowledge
from detente.knowledge.entries import MatchKind, Person
from detente.knowledge.text import key, slug
from detente.knowledge.wikidata.drafts import BodyDraft, PersonDraft, PlaceDraft, Post
from detente.knowledge.wikidata.settings import Meanings
from detente.knowledge.wikidata.tally import Tally
from detente.knowledge.wikidata.titles import Titles

_SURE, _LIKELY, _OPEN = (
    "0.8",
    "0.6",
    "0.5",
)  # certainty: dated, country by citizenship alone, without any date


@dataclass(frozen=True, slots=True)
class Mentioned:
    """What is needed of an item that something points at: its label, and the items of its country."""

    label: str | None
    countries: tuple[str, ...]


@dataclass(slots=True)
class Composer:
    """Makes rows. ``countries`` are state ids by item, ``mentioned`` what is pointed at.

    ``bodies`` are ids of organisations by item, ``issued`` refs that were given out, ``names`` folded names of organisations.
    """

    knowledge: Knowledge
    meanings: Meanings
    countries: Mapping[str, str]
    mentioned: Mapping[str, Mentioned]
    tally: Tally
    titles: Titles
    bodies: dict[str, str] = field(default_factory=dict)
    issued: dict[str, None] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)

    def body(self, draft: BodyDraft) -> list[str] | None:
        """The row of an organisation; None where the tables have it already."""
        kind = self.meanings.organisations[draft.classes[0]]
        country = kind.country or self._country(draft.countries) or ""
        known = self._known_body(draft, country)
        if known is not None:
            self.bodies[draft.item] = known
            self.tally.left["organisations that the tables know"] += 1
            return None
        ident = self._issue("org", draft.name, (country.lower(), draft.item.lower()))
        self.bodies[draft.item] = ident
        name, names = self._told_apart(draft, country)
        cells = [ident, name, "|".join(names), country, "|".join(kind.sectors), kind.kind, ""]
        return [*cells, draft.since or "", draft.until or "", draft.item]

    def person(self, draft: PersonDraft) -> tuple[list[str] | None, list[list[str]]]:
        """The row of a person and those of the roles. Of somebody whom the tables know, the item's number alone is new."""
        known = self._known_person(draft)
        if known is not None:
            self.tally.left["offices of persons whom the tables know"] += len(draft.posts)
            self.issued[known.ref] = None
            return (_with_item(known, draft.item) if known.wikidata is None else None), []
        ident = self._issue("person", draft.name, ((draft.born or "")[:4], draft.item.lower()))
        cells = [ident, draft.name, "|".join(draft.names), "", draft.gender or "", draft.born or ""]
        return [*cells, draft.died or "", draft.item, "0.9"], self._roles(ident, draft)

    def place(self, draft: PlaceDraft) -> list[str] | None:
        """The row of a place; None where the tables have one of that name in the country."""
        country = self._country(draft.countries)
        if country is None or country not in self.knowledge.tables.states:
            self.tally.left["places without a country that is known"] += 1
            return None
        known = self.knowledge.names.find(draft.name)
        if known and any(reading.kind != MatchKind.SURNAME for reading in known):
            self.tally.left["places whose name the tables know"] += 1
            return None
        ident = self._issue("region", draft.name, (country.lower(), draft.item.lower()))
        kind = self.meanings.places[draft.classes[0]]
        return [ident, draft.name, "|".join(draft.names), "", country, kind, str(draft.lat), str(draft.lon)]

    def _issue(self, table: str, name: str, endings: Iterable[str]) -> str:
        """An id that no row of the table has: the name's slug, with an ending where that is taken."""
        stem = slug(name)
        candidates = [stem] if stem else []
        candidates += [f"{stem}-{ending}" if stem else ending for ending in endings if ending]
        known = {"org": "organisations", "person": "people", "region": "regions"}[table]
        taken = getattr(self.knowledge.tables, known)
        ident = next(c for c in candidates if c not in taken and f"{table}:{c}" not in self.issued)
        self.issued[f"{table}:{ident}"] = None
        return ident

    def _country(self, items: Iterable[str]) -> str | None:
        """The first state that the items are, or lie in."""
        wanted = tuple(items)
        for item in wanted:
            if item in self.countries:
                return self.countries[item]
        for item in wanted:
            around = self.mentioned[item].countries if item in self.mentioned else ()
            found = next((self.countries[i] for i in around if i in self.countries), None)
            if found is not None:
                return found
        return None

    def _known_body(self, draft: BodyDraft, country: str) -> str | None:
        for name in (draft.name, *draft.names):
            for reading in self.knowledge.names.find(name):
                ident = reading.ref.partition(":")[2]
                row = self.knowledge.tables.organisations.get(ident)
                if (
                    row is not None
                    and reading.kind == MatchKind.ORGANISATION
                    and (row.country or "") == country
                ):
                    return ident
        return None

    def _told_apart(self, draft: BodyDraft, country: str) -> tuple[str, list[str]]:
        """The name, with its country in brackets where another body bears it, and the other names that none bears."""
        name = draft.name
        if self._is_borne(name) and "(" not in name:
            state = self.knowledge.tables.states.get(country)
            name = f"{name} ({state.name if state else draft.item})"
        names = [other for other in draft.names if not self._is_borne(other)]
        self.names.update(dict.fromkeys(key(n) for n in (draft.name, *names)))
        return name, names

    def _is_borne(self, name: str) -> bool:
        return key(name) in self.names or bool(self.knowledge.find(name))

    def _known_person(self, draft: PersonDraft) -> Person | None:
        """The person of our tables with that name, born in the same year, or with that name as the one known."""
        for reading in self.knowledge.names.find(draft.name):
            person = self.knowledge.tables.people.get(reading.ref.partition(":")[2])
            if reading.kind != MatchKind.PERSON or person is None or person.ref in self.issued:
                continue
            if person.wikidata is not None:
                if person.wikidata == draft.item:
                    return person
                continue
            if person.born and draft.born and person.born[:4] != draft.born[:4]:
                continue
            return person
        return None

    def _roles(self, ident: str, draft: PersonDraft) -> list[list[str]]:
        """Rows of offices; of somebody without any, one of the party or the occupation."""
        dated = any(post.since or post.until for post in draft.posts)
        posts = [post for post in draft.posts if post.since or post.until or not dated]
        found = [row for post in posts if (row := self._role(ident, draft, post)) is not None]
        found = found or list(self._standing(ident, draft))
        rows: dict[tuple[str, ...], list[str]] = {}
        for row in found:
            cells = self._bounded(row, draft)
            if cells is None:
                self.tally.left["offices that end before they begin"] += 1
                continue
            kept = rows.setdefault(tuple(cells[:6]), cells)
            kept[6] = max(kept[6], cells[6]) if kept[6] and cells[6] else ""
        return [rows[name] for name in sorted(rows)]

    def _role(self, ident: str, draft: PersonDraft, post: Post) -> list[str] | None:
        fact = self.mentioned.get(post.item)
        if fact is None or fact.label is None:
            self.tally.left["offices without an English name"] += 1
            return None
        office = self.titles.read(fact.label)
        body = self._body_of(post, office.of)
        row = self.knowledge.tables.organisations.get(body)
        country = self._country(post.of) or office.country or self._country((post.item,))
        country = country or (row.country if row is not None else None)
        certainty = _SURE if post.since or post.until else _OPEN
        if country is None and not body:
            homes = {self.countries[item] for item in draft.countries if item in self.countries}
            country = homes.pop() if len(homes) == 1 else None
            certainty = min(certainty, _LIKELY)
        sectors = "|".join(self.titles.sectors(office.role))
        return [
            ident,
            office.role,
            country or "",
            body,
            sectors,
            post.since or "",
            post.until or "",
            certainty,
        ]

    def _body_of(self, post: Post, words: str) -> str:
        """The id of the organisation that an office is of; empty where none is known."""
        for item in post.of:
            if item in self.bodies:
                return self.bodies[item]
        refs = [ref for ref in self.knowledge.find(words) if ref.startswith("org:")] if words else []
        return refs[0].partition(":")[2] if len(refs) == 1 else ""

    def _standing(self, ident: str, draft: PersonDraft) -> Iterator[list[str]]:
        """Rows of somebody of whom no office is known: member of a party, else what the occupation says."""
        country = self._country(draft.countries) or ""
        known = [party for party in draft.parties if party.item in self.bodies]
        for party in known:
            body = self.bodies[party.item]
            yield [ident, "politician", country, body, "PTY", party.since or "", party.until or "", _LIKELY]
        if not known and (draft.occupations or draft.parties):
            role: str = "politician"
            sectors: tuple[str, ...] = ("PTY",)
            if draft.occupations:
                role, sectors = self.meanings.occupations[draft.occupations[0]]
            yield [ident, role, country, "", "|".join(sectors), "", "", _OPEN]

    def _bounded(self, row: list[str], draft: PersonDraft) -> list[str] | None:
        """The row, its end at the latest the person's death; None where it ends before it begins."""
        since, until = row[5], row[6]
        if draft.died and (not until or until > draft.died):
            until = draft.died
        if since and until and until < since[: len(until)]:
            return None
        return [*row[:6], until, row[7]]


def _with_item(person: Person, item: str) -> list[str]:
    """A person's own row with the number of its item."""
    lists = ["|".join(person.aliases), "|".join(person.surnames)]
    dates = [person.gender or "", person.born or "", person.died or ""]
    return [person.id, person.name, *lists, *dates, item, str(person.certainty)]
