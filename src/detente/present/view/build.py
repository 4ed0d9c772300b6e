"""From a record to its view."""

from __future__ import annotations

from collections import Counter
from datetime import date

from detente.present.view.cast import cast_of
from detente.present.view.facts import SURE, doubtful, facts_of, lead_facts, tally
from detente.present.view.findings import conflicts_of, defects_of, left_out_of
from detente.present.view.pairs import busiest_pair, pairs_of
from detente.present.view.plain import (
    count,
    date_words,
    day_words,
    excerpt,
    language_name,
    listed,
    plain,
    weekday,
)
from detente.present.view.sentences import Sentences, sentences_of
from detente.present.view.types import Day, Fact, Tally, View
from detente.present.view.vocabulary import AUXILIARY_WORDS
from detente.present.view.voices import stances_of, voices_of
from detente.record.types import Record

_HEADLINE = 160
_DATELINE = 4  # words
_DASHES = ("—", "–", "-", "_")


def view_of(record: Record) -> View:
    """All parts of the record's brief, in plain words."""
    sentences = sentences_of(record)
    facts = facts_of(record, sentences)
    cast, named = cast_of(record, facts, sentences)
    pairs = pairs_of(record, facts)
    numbers, unsure = tally(facts), doubtful(record)
    title = plain(record.report.title or "")
    return View(
        record=record,
        sentences=sentences,
        headline=title or _first_words(sentences),
        has_title=bool(title),
        about=_about(record, sentences),
        counted=_counted(facts, unsure),
        balance=f"{_balance(numbers)} {busiest_pair(pairs)}".strip(),
        tally=numbers,
        facts=facts,
        doubtful=unsure,
        lead=lead_facts(facts),
        days=_days(facts, record.report.published),
        pairs=pairs,
        cast=cast,
        named=named,
        voices=voices_of(record, sentences),
        stances=stances_of(record, sentences),
        conflicts=conflicts_of(record, sentences),
        defects=defects_of(record, sentences),
        left_out=left_out_of(record, sentences),
    )


def _first_words(sentences: Sentences) -> str:
    """The first sentence that is more than a dateline."""
    surfaces = [sentences.surface(span) for span in sentences.spans[:5]]
    told = (words for words in surfaces if len(words.split()) > _DATELINE and not words.endswith(_DASHES))
    first = next(told, surfaces[0])
    return excerpt(first, _HEADLINE) or "(empty report)"


def _about(record: Record, sentences: Sentences) -> tuple[str, ...]:
    """Source, date, language, size and id."""
    report = record.report
    dated = f"{weekday(report.published)} {day_words(report.published)}" if report.published else "no date"
    size = f"{count(report.characters, 'character')} in {count(len(sentences.spans), 'sentence')}"
    language = language_name(report.language) if report.language else ""
    parts = (plain(report.source or ""), dated, language, size, f"id {plain(report.id)}")
    return tuple(part for part in parts if part)


def _counted(facts: tuple[Fact, ...], unsure: int) -> str:
    """What was counted, and what was not."""
    real = [fact for fact in facts if fact.is_real]
    tellings = sum(fact.told for fact in real)
    words = f"{count(len(real), 'event')} told as having happened"
    if tellings > len(real):
        words += f" (in {count(tellings, 'mention')})"
    kinds = Counter(fact.event.auxiliary for fact in facts if fact.event.auxiliary)
    others = [f"{kinds[kind]} {word}" for kind, word in AUXILIARY_WORDS.items() if kinds[kind]]
    if unsure:
        others.append(f"{unsure} doubtful (confidence under {SURE:.0%})")
    return words + (f"; not counted: {listed(others)}" if others else "")


def _balance(numbers: Tally) -> str:
    """Whether it is conflict or cooperation, in one line."""
    if not numbers.total:
        return ""
    parts = _kind("conflict", numbers.quads[2:]), _kind("cooperation", numbers.quads[:2])
    if numbers.conflict > numbers.cooperation:
        return f"More conflict than cooperation: {parts[0]}, {parts[1]}."
    if numbers.cooperation > numbers.conflict:
        return f"More cooperation than conflict: {parts[1]}, {parts[0]}."
    return f"As much conflict as cooperation: {parts[0]}, {parts[1]}."


def _kind(name: str, quads: tuple[int, ...]) -> str:
    """``14 of conflict (8 in words, 6 in deeds)``."""
    where = [f"{number} in {how}" for number, how in zip(quads, ("words", "deeds"), strict=True) if number]
    return f"{sum(quads) or 'none'} of {name}" + (f" ({', '.join(where)})" if where else "")


def _days(facts: tuple[Fact, ...], published: date | None) -> tuple[Day, ...]:
    """Facts told as real, by date; those that the text does not date stand together under the report's."""
    groups: dict[tuple[date, date, str, bool], list[Fact]] = {}
    for fact in facts:
        if fact.is_real:
            groups.setdefault(_day_key(fact, published), []).append(fact)
    return tuple(Day(key[2], key[3], tuple(groups[key])) for key in sorted(groups))


def _day_key(fact: Fact, published: date | None) -> tuple[date, date, str, bool]:
    when = fact.event.date
    first, last, words = when.start or when.end, when.end or when.start, date_words(when)
    if words and first and last:
        return first, last, f"{weekday(first)[:3]} {words}" if first == last else words, False
    if published is None:
        return date.max, date.max, "no date in the text or with the report", True
    return date.max, date.max, f"no date in the text (report of {day_words(published)})", True
