"""A row of named fields (a JSON object, a row of a table) as a report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from detente.errors import InputError
from detente.ingest.dates import published
from detente.ingest.draft import Draft
from detente.record.types import Report

FIELDS = ("text", "published", "title", "source", "url", "id")
"""The fields that are read; others are left aside."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def draft(row: Mapping[str, object], where: str) -> Draft:
    """The report that a row tells of, its text exactly as given; InputError naming the field that is wrong."""
    text = _text(row, where)
    try:
        stated = published(row.get("published"))
    except ValueError as error:
        raise InputError(where, str(error)) from error
    report = Report(
        text,
        published=stated.day if stated else None,
        title=_optional(row, "title", where),
        source=_optional(row, "source", where),
        url=_optional(row, "url", where),
        published_at=stated.at if stated else None,
        id=_identifier(row, where),
    )
    return Draft(where, report)


def missing_text(names: Sequence[str], kind: str) -> str:
    """Why rows without a ``text`` column cannot be read, with the columns or keys found."""
    listed = ", ".join(repr(name) for name in names[:20]) or "none"
    more = f" and {len(names) - 20} more" if len(names) > 20 else ""
    near = get_close_matches("text", [name.strip().lower() for name in names], n=1, cutoff=0.6)
    hint = f"; rename {near[0]!r}?" if near else ""
    return f"no {kind} 'text'; found {listed}{more}{hint}"


def _text(row: Mapping[str, object], where: str) -> str:
    if "text" not in row:
        raise InputError(where, missing_text(list(row), "field"))
    value = row["text"]
    if not isinstance(value, str):
        raise InputError(where, f"text is {_kind(value)}, expected a string")
    return _sound(value, "text", where)


def _optional(row: Mapping[str, object], name: str, where: str) -> str | None:
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(where, f"{name} is {_kind(value)}, expected a string")
    return _sound(value.strip(), name, where) or None


def _identifier(row: Mapping[str, object], where: str) -> str | None:
    value = row.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # row numbers of tables and databases
    return _optional(row, "id", where)


def _sound(value: str, name: str, where: str) -> str:
    broken = _LONE_SURROGATE.search(value)
    if broken:
        code = f"\\u{ord(broken[0]):04x}"
        raise InputError(
            where, f"{name} holds half a character ({code} at {broken.start()}); mend the export"
        )
    return value


def _kind(value: object) -> str:
    if value is None:
        return "null"
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), f"a {type(value).__name__}")
