"""A record as a reader wants it: facts, days, pairs, cast and voices in plain words, the same for terminal and page."""

from detente.present.view.build import view_of
from detente.present.view.types import (
    Actor,
    Day,
    Fact,
    Finding,
    LeftOut,
    Pair,
    Stance,
    Tally,
    Utterance,
    View,
    Voice,
)

__all__ = [
    "Actor",
    "Day",
    "Fact",
    "Finding",
    "LeftOut",
    "Pair",
    "Stance",
    "Tally",
    "Utterance",
    "View",
    "Voice",
    "view_of",
]
