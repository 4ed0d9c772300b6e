"""The alerts of a store: presets applied to every subject, replayed from the first period, and explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from detente.analysis.alerts.counting import periods_of, tracks, unit_of
from detente.analysis.alerts.evidence import events_of
from detente.analysis.alerts.past import Ground, Past, last_day
from detente.analysis.alerts.presets import shipped_presets
from detente.analysis.alerts.quiet import Given, given
from detente.analysis.alerts.rules import Finding, findings, state_of
from detente.analysis.alerts.telling import explanation, subject_words
from detente.analysis.alerts.track import Periods, Track
from detente.analysis.alerts.types import Alert, Assessed, Basis, Digest, Earlier, Preset, Unit
from detente.analysis.source import Moment, Source
from detente.record.ids import digest as hashed
from detente.store.filter import Filter, no_such

RECENT = 7
"""Days up to which an alert is shown where no ``since`` is given: those of the last week."""
SORTS = ("day", "level", "preset", "subject", "value")
_ALL = Filter()


@dataclass(frozen=True, slots=True)
class Ask:
    """What alerts are asked for.

    ``as_of`` None: the day of the last report. ``sources``: at least so many, whatever the presets say. ``seen``: ids of alerts
    that are not wanted again.
    """

    unit: Unit | str = Unit.PAIR
    basis: Basis | str = Basis.COUNT
    as_of: date | None = None
    presets: tuple[Preset, ...] | None = None
    sources: int | None = None
    seen: frozenset[str] = frozenset()


def alerts(source: Source, wanted: Filter = _ALL, ask: Ask | None = None) -> Digest:
    """The alerts whose last day lies from ``since`` to ``until`` of the filter; of the last RECENT days where it gives none.

    Everything is counted as of a day: without the reports that came later and without what is dated later. What is before
    ``since`` is counted all the same: alerts are held against it. The rest of the filter says which events count. The
    same store, filter and day give the same alerts. Raises what a Filter raises.
    """
    ask = ask or Ask()
    unit, basis = Unit(ask.unit), Basis(ask.basis)
    moment = Moment(source)
    as_of = ask.as_of or last_day(moment)
    if as_of is None:
        return Digest(None, None, None, unit, basis, (), ())
    until = min(_day(wanted.until) or as_of, as_of)
    since = _day(wanted.since) or until - timedelta(days=RECENT - 1)
    counted = replace(wanted, since=None, until=as_of, sort=None, limit=None)
    watch = _Watch(Past(moment, as_of), counted, unit, basis)
    presets = [_stricter(preset, ask.sources) for preset in ask.presets or shipped_presets()]
    found = [
        alert for alert in watch.alerts(presets) if since <= alert.last <= until and alert.id not in ask.seen
    ]
    shown = _sorted(found, wanted)[: int(wanted.limit) if wanted.limit else None]
    told = tuple(watch.explained(one) for one in shown)
    return Digest(as_of, since, until, unit, basis, tuple(watch.assessed(presets)), told)


@dataclass(frozen=True, slots=True)
class _Found:
    """An alert before it is told."""

    id: str
    given: Given
    track: Track
    unit: Unit

    @property
    def finding(self) -> Finding:
        return self.given.finding

    @property
    def last(self) -> date:
        return self.track.periods.last[self.finding.end - 1]


class _Watch:
    """What is counted, as of a day."""

    def __init__(self, past: Past, counted: Filter, unit: Unit, basis: Basis) -> None:
        self._past, self._counted, self._unit, self._basis = past, counted, unit, basis
        self._ground = Ground(past, counted, unit)
        self._periods: dict[str, Periods] = {}

    def alerts(self, presets: Iterable[Preset]) -> Iterator[_Found]:
        """All alerts ever, by family and subject."""
        for _, group in groupby(
            sorted(presets, key=lambda one: (one.family, one.id)), lambda one: one.family
        ):
            yield from self._family(list(group))

    def assessed(self, presets: Iterable[Preset]) -> Iterator[Assessed]:
        """What each preset could be applied to."""
        for preset in presets:
            periods = self._periods_of(preset.step)
            whole = self._whole(periods)
            state, known = state_of(preset, periods, whole)
            yield Assessed(preset, state, periods.last[whole - 1] if whole else None, known, preset.back)

    def explained(self, found: _Found) -> Alert:
        """The alert with its words and its events."""
        finding, track, earlier = found.finding, found.track, _earlier(found)
        return Alert(
            id=found.id,
            preset=finding.preset,
            unit=found.unit,
            subject=track.subject,
            first=track.periods.first[finding.start],
            last=found.last,
            figures=finding.figures,
            occasion=found.given.occasion,
            earlier=earlier,
            explanation=explanation(finding, track, found.given.occasion, earlier),
            events=events_of(self._ground, track, finding, self._unit),
        )

    def _family(self, presets: Sequence[Preset]) -> Iterator[_Found]:
        unit = unit_of(presets[0], self._unit)
        periods = self._periods_of(presets[0].step)
        for track in tracks(self._ground, periods, presets[0], unit):
            found = [
                finding
                for preset in presets
                for finding in findings(preset, track, self._whole(periods), self._basis)
            ]
            for one in given(found, periods):
                parts = (one.finding.preset.id, unit, self._basis, periods.last[one.finding.end - 1])
                yield _Found(hashed("alert", *parts, *track.subject), one, track, unit)

    def _periods_of(self, step: str) -> Periods:
        if step not in self._periods:
            self._periods[step] = periods_of(self._past, self._counted, step)
        return self._periods[step]

    def _whole(self, periods: Periods) -> int:
        day = _day(self._counted.until)
        return periods.whole(day) if day else 0


def _earlier(found: _Found) -> Earlier | None:
    before = found.given.earlier
    if before is None:
        return None
    last = found.track.periods.last[before.end - 1]
    return Earlier(before.preset.id, before.preset.level, last, before.figures.value)


def _stricter(preset: Preset, sources: int | None) -> Preset:
    return preset if sources is None else replace(preset, sources=sources)


def _sorted(found: Iterable[_Found], wanted: Filter) -> list[_Found]:
    """By level and day, the gravest and newest first; or as the filter says."""
    rows = sorted(
        found,
        key=lambda one: (
            -one.finding.preset.level.rank,
            -one.last.toordinal(),
            subject_words(one.track.subject, one.unit),
            one.finding.preset.id,
        ),
    )
    for word in reversed([str(word) for word in wanted.sort or ()]):
        name = word.removeprefix("-")
        if name not in SORTS:
            raise no_such("column to sort by called", name, SORTS)
        rows.sort(key=lambda one, name=name: _sort_value(one, name), reverse=word.startswith("-"))  # type: ignore[misc]
    return rows


def _sort_value(found: _Found, name: str) -> date | int | str | float:
    finding = found.finding
    values: dict[str, date | int | str | float] = {
        "day": found.last,
        "level": finding.preset.level.rank,
        "preset": finding.preset.id,
        "subject": subject_words(found.track.subject, found.unit),
        "value": finding.figures.value,
    }
    return values[name]


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
