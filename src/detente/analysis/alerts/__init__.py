"""Alerts: rules with a source, applied to what a store has, each explained by its numbers and the passages it rests on."""

from detente.analysis.alerts.giving import RECENT, Ask, alerts
from detente.analysis.alerts.presets import chosen, severities, shipped_presets
from detente.analysis.alerts.telling import STATE_WORDS, rate_holds, subject_words
from detente.analysis.alerts.types import Alert, Assessed, Basis, Digest, Preset, State, Told, Unit

__all__ = [
    "RECENT",
    "STATE_WORDS",
    "Alert",
    "Ask",
    "Assessed",
    "Basis",
    "Digest",
    "Preset",
    "State",
    "Told",
    "Unit",
    "alerts",
    "chosen",
    "rate_holds",
    "severities",
    "shipped_presets",
    "subject_words",
]
