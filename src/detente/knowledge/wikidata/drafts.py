"""Which entities of a dump belong into the tables, and what of each is kept until all that they point at is known."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from anyascii import anyascii

from detente.knowledge.text import key
from detente.knowledge.wikidata.claims import Entity, Statement, Value
from detente.knowledge.wikidata.settings import Meanings, Settings

HUMAN = "Q5"
_ENGLISH = ("en", "en-gb", "en-us", "en-ca", "mul")
_LATIN = ("de", "es", "fr", "id", "it", "nl", "pl", "pt", "sv", "tr")
_SPELT_OUT = ("be", "bg", "el", "mk", "ru", "sr", "uk")  # scripts whose letters stand for one sound each
_GENDERS = {"Q6581072": "f", "Q1052281": "f", "Q6581097": "m", "Q2449503": "m"}
_MOST_NAMES = 12
_IDS = re.compile(rb'"id":"(Q\d+)"')
_NEXT = re.compile(rb'\],"P\d+":\[\{"mainsnak"')


@dataclass(frozen=True, slots=True)
class Post:
    """An office, or membership of a party: its item, from when to when, and the items it is said to be of."""

    item: str
    since: str | None
    until: str | None
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A person as the dump has it; everything else is an item still."""

    item: str
    name: str
    names: tuple[str, ...]
    gender: str | None
    born: str | None
    died: str | None
    countries: tuple[str, ...]
    posts: tuple[Post, ...]
    parties: tuple[Post, ...]
    occupations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BodyDraft:
    """An organisation; ``classes`` are its classes that the tables know."""

    item: str
    name: str
    names: tuple[str, ...]
    classes: tuple[str, ...]
    countries: tuple[str, ...]
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """A town or division with its point."""

    item: str
    name: str
    names: tuple[str, ...]
    classes: tuple[str, ...]
    countries: tuple[str, ...]
    lat: float
    lon: float


Draft = PersonDraft | BodyDraft | PlaceDraft
_KINDS: dict[str, Any] = {kind.__name__: kind for kind in (PersonDraft, BodyDraft, PlaceDraft)}


def dump_draft(draft: Draft) -> str:
    """A draft as a line of JSON."""
    return json.dumps([type(draft).__name__, asdict(draft)], ensure_ascii=False) + "\n"


def load_draft(line: str) -> Draft:
    """The draft of a line."""
    kind, body = json.loads(line)
    for name in ("posts", "parties"):
        if name in body:
            body[name] = tuple(Post(**{**post, "of": tuple(post["of"])}) for post in body[name])
    draft: Draft = _KINDS[kind](**{name: tuple(v) if isinstance(v, list) else v for name, v in body.items()})
    return draft


