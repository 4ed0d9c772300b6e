"""How to read: defaults for what a file does not say, and every limit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from detente.errors import UsageError

MEGABYTE = 1_000_000
_LEAST = {"max_bytes": 1, "max_spool_bytes": 1, "max_characters": 1, "min_letters": 1, "min_words": 0}


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """Defaults and limits of ``read``. Raises UsageError for values that cannot be.

    ``published`` and ``source`` are for reports that have none of their own. ``max_bytes`` bounds one report
    (a file, line, field, row, page or feed) after decompression. ``max_spool_bytes`` bounds a Parquet file that has to be
    written to a temporary file because it is compressed or comes through a pipe. A report's text has at most
    ``max_characters`` characters, since coding takes about 300 bytes of memory for each, and at least ``min_letters``
    letters. Its language must be one of ``languages`` (ISO 639 codes; none: any), which is judged only from
    ``min_words`` words on and with at least ``min_confidence``. ``observe`` is told how many bytes were read of a file, as
    they lie on the disk, for those who show how far the reading is.
    """

    published: date | None = None
    source: str | None = None
    max_bytes: int = 20 * MEGABYTE
    max_spool_bytes: int = 2_000 * MEGABYTE
    max_characters: int = 1_000_000
    min_letters: int = 1
    min_words: int = 20
    languages: tuple[str, ...] = ("en",)
    min_confidence: float = 0.9
    observe: Callable[[int], None] | None = None

    def __post_init__(self) -> None:
        faults = [*self._faulty_limits(), *self._faulty_defaults(), *self._faulty_languages()]
        if faults:
            raise UsageError("; ".join(faults))

    def _faulty_limits(self) -> list[str]:
        faults = [
            f"{name} is {getattr(self, name)}, expected {least} or more"
            for name, least in _LEAST.items()
            if getattr(self, name) < least
        ]
        if not 0 <= self.min_confidence <= 1:
            faults.append(f"min_confidence is {self.min_confidence}, expected a number from 0 to 1")
        return faults

    def _faulty_defaults(self) -> list[str]:
        if self.published is not None and isinstance(self.published, datetime):
            return [f"published is the time {self.published.isoformat()}, expected a date without time"]
        return []

    def _faulty_languages(self) -> list[str]:
        if self.languages == ("en",):
            return []
        from detente.ingest.language import unknown_languages

        return unknown_languages(self.languages)
