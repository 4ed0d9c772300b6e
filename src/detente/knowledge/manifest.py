"""``python -m detente.knowledge.manifest``: check the tables after an edit, then rewrite sha256 and rows of their manifest."""

from __future__ import annotations

from detente.knowledge.base import DATA
from detente.knowledge.tables import load_tables
from detente.record.manifest import refresh_manifest

if __name__ == "__main__":
    load_tables(DATA, thorough=True)
    print(refresh_manifest(DATA).sha256)
