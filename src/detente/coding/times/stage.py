"""Times of a report: each sentence is lexed, matched and resolved in reading order, so that "a week later" finds its anchor."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.layers import Reading, Sentence
from detente.coding.times import chart
from detente.coding.times.emission import (
    head_token,
    is_time,
    meaning_of,
    nearest,
    needs_way,
    trimmed,
    wants_day,
)
from detente.coding.times.items import Item
from detente.coding.times.lexer import Lexer
from detente.coding.times.lexicon import load
from detente.coding.times.periods import Period, Unit
from detente.coding.times.resolve import Context, Resolved, resolve
from detente.coding.times.tense import Direction, direction
from detente.record.enums import TimeKind
from detente.record.types import Time

# "A year earlier" is said for comparison: the text goes on about what it was compared with.
_COMPARISONS = frozenset({"year_earlier", "earlier", "ago"})
_COMPARED = frozenset({Unit.QUARTER, Unit.HALF})


@dataclass(slots=True)
class _Told:
    """What the text has told of so far; lives as long as one report is read."""

    last: Period | None = None
    compared: Period | None = None


class TimesStage:
    """Fills ``Reading.times``."""

    def __init__(self) -> None:
        self._lexicon = load()
        self._lexer = Lexer(self._lexicon)

    def __call__(self, reading: Reading) -> Reading:
        """The reading with its times, in text order."""
        told = _Told()
        times: list[Time] = []
        for sentence in reading.sentences:
            if self._lexer.may_hold_time(sentence):
                times.extend(self._sentence(sentence, reading, told))
        return reading.add(times=tuple(times))

    def _sentence(self, sentence: Sentence, reading: Reading, told: _Told) -> list[Time]:
        text = reading.report.text
        found = chart.expressions(self._lexer.items(sentence, text), self._lexicon)
        found = [
            item
            for item in (trimmed(item, sentence) for item in found)
            if is_time(item, sentence, self._lexicon.persons)
        ]
        if not found:
            return []
        resolved: dict[int, Resolved] = {}
        for k, item in enumerate(found):
            if not wants_day(item):
                resolved[k] = self._resolve(item, sentence, reading, told, None)
                _note(item, resolved[k], told)
        days = [k for k, r in resolved.items() if r.period is not None and r.period.unit is Unit.DAY]
        for k, item in enumerate(found):
            if wants_day(item):
                at = nearest(found, k, days)
                resolved[k] = self._resolve(
                    item, sentence, reading, told, None if at is None else resolved[at]
                )
        return [_time(item, resolved[k], text) for k, item in enumerate(found)]

    def _resolve(
        self, item: Item, sentence: Sentence, reading: Reading, told: _Told, day: Resolved | None
    ) -> Resolved:
        meaning = meaning_of(item, sentence)
        way = Direction.NONE
        if needs_way(meaning):
            way = direction(sentence, head_token(sentence, item), self._lexicon.governors)
        context = Context(reading.published, self._lexicon.holidays, way, told.last, told.compared, day)
        return resolve(meaning, context)


def _note(item: Item, found: Resolved, told: _Told) -> None:
    """Keep what later times may count from."""
    if found.period is None or found.kind is TimeKind.SET or item.made in _COMPARISONS:
        return
    told.last = found.period
    if found.period.unit in _COMPARED:
        told.compared = found.period


def _time(item: Item, found: Resolved, text: str) -> Time:
    surface = text[item.start : item.end]
    return Time(item.start, item.end, surface, found.kind, found.value, found.first, found.last, found.basis)
