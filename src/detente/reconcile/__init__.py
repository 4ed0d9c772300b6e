"""Across reports: duplicates, stories, event clusters, conflicts, entities, and what became of positions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.reconcile.stored.run import Observe, Reconciled
    from detente.store import Store

__all__ = ["run"]


def run(store: Store, anew: bool = False, observe: Observe | None = None) -> Reconciled:
    """Bring what is made across reports up to date with a store: event clusters, conflicts, entity links, status of positions.

    Only what came or left since the last time is looked at, with what it touches; ``anew`` makes everything again. The rows are
    the same either way, and in whatever order the reports were added.
    """
    from detente.reconcile.stored.run import (
        run_over,
    )  # pure comparisons need no store, and start without loading one

    return run_over(store, anew, observe)
