"""One tree of errors. Each says what is wrong, where, and how to mend it."""

from __future__ import annotations


class DetenteError(Exception):
    """Root of everything this package raises on purpose."""


class UsageError(DetenteError):
    """The caller asked for something that cannot be (wrong option, unknown name). Exit code 2."""


class InputError(DetenteError):
    """A report cannot be read: damaged, empty, too large, not text, not English. ``where`` names the file and line."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class RecordError(DetenteError):
    """A value is not a record: a field is missing, unknown or of the wrong type."""


class DataError(DetenteError):
    """A data file of the codebook or the knowledge is faulty. Lists every fault as ``file:line: what, expected``."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class CodingError(DetenteError):
    """A stage failed on one report; the others go on."""


class StoreError(DetenteError):
    """A folder is no store, is of a newer version, or cannot be written; or a store has no such report or version."""
