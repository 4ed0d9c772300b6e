"""Actor strings to codes: what ``detente resolve`` answers, without a parser.

The string is read by the stages that code reports, over a light reading of it in place of a parse; the context, where there
is one, is a second sentence that only lends its countries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from detente.coding.actors import ActorsStage
from detente.coding.actors.cast import Actor, Cast, Found
from detente.coding.completing import UNDECIDED, UNKNOWN, completed
from detente.coding.layers import Mention, MentionKind, Reading, Sentence
from detente.coding.light import light_sentence
from detente.coding.mentions import MentionsStage
from detente.errors import InputError
from detente.knowledge import Knowledge, MatchKind
from detente.knowledge.gazetteer import Gazetteer, Location, place_key
from detente.record.types import Place, ReportInfo

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_FIRST = re.compile(r"(\d{1,2})\s+([a-z]{3})[a-z]*\.?,?\s+(\d{4})")
_MONTH_FIRST = re.compile(r"([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})")
_PIECE = 1500  # characters of the context that are read as one sentence: time grows with its square
_TOWN_WORDS = 3  # "Santa Rosa de Copán" is rare; each length is one more look-up
_PLACES = frozenset({MatchKind.STATE, MatchKind.REGION})
_LARGE = 4.5  # log10 of the inhabitants from which a town is taken without anything else that speaks for it


class Resolver:
    """Resolves actor strings. Make one and keep it."""

    def __init__(self, knowledge: Knowledge, gazetteer: Gazetteer | None = None) -> None:
        self._knowledge = knowledge
        self._gazetteer = gazetteer or Gazetteer.load()
        self._mentions = MentionsStage(knowledge, headlines=False)
        self._actors = ActorsStage(knowledge)

    def resolve_all(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """The answer to each row, in order."""
        return (self.resolve(row) for row in rows)

    def resolve(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """{id, text, context, date} → {id, name, country, sectors, wikidata, confidence, reason}; null where nothing is known."""
        text, context = str(row.get("text") or "").strip(), str(row.get("context") or "").strip()
        text, context = self._part_place(text, context)
        reading = self._read(text, context, parse_date(row.get("date"), row.get("id")))
        mention = _main(reading)
        if mention is None:
            return _answer(row, None, _unknown(text), "names no actor")
        cast = self._actors.cast(reading)
        found = completed(reading, cast, mention)
        actor = cast.actors[found.actors[0]] if found.actors else None
        return _answer(row, actor, _with_context(reading, cast, found), found.reason)

    def _part_place(self, text: str, context: str) -> tuple[str, str]:
        """A body's name without the place set behind it ("Legal Aid Commission Tasmania"), and the place before the context."""
        sentence = light_sentence(text)
        if not any(map(self._knowledge.role_nouns.forms, sentence.lowers[1:-1])):
            return text, context  # no body: the usual case
        found = self._knowledge.matches(sentence.words, sentence.tags)
        place = found[-1] if found else None
        if place is None or place.kind not in _PLACES or place.last < len(sentence) or place.first < 2:
            return text, context
        before = place.first - 1
        role = self._knowledge.role_noun(sentence.lowers, before)
        is_body = role is not None and role.last == place.first and role.noun.kind in {"body", "group"}
        if not is_body or not sentence.words[before][0].isupper():
            return text, context
        start = sentence.starts[place.first]
        return text[:start].strip(), f"{text[start:]}. {context}".strip(". ")

    def _read(self, text: str, context: str, published: date | None) -> Reading:
        sentences: tuple[Sentence, ...] = (light_sentence(text),)
        for number, start in enumerate(range(0, len(context), _PIECE), 1):  # passages, not books: see _PIECE
            sentences += (light_sentence(context[start : start + _PIECE], number, len(text) + 1 + start),)
        whole = f"{text}\n{context}" if context else text
        info = ReportInfo("", None, None, None, published, None, "en", "", len(whole), whole)
        reading = self._mentions(Reading(info, sentences))
        places = self._places(reading)
        return reading.add(places=places) if places else reading

    def _places(self, reading: Reading) -> tuple[Place, ...]:
        """Towns among the names that the knowledge base does not know, also as the first word of one ("Oxford University")."""
        out = []
        for mention in reading.mentions:
            if mention.kind != MentionKind.NAME or mention.refs:
                continue
            for start, end in _stretches(reading, mention):
                surface = reading.report.text[start:end]
                found = self._gazetteer.find(place_key(surface))
                if found and found[0].prominence >= _LARGE:
                    out.append(_place(start, surface, found[0]))
                    break
        return tuple(out)


