"""What the digest says in words, the same in the terminal and on the page."""

from __future__ import annotations

from detente.analysis.alerts import STATE_WORDS, Alert, Assessed, Digest, State, Told, Unit, subject_words
from detente.present.view.plain import count, day_words, listed, plain
from detente.present.view.vocabulary import vocabulary

_UNITS = {
    Unit.PAIR: "pairs of countries",
    Unit.COUNTRY: "countries",
    Unit.ACTOR: "actors",
    Unit.ALL: "all events together",
}


def title_words(digest: Digest) -> str:
    """``2 alerts``, or that there is none."""
    return count(len(digest.alerts), "alert") if digest.alerts else "No alert"


def about_words(digest: Digest) -> str:
    """The days, the day as of which all is counted, and what is watched."""
    if digest.as_of is None or digest.since is None or digest.until is None:
        return "The store has no dated report."
    days = f"{day_words(digest.since)} – {day_words(digest.until)}"
    return f"{days} · as of {day_words(digest.as_of)} · {_UNITS[digest.unit]} · rules on {digest.basis}s"


def head_words(alert: Alert) -> str:
    """Whom it is about, and the day."""
    return f"{plain(subject_words(alert.subject, alert.unit))}, {day_words(alert.last)}"


def rule_words(alert: Alert) -> str:
    """The rule and where it comes from."""
    return f"{alert.preset.id}: {alert.preset.rule}. {alert.preset.source}."


def event_words(event: Told) -> str:
    """When, who, to whom, what."""
    parties = listed([plain(name) for name in event.actors]) or "somebody"
    if event.recipients:
        parties += f" → {listed([plain(name) for name in event.recipients])}"
    return f"{day_words(event.day)}: {parties}, {vocabulary().gloss(event.event_type, event.event_mode)}"


def sources_words(event: Told) -> str:
    """Who tells it, each once."""
    names = dict.fromkeys(plain(one.source or one.report) for one in event.tellings)
    return listed(list(names))


def unassessed(digest: Digest) -> list[str]:
    """A line for each preset that could not be applied to the newest whole period."""
    return [f"{one.preset.id}: {_state(one)}" for one in digest.assessed if one.state is not State.ASSESSED]


def _state(one: Assessed) -> str:
    step, size = one.preset.step, one.preset.window
    told = STATE_WORDS[one.state].format(step=step, window=step if size == 1 else f"{size} {step}s")
    if one.state is State.NO_PERIOD:
        return told
    return f"{told}; {one.known:,} of the {count(one.back, step)} before are known"
