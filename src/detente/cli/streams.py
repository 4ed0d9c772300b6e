"""Standard streams and output files: data in UTF-8 whatever the terminal, one clear line where they fail."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from detente.errors import DetenteError, UsageError


def prepare() -> None:
    """Let no character that the terminal cannot show end a command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace" if stream is sys.stdout else "backslashreplace")


@contextmanager
def output(path: str | None) -> Iterator[IO[str]]:
    """Where data goes: standard output, or a file that appears whole at the end or not at all; the same bytes in both."""
    if path is None or path == "-":
        with standard_output(for_data=True) as stream:
            yield stream
        return
    from detente.present.files import whole_file

    with whole_file(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
        yield text
        text.detach()  # writes what is left, and leaves closing the file to its owner


@contextmanager
def outputs(paths: Sequence[str | None]) -> Iterator[list[IO[str]]]:
    """The outputs of several paths, as ``output`` gives one."""
    with ExitStack() as stack:
        yield [stack.enter_context(output(path)) for path in paths]


def check_target(path: str | None, inputs: Sequence[str] = ()) -> None:
    """Raise UsageError where a file could never appear at the path, or where it is there and would be read as a report.

    Asked before the work, so that none is done in vain.
    """
    if path is None or path == "-":
        return
    target = Path(path)
    if not path:
        raise UsageError("the output has no name; give a file after -o")
    if target.is_dir():
        raise UsageError(f"cannot write {path}: it is a folder; name a file in it")
    if not target.parent.is_dir():
        raise UsageError(f"cannot write {path}: there is no folder {target.parent}; make it first")
    if target.is_file() and any(_holds(name, target) for name in inputs if name != "-"):
        raise UsageError(
            f"{path} is one of the reports and would be written over; name another file after -o"
        )


def _holds(source: str, target: Path) -> bool:
    """Whether a path that is read is the file, or a folder around it."""
    inside, outside = os.path.realpath(target), os.path.realpath(source)
    return inside == outside or Path(outside) in Path(inside).parents


@contextmanager
def standard_output(for_data: bool = False) -> Iterator[IO[str]]:
    """Standard output, flushed at the end. Raises BrokenPipeError, or DetenteError where it cannot take more.

    ``for_data``: UTF-8 and plain line feeds, so that the bytes do not hang on the terminal's settings.
    """
    if sys.stdout is None:
        raise UsageError("standard output is closed; name a file with -o FILE, or do not close it")
    if for_data and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="strict", newline="\n")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        silence()
        raise DetenteError(f"cannot write to standard output: {error.strerror or error}") from None


def silence() -> None:
    """Point standard output nowhere, so that what is left in its buffer raises nothing when Python ends."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def read_input(path: str) -> str:
    """The UTF-8 text of a file or (-) of standard input, without a byte order mark. Raises UsageError."""
    where = "standard input" if path == "-" else path
    try:
        if path == "-":
            if sys.stdin is None:
                raise UsageError("standard input is closed; name a file or pipe the text in")
            data = sys.stdin.buffer.read()
        else:
            data = Path(path).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"cannot read {where}: {error.strerror or error}") from None
    except ValueError as error:  # bytes that are no UTF-8, or a path with a NUL
        raise UsageError(f"{where}: not UTF-8 ({error})") from None


def printable(text: str) -> str:
    """The text on one line, with escapes for characters that would move a terminal's cursor or change its colours."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape", "surrogatepass").decode()
        for char in text
    )
