"""Files that appear whole at the end or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from detente.errors import DetenteError, UsageError


@contextmanager
def whole_file(path: str) -> Iterator[BinaryIO]:
    """A file to write to, which takes its name once it is whole; on any error what was there before stays as it was.

    A link is followed, and keeps leading where it did; a pipe or device is written to as it is. Raises UsageError where no file
    can be there, and DetenteError where the system refuses it.
    """
    if not path:
        raise UsageError("the output has no name; give a file after -o")
    given = Path(path)
    if given.is_dir() or not given.parent.is_dir():
        why = "it is a folder" if given.is_dir() else f"no folder {given.parent}"
        raise UsageError(f"cannot write {path}: {why}")
    try:
        with given.open("wb") if _is_device(given) else _replacing(Path(os.path.realpath(given))) as file:
            yield file
    except OSError as error:
        raise DetenteError(f"cannot write {path}: {error.strerror or error}") from error


def _is_device(path: Path) -> bool:
    """Whether it is a pipe or a device, such as /dev/stdout: to put a file in its place would break it."""
    return path.exists() and not path.is_file()


@contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".detente-")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        Path(temporary).chmod(_mode(target))
        Path(temporary).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _mode(target: Path) -> int:
    """The rights of the file that is replaced; of a new one those that the user's mask leaves."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
