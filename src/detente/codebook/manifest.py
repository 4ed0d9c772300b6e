"""``python -m detente.codebook.manifest``: rewrite sha256 and rows of the codebook's manifest after an edit."""

from __future__ import annotations

from detente.codebook.book import DATA
from detente.record.manifest import refresh_manifest

if __name__ == "__main__":
    print(refresh_manifest(DATA).sha256)
