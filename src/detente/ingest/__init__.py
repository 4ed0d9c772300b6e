"""From files, folders and standard input to reports.

``read(paths, settings)`` yields a ``Report`` for every report that could be read and an ``Unreadable`` for
every input that could not, in order, one at a time. Readers and their libraries are imported when a file
of their form is met, so that ``import detente.ingest`` costs next to nothing.
"""

from __future__ import annotations

from detente.ingest.draft import Unreadable
from detente.ingest.reading import read
from detente.ingest.settings import ReadSettings

__all__ = ["ReadSettings", "Unreadable", "read"]
