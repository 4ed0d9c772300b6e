"""``read``: every path, form by form, to reports and to what could not become one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias, cast

from detente.errors import InputError
from detente.ingest.draft import Draft, Item, Unreadable
from detente.ingest.forms import FORMS, Form, binary_kind, form_of, has_ending, sniff
from detente.ingest.paths import STDIN, Found, check, expand, show
from detente.ingest.settings import ReadSettings
from detente.ingest.streams import open_file, open_stdin, peek

if TYPE_CHECKING:
    from detente.record.types import Report

Reader: TypeAlias = Callable[[BinaryIO, str, ReadSettings], Iterator[Item]]

_READERS = {
    Form.TEXT: ("plain", "read_plain"),
    Form.HTML: ("page", "read_page"),
    Form.JSON: ("json_reports", "read_json"),
    Form.CSV: ("delimited", "read_csv"),
    Form.TSV: ("delimited", "read_tsv"),
    Form.PARQUET: ("parquet", "read_parquet"),
    Form.WARC: ("archive", "read_archive"),
    Form.FEED: ("feed", "read_feed"),
}
_DEFAULT = ReadSettings()


def read(paths: Sequence[str | Path], settings: ReadSettings = _DEFAULT) -> Iterator[Report | Unreadable]:
    """Reports in the order of the paths, one at a time, and an Unreadable for each input that gives none.

    Paths are files, folders (at any depth, sorted, hidden ones left out) and ``-`` for standard input; compressed ones
    are inflated on the way. Raises UsageError, before anything is read, that names every path that does not exist
    and every folder without files.
    """
    if isinstance(paths, (str, Path)):
        paths = [paths]
    check(paths)
    return _read(paths, settings)


def _read(paths: Sequence[str | Path], settings: ReadSettings) -> Iterator[Report | Unreadable]:
    from detente.ingest.gate import admit

    for path in paths:
        for item in _items(path, settings):
            yield admit(item, settings) if isinstance(item, Draft) else item


def _items(path: str | Path, settings: ReadSettings) -> Iterator[Item]:
    if str(path) == STDIN:
        yield from _contents("stdin", lambda: open_stdin("stdin"), None, settings)
        return
    for found in expand(path):
        if isinstance(found, Unreadable):
            yield found
        else:
            yield from _file(found, settings)


def _file(found: Found, settings: ReadSettings) -> Iterator[Item]:
    where = show(found.path)
    form = form_of(found.path.name)
    if form is None and not found.named and has_ending(found.path.name):
        known = " ".join(FORMS)
        yield Unreadable(
            where, f"not a form that is read from folders ({known}); name the file to have it read"
        )
    elif not found.named and found.path.exists() and not found.path.is_file():
        yield Unreadable(where, "not a file (a pipe, socket or device)")
    else:
        yield from _contents(where, lambda: open_file(found.path, where, settings.observe), form, settings)


def _contents(
    where: str, opened: Callable[[], BinaryIO], form: Form | None, settings: ReadSettings
) -> Iterator[Item]:
    """The reader's items, and a last Unreadable where the file ends in an error."""
    try:
        with closing(opened()) as file:
            head, stream = peek(file)
            if not head:
                raise InputError(where, "empty: there is no text in it")
            yield from _reader(_checked(form, head, where))(stream, where, settings)
    except InputError as error:
        yield Unreadable(error.where, error.reason)
    except OSError as error:
        yield Unreadable(where, f"cannot be read ({error.strerror or error})")
    except Exception as error:  # noqa: BLE001 - no file, however odd, ends the reading of the others
        fault = f"{type(error).__name__}: {error}"
        yield Unreadable(where, f"the reader failed here ({fault}); please report it with this file")


def _checked(form: Form | None, head: bytes, where: str) -> Form:
    """The form to read, the one of the first bytes where the name told none; InputError for binary files."""
    form = form or sniff(head)
    kind = binary_kind(head)
    if kind and form is not Form.PARQUET:
        raise InputError(where, f"{kind}, which cannot be read; save its text as .txt or .html")
    return form


def _reader(form: Form) -> Reader:
    module, name = _READERS[form]
    return cast(Reader, getattr(import_module(f"detente.ingest.{module}"), name))
