"""JSON: one object, a list of objects, or an object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from detente.errors import InputError
from detente.ingest.draft import Draft, Item, Unreadable
from detente.ingest.encodings import Decoder, as_utf8
from detente.ingest.fields import draft
from detente.ingest.settings import ReadSettings
from detente.ingest.streams import HEAD, limited_lines, peek, too_long

Line = tuple[int, bytes | None]


def read_json(stream: BinaryIO, where: str, settings: ReadSettings) -> Iterator[Item]:
    """The reports of a file, whichever of the three shapes it has; what is broken is named by its line."""
    from detente.ingest.json_list import elements

    lines_before, stream = _skip_blank(as_utf8(stream, where))
    head, stream = peek(stream, 1)
    if head == b"[":
        values: Iterable[Line] = elements(stream, where, settings.max_bytes, lines_before + 1)
    else:
        lines = limited_lines(stream, settings.max_bytes)
        numbered = ((number + lines_before, line) for number, line in lines)
        values = _objects(numbered, where, settings.max_bytes)
    decoder = Decoder(where)
    for line, value in values:
        yield _item(value, f"{where}:{line}", decoder, settings)


def _skip_blank(stream: BinaryIO) -> tuple[int, BinaryIO]:
    """Line ends passed over, and the stream from its first byte that is not blank."""
    lines = 0
    while True:
        head, stream = peek(stream, HEAD)
        blank = len(head) - len(head.lstrip())
        lines += head.count(b"\n", 0, blank)
        stream.read(blank)
        if blank < len(head) or not head:
            return lines, stream


def _objects(lines: Iterator[Line], where: str, limit: int) -> Iterator[Line]:
    """Each line that is not blank; or all lines as one, where they make up one object."""
    filled = (line for line in lines if line[1] is None or line[1].strip())
    first, second = next(filled, None), next(filled, None)
    if first is None:
        raise InputError(where, "empty: there is no text in it")
    if second is None or _is_line(first[1], second[1]):
        yield from chain([first], [second] if second else [], filled)
        return
    yield from _object([first, second], filled, limit)


def _object(taken: list[Line], lines: Iterator[Line], limit: int) -> Iterator[Line]:
    """All lines as one, unless one of them begins an object of its own: then they are lines, the first ones broken."""
    size = sum(len(line or b"") for _, line in taken)
    for number, line in lines:
        taken.append((number, line))
        size += len(line or b"")
        if line is None or size > limit:
            yield taken[0][0], None
            return
        if line.startswith(b"{"):
            yield from chain(taken, lines)
            return
    yield taken[0][0], b"".join(line or b"" for _, line in taken)


def _is_line(first: bytes | None, second: bytes | None) -> bool:
    """Whether these are lines of their own: inside an object, no line begins with a brace after the first."""
    if first is None or second is None or second.lstrip().startswith(b"{") or not first.startswith(b"{"):
        return True
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return False
    return True


def _item(value: bytes | None, where: str, decoder: Decoder, settings: ReadSettings) -> Draft | Unreadable:
    if value is None:
        return Unreadable(where, too_long(settings.max_bytes))
    try:
        return draft(_parsed(decoder.text(value), where), where)
    except InputError as error:
        return Unreadable(where, error.reason)


def _parsed(value: str, where: str) -> dict[str, object]:
    try:
        found = json.loads(value.strip())
    except RecursionError as error:
        raise InputError(where, "not JSON (nested too deeply)") from error
    except json.JSONDecodeError as error:
        line = f"line {error.lineno} of it, " if error.lineno > 1 else ""
        raise InputError(where, f"not JSON ({error.msg} at {line}column {error.colno})") from error
    except ValueError as error:
        raise InputError(where, f"not JSON ({error})") from error  # a number of too many digits
    if not isinstance(found, dict):
        raise InputError(where, f'not an object but {_shape(found)}; expected {{"text": …}}')
    return found


def _shape(value: object) -> str:
    shapes = {list: "a list", str: "a string", type(None): "null", bool: "true or false"}
    return shapes.get(type(value), "a number")
