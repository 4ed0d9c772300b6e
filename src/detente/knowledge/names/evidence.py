"""What spoke for and against, and the score that follows from the weights."""

from __future__ import annotations

import math
from typing import NamedTuple

from detente.knowledge.names.lexicon import lexicon


class Comparison(NamedTuple):
    """How alike two names are: score 0…1, whether that makes them one bearer's, and what spoke for and against."""

    score: float
    match: bool
    reasons: tuple[str, ...]


class Feature(NamedTuple):
    """One thing seen in a pair of names: its row in name_weights.toml, and the words it was seen in."""

    name: str
    detail: str = ""


def judge(kind: str, features: list[Feature]) -> Comparison:
    """The score of the features: the logistic function of the sum of their weights."""
    known = lexicon()
    weights = known.weights[kind]
    total = weights["start"] + sum(weights[feature.name] for feature in features)
    score = round(1.0 / (1.0 + math.exp(-total)), 4)
    reasons = tuple(_said(feature, weights[feature.name]) for feature in features)
    return Comparison(score, score >= known.threshold, reasons)


def _said(feature: Feature, weight: float) -> str:
    detail = f" ({feature.detail})" if feature.detail else ""
    return f"{feature.name.replace('_', ' ')}{detail} {weight:+g}"