def _stretches(reading: Reading, mention: Mention) -> Iterator[tuple[int, int]]:
    """Parts of a name that may be a town: all of it, its first words, and what stands behind "of" or "in"; longest first."""
    sentence = reading.sentences[mention.sentence]
    bodies = {i for role in reading.roles[mention.sentence] for i in range(role.first, role.last)}
    size = mention.last - mention.first
    yield mention.start, mention.end
    for length in range(min(size - 1, _TOWN_WORDS), 0, -1):
        if not bodies.issuperset(range(mention.first, mention.first + length)):
            yield mention.start, sentence.ends[mention.first + length - 1]
    for i in range(mention.first + 1, mention.last - 1):
        if sentence.lowers[i] in {"of", "in", "at"}:
            yield sentence.starts[i + 1], mention.end


def _place(start: int, surface: str, best: Location) -> Place:
    return Place(
        start=start,
        end=start + len(surface),
        text=surface,
        name=best.name,
        country=best.country,
        admin1=best.admin1,
        lat=best.lat,
        lon=best.lon,
        geonameid=best.geonameid,
        kind=best.kind,
        metonym=False,
    )


def parse_date(value: object, ident: object = None) -> date | None:
    """The day that a string gives: ISO, "12 April 2022", "April 12, 2022" or a month or year alone (its first day)."""
    if value is None or value == "":
        return None
    text = str(value).strip().lower()
    try:
        return date.fromisoformat(
            (text + "-01-01" if len(text) == 4 else text + "-01" if len(text) == 7 else text)[:10]
        )
    except ValueError:
        pass
    for pattern, order in ((_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2))):
        found = pattern.fullmatch(text)
        if found and found.group(order[1]) in _MONTHS:
            year, month, day = (found.group(i) for i in order)
            with suppress(ValueError):  # 30 February
                return date(int(year), _MONTHS.index(month) + 1, int(day))
    raise InputError(
        f"row {ident}" if ident is not None else "row", f"date {value!r} is not a day; write it as 2022-01-21"
    )


def _main(reading: Reading) -> Mention | None:
    """The mention that the string as a whole is: the one at its head, else the first that is no adjective, else the first."""
    first = [mention for mention in reading.mentions if mention.sentence == 0]
    sentence = reading.sentences[0]
    for mention in first:
        if sentence.heads[mention.head] == mention.head:
            return mention
    return next((m for m in first if m.kind != MentionKind.ADJECTIVE), first[0] if first else None)


def _unknown(text: str) -> Found | None:
    """The answer to "someone" or "others": an actor, of whom nothing is known."""
    return UNKNOWN if text.lower() in UNDECIDED else None


def _with_context(reading: Reading, cast: Cast, found: Found) -> Found:
    """What was found, its country taken from the context where the string itself gives none and the context names one."""
    if found.country is not None:
        return found
    countries = {cast.found[mention.id].country for mention in reading.mentions if mention.sentence > 0}
    countries.discard(None)
    if len(countries) != 1:
        return found
    return Found(
        found.actors,
        countries.pop(),
        found.sectors,
        round(found.score * 0.8, 4),
        f"{found.reason}; country from the context",
    )


def _answer(row: Mapping[str, Any], actor: Actor | None, found: Found | None, reason: str) -> dict[str, Any]:
    return {
        "id": row.get("id"),
        "name": actor.name if actor is not None else None,
        "country": found.country if found is not None else None,
        "sectors": list(found.sectors) if found is not None else [],
        "wikidata": actor.wikidata if actor is not None else None,
        "confidence": found.score if found is not None else 0.0,
        "reason": found.reason if found is not None else reason,
    }


__all__ = ["Resolver", "parse_date"]