@dataclass(frozen=True, slots=True)
class Chooser:
    """Chooses entities. ``classes`` are all items that an instance of which may matter."""

    settings: Settings
    meanings: Meanings
    classes: frozenset[bytes] = field(default=frozenset())

    @classmethod
    def make(cls, settings: Settings, meanings: Meanings) -> Chooser:
        """A chooser by the settings."""
        wanted = [*meanings.organisations, *(meanings.places if settings.places else ())]
        return cls(settings, meanings, frozenset(item.encode() for item in wanted))

    def may_matter(self, line: bytes) -> bool:
        """Whether an entity is worth parsing, by its bytes alone: most are not. In doubt it is."""
        if b'"P39"' in line or b'"P102"' in line or b'"P298"' in line:
            return True
        at = line.find(b'"P31":[{"mainsnak"')
        if at < 0:
            return b'"P31"' in line
        end = _NEXT.search(line, at)
        classes = _IDS.findall(line, at, end.start() if end else len(line))
        if HUMAN.encode() in classes:
            return any(b'"%s"' % item.encode() in line for item in self.meanings.occupations)
        return not self.classes.isdisjoint(classes)

    def choose(self, entity: Entity) -> Draft | None:
        """The draft of an entity that belongs into the tables; None for another, counted where it nearly does."""
        classes = entity.items("P31")
        if HUMAN in classes:
            return self._if_known(entity, self._person(entity))
        bodies = tuple(item for item in classes if item in self.meanings.organisations)
        if bodies:
            return self._if_known(entity, self._body(entity, bodies))
        kinds = (
            tuple(item for item in classes if item in self.meanings.places) if self.settings.places else ()
        )
        return self._if_known(entity, self._place(entity, kinds)) if kinds else None

    def _if_known(self, entity: Entity, draft: Draft | None) -> Draft | None:
        """The draft, unless too few wikis have a page on it."""
        if draft is not None and entity.sitelinks < self.settings.min_sitelinks:
            entity.tally.left[f"pages on fewer than {self.settings.min_sitelinks} wikis"] += 1
            return None
        return draft

    def _person(self, entity: Entity) -> PersonDraft | None:
        posts, parties = _posts(entity, "P39"), _posts(entity, "P102")
        occupations = tuple(item for item in entity.items("P106") if item in self.meanings.occupations)
        if not posts and not parties and not occupations:
            return None
        born, died = entity.day("P569"), entity.day("P570")
        if self._is_past(born, died, posts):
            entity.tally.left[f"persons of the time before {self.settings.since}"] += 1
            return None
        name = _name(entity)
        if name is None:
            entity.tally.left["without a name"] += 1
            return None
        return PersonDraft(
            item=entity.id,
            name=name,
            names=tuple(n for n in _names(entity, name) if " " in n)[:_MOST_NAMES],
            gender=next((_GENDERS[item] for item in entity.items("P21") if item in _GENDERS), None),
            born=born,
            died=died if died is None or born is None or died >= born[: len(died)] else None,
            countries=tuple(entity.items("P27")),
            posts=posts,
            parties=parties,
            occupations=occupations,
        )

    def _is_past(self, born: str | None, died: str | None, posts: tuple[Post, ...]) -> bool:
        since = str(self.settings.since)
        if died is not None:
            return died[:4] < since
        if born is not None:
            return int(born[:4]) < self.settings.since - 100
        ends = [post.until for post in posts]
        return bool(ends) and all(end is not None and end[:4] < since for end in ends)

    def _body(self, entity: Entity, classes: tuple[str, ...]) -> BodyDraft | None:
        since, until = entity.day("P571"), entity.day("P576")
        if until is not None and until[:4] < str(self.settings.since):
            entity.tally.left[f"organisations of the time before {self.settings.since}"] += 1
            return None
        name = _name(entity)
        if name is None:
            entity.tally.left["without a name"] += 1
            return None
        if since and until and until < since[: len(until)]:
            since = until = None
        names = tuple(_names(entity, name))[:_MOST_NAMES]
        return BodyDraft(entity.id, name, names, classes, tuple(entity.items("P17")), since, until)

    def _place(self, entity: Entity, classes: tuple[str, ...]) -> PlaceDraft | None:
        point, name = entity.point("P625"), _name(entity)
        if point is None or name is None:
            entity.tally.left["places without a point" if name else "without a name"] += 1
            return None
        names = tuple(_names(entity, name))[:_MOST_NAMES]
        return PlaceDraft(entity.id, name, names, classes, tuple(entity.items("P17")), *point)


def pointed_at(draft: Draft) -> Iterable[str]:
    """Items whose labels and countries a draft needs."""
    if isinstance(draft, PersonDraft):
        for post in draft.posts:
            yield post.item
            yield from post.of


def _posts(entity: Entity, prop: str) -> tuple[Post, ...]:
    return tuple(
        Post(statement.value, _day(statement, "P580"), _day(statement, "P582"), _of(statement))
        for statement in entity.statements(prop)
        if isinstance(statement.value, str) and statement.value[:1] == "Q"
    )


def _day(statement: Statement, prop: str) -> str | None:
    value = statement.qualifier(prop)
    return value if isinstance(value, str) else None


def _of(statement: Statement) -> tuple[str, ...]:
    """What an office is of: jurisdiction, then "of"."""
    found: list[Value] = [v for prop in ("P1001", "P642") for v in statement.qualifiers.get(prop, ())]
    return tuple(value for value in found if isinstance(value, str) and value[:1] == "Q")


def _name(entity: Entity) -> str | None:
    """The English label, else one in Latin letters, else one spelt out in them."""
    name = entity.label(*_ENGLISH) or entity.label(*_LATIN)
    if name is None:
        labels = entity.texts("labels")
        first = next((labels[language] for language in sorted(labels)), None)
        name = anyascii(first[0]).strip() if first else None
    return _cell(name) if name and key(name) else None


def _names(entity: Entity, name: str) -> Iterable[str]:
    """Other names, none that differs from one before by case, diacritics or hyphens alone."""
    labels, aliases = entity.texts("labels"), entity.texts("aliases")
    found = [
        text for language in _ENGLISH for text in (*labels.get(language, ()), *aliases.get(language, ()))
    ]
    found += [text for language in _LATIN for text in labels.get(language, ())]
    found += [anyascii(text) for language in _SPELT_OUT for text in labels.get(language, ())]
    seen = {key(name)}
    for text in found:
        folded = key(text)
        if len(folded) > 1 and folded not in seen:
            seen.add(folded)
            yield _cell(text)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "/").split())


def parse(line: bytes) -> dict[str, Any]:
    """The entity of a line. ValueError where it is none."""
    body = json.loads(line)
    if not isinstance(body, dict):
        raise ValueError("no object")
    return body
