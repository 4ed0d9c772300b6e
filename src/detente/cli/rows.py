"""Rows of a JSON lines file, checked before anything is done with them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from detente.cli.streams import read_input
from detente.errors import UsageError

_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A field that is read: whether a row must have it, and the most characters it may have."""

    needed: bool
    longest: int


def read_rows(path: str, fields: Mapping[str, Wanted]) -> list[dict[str, Any]]:
    """Objects of a JSON lines file (- is standard input).

    Raises UsageError that names the line: not JSON, no object, a field missing, too long or no text.
    """
    rows = []
    for number, line in enumerate(read_input(path).split("\n"), 1):
        if line.strip():
            rows.append(_row(line, f"{path}:{number}", fields))
    return rows


def _row(line: str, where: str, fields: Mapping[str, Wanted]) -> dict[str, Any]:
    try:
        row = json.loads(line, parse_constant=_constant)
    except RecursionError:
        raise UsageError(f"{where}: not JSON (nested too deeply)") from None
    except ValueError as error:
        raise UsageError(f"{where}: not JSON ({error})") from None
    if not isinstance(row, dict):
        raise UsageError(f"{where}: expected an object, one a line")
    if not isinstance(row.setdefault("id", None), str | int | None) or _HALF.search(str(row["id"])):
        raise UsageError(f"{where}: id is neither a text nor a whole number")
    for name, wanted in fields.items():
        _check(row.get(name), f"{where}: {name}", wanted)
    return row


def _constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _check(value: object, what: str, wanted: Wanted) -> None:
    if value is None and not wanted.needed:
        return
    if not isinstance(value, str):
        raise UsageError(f"{what} is {'missing' if value is None else 'not a text'}")
    if len(value) > wanted.longest:
        raise UsageError(f"{what} has {len(value):,} characters; {wanted.longest:,} at most")
    if _HALF.search(value):
        raise UsageError(f"{what} holds half a character; mend the export")
