"""Conflicts between reports about what was said: one speaker's words in two wordings, one wording given to two speakers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from detente.knowledge.text import fold
from detente.reconcile.conflicts.accounts import Moment, moment
from detente.reconcile.conflicts.rows import CrossConflict, CrossItem
from detente.reconcile.events.parties import Fit, Who, fit, of_entity
from detente.reconcile.events.wording import Wording
from detente.record.enums import ConflictKind, EntityKind, QuoteKind
from detente.record.ids import digest
from detente.record.types import Entity, Quote, Record

REACH = 3
"""Days between two reports of one statement, at most."""
_LEAST = 4  # content words of a statement that is compared
_REWORDED = (
    45.0,
    93.0,
)  # per cent of letters that two wordings of one statement share; above, they are one wording
_SHARED = 0.5  # of the rarity of the words of both
_KEYS = 4  # the rarest words of a statement, of which two have a word in common


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement in marks: who said it in which report, and its words."""

    id: str
    report: str
    moment: Moment
    speaker: Who
    start: int
    end: int
    text: str
    plain: str
    kind: QuoteKind
    words: frozenset[str]
    keys: frozenset[str]


def sayings(record: Record, wording: Wording) -> Iterator[Saying]:
    """The statements in marks of a record whose speaker has a name, and that say enough to be known again."""
    entities = {entity.id: entity for entity in record.entities}
    for quote in record.quotes:
        speaker = entities.get(quote.speaker or "")
        if speaker is not None:
            found = saying(
                QuoteText(quote, record.report.id, moment(record), speaker, record.report.text), wording
            )
            if found is not None:
                yield found


@dataclass(frozen=True, slots=True)
class QuoteText:
    """A quote with what a saying is drawn from, out of a record or out of a store's tables. ``text`` is the report's."""

    quote: Quote
    report: str
    moment: Moment
    speaker: Entity
    text: str


def saying(told: QuoteText, wording: Wording) -> Saying | None:
    """The statement of a quote in marks; None where its speaker has no name, or it says too little to be known again."""
    quote, speaker = told.quote, of_entity(told.speaker)
    if quote.kind is QuoteKind.INDIRECT or not speaker.named or "JRN" in speaker.sectors:
        return None
    words = wording.content(told.text, quote.parts, ())
    if len(words) < _LEAST:
        return None
    text = " ".join(told.text[slice(*part)].strip() for part in quote.parts)
    plain = " ".join(word for word in map(fold, text.split()) if word)
    rarest = sorted(words, key=lambda word: (-words[word], word))[:_KEYS]
    return Saying(
        quote.id, told.report, told.moment, speaker, quote.start, quote.end, text, plain, quote.kind,
        frozenset(words), frozenset(rarest),
    )  # fmt: skip


def quote_conflicts(said: Iterable[Saying]) -> Iterator[CrossConflict]:
    """Conflicts of quotation and attribution between reports of near days, by their id."""
    shelves: dict[str, list[Saying]] = {}
    for saying in said:
        for key in saying.keys:
            shelves.setdefault(key, []).append(saying)
    pairs = {(a.id, b.id): (a, b) for shelf in shelves.values() for a, b in _near(shelf)}
    found = (_conflict(a, b) for a, b in pairs.values())
    yield from sorted((c for c in found if c is not None), key=lambda conflict: conflict.id)


def _near(shelf: list[Saying]) -> Iterator[tuple[Saying, Saying]]:
    """Pairs of two reports that came within a few days."""
    dated = [(saying.moment.day, saying) for saying in shelf if saying.moment.day is not None]
    ordered = sorted(dated, key=lambda pair: (pair[0], pair[1].report, pair[1].id))
    for number, (day, a) in enumerate(ordered):
        for other, b in ordered[number + 1 :]:
            if (other - day).days > REACH:
                break
            if a.report != b.report:
                yield a, b


def _conflict(a: Saying, b: Saying) -> CrossConflict | None:
    """What two statements disagree on: at most one thing."""
    shared = len(a.words & b.words) / max(1, min(len(a.words), len(b.words)))
    size = min(len(a.words), len(b.words)) / max(len(a.words), len(b.words))
    alike = fuzz.ratio(a.plain, b.plain)
    if alike > _REWORDED[1]:
        return _attributed(a, b)
    if shared < _SHARED or size < _SHARED or a.plain in b.plain or b.plain in a.plain:
        return None
    same = fit(a.speaker, b.speaker) is Fit.SAME
    return _reworded(a, b) if same and alike >= _REWORDED[0] else None


def _attributed(a: Saying, b: Saying) -> CrossConflict | None:
    """One wording of two speakers: persons, or of two countries; a minister and his state are one voice."""
    how = fit(a.speaker, b.speaker)
    if how not in {Fit.OTHER, Fit.PERSONS} or (
        EntityKind.PERSON not in (a.speaker.kind, b.speaker.kind) and a.speaker.country == b.speaker.country
    ):
        return None
    names = [s.speaker.name for s in sorted((a, b), key=_order)]
    why = f"The same words in marks are given to {names[0]} and to {names[1]}."
    return _row(ConflictKind.ATTRIBUTION, [(s, s.speaker.name) for s in (a, b)], why)


def _reworded(a: Saying, b: Saying) -> CrossConflict | None:
    """One speaker's statement in two wordings; in the reporter's sentence it may be a part of the other."""
    mixed = QuoteKind.MIXED in (a.kind, b.kind)
    if mixed and (a.words <= b.words or b.words <= a.words):
        return None
    name = min(a.speaker.name, b.speaker.name)
    why = f"{name} is quoted in marks with what seems one statement, in different words; one wording at most is exact."
    return _row(ConflictKind.QUOTATION, [(s, s.text) for s in (a, b)], why)


def _row(kind: ConflictKind, told: list[tuple[Saying, str]], why: str) -> CrossConflict:
    ordered = sorted(told, key=lambda pair: _order(pair[0]))
    items = tuple(CrossItem(s.report, None, s.start, s.end, value) for s, value in ordered)
    ident = digest("across", kind, *sorted(s.id for s, _ in told))
    return CrossConflict(ident, kind, None, items, why)


def _order(saying: Saying) -> tuple[object, ...]:
    moment = saying.moment
    return moment.day or date.max, str(moment.at or ""), saying.report, saying.start
