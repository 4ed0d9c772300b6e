"""The shapes of the record's fields, read once from the types: what serialising, checking and the schema have in common."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from detente.record.types import Span


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, the type of its value (of one item, for a list), and whether it may be null or is a list.

    ``kind`` is str, int, float, bool, date, datetime, ``Span``, an enumeration, or a type of the record.
    """

    name: str
    kind: Any
    nullable: bool
    many: bool

    @property
    def is_record_type(self) -> bool:
        """Whether its values are objects of their own."""
        return is_dataclass(self.kind)

    @property
    def is_enumeration(self) -> bool:
        """Whether its values are members of an enumeration."""
        return isinstance(self.kind, type) and issubclass(self.kind, StrEnum)


_PLAIN = (str, int, float, bool, date, datetime)


@cache
def shape(kind: type) -> tuple[Field, ...]:
    """Fields of a record type, in the order of declaration. Raises TypeError for a type that JSON could not hold."""
    hints = get_type_hints(kind)
    return tuple(_field(field.name, hints[field.name]) for field in fields(kind))


def _field(name: str, hint: Any) -> Field:
    inner, nullable = _without_none(hint)
    many = get_origin(inner) is tuple and get_args(inner)[-1] is Ellipsis
    field = Field(name, get_args(inner)[0] if many else inner, nullable, many)
    if not (field.kind in _PLAIN or field.kind == Span or field.is_enumeration or field.is_record_type):
        raise TypeError(f"{name}: {hint} has no form in JSON")
    return field


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) is not UnionType:
        return hint, False
    members = [member for member in get_args(hint) if member is not NoneType]
    return members[0], True
