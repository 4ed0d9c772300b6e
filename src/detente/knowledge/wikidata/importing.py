"""The import itself: two passes over the dump, then the tables.

The first pass keeps drafts of what belongs into the tables in a file of its own, and notes which items they point at; the
second finds the names and countries of those. So the memory used grows with what is taken, not with the dump.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from detente.errors import UsageError
from detente.knowledge.base import DATA, Knowledge
from detente.knowledge.tables import LAYOUTS, load_tables
from detente.knowledge.wikidata.claims import Entity
from detente.knowledge.wikidata.composing import Composer, Mentioned
from detente.knowledge.wikidata.drafts import (
    BodyDraft,
    Chooser,
    Draft,
    PersonDraft,
    dump_draft,
    load_draft,
    parse,
    pointed_at,
)
from detente.knowledge.wikidata.reading import Observer, lines
from detente.knowledge.wikidata.settings import Settings, load_meanings
from detente.knowledge.wikidata.tally import Tally
from detente.knowledge.wikidata.titles import Titles

PASSES = 2
_ID = re.compile(rb'"id"\s*:\s*"(Q\d+)"')
_HEAD = 300  # bytes in which an entity's own id stands
_TABLES = ("people", "roles", "organisations", "regions")


@dataclass(slots=True)
class _Found:
    """What the passes have found: countries by item, items that are pointed at, and what is known of these."""

    countries: dict[str, str]
    wanted: dict[str, None] = field(default_factory=dict)
    mentioned: dict[str, Mentioned] = field(default_factory=dict)


def import_dump(
    dump: Path,
    folder: Path,
    settings: Settings | None = None,
    observe: Observer | None = None,
    knowledge: Knowledge | None = None,
) -> Tally:
    """Write overlay tables of a dump's persons, organisations and (if asked) places into the folder; says what was read.

    ``observe`` hears the entities and bytes read so far, over both passes together; ``knowledge`` is what is known already,
    the shipped tables where it is not given. UsageError where the folder holds tables
    already; InputError where the dump is of another format.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.glob("*.tsv"))):
        raise UsageError(
            f"{folder} is no empty folder; name one without tables, so that none of yours is lost"
        )
    if not dump.is_file():
        raise UsageError(f"{dump} is no file; a dump is read twice, and so cannot come through a pipe")
    settings = settings or Settings()
    tally, knowledge, meanings = Tally(), knowledge or Knowledge.load(), load_meanings()
    states = knowledge.tables.states
    found = _Found({item: country for item, country in meanings.countries.items() if country in states})
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".import.") as there:
        spool, staged = Path(there) / "drafts", Path(there) / "tables"
        staged.mkdir()
        _first_pass(dump, spool, Chooser.make(settings, meanings), _First(knowledge, tally, found, observe))
        _second_pass(dump, tally, found, _shifted(observe, tally.entities, dump))
        titles = Titles(knowledge, meanings)
        composer = Composer(knowledge, meanings, found.countries, found.mentioned, tally, titles)
        _write_tables(spool, staged, composer, tally)
        if tally.taken:
            load_tables(DATA, [staged])  # what is written must load
        for path in sorted(staged.iterdir()):
            path.replace(folder / path.name)
    return tally


@dataclass(frozen=True, slots=True)
class _First:
    """What the first pass fills and asks."""

    knowledge: Knowledge
    tally: Tally
    found: _Found
    observe: Observer | None

    def note_country(self, entity: Entity) -> None:
        """Notes that an item is a country, by its code."""
        code = entity.text("P298")
        if code is not None and code in self.knowledge.tables.states:
            self.found.countries.setdefault(entity.id, code)


def _first_pass(dump: Path, spool: Path, chooser: Chooser, first: _First) -> None:
    drafted: set[str] = set()
    with spool.open("w", encoding="utf-8") as file:
        for number, line in lines(dump, first.tally, first.observe):
            first.tally.entities += 1
            if not chooser.may_matter(line):
                continue
            entity = _entity(line, number, first.tally)
            if entity is None:
                continue
            first.note_country(entity)
            draft = chooser.choose(entity)
            if draft is not None and draft.item in drafted:
                first.tally.left["items that come twice"] += 1
            elif draft is not None:
                drafted.add(draft.item)
                first.found.wanted.update(dict.fromkeys(pointed_at(draft)))
                file.write(dump_draft(draft))


def _entity(line: bytes, number: int, tally: Tally | None) -> Entity | None:
    """The item of a line; None for a property, a redirect, or a line that is none (noted, where there is a tally)."""
    try:
        body = parse(line)
    except (ValueError, RecursionError) as error:
        if tally is not None:
            tally.note_broken(number, f"no entity ({error})")
        return None
    ident = body.get("id")
    if not isinstance(ident, str) or not ident:
        if tally is not None:
            tally.note_broken(number, "an entity without an id")
        return None
    return Entity(ident, body, tally or Tally()) if ident.startswith("Q") else None


def _second_pass(dump: Path, tally: Tally, found: _Found, observe: Observer | None) -> None:
    """Names and countries of the items that drafts point at."""
    for number, line in lines(dump, Tally(), observe):
        ident = _ID.search(line, 0, _HEAD)
        if ident is not None and ident[1].decode() not in found.wanted:
            continue
        entity = _entity(line, number, None)
        if entity is not None and entity.id in found.wanted:
            label = entity.label("en", "en-gb", "en-us", "mul")
            around = (*entity.items("P1001"), *entity.items("P17"))
            found.mentioned[entity.id] = Mentioned(label, around)
    missing = sum(item not in found.mentioned and item not in found.countries for item in found.wanted)
    if missing:
        tally.left["items that are pointed at and not in the dump"] += missing


def _shifted(observe: Observer | None, entities: int, dump: Path) -> Observer | None:
    """The observer of the second pass, which goes on where the first one ended."""
    if observe is None:
        return None
    size = dump.stat().st_size
    return lambda seen, at: observe(entities + seen, size + at)


def _write_tables(spool: Path, folder: Path, composer: Composer, tally: Tally) -> None:
    """All tables that get a row. Organisations first, since persons belong to them."""
    files: dict[str, IO[str]] = {}
    try:
        for bodies in (True, False):
            for draft in _drafts(spool):
                if isinstance(draft, BodyDraft) is bodies:
                    for table, row in _rows(draft, composer):
                        if table not in files:
                            files[table] = _open_table(folder, table)
                        files[table].write("\t".join(row) + "\n")
                        tally.taken[table] += 1
    finally:
        for file in files.values():
            file.close()


def _drafts(spool: Path) -> Iterator[Draft]:
    with spool.open(encoding="utf-8") as file:
        for line in file:
            yield load_draft(line)


def _rows(draft: Draft, composer: Composer) -> Iterator[tuple[str, list[str]]]:
    if isinstance(draft, PersonDraft):
        person, roles = composer.person(draft)
        if person is not None:
            yield "people", person
        yield from (("roles", role) for role in roles)
        return
    row = composer.body(draft) if isinstance(draft, BodyDraft) else composer.place(draft)
    if row is not None:
        yield ("organisations" if isinstance(draft, BodyDraft) else "regions"), row


def _open_table(folder: Path, table: str) -> IO[str]:
    file = (folder / f"{table}.tsv").open("w", encoding="utf-8", newline="\n")
    file.write("\t".join(column.name for column in LAYOUTS[table].columns) + "\n")
    return file


__all__ = ["PASSES", "Observer", "Settings", "import_dump"]
