"""The terminal, or whatever stands in its place."""

from __future__ import annotations

from typing import IO

from rich.console import Console

_NARROWEST = 40


class Terminal(Console):
    """Standard output as rich writes to it; a reader that went away is an error for the command line to deal with."""

    def __init__(self, stream: IO[str], width: int | None) -> None:
        super().__init__(file=stream, width=width, highlight=False, soft_wrap=False)
        self.width = max(self.width, _NARROWEST)  # COLUMNS=0, or a window of a few columns

    def on_broken_pipe(self) -> None:
        """Raise BrokenPipeError; rich itself would end the process as failed."""
        raise BrokenPipeError
