"""Which place a name means: the one that the report's other places and countries speak for, else the most prominent."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from detente.coding.layers import Sentence
from detente.coding.places.spans import Toponym
from detente.coding.places.words import Words
from detente.knowledge.gazetteer import Location, word_key
from detente.record.enums import PlaceKind

# Points on the scale of prominence (log10 of the inhabitants), tuned by hand on kinds of errors. "X, Y" outweighs any
# size; a country that the report names makes up for a place 300 times as large elsewhere.
_INSIDE, _COUNTRY, _OFTEN, _DIVISION, _NEAR, _CAPITAL, _SORT = 12.0, 2.5, 0.5, 2.0, 1.0, 1.5, 4.0
_STRANGER, _MUCH, _OUTSHONE = 4.0, 2, 1.4
UNIQUE = 4.0  # prominence from which a place without a namesake of its size is taken anywhere
SOLID = 4.5  # prominence from which a place speaks for its country, and needs nothing to speak for itself
_NEAR_KM = 250.0
_KM_PER_DEGREE = 111.2


@dataclass(slots=True)
class Company:
    """What the report names besides: countries by how often, first-order divisions, and points that are certain."""

    countries: Counter[str] = field(default_factory=Counter)
    homes: dict[str, set[str]] = field(default_factory=dict)
    divisions: set[tuple[str | None, str]] = field(default_factory=set)
    # By band of latitude, then by number and name.
    points: dict[int, dict[tuple[int | None, str], Location]] = field(default_factory=dict)

    def add(self, place: Location, key: str) -> None:
        """Count a place that is certain, and by which name its country is at home in the report."""
        if place.country is not None:
            self.countries[place.country] += 1
            if place.prominence >= SOLID:
                self.homes.setdefault(place.country, set()).add(key)
        if place.level == 1 and place.admin1:
            self.divisions.add((place.country, place.admin1))
        if place.kind is PlaceKind.CITY:
            self.points.setdefault(_band(place), {})[place.geonameid, place.name] = place

    def has_near(self, place: Location) -> bool:
        """Whether another place that is certain is near."""
        bands = (self.points.get(_band(place) + step, {}) for step in (-1, 0, 1))
        others = (other for band in bands for other in band.values())
        return any(near(place, other) for other in others if other.geonameid != place.geonameid)


def _band(place: Location) -> int:
    """Number of the band of latitude, each as high as near places may be apart."""
    return math.floor(place.lat * _KM_PER_DEGREE / _NEAR_KM)


def choose_all(
    accepted: Sequence[Toponym], sentences: Iterable[Sentence], words: Words
) -> list[Location | None]:
    """One place for each toponym, the same for the same name in the same container; None where none of its namesakes
    is likely.
    """
    containers = {
        i: accepted[i + 1] for i in range(len(accepted) - 1) if is_container(accepted[i], accepted[i + 1])
    }
    company = Company()
    for sentence in sentences:
        for word in sentence.words:
            if word[0].isupper():
                for country in words.nationalities.get(word_key(word), ())[:1]:
                    company.countries[country] += 1
                    company.homes.setdefault(country, set()).add(word)
    for t in accepted:
        if is_certain(t):
            company.add(t.options[0], t.key)
    chosen = _choose(accepted, containers, company, words)
    for t, place in zip(accepted, chosen, strict=True):
        if not is_certain(t):
            company.add(place, t.key)
    chosen = _alike(accepted, _choose(accepted, containers, company, words))
    chosen = _share(accepted, containers, chosen)
    return [
        place if _is_likely(i, place, accepted, company, containers) else None
        for i, place in enumerate(chosen)
    ]


def is_certain(t: Toponym) -> bool:
    """Whether the name means one place whatever the company: a country, or something far above all its namesakes."""
    first = t.options[0]
    if len(t.options) == 1:
        return True
    if first.kind is PlaceKind.COUNTRY and any(
        p.level == 1 and p.country != first.country for p in t.options
    ):
        return False
    return first.prominence - t.options[1].prominence >= _COUNTRY + _OFTEN + _NEAR


def is_container(inner: Toponym, outer: Toponym) -> bool:
    """Whether the second name follows the first as its container: "Paris, Texas"; "Aleppo in Syria"; "Aleppo (Syria)"."""
    if inner.sentence is not outer.sentence or rank(outer.options[0]) <= rank(inner.options[0]):
        return False
    between = inner.sentence.lowers[inner.last : outer.first]
    return tuple(between) in _LINKS and any(_may_hold(o) for o in outer.options)


_LINKS = frozenset(
    {
        (",",),
        ("(",),
        ("in",),
        (",", "in"),
        ("of",),
        ("province", "in"),
        ("province", ","),
        ("province", "of"),
        ("region", "of"),
    }
    | {(",", side) for side in ("northern", "southern", "eastern", "western", "central")}
)


def rank(place: Location) -> int:
    """How high a place stands: 3 a country or region beyond divisions, 2 a first-order division, 1 a lower one, 0 a city."""
    return {None: 3, 1: 2, 2: 1, 0: 0}[place.level]


def _may_hold(place: Location) -> bool:
    return place.kind is not PlaceKind.CITY


def _is_likely(
    i: int, place: Location, accepted: Sequence[Toponym], company: Company, containers: Mapping[int, Toponym]
) -> bool:
    """Whether a place may be meant: not a small one of a country that nothing else speaks for, in a report at home elsewhere."""
    if (
        place.prominence >= SOLID
        or place.kind not in (PlaceKind.CITY, PlaceKind.REGION)
        or place.level is None
    ):
        return True
    if i in containers and any(holds(o, place) for o in containers[i].options):
        return True
    rivals = [p.prominence for p in accepted[i].options if p != place]
    if place.prominence >= UNIQUE and max(rivals, default=0.0) < place.prominence - 1:
        return True
    elsewhere = any(names - {accepted[i].key} for names in company.homes.values())
    here = company.homes.get(place.country or "", set()) - {accepted[i].key}
    return bool(here) or not elsewhere


def _choose(
    accepted: Sequence[Toponym], containers: Mapping[int, Toponym], company: Company, words: Words
) -> list[Location]:
    out: list[Location] = []
    for i, t in enumerate(accepted):
        outer = containers.get(i)
        scored = ((_score(place, t, outer, company, words), -n, place) for n, place in enumerate(t.options))
        out.append(max(scored, key=lambda row: row[:2])[2])
    return out


def _score(place: Location, t: Toponym, outer: Toponym | None, company: Company, words: Words) -> float:
    score = place.prominence
    if place.kind is PlaceKind.COUNTRY:
        return score + _doubt(place, t, company)
    if place.kind is PlaceKind.CITY and words.capitals.get(t.key) == place.country:
        score += _CAPITAL
    more = _company(place, t, company)
    score += more / 2 if t.options[0].prominence - score > _OUTSHONE else more
    if outer is not None and any(holds(o, place) for o in outer.options):
        score += _INSIDE
    return score + _sort(place, t)


def _company(place: Location, t: Toponym, company: Company) -> float:
    """What the report's other places add. Seas and the like have no country to be named; a town that shares its name with a large
    region or feature is nearly always told apart by the text, so its neighbourhood adds nothing. One that a far larger city
    outshines gets half (in _score): most reports name the United States, and few of them mean Geneva, Illinois.
    """
    if place.country is None:
        return _COUNTRY + _OFTEN
    count = company.countries[place.country]
    score = (_COUNTRY if count else 0.0) + (
        _OFTEN if count and count == max(company.countries.values()) else 0.0
    )
    if place.level == 1 or any(p.prominence > place.prominence for p in t.options if rank(p) >= 2):
        return score
    if (place.country, place.admin1) in company.divisions:
        score += _DIVISION
    if company.has_near(place):
        score += _NEAR
    return score


def _doubt(place: Location, t: Toponym, company: Company) -> float:
    """Less for a country that nothing else in the report speaks for, where the name also means a part of one that
    much speaks for.
    """
    if company.countries[place.country or ""]:
        return 0.0
    rivals = {p.country for p in t.options if p.level == 1 and p.country not in (None, place.country)}
    return -_STRANGER if any(company.countries[c or ""] >= _MUCH for c in rivals) else 0.0


def _sort(place: Location, t: Toponym) -> float:
    """What the word beside the name says of its sort: "Kharkiv oblast", "Washington state", "Quebec City"."""
    s = t.sentence
    near_by = {s.lowers[t.last]} if t.last < len(s) else set()
    if t.first > 1 and s.lowers[t.first - 1] == "of":
        near_by.add(s.lowers[t.first - 2])
    if near_by & REGIONAL:
        return _SORT if place.level in (1, 2) or place.kind is PlaceKind.REGION else 0.0
    if near_by & URBAN:
        return _SORT if place.kind is PlaceKind.CITY else 0.0
    return 0.0


REGIONAL = frozenset(
    "province state region governorate oblast krai raion prefecture county district canton department territory municipality "
    "emirate".split()
)
URBAN = frozenset("city town village suburb metropolis hamlet township".split())


def holds(outer: Location, inner: Location) -> bool:
    """Whether the first place contains the second, as far as countries and divisions tell."""
    if outer.kind is PlaceKind.COUNTRY:
        return outer.country == inner.country and inner.kind is not PlaceKind.COUNTRY
    if outer.kind is PlaceKind.CITY or outer.geonameid == inner.geonameid:
        return False
    if outer.level == 1:
        return outer.country == inner.country and outer.admin1 == inner.admin1
    return outer.country in (None, inner.country) and near(outer, inner)


def near(a: Location, b: Location) -> bool:
    """Whether two places are within 250 km, on a flat chart."""
    dy = a.lat - b.lat
    if abs(dy) > _NEAR_KM / _KM_PER_DEGREE:
        return False
    dx = (a.lon - b.lon) * math.cos(math.radians(a.lat))
    return math.hypot(dx, dy) * _KM_PER_DEGREE <= _NEAR_KM


def _alike(accepted: Sequence[Toponym], chosen: list[Location]) -> list[Location]:
    """A city or country in a list of divisions of one country is the division of its name: "Utah, Washington and Wisconsin"."""
    out = list(chosen)
    for i, (t, place) in enumerate(zip(accepted, chosen, strict=True)):
        if place.level in (0, None) and (namesakes := [p for p in t.options if p.level == 1]):
            beside = [
                chosen[j] for j in (i - 1, i + 1) if 0 <= j < len(accepted) and _are_listed(accepted, i, j)
            ]
            like = [
                n
                for n in namesakes
                for p in beside
                if p.level == 1 and (p.country, True) == (n.country, p.admin1 != n.admin1)
            ]
            out[i] = like[0] if like else place
    return out


def _are_listed(accepted: Sequence[Toponym], i: int, j: int) -> bool:
    return in_list(accepted[min(i, j)], accepted[max(i, j)])


def in_list(before: Toponym, t: Toponym) -> bool:
    """Whether two names stand side by side in a list."""
    return before.sentence is t.sentence and tuple(t.sentence.lowers[before.last : t.first]) in _COMMAS


_COMMAS = frozenset({(",",), ("and",), (",", "and"), ("or",), (",", "or"), ("&",)})


def _share(
    accepted: Sequence[Toponym], containers: Mapping[int, Toponym], chosen: list[Location]
) -> list[Location]:
    """A name that the text placed once ("Paris, Texas") keeps that place wherever it stands alone."""
    told: dict[str, Location] = {}
    out = list(chosen)
    for i, outer in containers.items():
        holding = [o for o in outer.options if holds(o, chosen[i])]
        if holding:
            told.setdefault(accepted[i].key, chosen[i])
            out[i + 1] = out[i + 1] if out[i + 1] in holding else holding[0]
    return [
        place if i in containers else told.get(t.key, place)
        for i, (t, place) in enumerate(zip(accepted, out, strict=True))
    ]
