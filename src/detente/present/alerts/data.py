"""The digest as JSON: one object, or one alert a line."""

from __future__ import annotations

import json
from datetime import date
from typing import IO, Any

from detente.analysis.alerts import Alert, Assessed, Digest, Told, rate_holds, severities
from detente.present.exports.characters import whole_characters

_PLACES = 6


def write_json(digest: Digest, file: IO[str]) -> None:
    """The whole digest as one object."""
    file.write(_text(digest_data(digest), indent=2) + "\n")


def write_jsonl(digest: Digest, file: IO[str]) -> None:
    """One alert a line."""
    for alert in digest.alerts:
        file.write(_text(alert_data(alert)) + "\n")


def digest_data(digest: Digest) -> dict[str, Any]:
    """The digest as plain data."""
    return {
        "as_of": _day(digest.as_of),
        "since": _day(digest.since),
        "until": _day(digest.until),
        "unit": digest.unit,
        "basis": digest.basis,
        "alerts": [alert_data(alert) for alert in digest.alerts],
        "presets": [_assessed(one) for one in digest.assessed],
    }


def alert_data(alert: Alert) -> dict[str, Any]:
    """An alert as plain data."""
    figures, preset, names = alert.figures, alert.preset, severities().names
    return {
        "id": alert.id,
        "preset": preset.id,
        "level": preset.level,
        "unit": alert.unit,
        "subject": list(alert.subject),
        "first": _day(alert.first),
        "last": _day(alert.last),
        "measure": preset.measure,
        "value": _number(figures.value),
        "base": _number(figures.base),
        "rate": _number(figures.rate),
        "base_rate": _number(figures.base_rate),
        "rate_holds": rate_holds(figures, preset),
        "published": figures.published,
        "step": preset.step,
        "back": figures.back,
        "known": figures.known,
        "sources": figures.sources,
        "severity": names.get(figures.severity),
        "severity_before": names.get(figures.severity_before or 0),
        "occasion": alert.occasion,
        "earlier": alert.earlier
        and {
            "preset": alert.earlier.preset,
            "level": alert.earlier.level,
            "last": _day(alert.earlier.last),
            "value": _number(alert.earlier.value),
        },
        "explanation": alert.explanation,
        "rule": preset.rule,
        "rule_source": preset.source,
        "events": [_event(event) for event in alert.events],
    }


def _event(event: Told) -> dict[str, Any]:
    return {
        "event_id": event.event,
        "day": _day(event.day),
        "event_type": event.event_type,
        "event_mode": event.event_mode,
        "actors": list(event.actors),
        "recipients": list(event.recipients),
        "killed": _number(event.killed),
        "sources": event.sources,
        "tellings": [
            {
                "event_id": one.event,
                "report_id": one.report,
                "source": one.source,
                "url": one.url,
                "published": _day(one.published),
                "sentence": one.sentence,
            }
            for one in event.tellings
        ],
    }


def _assessed(one: Assessed) -> dict[str, Any]:
    return {
        "id": one.preset.id,
        "level": one.preset.level,
        "state": one.state,
        "last": _day(one.last),
        "step": one.preset.step,
        "known": one.known,
        "back": one.back,
        "rule": one.preset.rule,
        "rule_source": one.preset.source,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(value: float | None) -> float | int | None:
    """The number, whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == int(value) else round(value, _PLACES)


def _text(content: object, indent: int | None = None) -> str:
    return whole_characters(json.dumps(content, ensure_ascii=False, indent=indent))
