"""One entity of a dump, read with care: whatever is missing or of another shape is nothing, and counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente.knowledge.validity import is_iso
from detente.knowledge.wikidata.tally import Tally

Value = str | tuple[float, float]
"""An item's number, an ISO date of day, month or year precision, a text, or latitude and longitude."""

_PRECISIONS = {9: 4, 10: 7, 11: 10}  # years, months and days by the characters of an ISO date
_JULIAN = "http://www.wikidata.org/entity/Q1985786"
_OTHER_TYPES = frozenset({"quantity"})  # known, and of no use here


@dataclass(frozen=True, slots=True)
class Statement:
    """The value of a claim and the values that qualify it, by property."""

    value: Value
    qualifiers: Mapping[str, tuple[Value, ...]]
    preferred: bool

    def qualifier(self, *properties: str) -> Value | None:
        """The first value of the first property that has one."""
        return next((values[0] for name in properties if (values := self.qualifiers.get(name))), None)


@dataclass(frozen=True, slots=True)
class Entity:
    """An item of the dump. ``id`` is like Q42."""

    id: str
    body: Mapping[str, Any]
    tally: Tally

    def texts(self, part: str) -> dict[str, tuple[str, ...]]:
        """Labels (one a language) or aliases by language."""
        found = _mapping(self.body.get(part))
        return {language: texts for language, entry in found.items() if (texts := _texts(entry))}

    def label(self, *languages: str) -> str | None:
        """The label in the first of the languages that has one."""
        labels = _mapping(self.body.get("labels"))
        return next((texts[0] for language in languages if (texts := _texts(labels.get(language)))), None)

    @property
    def sitelinks(self) -> int:
        """Pages that wikis have on it."""
        return len(_mapping(self.body.get("sitelinks")))

    def items(self, prop: str) -> list[str]:
        """Items that are values of a property, those of preferred rank first."""
        return [value for value in self.values(prop) if isinstance(value, str) and value[:1] == "Q"]

    def text(self, prop: str) -> str | None:
        """The first text that is a value of a property."""
        return next((value for value in self.values(prop) if isinstance(value, str)), None)

    def day(self, prop: str) -> str | None:
        """The first date of a property, as far as it is known."""
        return next((value for value in self.values(prop) if isinstance(value, str) and is_iso(value)), None)

    def point(self, prop: str) -> tuple[float, float] | None:
        """The first point of a property."""
        return next((value for value in self.values(prop) if isinstance(value, tuple)), None)

    def values(self, prop: str) -> list[Value]:
        """Values of a property, those of preferred rank first."""
        found = list(self.statements(prop))
        return [s.value for s in found if s.preferred] + [s.value for s in found if not s.preferred]

    def statements(self, prop: str) -> Iterator[Statement]:
        """The claims of a property that have a value and are not deprecated."""
        claims = _mapping(self.body.get("claims")).get(prop)
        for claim in claims if isinstance(claims, list) else ():
            body = _mapping(claim)
            if body.get("rank") == "deprecated":
                continue
            value = self._value(body.get("mainsnak"))
            if value is not None:
                qualifiers = {
                    name: tuple(v for snak in snaks if (v := self._value(snak)) is not None)
                    for name, snaks in _mapping(body.get("qualifiers")).items()
                    if isinstance(snaks, list)
                }
                yield Statement(value, qualifiers, body.get("rank") == "preferred")

    def _value(self, snak: object) -> Value | None:
        """The value of a snak; None for "unknown", "none", and what cannot be read."""
        body = _mapping(snak)
        if body.get("snaktype") in {"somevalue", "novalue"}:
            return None
        data = _mapping(body.get("datavalue"))
        kind, value = data.get("type"), data.get("value")
        if kind in _OTHER_TYPES:
            return None
        read = _READERS.get(kind) if isinstance(kind, str) else None
        if read is None:
            self.tally.unread[f"type {kind!r}" if kind else "a claim without a value"] += 1
            return None
        found = read(value)
        if found is None and kind != "time":
            self.tally.unread[f"{kind} of another shape"] += 1
        return found


def _mapping(value: object) -> Mapping[str, Any]:
    """The value where it is an object; the dump writes an empty one as a list."""
    return value if isinstance(value, dict) else {}


def _texts(entry: object) -> tuple[str, ...]:
    """The texts of a label or of a list of aliases, white space made single."""
    entries = entry if isinstance(entry, list) else [entry]
    found = (_mapping(one).get("value") for one in entries)
    return tuple(" ".join(text.split()) for text in found if isinstance(text, str) and text.strip())


def _read_item(value: object) -> str | None:
    body = _mapping(value)
    if isinstance(body.get("id"), str):
        return str(body["id"])
    number = body.get("numeric-id")  # older dumps have the number alone
    return f"Q{number}" if isinstance(number, int) and body.get("entity-type") == "item" else None


def _read_time(value: object) -> str | None:
    """+1952-10-07T00:00:00Z with precision 11 is 1952-10-07. Years before 1 and precisions above a year are nothing.

    Of a Julian day only the year is kept, since the tables are Gregorian.
    """
    body = _mapping(value)
    size, time = _PRECISIONS.get(body.get("precision") or 0), body.get("time")
    if size is None or not isinstance(time, str) or not time.startswith("+"):
        return None
    day = time[1 : 1 + (4 if body.get("calendarmodel") == _JULIAN else size)]
    while day.endswith("-00"):
        day = day[:-3]
    return day if is_iso(day) else None


def _read_text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _read_monolingual(value: object) -> str | None:
    return _read_text(_mapping(value).get("text"))


def _read_point(value: object) -> tuple[float, float] | None:
    body = _mapping(value)
    lat, lon = body.get("latitude"), body.get("longitude")
    if isinstance(lat, int | float) and isinstance(lon, int | float) and abs(lat) <= 90 and abs(lon) <= 180:
        return round(float(lat), 4), round(float(lon), 4)
    return None


_READERS = {
    "wikibase-entityid": _read_item,
    "time": _read_time,
    "string": _read_text,
    "monolingualtext": _read_monolingual,
    "globecoordinate": _read_point,
}
