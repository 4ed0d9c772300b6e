"""Who is in the report: the actors while they are being put together, with ways to find them again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from detente.knowledge.text import key
from detente.record.enums import EntityKind

_SMALL = frozenset({"of", "the", "for", "and", "in", "on", "de", "la", "du", "des", "del", "y"})


@dataclass(slots=True)
class Actor:
    """One real thing in the making. ``said`` are roles that the text gives it, ``notes`` what contradicts, with its mention."""

    number: int
    kind: EntityKind
    name: str
    ref: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    gender: str | None = None
    plural: bool = False
    noun: str = ""
    wikidata: str | None = None
    basis: str = ""
    score: float = 0.5
    mentions: list[int] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)

    @property
    def is_person(self) -> bool:
        """Whether it is one person."""
        return self.kind == EntityKind.PERSON and not self.plural

    @property
    def is_state(self) -> bool:
        """Whether it is a state."""
        return self.kind == EntityKind.COUNTRY

    @property
    def is_disputed(self) -> bool:
        """Whether it is a polity of disputed status; its country code is then that of a state that it is not."""
        return self.is_state and self.sectors[:1] == ("PRE",)

    def learn(self, country: str | None, sectors: tuple[str, ...], role: str | None) -> None:
        """Takes what the text says where nothing better is known."""
        if self.country is None:
            self.country = country
        if not self.sectors:
            self.sectors = sectors
        if role and role not in self.said:
            self.said.append(role)
            if self.role is None:
                self.role = role


class Found(NamedTuple):
    """What a mention was resolved to: actors by number (none: unresolved), its own country and sectors, and why."""

    actors: tuple[int, ...]
    country: str | None
    sectors: tuple[str, ...]
    score: float
    reason: str


@dataclass(slots=True)
class Cast:
    """The actors of one report, by ref, by name and by surname; and what each mention was resolved to."""

    actors: list[Actor] = field(default_factory=list)
    found: dict[int, Found] = field(default_factory=dict)
    by_ref: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, int] = field(default_factory=dict)
    by_tail: dict[str, list[int]] = field(default_factory=dict)
    shorts: dict[str, int] = field(default_factory=dict)
    unread: list[tuple[int, str, bool]] = field(default_factory=list)
    persons: list[Actor] = field(default_factory=list)

    def add(self, kind: EntityKind, name: str, ref: str | None = None) -> Actor:
        """A new actor; findable by its ref, and, where it is named, by its name and the last words of it."""
        actor = Actor(len(self.actors), kind, name, ref)
        self.actors.append(actor)
        if kind == EntityKind.PERSON:
            self.persons.append(actor)
        if ref is not None:
            self.by_ref[ref] = actor.number
        return actor

    def index(self, actor: Actor, name: str) -> None:
        """Makes an actor findable by one more name."""
        folded = key(name)
        if not folded:
            return
        self.by_name.setdefault(folded, actor.number)
        if actor.kind in {EntityKind.PERSON, EntityKind.OTHER}:
            for tail in _tails(folded):
                holders = self.by_tail.setdefault(tail, [])
                if actor.number not in holders:
                    holders.append(actor.number)

    def index_short(self, actor: Actor, name: str) -> None:
        """Makes a body findable by the first letters of its name, and one that is not known by its first words as well."""
        self.unread.append((actor.number, name, actor.ref is None))

    def index_acronym(self, actor: Actor, acronym: str) -> None:
        """Makes a body findable by an acronym that the text gives it."""
        self._read_shorts()
        self.shorts.setdefault(acronym, actor.number)

    def by_short(self, short: str) -> int | None:
        """The body that a short form means."""
        self._read_shorts()
        return self.shorts.get(short)

    def _read_shorts(self) -> None:
        """Makes the short forms of the bodies met so far: only now, since few texts ask."""
        for number, name, unknown in self.unread:
            for letters in initials(name):
                self.shorts.setdefault(letters, number)
            words = key(name).split()
            for length in range(1, len(words) if unknown else 0):
                self.shorts.setdefault(" ".join(words[:length]), number)
        self.unread.clear()

    def make_person(self, actor: Actor) -> None:
        """Notes that an actor is a person after all."""
        if actor.kind != EntityKind.PERSON:
            actor.kind = EntityKind.PERSON
            self.persons.append(actor)

    def settle(self, mention: int, actors: Iterable[Actor], found: Found) -> Found:
        """Notes what a mention was resolved to."""
        for actor in actors:
            actor.mentions.append(mention)
        self.found[mention] = found
        return found

    def tell(self, mention: int, actor: Actor, score: float, reason: str) -> Found:
        """Resolves a mention to one actor, with that actor's country and sectors."""
        found = Found((actor.number,), actor.country, actor.sectors, score, reason)
        return self.settle(mention, (actor,), found)

    def leave(
        self, mention: int, reason: str, country: str | None = None, sectors: tuple[str, ...] = ()
    ) -> Found:
        """Leaves a mention unresolved, and says why."""
        return self.settle(mention, (), Found((), country, sectors, 0.0, reason))

    def of(self, mention: int) -> tuple[Actor, ...]:
        """The actors that a mention was resolved to; none where it is open or was left."""
        found = self.found.get(mention)
        return tuple(self.actors[number] for number in found.actors) if found is not None else ()


def tell_several(cast: Cast, mention: int, actors: tuple[Actor, ...], score: float, how: str) -> Found:
    """Resolves a mention to one or more actors; its country and sectors are what they share."""
    countries = {a.country for a in actors}
    sectors = {a.sectors for a in actors}
    found = Found(
        tuple(a.number for a in actors),
        countries.pop() if len(countries) == 1 else None,
        sectors.pop() if len(sectors) == 1 else (),
        round(score, 2),
        f"{how} {' and '.join(a.name for a in actors)}",
    )
    return cast.settle(mention, actors, found)


def disputed(sectors: tuple[str, ...]) -> tuple[str, ...]:
    """Sectors of somebody who acts for a polity of disputed status: no country's government."""
    return ("PRE", *(sector for sector in sectors if sector not in {"GOV", "PRE"}))


def initials(name: str) -> set[str]:
    """First letters of a name's words in capitals, with and without its small words: "FMF", "FFMF"."""
    words = name.replace("-", " ").split()
    big = [word for word in words if word.lower() not in _SMALL]
    forms = ("".join(word[0] for word in some).upper() for some in (words, big))
    return {form for form in forms if len(form) > 1}


def _tails(folded: str) -> list[str]:
    """What a person may be called later: the last words of the name ("bin salman", "salman"), the whole of it included."""
    words = folded.split()
    return [" ".join(words[i:]) for i in range(len(words))]
