"""An alert in a sentence or two, with its numbers."""

from __future__ import annotations

from detente.analysis.alerts.presets import severities
from detente.analysis.alerts.rules import Finding, exceeds
from detente.analysis.alerts.track import Track
from detente.analysis.alerts.types import (
    Earlier,
    Figures,
    Kind,
    Measure,
    Occasion,
    Preset,
    State,
    Subject,
    Unit,
)

_THINGS = {
    Measure.CONFLICT: ("event of conflict", "events of conflict"),
    Measure.DEEDS: ("event of conflict in deeds", "events of conflict in deeds"),
    Measure.KILLED: ("person killed, at least", "people killed, at least"),
}
STATE_WORDS = {
    State.ASSESSED: "assessed",
    State.NO_PERIOD: "no whole {step} yet",
    State.NOT_KNOWN: "too few reports in the newest {window}",
    State.TOO_SHORT: "the store does not reach back far enough",
    State.GAPS: "too many {step}s before without any report",
}
"""Whether a preset could be applied."""


def subject_words(subject: Subject, unit: Unit) -> str:
    """``ISL – NOR``, ``NOR``, ``Harbour Guard (NOR)``, or ``all events``."""
    if unit is Unit.ACTOR:
        name, country = subject
        return f"{name} ({country})" if country else name
    return " – ".join(subject) or "all events"


def explanation(finding: Finding, track: Track, occasion: Occasion, earlier: Earlier | None) -> str:
    """What was counted, what it was held against, what is left when more is published, and why it is told again."""
    figures, preset = finding.figures, finding.preset
    first, last = track.periods.first[finding.start], track.periods.last[finding.end - 1]
    counted = f"{_amount(figures.value, preset.measure)} from {first} to {last}, told by {figures.sources} independent sources"
    parts = [f"{counted}: {_held(figures, preset)}.", _by_volume(figures, preset), _again(occasion, earlier)]
    return " ".join(part for part in parts if part)


def _held(figures: Figures, preset: Preset) -> str:
    """What the value was held against."""
    time = f"the {preset.back} {preset.step}s before ({figures.known} of them with reports)"
    if preset.kind is Kind.HIGH:
        ended = "of" if preset.window == 1 else f"{preset.window} {preset.step}s that ended in"
        return f"more than in any {ended} {time}, where the highest was {_number(figures.base or 0)}"
    if preset.kind is Kind.MEAN:
        base = figures.base or 0
        return f"{_number(figures.value / base)} times the mean of {time}, {_number(base)}"
    if preset.kind is Kind.NEW:
        return f"an actor that is in no event before; the store was held to {time}"
    names = severities().names
    before = figures.severity_before or 0
    now = names[figures.severity]
    return f"{now}, where the severest of {time} was {names[before] if before else 'no conflict'}"


def _by_volume(figures: Figures, preset: Preset) -> str:
    """The same a report, raw beside it."""
    if figures.rate is None:
        return "The store has no report of that time."
    told = f"Per 100 of the store's {figures.published:,} reports of that time: {_rate(figures.rate)}"
    if figures.base_rate is None:
        return f"{told}."
    before = "at most" if preset.kind is Kind.HIGH else "on average"
    return f"{told}, before it {before} {_rate(figures.base_rate)}{_left(figures, preset)}."


def _left(figures: Figures, preset: Preset) -> str:
    """Whether the rule holds in the raw numbers alone."""
    holds = rate_holds(figures, preset) is not False
    return "" if holds else " (by volume of reports the rule does not hold)"


def rate_holds(figures: Figures, preset: Preset) -> bool | None:
    """Whether the rule holds for the value a report as well; None where it compares none."""
    return exceeds(preset, figures.rate, figures.base_rate)


def _again(occasion: Occasion, earlier: Earlier | None) -> str:
    if earlier is None:
        return ""
    before = f"the alert of {earlier.last} ({_number(earlier.value)}, {earlier.level})"
    return {
        Occasion.AFTER_QUIET: f"Told anew, since the quiet period after {before} is over.",
        Occasion.HIGHER_LEVEL: f"Told again, since the level is higher than that of {before}.",
        Occasion.STEP_UP: f"Told again, since the value has grown by the step that breaks the quiet after {before}.",
        Occasion.SEVERER: f"Told again, since a severer kind of event appears than at {before}.",
    }.get(occasion, "")


def _amount(value: float, measure: Measure) -> str:
    one, many = _THINGS[measure]
    return f"{_number(value)} {one if value == 1 else many}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")


def _rate(value: float) -> str:
    return _number(round(value * 100, 2))
