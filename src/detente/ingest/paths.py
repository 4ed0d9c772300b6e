"""Which files a list of paths stands for, and how to name them in a message."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.errors import UsageError
from detente.ingest.draft import Unreadable

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read. ``named``: the caller named it, so it is read whatever its ending is."""

    path: Path
    named: bool


def show(path: str | Path) -> str:
    """The path as one printable line: control characters and bytes that are no text are escaped."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def check(paths: Sequence[str | Path]) -> None:
    """Raise one UsageError that names every path that does not exist and every folder without files."""
    faults = [] if paths else ["no path given; name files or folders, or - for standard input"]
    faults += ["a path is empty; name a file or folder" for path in paths if not str(path)]
    faults += [_missing(Path(path)) for path in paths if str(path) != STDIN and not _exists(Path(path))]
    faults += [
        f"{show(path)}: this folder holds no files (hidden ones are left out)"
        for path in paths
        if str(path) != STDIN and Path(path).is_dir() and next(expand(path), None) is None
    ]
    if sum(str(path) == STDIN for path in paths) > 1:
        faults.append("- (standard input) is named twice; it can be read only once")
    if faults:
        raise UsageError("\n".join(faults))


def expand(path: str | Path) -> Iterator[Found | Unreadable]:
    """The file itself, or a folder's files at any depth, sorted by name; hidden files and folders are left out."""
    start = Path(path)
    if start.is_dir():
        yield from _walk(start, ())
    else:
        yield Found(start, named=True)


def _walk(folder: Path, above: tuple[str, ...]) -> Iterator[Found | Unreadable]:
    real = os.path.realpath(folder)
    if real in above:
        yield Unreadable(show(folder), f"is a link back to {show(real)}, which is being read already")
        return
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if not entry.name.startswith("."))
    except OSError as error:
        yield Unreadable(show(folder), f"this folder cannot be opened ({error.strerror})")
        return
    for name in names:
        inner = folder / name
        if inner.is_dir():
            yield from _walk(inner, (*above, real))
        else:
            yield Found(inner, named=False)


def _exists(path: Path) -> bool:
    # A dangling or circular link is there, and is reported when its turn comes.
    return os.path.lexists(path)


def _missing(path: Path) -> str:
    from difflib import get_close_matches

    folder = path.parent
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    wanted = path.name if folder == path.parent else path.relative_to(folder).parts[0]
    try:
        names = sorted(entry.name for entry in os.scandir(folder))
    except OSError:
        names = []
    near = ", ".join(show(folder / name) for name in get_close_matches(wanted, names, n=3, cutoff=0.5))
    return f"{show(path)}: no such file or folder" + (f"; near: {near}" if near else "")
