"""Rows of a JSON lines file, checked before anything is done with them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from detente.cli.streams import read_input
from detente.errors import UsageError

_HALF = re.compile("[\ud800-\udfff]")
_LONGEST = 20_000
"""Characters that a field may have."""


def read_rows(path: str, needed: Mapping[str, bool], longest: int = _LONGEST) -> list[dict[str, Any]]:
    """Objects of a JSON lines file (- is standard input). ``needed`` are the fields that are read, and whether a row must have
    them.

    Raises UsageError that names the line: not JSON, no object, a field missing, too long or no text.
    """
    rows = []
    for number, line in enumerate(read_input(path).split("\n"), 1):
        if line.strip():
            rows.append(_row(line, f"{path}:{number}", needed, longest))
    return rows


def _row(line: str, where: str, needed: Mapping[str, bool], longest: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except RecursionError:
        raise UsageError(f"{where}: not JSON (nested too deeply)") from None
    except ValueError as error:
        raise UsageError(f"{where}: not JSON ({error})") from None
    if not isinstance(row, dict):
        raise UsageError(f"{where}: expected an object, one a line")
    if not isinstance(row.setdefault("id", None), str | int | float | None) or _HALF.search(str(row["id"])):
        raise UsageError(f"{where}: id must be a text or a number")
    for name, is_needed in needed.items():
        _check(row.get(name), name, is_needed, where, longest)
    return row


def _check(value: object, name: str, is_needed: bool, where: str, longest: int) -> None:
    if value is None and not is_needed:
        return
    if not isinstance(value, str):
        raise UsageError(f"{where}: {name} is {'missing' if value is None else 'no text'}")
    if len(value) > longest:
        raise UsageError(f"{where}: {name} has {len(value):,} characters; {longest:,} at most")
    if _HALF.search(value):
        raise UsageError(f"{where}: {name} holds half a character; mend the export")
