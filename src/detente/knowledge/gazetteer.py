"""The gazetteer: places by name, with a point, a country and how prominent they are.

Two sources. ``places.bin`` holds cities and divisions of GeoNames (made by training/gazetteer/build.py); it is mapped into
memory and searched by bisection, so that loading costs nothing and only the pages that are touched are read. The tables
``features.tsv`` (countries, seas, regions, large features, better points for large divisions), ``aliases.tsv`` (names of
cities that news uses) and ``words.tsv`` (words that go with place names) are written by this project.

Layout of ``places.bin``, little-endian: a magic line; the length of the header (uint32); the header, JSON, which names for
each array its offset (from the end of the header) and length in bytes; the arrays. ``key`` holds the sorted lookup keys
joined, ``key_at`` where each begins, ``row_at`` the first of its rows. A row is one name of one place: ``geonameid``, ``lat``
and ``lon`` (uint16 over the whole range, so exact to 300 m), ``population`` (8000 log10(n + 1)), ``first`` (number of the
first-order division, its name in ``first_name``), ``country`` (index into the header's list), ``kind`` (0 city, 1
first-order, 2 lower division; 4 added for another name). The shown name is the key in title case, unless the row is in
``special``, whose names are in ``name``.
"""

from __future__ import annotations

import json
import mmap
import sys
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from detente.errors import DataError
from detente.knowledge.text import fold, tokens
from detente.record.enums import PlaceKind
from detente.record.manifest import read_manifest
from detente.record.tables import Faults, choice, many, number, optional, read_table, text

FOLDER = Path(__file__).parent / "data" / "gazetteer"
MAGIC = b"DETENTE-PLACES-1\n"

_WRITTEN_OUT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_CITY, _FIRST, _SECOND, _ALIAS = 0, 1, 2, 4
_CACHE = 1 << 15
_Row = TypeVar("_Row")

# Prominence is about log10 of the inhabitants: a city of a million has 6. A large region or sea ranks with a large city, a
# country above all. A division ranks below a city of its name that holds much of it ("Kharkiv" is the city unless the text says
# oblast), and above others ("Wyoming" is not a suburb of Grand Rapids).
_COUNTRY, _FEATURE = 12.0, 6.8
_FIRST_ORDER, _LOWER, _OTHER_NAME = 0.5, -1.5, -0.5
_OVERSHADOWED, _MUCH_OF_IT = -1.3, 1.2
_FORMER_NAME, _BIG = 5.5, 5.5


@dataclass(frozen=True, slots=True)
class Location:
    """A place: degrees north and east, inhabitants (0: unknown), and ``level``: 0 city, 1 first-order, 2 lower
    division, None for others.

    ``prominence`` compares places of one name: about log10 of the inhabitants.
    """

    name: str
    kind: PlaceKind
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    geonameid: int | None
    population: int
    level: int | None
    prominence: float


@dataclass(frozen=True, slots=True)
class Feature:
    """A row of features.tsv."""

    id: str
    name: str
    names: tuple[str, ...]
    kind: PlaceKind
    country: str | None
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Alias:
    """A row of aliases.tsv: another name of a city of the index."""

    name: str
    country: str
    city: str


@dataclass(frozen=True, slots=True)
class Word:
    """A row of words.tsv."""

    group: str
    word: str


FEATURES = (
    text("id"),
    text("name"),
    many("names", separator="|"),
    choice("kind", PlaceKind),
    optional(text("country")),
    number("lat", -90, 90),
    number("lon", -180, 180),
)
ALIASES = (text("name"), text("country"), text("city"))
WORDS = (text("group"), text("word"))


@lru_cache(maxsize=_CACHE)
def word_key(word: str) -> str:
    """How one token is looked up: folded, "St." and "Mt." written out; empty where nothing is left (hyphens)."""
    folded = fold(word)
    return _WRITTEN_OUT.get(folded, folded)


def place_key(name: str) -> str:
    """How a place name is looked up: its folded words joined by one space."""
    return " ".join(_WRITTEN_OUT.get(word, word) for word in tokens(name))


