"""Event clusters: which events of many reports are one event of the world, with a table of what spoke for it."""

from detente.reconcile.events.index import ClusterRow, EventIndex, cluster_events
from detente.reconcile.events.scoring import load_weights, score
from detente.reconcile.events.tellings import Telling, tellings
from detente.reconcile.events.wording import Wording
from detente.reconcile.weights import PairScore, Weights

__all__ = [
    "ClusterRow",
    "EventIndex",
    "PairScore",
    "Telling",
    "Weights",
    "Wording",
    "cluster_events",
    "load_weights",
    "score",
    "tellings",
]
