"""Mismatch: the title names an actor that the body does not know, and the body another in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.coding.findings.making import defect
from detente.coding.findings.scene import Scene, words_of
from detente.knowledge import Match, MatchKind, Organisation, Person, State
from detente.knowledge.text import tokens
from detente.record.enums import DefectKind, EntityKind
from detente.record.types import Defect

_TOKEN = re.compile(r"[\w.]+(?:['’]\w+)?|[^\w\s]")
_STATES = frozenset(
    {MatchKind.STATE, MatchKind.ADJECTIVE, MatchKind.PEOPLE, MatchKind.CAPITAL, MatchKind.SEAT}
)
_LEAST = 3  # sentences, or so many words, that a body must have to be one
_WORDS = 20


def mismatches(scene: Scene) -> Iterator[Defect]:
    """One defect at most: the first actor of the title that is missing in the body, where the body has one of its kind."""
    title = scene.reading.report.title
    if not title or len(words_of(scene.text)) < _WORDS:
        return
    found = list(_TOKEN.finditer(title))
    matches = scene.knowledge.matches([t.group() for t in found])
    body = frozenset(words_of(scene.text))
    shouted = title.isupper()
    for match in matches:
        if shouted and match.kind is not MatchKind.STATE:
            continue  # in capitals a ticker looks like a name
        if _is_missing(scene, match, body):
            other = _instead(scene, match, title)
            if other is not None:
                start, end = found[match.first].start(), found[match.last - 1].end()
                why = f"The title names {title[start:end]}, of which the body says nothing; it speaks of {other}."
                yield defect(scene, DefectKind.MISMATCH, (start, end), why, other, "title")
                return


def _is_missing(scene: Scene, match: Match, body: frozenset[str]) -> bool:
    """Whether nothing in the body can be meant by a name of the title."""
    entries = [scene.knowledge.entry(ref) for ref in match.refs]
    for entry in entries:
        if isinstance(entry, State):
            if match.kind not in _STATES or _is_of(scene, entry, body):
                return False
        elif isinstance(entry, Person):
            names = {w for name in (entry.name, *entry.aliases, *entry.surnames) for w in tokens(name)}
            if names & {w for word in body for w in tokens(word)} or _has_entity(scene, entry.name):
                return False
        elif isinstance(entry, Organisation):
            if (
                entry.kind in {"company", "media"}
                or _has_class(scene, entry.country)
                or _names_organisation(entry, body)
                or _has_entity(scene, entry.name)
            ):
                return False
        else:
            return False
    return bool(entries)


def _is_of(scene: Scene, state: State, body: frozenset[str]) -> bool:
    names = (
        state.name,
        *state.names,
        *state.adjectives,
        *state.people,
        *state.capitals,
        *(seat.name for seat in state.seats),
    )
    if any(set(tokens(name)) <= body for name in names):
        return True
    reading = scene.reading
    return any(e.country == state.country for e in reading.entities) or any(
        p.country == state.country for p in reading.places
    )


def _names_organisation(entry: Organisation, body: frozenset[str]) -> bool:
    big = {
        w
        for name in (entry.name, *entry.names)
        for w in tokens(name)
        if len(w) > 2 and w not in {"the", "and", "for"}
    }
    return bool(big & body)


def _has_class(scene: Scene, country: str | None) -> bool:
    """Whether the body speaks of a body of the same class: of the Security Council, where the title says UN."""
    return country is not None and any(entity.country == country for entity in scene.reading.entities)


def _has_entity(scene: Scene, name: str) -> bool:
    return any(entity.name == name for entity in scene.reading.entities)


def _instead(scene: Scene, match: Match, title: str) -> str | None:
    """An actor of the same kind that the body's beginning names, and the title does not."""
    kinds = {"state": EntityKind.COUNTRY, "person": EntityKind.PERSON, "org": EntityKind.ORGANISATION}
    kind = kinds[match.refs[0].partition(":")[0]]
    known = set(tokens(title))
    for entity in scene.reading.entities:
        s = scene.sentence_at(entity.mentions[0][0])
        if entity.kind is kind and s is not None and s.index <= _LEAST:
            surfaces = {
                w
                for span in entity.mentions
                if scene.text[span[0]].isupper()
                for w in tokens(scene.text[slice(*span)])
            }
            if entity.name[:1].isupper() and not surfaces & known and not set(tokens(entity.name)) & known:
                return entity.name
    return None
