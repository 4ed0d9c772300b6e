"""The score of two tellings: the sum of the weights of their features, as a table that shows what spoke for and against."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from detente.reconcile.events.features import are_comparable, features, levels
from detente.reconcile.events.tellings import Telling
from detente.reconcile.weights import Feature, PairScore, Weights

NEVER = -20.0
"""The score of two tellings that cannot be of one event, whatever else agrees."""


def load_weights() -> Weights:
    """The weights that ship with the package. Raises DataError with every fault."""
    return Weights.load(Path(__file__).parent / "data", levels())


def score(a: Telling, b: Telling, weights: Weights, stories: Mapping[str, str] | None = None) -> PairScore:
    """The score of a pair, the same whichever is first. ``stories`` gives the story of a report, where it is known."""
    if not are_comparable(a, b):
        return PairScore(NEVER, ())
    return weights.score([*features(a, b), *_story(a, b, stories or {})])


def _story(a: Telling, b: Telling, stories: Mapping[str, str]) -> list[Feature]:
    one, other = stories.get(a.report), stories.get(b.report)
    if a.report == b.report or one is None or other is None:
        return []
    return [Feature("story", "same" if one == other else "other", "")]
