"""What the knowledge base holds: one frozen type per table, and the answers of its lookups.

Refs are ``table:id`` – ``state:RUS``, ``person:sergei-lavrov``, ``org:nato``, ``region:donbas``. ``since`` and ``until`` are ISO
dates of day, month or year precision; the interval is half-open, and a month or year stands for the whole of it
(see validity.holds).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class MatchKind(StrEnum):
    """How a name points at its entry, in the order in which readings of one name are preferred."""

    STATE = "state"  # Russia
    CAPITAL = "capital"  # Moscow
    SEAT = "seat"  # the Kremlin
    ORGANISATION = "organisation"  # NATO
    PERSON = "person"  # Sergei Lavrov; Lula
    REGION = "region"  # Donbas
    ADJECTIVE = "adjective"  # Russian
    PEOPLE = "people"  # Russians
    SURNAME = "surname"  # Lavrov: never enough on its own where two people bear it


@dataclass(frozen=True, slots=True)
class Seat:
    """A building or town that stands for a part of a government: Pentagon is the military of the USA."""

    name: str
    state: str
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory, also one that is gone. ``country`` is its code in records: of a polity that broke away from a state
    and was not recognised, that of the state in whose borders it lies (``claimed_by``).
    """

    ref: str
    id: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[Seat, ...]
    country: str | None
    cow: str | None
    since: str | None
    until: str | None
    kind: str
    claimed_by: str | None = None

    @property
    def is_disputed(self) -> bool:
        """Whether its status is disputed: who acts for it is PRE, and not of the government of its country code."""
        return self.kind == "disputed" or self.claimed_by is not None


@dataclass(frozen=True, slots=True)
class Person:
    """A known person. ``gender`` is ``m``, ``f`` or None; ``certainty`` 0…1 is how sure the row's facts are."""

    ref: str
    id: str
    name: str
    aliases: tuple[str, ...]
    surnames: tuple[str, ...]
    gender: str | None
    born: str | None
    died: str | None
    wikidata: str | None
    certainty: float


@dataclass(frozen=True, slots=True)
class Role:
    """What a person was between two dates.

    ``country`` is a state id or a class code (IGO, UNO, EUR …), ``organisation`` an id of organisations.tsv.
    ``assumed`` is True where the role is the latest known, since no date was given. ``former`` is True for the
    standing that follows an office ("former president", ELI), which no row of the table holds.
    """

    person: str
    role: str
    country: str | None
    organisation: str | None
    sectors: tuple[str, ...]
    since: str | None
    until: str | None
    certainty: float
    assumed: bool = False
    former: bool = False


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation, party, force or armed group. ``country`` is a state id or a class code."""

    ref: str
    id: str
    name: str
    names: tuple[str, ...]
    country: str | None
    sectors: tuple[str, ...]
    kind: str
    parent: str | None
    since: str | None
    until: str | None
    wikidata: str | None


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a state, or a group of states (``members`` are state ids)."""

    ref: str
    id: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    members: tuple[str, ...]
    kind: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A noun that says what somebody is: "foreign minister", "troops". ``number`` is as in the table."""

    noun: str
    sectors: tuple[str, ...]
    number: str | None
    kind: str | None
    notes: str | None


@dataclass(frozen=True, slots=True)
class Title:
    """What stands before a name: "President", "Gen.", "Sheikh"."""

    title: str
    sectors: tuple[str, ...]
    scope: str | None


Entry = State | Person | Organisation | Region


class Match(NamedTuple):
    """A name found in a sentence: the tokens [first, last), what it may mean (best first), and how it points there."""

    first: int
    last: int
    refs: tuple[str, ...]
    kind: MatchKind


class RoleNounMatch(NamedTuple):
    """A role phrase: the tokens [first, last), its noun, and whether it stood in the plural."""

    first: int
    last: int
    noun: RoleNoun
    plural: bool


class TitleMatch(NamedTuple):
    """A title: the tokens [first, last) and its row."""

    first: int
    last: int
    title: Title


class Bearer(NamedTuple):
    """A person who bears a surname. ``in_office``: alive and with a role at the date (with one that lasts, where none is given).

    ``rank`` is that of the highest role, 10 for a head of state to 70; a role without a rank counts as 60.
    """

    ref: str
    in_office: bool
    alive: bool
    rank: int


class Scored(NamedTuple):
    """A person whose name is like the one asked for: 0…1, with what spoke for and against."""

    ref: str
    score: float
    reasons: tuple[str, ...]