class Index:
    """The rows of places.bin, in place."""

    __slots__ = ("_arrays", "_countries", "_firsts", "_keys", "_special", "rows")

    def __init__(self, content: memoryview, path: Path) -> None:
        info, body = _header(content, path)
        self.rows: int = info["rows"]
        self._countries: list[str] = info["countries"]
        arrays = {name: body[at : at + length] for name, (at, length) in info["arrays"].items()}
        wide = ("key_at", "row_at", "geonameid", "special", "name_at", "first_name_at")
        for name in (*wide, "lat", "lon", "population", "first"):
            arrays[name] = arrays[name].cast("I" if name in wide else "H")
        self._arrays = arrays
        self._keys = Strings(arrays["key_at"], arrays["key"])
        self._special = Strings(arrays["name_at"], arrays["name"])
        self._firsts = Strings(arrays["first_name_at"], arrays["first_name"])

    def probe(self, key: str) -> tuple[int, bool]:
        """Number of the key (−1: not there), and whether a longer key goes on from it with another word."""
        wanted = key.encode()
        at = bisect_left(self._keys, wanted)
        found = at < len(self._keys) and self._keys[at] == wanted
        longer = wanted + b" "
        following = bisect_left(self._keys, longer, at)
        return (at if found else -1), following < len(self._keys) and self._keys[following].startswith(longer)

    def locations(self, number: int) -> list[Location]:
        """The places of one key."""
        rows = self._arrays["row_at"]
        key = self._keys[number].decode()
        return [self._location(row, key) for row in range(rows[number], rows[number + 1])]

    def _location(self, row: int, key: str) -> Location:
        a = self._arrays
        kind = a["kind"][row]
        level = kind & ~_ALIAS
        size = a["population"][row] / 8000
        less = {_CITY: 0.0, _FIRST: _FIRST_ORDER, _SECOND: _LOWER}[level] + (
            _OTHER_NAME if kind & _ALIAS else 0.0
        )
        return Location(
            name=self._name(row, key),
            kind=PlaceKind.REGION if level else PlaceKind.CITY,
            country=self._countries[a["country"][row]],
            admin1=self._firsts[a["first"][row]].decode() or None,
            lat=round(a["lat"][row] / 65535 * 180 - 90, 3),
            lon=round(a["lon"][row] / 65535 * 360 - 180, 3),
            geonameid=a["geonameid"][row],
            population=round(10**size - 1),
            level=level,
            prominence=size + less,
        )

    def _name(self, row: int, key: str) -> str:
        special = self._arrays["special"]
        at = bisect_left(special, row)
        return self._special[at].decode() if at < len(special) and special[at] == row else key.title()


class Strings(Sequence[bytes]):
    """Strings joined in one buffer, the i-th from ``at[i]`` to ``at[i + 1]``."""

    __slots__ = ("_at", "_joined")

    def __init__(self, at: memoryview, joined: memoryview) -> None:
        self._at = at
        self._joined = joined

    def __len__(self) -> int:
        return len(self._at) - 1

    def __getitem__(self, i: int) -> bytes:  # type: ignore[override]
        return bytes(self._joined[self._at[i] : self._at[i + 1]])


class Gazetteer:
    """Places by name, and the words that go with place names. Load once, share freely: nothing in it changes."""

    def __init__(
        self,
        index: Index,
        features: Iterable[Feature],
        aliases: Iterable[Alias],
        words: Iterable[Word],
        sha256: str,
    ) -> None:
        self.sha256 = sha256  # of all files of the gazetteer
        self._index = index
        self._features = _by_key(
            (name, feature) for feature in features for name in (feature.name, *feature.names)
        )
        self._aliases = _by_key((alias.name, alias) for alias in aliases)
        self._starts = frozenset(_starts((*self._features, *self._aliases)))
        self._capitals = frozenset(_capital_names(self._features, self._aliases))
        groups: dict[str, list[str]] = {}
        for row in words:
            groups.setdefault(row.group, []).append(row.word)
        self.words: Mapping[str, frozenset[str]] = MappingProxyType(
            {g: frozenset(w) for g, w in groups.items()}
        )
        self.find = lru_cache(maxsize=_CACHE)(self._find)
        self._probe = lru_cache(maxsize=_CACHE)(index.probe)

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Gazetteer:
        """The shipped gazetteer. DataError names every fault."""
        faults = Faults()
        manifest = read_manifest(folder, faults)
        features = read_table(folder / "features.tsv", FEATURES, Feature, faults)
        aliases = read_table(folder / "aliases.tsv", ALIASES, Alias, faults, key=2)
        words = read_table(folder / "words.tsv", WORDS, Word, faults, key=2)
        faults.raise_all()
        index = _open_index(folder / "places.bin")
        return cls(index, features.rows, aliases.rows, words.rows, manifest.sha256)

    def longest(self, keys: Sequence[str], first: int, last: int) -> tuple[int, str] | None:
        """End and key of the longest name that begins at token ``first`` and ends at or before ``last``; None where none does.

        ``keys`` are the word_keys of the tokens; an empty one (a hyphen) joins its neighbours.
        """
        found: tuple[int, str] | None = None
        key = ""
        for i in range(first, last):
            if not keys[i]:
                continue
            key = f"{key} {keys[i]}" if key else keys[i]
            number, longer = self._probe(key)
            if number >= 0 or key in self._features or key in self._aliases:
                found = i + 1, key
            if not longer and key not in self._starts:
                break
        return found

    def needs_capitals(self, key: str) -> bool:
        """Whether the name is an abbreviation, and so must stand in capitals: "US", "UAE", "LA"."""
        return key in self._capitals

    def _find(self, key: str) -> tuple[Location, ...]:
        """All places of that key, most prominent first."""
        number, _ = self._probe(key)
        found = self._index.locations(number) if number >= 0 else []
        for alias in self._aliases.get(key, ()):
            found += self._aliased(alias)
        for feature in self._features.get(key, ()):
            found = _with_feature(found, feature)
        found = _ranked(found, key)
        unique = {(p.geonameid or p.name, p.kind, p.country): p for p in sorted(found, key=_least_first)}
        return tuple(sorted(unique.values(), key=_least_first, reverse=True))

    def _aliased(self, alias: Alias) -> list[Location]:
        number, _ = self._probe(place_key(alias.city))
        places = self._index.locations(number) if number >= 0 else []
        cities = [p for p in places if p.level == _CITY and p.country == alias.country]
        return [max(cities, key=_least_first)] if cities else []


