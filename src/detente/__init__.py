"""Détente reads news reports and keeps the record of a crisis.

Public names are imported when they are first used, so that ``import detente`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from detente.version import __version__

if TYPE_CHECKING:
    from detente.coding.pipeline import Coder
    from detente.record.types import Record, Report
    from detente.store.filter import Filter
    from detente.store.store import Store

__all__ = ["Coder", "Filter", "Record", "Report", "Store", "__version__"]

_HOMES = {
    "Coder": "detente.coding.pipeline",
    "Filter": "detente.store.filter",
    "Record": "detente.record.types",
    "Report": "detente.record.types",
    "Store": "detente.store.store",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'detente' has no attribute {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(_HOMES[name]), name)
