"""Plain text: the whole file is one report, its text exactly as it stands in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from detente.ingest.draft import Draft, Item
from detente.ingest.encodings import Decoder
from detente.ingest.settings import ReadSettings
from detente.ingest.streams import read_whole
from detente.record.types import Report


def read_plain(stream: BinaryIO, where: str, settings: ReadSettings) -> Iterator[Item]:
    """The one report; InputError where it is too long or cannot be decoded."""
    data = read_whole(stream, where, settings.max_bytes)
    yield Draft(where, Report(Decoder(where).text(data)))
