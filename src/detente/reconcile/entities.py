"""Entities of many reports that are one real thing, merged with care: by Wikidata, by country, by a whole name.

A surname alone never merges, nor does a description ("police", "two diplomats"). A whole name is not enough either where those
who bear it are told apart: by country, by what they do, or by years between the reports that name them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from detente.knowledge.names.parse import parse_person
from detente.knowledge.names.sound import sound
from detente.knowledge.text import key as name_key
from detente.reconcile.events.parties import CLASSES, is_name
from detente.record.enums import EntityKind
from detente.record.types import Entity, Record

_APART = timedelta(
    days=730
)  # between two reports, after which a name that no item stands for may be another's
Identity = tuple[str, ...]
"""What an entity is known by across reports."""
WHY = {
    "wikidata": (1.0, "one Wikidata item"),
    "country": (0.99, "one country"),
    "person": (0.9, "one whole name, as it sounds, and one country"),
    "organisation": (0.9, "one name and one country"),
    "group": (0.85, "one name and one country"),
    "other": (0.8, "one name and one country"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """An entity in its report."""

    entity: Entity
    report: str
    published: date | None


@dataclass(frozen=True, slots=True)
class EntityLink:
    """A row of entity_links: ``link`` is the smallest entity id of the real thing, ``name`` its name as most reports have it."""

    entity: str
    report_id: str
    link: str
    name: str
    score: float
    reasons: tuple[str, ...]


def identity(entity: Entity) -> Identity | None:
    """What an entity is known by across reports; None where its report does not tell enough."""
    if entity.wikidata is not None:
        return "wikidata", entity.wikidata
    country = None if entity.country in CLASSES else entity.country
    if entity.kind is EntityKind.COUNTRY:
        return None if country is None else ("country", country)
    if country is None or not is_name(entity.name, entity.kind):
        return None
    if entity.kind is not EntityKind.PERSON:
        return str(entity.kind), country, name_key(entity.name)
    words = parse_person(entity.name).core
    whole = [word for word in words if len(word) > 1]  # an initial is no name
    return ("person", country, *sorted(map(sound, whole))) if len(whole) > 1 else None


def entity_links(records: Iterable[Record]) -> tuple[EntityLink, ...]:
    """A link for each entity that can be known in other reports, by entity id; the same in whatever order the records come."""
    named = (
        Named(entity, record.report.id, record.report.published)
        for record in records
        for entity in record.entities
    )
    return link(named)


def link(named: Iterable[Named]) -> tuple[EntityLink, ...]:
    """A link for each of the entities that has an identity, by entity id."""
    groups: dict[Identity, list[Named]] = {}
    for one in named:
        known = identity(one.entity)
        if known is not None:
            groups.setdefault(known, []).append(one)
    rows = [
        row for known, some in groups.items() for part in _parts(known, some) for row in _rows(known, part)
    ]
    return tuple(sorted(rows, key=lambda row: (row.entity, row.report_id)))


def _rows(known: Identity, some: list[Named]) -> Iterator[EntityLink]:
    score, why = WHY[known[0]]
    smallest = min(one.entity.id for one in some)
    names = [one.entity.name for one in some]
    name = min(set(names), key=lambda word: (-names.count(word), word))
    for one in some:
        yield EntityLink(one.entity.id, one.report, smallest, name, score, (f"{why}: {' '.join(known[1:])}",))


def _parts(known: Identity, some: list[Named]) -> Iterator[list[Named]]:
    """Those of one identity, told apart where names alone make it: by time and by what they do."""
    if known[0] in {"wikidata", "country"}:
        yield some
        return
    for span in _spans(some):
        yield from _by_work(span) if known[0] == "person" else (span,)


def _spans(some: list[Named]) -> Iterator[list[Named]]:
    """Runs of reports without years between them; what is undated goes with the only run, or stays alone."""
    dated = sorted(
        (one for one in some if one.published is not None), key=lambda one: (one.published, one.entity.id)
    )
    undated = [one for one in some if one.published is None]
    runs: list[list[Named]] = []
    for one in dated:
        last = runs[-1][-1].published if runs else None
        assert one.published is not None
        if last is None or one.published - last > _APART:
            runs.append([])
        runs[-1].append(one)
    if len(runs) <= 1:
        yield [*(runs[0] if runs else ()), *undated]
        return
    yield from runs
    yield from ([one] for one in undated)


def _by_work(some: list[Named]) -> Iterator[list[Named]]:
    """Persons of one name who share sectors are one; whose sectors are not told belongs to the only ones, or stays alone."""
    groups: list[tuple[set[str], list[Named]]] = []
    for one in some:
        sectors = set(one.entity.sectors)
        if sectors:
            meeting = [group for group in groups if group[0] & sectors]
            groups = [group for group in groups if not group[0] & sectors]
            joined = [one, *(other for _, members in meeting for other in members)]
            groups.append((sectors.union(*(known for known, _ in meeting)), joined))
    silent = [one for one in some if not one.entity.sectors]
    if len(groups) <= 1:
        yield [*(groups[0][1] if groups else ()), *silent]
        return
    yield from (members for _, members in groups)
    yield from ([one] for one in silent)