def _with_feature(found: list[Location], feature: Feature) -> list[Location]:
    """The places, with the feature added, or with its better point where it is one of the divisions among them."""
    same = [p for p in found if p.level == _FIRST and p.country == feature.country]
    if feature.kind is PlaceKind.REGION and same:
        rest = [p for p in found if p not in same]
        best = max(same, key=_least_first)
        return [*rest, replace(best, name=feature.name, lat=feature.lat, lon=feature.lon)]
    for p in found:
        if p.level == _CITY and feature.kind is PlaceKind.CITY and _is_near(p, feature):
            return [*(q for q in found if q is not p), replace(p, prominence=max(p.prominence, _FEATURE))]
    rank = _COUNTRY if feature.kind is PlaceKind.COUNTRY else _FEATURE
    here = Location(
        feature.name, feature.kind, feature.country, None, feature.lat, feature.lon, None, 0, None, rank
    )
    return [*found, here]


def _is_near(place: Location, feature: Feature) -> bool:
    """Whether both are in one country and within about 30 km: a town that is better known than it is large, such as Bethlehem."""
    return (
        place.country == feature.country
        and abs(place.lat - feature.lat) < 0.3
        and abs(place.lon - feature.lon) < 0.4
    )


def _ranked(found: list[Location], key: str) -> list[Location]:
    """The places, divisions lowered that a city of their name overshadows, and countries of whose names a big city
    bears a former one.
    """
    cities = [p for p in found if p.level == _CITY]
    biggest = max((p.prominence for p in cities), default=0.0)
    out = []
    for p in found:
        rank = p.prominence
        if p.level == _FIRST and biggest > rank - _MUCH_OF_IT:
            rank += _OVERSHADOWED
        if p.kind is PlaceKind.COUNTRY and biggest >= _BIG and place_key(p.name) != key:
            rank = _FORMER_NAME
        out.append(replace(p, prominence=rank) if rank != p.prominence else p)
    return out


def _least_first(place: Location) -> tuple[float, int, str]:
    return place.prominence, -(place.geonameid or 0), place.name


def _by_key(named: Iterable[tuple[str, _Row]]) -> dict[str, list[_Row]]:
    out: dict[str, list[_Row]] = {}
    for name, value in named:
        rows = out.setdefault(place_key(name), [])
        if value not in rows:
            rows.append(value)
    return out


def _starts(keys: Iterable[str]) -> Iterable[str]:
    """All beginnings of the keys that end between words."""
    for key in keys:
        at = key.find(" ")
        while at >= 0:
            yield key[:at]
            at = key.find(" ", at + 1)


def _capital_names(
    features: Mapping[str, list[Feature]], aliases: Mapping[str, list[Alias]]
) -> Iterable[str]:
    names = {n for rows in features.values() for f in rows for n in (f.name, *f.names)}
    names |= {a.name for rows in aliases.values() for a in rows}
    return sorted({place_key(n) for n in names if n.isupper() and " " not in n})


def _open_index(path: Path) -> Index:
    if sys.byteorder != "little":
        raise DataError([f"{path}:1: this machine is big-endian, expected a little-endian one"])
    with path.open("rb") as file:
        return Index(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)), path)


def _header(content: memoryview, path: Path) -> tuple[Any, memoryview]:
    if content[: len(MAGIC)] != MAGIC:
        raise DataError([f"{path}:1: not a place index, expected a file made by training/gazetteer/build.py"])
    start = len(MAGIC) + 4
    length = int.from_bytes(content[len(MAGIC) : start], "little")
    return json.loads(bytes(content[start : start + length])), content[start + length :]
