"""Records as JSON, one line each, and back.

The same record gives the same characters: keys in the order in which the types declare them, dates in ISO
form, spans as ``[start, end]``, enumerations as their words, probabilities rounded to 4 places, all else as
it is. The text is kept code point by code point, so that offsets hold: emoji, combining marks and NUL come
back as they were.

Characters that a reader of lines could take for a line end (U+0085, U+2028, U+2029), and lone surrogates,
which no encoding can hold, are written as ``\\\\uXXXX``; both come back the same. A high surrogate followed
by a low one as two code points would come back as one, and shift every offset behind it: such a record is
refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Any, NoReturn

from detente.errors import RecordError
from detente.record.shapes import Field, shape
from detente.record.types import Record, Span

_PROBABILITIES = frozenset({"confidence"})
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SPLIT_CHARACTER = re.compile("[\ud800-\udbff][\udc00-\udfff]")

Encode = Callable[[Any], Any]
Decode = Callable[[Any], Any]


def to_json(record: Record) -> str:
    """The record as one line of JSON, without a line end. Raises RecordError for a value that JSON cannot hold."""
    try:
        content = _encoder(Record)(record)
        line = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (AttributeError, TypeError, ValueError) as error:
        raise RecordError(f"record {record.report.id!r} cannot be written as JSON: {error}") from error
    if _SPLIT_CHARACTER.search(line):
        what = "holds a character split into two surrogates; join them first"
        raise RecordError(f"record {record.report.id!r} {what}")
    return _ESCAPED.sub(_escape, line)


def from_json(line: str) -> Record:
    """The record that a line holds.

    Raises RecordError that names the path, such as ``events[2].date.start``, for a field that is missing,
    unknown, there twice or of the wrong type.
    """
    try:
        content = json.loads(line, object_pairs_hook=_object, parse_constant=_constant)
    except (ValueError, RecursionError) as error:
        raise RecordError(f"not a record: not JSON ({error})") from error
    try:
        record: Record = _decoder(Record)(content)
    except _Fault as fault:
        raise RecordError(f"{fault.path or 'record'}: {fault.what}") from None
    return record


class _Fault(Exception):
    """What is wrong with a value; the path grows on the way out, so that a good value pays nothing for it."""

    def __init__(self, what: str, path: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.path = path

    def inside(self, step: str) -> _Fault:
        """The same fault, seen from one level further out."""
        joint = "" if not self.path or self.path.startswith("[") else "."
        return _Fault(self.what, f"{step}{joint}{self.path}")


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice!r} is there twice in one object")
    return content


def _constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


@cache
def _encoder(kind: type) -> Encode:
    """What turns a value of a record type into the dictionary that is written. Made once a type."""
    shapes = shape(kind)
    names = tuple(field.name for field in shapes)
    values = attrgetter(*names)
    changed = tuple((field.name, _field_encoder(field)) for field in shapes if not _is_json(field))

    def encode(value: Any) -> dict[str, Any]:
        content = dict(zip(names, values(value), strict=True))
        for name, convert in changed:
            content[name] = convert(content[name])
        return content

    return encode


def _is_json(field: Field) -> bool:
    """Whether the value goes into JSON as it is: json itself writes a tuple as a list, a StrEnum as its word."""
    return field.kind in (str, int, bool) or field.kind == Span or field.is_enumeration


def _field_encoder(field: Field) -> Encode:
    one = _value_encoder(field)
    if field.many:
        return lambda values: [one(value) for value in values]
    return (lambda value: None if value is None else one(value)) if field.nullable else one


def _value_encoder(field: Field) -> Encode:
    if field.is_record_type:
        return _encoder(field.kind)
    if field.kind is float:
        return _rounded if field.name in _PROBABILITIES else float
    return _zoned if field.kind is datetime else date.isoformat


def _rounded(value: float) -> float:
    return round(float(value), 4)


def _zoned(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError(f"{value} has no time zone")
    return value.isoformat()


@cache
def _decoder(kind: type) -> Decode:
    """What turns a dictionary into a value of a record type, or raises _Fault. Made once a type."""
    decoders = tuple((field.name, _field_decoder(field)) for field in shape(kind))
    names = dict.fromkeys(name for name, _ in decoders)

    def decode(content: Any) -> Any:
        if type(content) is not dict or content.keys() != names.keys():
            raise _wrong_fields(content, names)
        values = []
        for name, convert in decoders:
            try:
                values.append(convert(content[name]))
            except _Fault as fault:
                raise fault.inside(name) from None
        return kind(*values)

    return decode


def _wrong_fields(content: Any, names: dict[str, None]) -> _Fault:
    if type(content) is not dict:
        return _Fault(f"expected an object, found {_shown(content)}")
    missing = [name for name in names if name not in content]
    if missing:
        return _Fault("field is missing", missing[0])
    unknown = next(name for name in content if name not in names)
    return _Fault(f"unknown field, expected only {', '.join(names)}", unknown)


def _field_decoder(field: Field) -> Decode:
    one = _value_decoder(field)
    if field.many:
        return lambda values: _decode_list(values, one)
    return (lambda value: None if value is None else one(value)) if field.nullable else one


def _decode_list(values: Any, one: Decode) -> tuple[Any, ...]:
    if type(values) is not list:
        raise _Fault(f"expected a list, found {_shown(values)}")
    decoded = []
    for index, value in enumerate(values):
        try:
            decoded.append(one(value))
        except _Fault as fault:
            raise fault.inside(f"[{index}]") from None
    return tuple(decoded)


def _value_decoder(field: Field) -> Decode:
    if field.is_record_type:
        return _decoder(field.kind)
    if field.is_enumeration:
        return _enumeration_decoder(field.kind)
    return _span if field.kind == Span else _PLAIN_DECODERS[field.kind]


def _enumeration_decoder(kind: type) -> Decode:
    known = {str(member): member for member in kind}  # type: ignore[attr-defined]

    def decode(value: Any) -> Any:
        if type(value) is not str or value not in known:
            raise _Fault(f"expected one of {', '.join(known)}, found {_shown(value)}")
        return known[value]

    return decode


def _exactly(kind: type, what: str) -> Decode:
    def decode(value: Any) -> Any:
        if type(value) is not kind:  # bool is an int to isinstance
            raise _Fault(f"expected {what}, found {_shown(value)}")
        return value

    return decode


def _number(value: Any) -> float:
    if type(value) is not float and type(value) is not int:
        raise _Fault(f"expected a number, found {_shown(value)}")
    try:
        number = float(value)
    except OverflowError:
        number = float("inf")
    if number in (float("inf"), float("-inf")):  # 1e999 is JSON, and too large to write again
        raise _Fault(f"expected a number that fits 64 bits, found {_shown(value)}")
    return number


def _span(value: Any) -> Span:
    if type(value) is list and len(value) == 2:
        start, end = value
        if type(start) is int and type(end) is int and 0 <= start <= end:
            return start, end
    raise _Fault(f"expected [start, end] with 0 <= start <= end, found {_shown(value)}")


def _day(value: Any) -> date:
    try:
        found = date.fromisoformat(value)
    except (TypeError, ValueError):
        found = None
    if found is None or found.isoformat() != value:  # fromisoformat also takes 20220121
        raise _Fault(f"expected a date YYYY-MM-DD, found {_shown(value)}")
    return found


def _moment(value: Any) -> datetime:
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        found = None
    if found is None or found.tzinfo is None:
        raise _Fault(f"expected a date and time with zone, found {_shown(value)}")
    return found


def _shown(value: Any) -> str:
    shown = json.dumps(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."


_PLAIN_DECODERS: dict[Any, Decode] = {
    str: _exactly(str, "a text"),
    int: _exactly(int, "an integer"),
    bool: _exactly(bool, "true or false"),
    float: _number,
    date: _day,
    datetime: _moment,
}
