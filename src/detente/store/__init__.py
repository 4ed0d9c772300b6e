"""The store: Delta tables in a folder, written through delta-rs and read by DuckDB."""

from detente.store.filter import Filter
from detente.store.store import Store
from detente.store.writing import Added, Work

__all__ = ["Added", "Filter", "Store", "Work"]
