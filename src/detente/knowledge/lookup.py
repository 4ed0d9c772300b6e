"""What the knowledge base knows under a name, for somebody who asks: exact names first, then like ones, each explained."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz
from rapidfuzz.process import extract

from detente.errors import UsageError
from detente.knowledge.base import Knowledge
from detente.knowledge.entries import (
    Entry,
    MatchKind,
    Organisation,
    Person,
    Region,
    Role,
    RoleNoun,
    State,
    Title,
)
from detente.knowledge.names import compare
from detente.knowledge.nearest import did_you_mean
from detente.knowledge.text import key
from detente.knowledge.validity import holds

KINDS = ("person", "organisation", "state", "region", "role", "title")
_TABLES = {"person": "person", "org": "organisation", "state": "state", "region": "region"}
_COMPARED = {"organisation": "organisation", "state": "place", "region": "place"}
_ALIKE = 75.0  # per cent of letters shared by a name that is worth a comparison
_SPELT = 85.0  # … from which it is shown though the comparison takes it for another's
_PART = 0.4  # score of a name of which the asked one is a part
_MOST = 5  # like names that are shown of each kind
_HOW = {
    MatchKind.STATE: "name of the state",
    MatchKind.CAPITAL: "capital",
    MatchKind.SEAT: "stands for its government or a part of it",
    MatchKind.ORGANISATION: "name of the organisation",
    MatchKind.PERSON: "full name",
    MatchKind.REGION: "name of the region",
    MatchKind.ADJECTIVE: "adjective",
    MatchKind.PEOPLE: "its people",
    MatchKind.SURNAME: "surname",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a name may mean. ``how`` says why, ``score`` is 1 for a name of the tables and less for a like one.

    ``roles`` are a person's: those at the day that was asked for, else all, the latest first. ``exists`` is False for a state or
    organisation that did not exist on that day, or no longer does where none was asked for.
    """

    ref: str
    kind: str
    how: str
    score: float
    entry: Entry | RoleNoun | Title
    roles: tuple[Role, ...] = ()
    exists: bool = True


def look_up(
    knowledge: Knowledge, name: str, at: date | None = None, kinds: Collection[str] = ()
) -> list[Finding]:
    """What the name may mean: what bears it, then role nouns and titles, then what bears a like one. ``kinds`` () means all."""
    for kind in kinds:
        if kind not in KINDS:
            raise UsageError(f"no kind {kind!r}; {did_you_mean(kind, KINDS)}the kinds are {', '.join(KINDS)}")
    wanted = frozenset(kinds or KINDS)
    exact = [*_exact(knowledge, name, at), *_words(knowledge, name)]
    found = {finding.ref: finding for finding in exact}
    like = [*_like(knowledge, name, at, wanted), *_containing(knowledge, name, at)]
    for finding in sorted(like, key=lambda finding: (-finding.score, finding.ref)):
        found.setdefault(finding.ref, finding)
    return [finding for finding in found.values() if finding.kind in wanted]


def _exact(knowledge: Knowledge, name: str, at: date | None) -> Iterator[Finding]:
    hows: dict[str, list[str]] = {}
    for reading in knowledge.names.find(name):
        how = _HOW[reading.kind] + (", where its country is the context" if reading.bare else "")
        hows.setdefault(reading.ref, []).append(how)
    standing = {bearer.ref: i for i, bearer in enumerate(knowledge.candidates(name, at))}
    surname = _HOW[MatchKind.SURNAME]

    def order(ref: str) -> int:
        """Bearers of a surname come last, who is in office first among them."""
        return standing.get(ref, len(standing)) if set(hows[ref]) == {surname} else -1

    for ref in sorted(hows, key=order):
        yield _finding(knowledge, ref, "; ".join(dict.fromkeys(hows[ref])), 1.0, at)


def _words(knowledge: Knowledge, name: str) -> Iterator[Finding]:
    """The role noun that the whole string is, in the singular or plural, and the title."""
    words = name.lower().replace("-", " ").split()
    if not words:
        return
    for head in range(len(words)):
        noun = knowledge.role_noun(words, head)
        if noun is not None and noun.last - noun.first == len(words):
            how = "plural of the role noun" if noun.plural else "role noun"
            yield Finding(f"role:{noun.noun.noun}", "role", how, 1.0, noun.noun)
            break
    title = knowledge.title(words, 0)
    if title is not None and title.last == len(words):
        yield Finding(f"title:{title.title.title}", "title", "title before a name", 1.0, title.title)


def _like(knowledge: Knowledge, name: str, at: date | None, wanted: frozenset[str]) -> Iterator[Finding]:
    if "person" in wanted:
        for scored in knowledge.persons_similar(name, at)[:_MOST]:
            how = f"like it: {'; '.join(scored.reasons)}"
            yield _finding(knowledge, scored.ref, how, scored.score, at)
    for kind in sorted(wanted & set(_COMPARED)):
        yield from _like_things(knowledge, name, at, kind)


def _like_things(knowledge: Knowledge, name: str, at: date | None, kind: str) -> Iterator[Finding]:
    names = dict(_names(knowledge, kind))
    near = extract(key(name), names.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=4 * _MOST)
    best: dict[str, Finding] = {}
    for folded, ratio, _ in near:
        surface, ref = names[folded]
        found = compare(name, surface, _COMPARED[kind])
        how, score = f"like {surface!r}: {'; '.join(found.reasons)}", found.score
        if not found.match:
            how, score = f"spelt like {surface!r}", ratio / 200 if ratio >= _SPELT else 0.0
        if score and (ref not in best or score > best[ref].score):
            best[ref] = _finding(knowledge, ref, how, score, at)
    yield from list(best.values())[:_MOST]


def _containing(knowledge: Knowledge, name: str, at: date | None) -> Iterator[Finding]:
    """The first few of each kind whose name has the asked one among its words."""
    wanted = f" {key(name)} "
    counts: dict[str, int] = {}
    if not wanted.strip():
        return
    for folded, named in knowledge.names.names.items():
        if wanted not in f" {folded} ":
            continue
        for surface, _, ref, _ in named:
            table = ref.partition(":")[0]
            counts[table] = counts.get(table, 0) + 1
            if counts[table] <= _MOST:
                yield _finding(knowledge, ref, f"part of the name {surface!r}", _PART, at)


def _names(knowledge: Knowledge, kind: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Folded names of all things of a kind, with the name and the ref."""
    tables = knowledge.tables
    tables_of: Mapping[str, Mapping[str, Entry]] = {
        "organisation": tables.organisations,
        "state": tables.states,
        "region": tables.regions,
    }
    for entry in tables_of[kind].values():
        assert isinstance(entry, State | Organisation | Region)
        for name in (entry.name, *entry.names):
            yield key(name), (name, entry.ref)


def _finding(knowledge: Knowledge, ref: str, how: str, score: float, at: date | None) -> Finding:
    entry = knowledge.entry(ref)
    roles = _roles(knowledge, entry, at) if isinstance(entry, Person) else ()
    exists = True
    if isinstance(entry, State | Organisation):
        exists = entry.until is None if at is None else holds(entry.since, entry.until, at)
    return Finding(ref, _TABLES[ref.partition(":")[0]], how, round(score, 4), entry, roles, exists)


def _roles(knowledge: Knowledge, person: Person, at: date | None) -> tuple[Role, ...]:
    if at is not None:
        return knowledge.roles(person.ref, at)
    held = knowledge.tables.roles.get(person.id, ())
    return tuple(sorted(held, key=lambda role: (role.since or "", role.role), reverse=True))
