"""What the knowledge base says at the report's date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from detente.knowledge import Entry, Knowledge, MatchKind, Organisation, Person, Region, Role, Scored, State
from detente.knowledge.text import key
from detente.knowledge.validity import holds

_GRADES = frozenset(
    {"deputy", "vice", "former", "acting", "interim", "assistant", "under", "ex", "elect", "junior", "shadow"}
)
_TOP = frozenset({"leader", "chief", "head", "boss"})
_TOP_RANK = 40


@dataclass(frozen=True, slots=True)
class Facts:
    """Lookups at one date. ``at`` None: the latest known is taken, and said to be assumed."""

    knowledge: Knowledge
    at: date | None
    _likenesses: dict[tuple[str, str | None], tuple[Scored, ...]] = field(default_factory=dict, compare=False)

    def entry(self, ref: str) -> Entry:
        """The entry of a ref."""
        return self.knowledge.entry(ref)

    def valid(self, refs: Iterable[str]) -> tuple[str, ...]:
        """Refs that exist at the date, in order; all of them where none does."""
        refs = tuple(refs)
        if len(refs) < 2:
            return refs
        kept = tuple([ref for ref in refs if self._exists(self.entry(ref))])
        if len(kept) > 1 and self.at is not None:
            gone = tuple(
                ref for ref in kept if isinstance(e := self.entry(ref), State) and e.kind == "former"
            )
            kept = gone if len(gone) == 1 else kept  # in 1985 Moscow is the Soviet Union's
        return kept or refs

    def _exists(self, entry: Entry) -> bool:
        if not isinstance(entry, State | Organisation):
            return True
        if self.at is None:
            return entry.until is None
        return holds(entry.since, entry.until, self.at)

    def state(self, refs: Iterable[str]) -> State | None:
        """The one state that the refs mean at the date; None where there is none, or several."""
        states = [ref for ref in self.valid(refs) if ref.startswith("state:")]
        entry = self.entry(states[0]) if len(states) == 1 else None
        return entry if isinstance(entry, State) else None

    def country(self, ref: str) -> str | None:
        """The country code of a state, organisation or region (a part of one state); None for others."""
        entry = self.entry(ref)
        if isinstance(entry, State):
            return entry.country
        if isinstance(entry, Organisation):
            return self.code(entry.country)
        if isinstance(entry, Region) and len(entry.members) == 1:
            return self.code(entry.members[0])
        return None

    def code(self, country: str | None) -> str | None:
        """The country code of a state id or class code."""
        state = self.knowledge.tables.states.get(country) if country else None
        return state.country if state is not None else country

    def is_disputed(self, country: str | None) -> bool:
        """Whether a state id is that of a polity of disputed status."""
        state = self.knowledge.tables.states.get(country) if country else None
        return state is not None and state.is_disputed

    def kind(self, surface: str, ref: str) -> MatchKind | None:
        """How a surface points at a ref: as the state's name, its capital, a seat, an adjective …"""
        for reading in self.knowledge.names.find(surface):
            if reading.ref == ref:
                return reading.kind
        return None

    def bare(self, surface: str) -> frozenset[str]:
        """Organisations that a surface names only where their country is the context."""
        return self.knowledge.bare(surface)

    def names_a_country(self, word: str) -> bool:
        """Whether a word is a state's name or nationality adjective."""
        readings = self.knowledge.names.find(word)
        return bool(readings) and readings[0].kind in {MatchKind.STATE, MatchKind.ADJECTIVE}

    def is_capital(self, surface: str) -> bool:
        """Whether a name is first of all that of a capital."""
        readings = self.knowledge.names.find(surface)
        return bool(readings) and readings[0].kind == MatchKind.CAPITAL

    def seat_sectors(self, surface: str) -> tuple[str, ...]:
        """Sectors of a seat of power or a capital that stands for a government; empty for other names."""
        seat = self.knowledge.seat(surface)
        return seat.sectors if seat is not None else ()

    def roles(self, ref: str) -> tuple[Role, ...]:
        """A person's roles at the date, most important first."""
        return self.knowledge.roles(ref, self.at)

    def all_roles(self, ref: str) -> tuple[Role, ...]:
        """All roles that a person ever had."""
        return self.knowledge.tables.roles.get(ref.removeprefix("person:"), ())

    def countries_of(self, ref: str) -> frozenset[str]:
        """Country codes of all roles that a person ever had."""
        return frozenset(code for role in self.all_roles(ref) if (code := self.code(role.country)))

    def gender(self, ref: str) -> str | None:
        """A known person's gender."""
        entry = self.entry(ref)
        return entry.gender if isinstance(entry, Person) else None

    def similar(self, name: str, country: str | None) -> tuple[Scored, ...]:
        """Persons with a like name; looked for once a report, since names come again and again."""
        asked = name, country
        if asked not in self._likenesses:
            self._likenesses[asked] = tuple(self.knowledge.persons_similar(name, self.at, country))
        return self._likenesses[asked]

    def rank(self, role: Role) -> int:
        """How important a role is, 1 the most."""
        return self.knowledge.offices.rank(role)


def agrees(said: str, role: str, rank: int) -> bool:
    """Whether a role as the text says it fits a role of the table: "secretary" and "secretary of state", not "vice president"
    and "president".
    """
    a, b = key(said).replace("defense", "defence").split(), key(role).replace("defense", "defence").split()
    if not a or _graded(a) != _graded(b):
        return False
    if set(a) <= set(b) or (len(b) > 0 and set(b) <= set(a)):
        return True
    return a[-1] in _TOP and rank <= _TOP_RANK


def _graded(words: Sequence[str]) -> frozenset[str]:
    return frozenset(words) & _GRADES
