"""The knowledge base: one immutable object that answers who and where."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from detente.errors import UsageError
from detente.knowledge.entries import (
    Bearer,
    Entry,
    Match,
    MatchKind,
    Organisation,
    Role,
    RoleNounMatch,
    Scored,
    Seat,
    State,
    TitleMatch,
)
from detente.knowledge.matcher import NameIndex, build_index
from detente.knowledge.names.lexicon import lexicon
from detente.knowledge.offices import Offices
from detente.knowledge.phrases import RoleNouns, Titles, build_role_nouns, build_titles
from detente.knowledge.similar import SimilarNames, build_similar
from detente.knowledge.surnames import surnames
from detente.knowledge.tables import Tables, load_tables
from detente.knowledge.text import key
from detente.knowledge.validity import holds
from detente.knowledge.words import load_words

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, repr=False)
class Knowledge:
    """States, people, organisations, regions, role nouns and titles, with their indexes. Load once, share freely."""

    tables: Tables
    names: NameIndex
    offices: Offices
    role_nouns: RoleNouns
    titles: Titles
    bearers: Mapping[str, tuple[str, ...]]  # surnames by person

    @classmethod
    def load(cls, overlays: Sequence[Path] = ()) -> Knowledge:
        """The shipped tables under a user's overlays (tables.load_tables). DataError names every fault."""
        with _no_collections():
            return cls._load(overlays)

    @classmethod
    def _load(cls, overlays: Sequence[Path]) -> Knowledge:
        tables = load_tables(DATA, overlays)
        words = load_words(DATA)
        bearers = {
            ident: surnames(name, given.split("|") if given else ())
            for ident, name, _, given in tables.people.cells(4)
        }
        return cls(
            tables,
            build_index(tables, bearers, words.guards, frozenset(lexicon().given)),
            Offices(tables.roles, tables.people, words.ranks),
            build_role_nouns(tables.role_nouns, words.plurals),
            build_titles(tables.titles),
            bearers,
        )

    @cached_property
    def _entries(self) -> Mapping[str, Mapping[str, Entry]]:
        tables = self.tables
        return {
            "state": tables.states,
            "person": tables.people,
            "org": tables.organisations,
            "region": tables.regions,
        }

    @cached_property
    def _similar(self) -> SimilarNames:
        """Built when a name is first asked for that nobody is known by: a fifth of the time of loading."""
        with _no_collections():
            return build_similar(
                self.offices,
                [
                    (ident, name, aliases, self.bearers[ident])
                    for ident, name, aliases in self.tables.people.cells(3)
                ],
            )

    def __repr__(self) -> str:
        tables = self.tables
        return f"Knowledge({len(tables.people)} people, {len(tables.organisations)} organisations, sha256 {self.sha256[:12]})"

    @property
    def sha256(self) -> str:
        """Hex sha256 of all data that was loaded, overlays included."""
        return self.tables.sha256

    def matches(self, words: Sequence[str], tags: Sequence[str] | None = None) -> list[Match]:
        """Names in one sentence: the longest, left to right, none overlapping. ``tags`` (Penn) help with words like May."""
        return self.names.matches(words, tags)

    def find(self, surface: str) -> tuple[str, ...]:
        """Refs that the whole string names, best first, whatever its case; empty where none.

        Without those that it names in the context of their country alone: "Labour Party" for that of Malta.
        """
        return tuple(dict.fromkeys(reading.ref for reading in self.names.find(surface) if not reading.bare))

    def bare(self, surface: str) -> frozenset[str]:
        """Refs of the organisations that the string names only where their country is the context."""
        return frozenset(reading.ref for reading in self.names.find(surface) if reading.bare)

    def valid(self, refs: Sequence[str], at: date | None) -> tuple[str, ...]:
        """Those of the refs whose state or organisation existed on the day, in order; all of them where none did.

        Without a day: those that still exist. In 2022 Moscow is not the capital of the Soviet Union.
        """
        kept = tuple(ref for ref in refs if self._existed(ref, at))
        return kept or tuple(refs)

    def entry(self, ref: str) -> Entry:
        """The entry of a ref. UsageError where there is none."""
        table, _, ident = ref.partition(":")
        rows = self._entries.get(table)
        found = rows.get(ident) if rows is not None else None
        if found is None:
            raise UsageError(
                f"no entry {ref!r} in the knowledge base; refs are state:, person:, org: or region: and an id"
            )
        return found

    def adjective(self, word: str) -> tuple[str, ...]:
        """Refs of the states and regions that an adjective belongs to: "Russian"."""
        return self._of_kind(word, MatchKind.ADJECTIVE)

    def people(self, word: str) -> tuple[str, ...]:
        """Refs of the states that a people's name belongs to: "Russians"."""
        return self._of_kind(word, MatchKind.PEOPLE)

    def seat(self, name: str) -> Seat | None:
        """What a seat of power stands for ("the Pentagon": USA, MIL), a capital for its government; None for other names."""
        refs = self._of_kind(name, MatchKind.SEAT)
        for ref in refs:
            wanted = key(name).removeprefix("the ")
            for seat in self.tables.states[ref.partition(":")[2]].seats:
                if key(seat.name).removeprefix("the ") == wanted:
                    return seat
        capital = self._of_kind(name, MatchKind.CAPITAL)
        return Seat(name, capital[0].partition(":")[2], ("GOV",)) if capital else None

    def role_noun(self, lowers: Sequence[str], head: int) -> RoleNounMatch | None:
        """The longest role phrase whose head is the token: "deputy foreign ministers", "secretaries of state"."""
        return self.role_nouns.match(lowers, head)

    def title(self, lowers: Sequence[str], start: int) -> TitleMatch | None:
        """The longest title that begins at the token."""
        return self.titles.match(lowers, start)

    def roles(self, ref: str, at: date | None) -> tuple[Role, ...]:
        """A person's roles on a day, most important first; see Offices.at."""
        return self.offices.at(ref.removeprefix("person:"), at)

    def former_roles(self, ref: str, at: date | None) -> tuple[Role, ...]:
        """A person's roles that had ended by a day, most important first."""
        return self.offices.former(ref.removeprefix("person:"), at)

    def candidates(self, surname: str, at: date | None) -> tuple[Bearer, ...]:
        """Persons who bear a surname and had entered public life by the day, in office first. Two of them: do not choose."""
        named = self.names.names.get(key(surname), ())
        people = [ref.removeprefix("person:") for _, kind, ref, _ in named if kind is MatchKind.SURNAME]
        return self.offices.standing(dict.fromkeys(people), at)

    def persons_similar(self, name: str, at: date | None, country: str | None = None) -> list[Scored]:
        """Known persons whose name is like the one given (garbled, transliterated), best first; see similar."""
        return self._similar.find(name, at, country)

    def _existed(self, ref: str, at: date | None) -> bool:
        entry = self.entry(ref)
        if not isinstance(entry, State | Organisation):
            return True
        return entry.until is None if at is None else holds(entry.since, entry.until, at)

    def _of_kind(self, word: str, kind: MatchKind) -> tuple[str, ...]:
        return tuple(dict.fromkeys(r.ref for r in self.names.find(word) if r.kind == kind))


@contextmanager
def _no_collections() -> Iterator[None]:
    """Loading makes some hundred thousand objects and no garbage: looking for any would take a third of its time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
