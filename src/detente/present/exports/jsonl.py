"""Whole records as JSON lines: the only format that holds every layer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from detente.record import Record, to_json


def write_jsonl(records: Iterable[Record], file: IO[str]) -> None:
    """One whole record a line."""
    for record in records:
        file.write(to_json(record) + "\n")
