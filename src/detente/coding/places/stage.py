"""The stage that finds places."""

from __future__ import annotations

from collections.abc import Iterator

from detente.coding.layers import Reading, Sentence
from detente.coding.places.choose import REGIONAL, choose_all, in_list
from detente.coding.places.evidence import KNOWN_LONG, Strength, is_dateline, strength
from detente.coding.places.metonyms import is_metonym
from detente.coding.places.persons import last_names
from detente.coding.places.spans import Toponym, toponyms
from detente.coding.places.unlisted import unlisted
from detente.coding.places.words import read_words
from detente.knowledge import Knowledge
from detente.knowledge.gazetteer import Gazetteer, Location
from detente.record.enums import PlaceKind
from detente.record.types import Place

_EXTENDING = REGIONAL | {"island", "islands", "valley", "peninsula", "city", "airport"}


class PlacesStage:
    """Fills ``Reading.places``: place names in text order, none overlapping, each with its most likely place."""

    def __init__(self, gazetteer: Gazetteer, knowledge: Knowledge) -> None:
        self._gazetteer = gazetteer
        self._words = read_words(gazetteer, knowledge)

    def __call__(self, reading: Reading) -> Reading:
        """The reading with its places."""
        persons = last_names(reading, self._words)
        accepted = self._accepted(reading, persons)
        chosen = choose_all(accepted, reading.sentences, self._words)
        text = reading.report.text
        places = [self._place(t, place, text) for t, place in zip(accepted, chosen, strict=True)]
        places += self._unlisted(reading, accepted, persons)
        return reading.add(places=tuple(sorted(places, key=lambda place: place.start)))

    def _accepted(self, reading: Reading, persons: frozenset[str]) -> list[Toponym]:
        """Names that are places here: well known and unopposed, or placed by the grammar, or placed so elsewhere in
        the report.
        """
        found: list[tuple[Toponym, Strength]] = []
        small = frozenset(word for s in reading.sentences for word in s.words if word.islower())
        for sentence in reading.sentences:
            names = toponyms(sentence, self._gazetteer, self._words)
            found += _in_lists([(t, strength(t, self._words, persons, small)) for t in names])
        strong = {t.key for t, force in found if force is Strength.STRONG}
        told = strong - persons - self._words.groups["common"] - small
        return [
            t for t, force in found if force >= Strength.PLAIN or (force is Strength.WEAK and t.key in told)
        ]

    def _place(self, t: Toponym, place: Location | None, text: str) -> Place:
        """The record's place. Where none of its namesakes is likely, it has a name and nothing more."""
        first, last, kind = self._extent(t, place or t.options[0])
        start, end = t.sentence.span(first, last)
        if place is None:
            return _nameless(start, end, text, kind)
        part = text[start : t.sentence.starts[t.first]] if first < t.first else ""
        return Place(
            start=start,
            end=end,
            text=text[start:end],
            name=f"{part.lower()}{place.name}",
            country=place.country,
            admin1=place.admin1,
            lat=place.lat,
            lon=place.lon,
            geonameid=None if part else place.geonameid,
            kind=kind,
            metonym=not is_dateline(t) and is_metonym(t, place, self._words),
        )

    def _unlisted(
        self, reading: Reading, accepted: list[Toponym], persons: frozenset[str]
    ) -> Iterator[Place]:
        """Places that the gazetteer does not know, without a point."""
        text = reading.report.text
        known: dict[int, list[Toponym]] = {}
        for t in accepted:
            known.setdefault(t.sentence.index, []).append(t)
        for sentence in reading.sentences:
            for found in unlisted(sentence, known.get(sentence.index, []), self._words, persons):
                yield _nameless(
                    *sentence.span(found.first, _with_sort(sentence, found.last)), text, found.kind
                )

    def _extent(self, t: Toponym, place: Location) -> tuple[int, int, PlaceKind]:
        """Tokens of the place with the compass word before it and the word for its sort behind it; and its kind."""
        s, first, last, kind = t.sentence, t.first, t.last, place.kind
        if last < len(s) and s.lowers[last] in _EXTENDING and last + 1 >= t.run_last and _ends(s, last + 1):
            kind = PlaceKind.REGION if s.lowers[last] in REGIONAL else kind
            last += 1
        compass = self._words.groups["compass"]
        if kind is not PlaceKind.FEATURE and s.lowers[first] not in compass:
            while first > 0 and s.lowers[first - 1] in compass:
                first, kind = first - 1, PlaceKind.REGION
                if first > 1 and s.words[first - 1] == "-" and s.lowers[first - 2] in compass:
                    first -= 1
        return first, last, kind


def _nameless(start: int, end: int, text: str, kind: PlaceKind) -> Place:
    """A place of which the text alone is known."""
    surface = " ".join(text[start:end].split())
    return Place(start, end, text[start:end], surface, None, None, None, None, None, kind, metonym=False)


def _with_sort(s: Sentence, last: int) -> int:
    """The end of a name with the word for its sort behind it, "Mbuzini district"."""
    return last + 1 if last < len(s) and s.lowers[last] in _EXTENDING and _ends(s, last + 1) else last


def _ends(s: Sentence, i: int) -> bool:
    """Whether a place's name can end before token i: not in "United States Department of Agriculture"."""
    return i >= len(s) or s.lowers[i] not in {"of", "for"}


def _in_lists(found: list[tuple[Toponym, Strength]]) -> list[tuple[Toponym, Strength]]:
    """The strengths, where a weak name that is joined to a place by "and" or a comma is one too ("in Cairo, Giza and Minya")."""
    out = list(found)
    for i in range(1, len(out)):
        t, force = out[i]
        if force is Strength.WEAK and _continues(*out[i - 1], t):
            out[i] = t, out[i - 1][1]
    for i in range(len(out) - 1, 0, -1):
        t, force = out[i - 1]
        if force is Strength.WEAK and out[i][1] >= Strength.PLAIN and _leads(t, out[i][0]):
            out[i - 1] = t, Strength.STRONG
    return out


def _continues(before: Toponym, force: Strength, t: Toponym) -> bool:
    """Whether a name goes on with a list of places; where only its fame makes a place of the one before, not a tiny one."""
    listed = in_list(before, t) or _bracketed(before, t)
    return listed and (force is Strength.STRONG or (force is Strength.PLAIN and t.prominence >= KNOWN_LONG))


def _bracketed(before: Toponym, t: Toponym) -> bool:
    return tuple(t.sentence.lowers[before.last : t.first]) == ("(",)


def _leads(t: Toponym, after: Toponym) -> bool:
    """Whether the second is a larger place that the first is said to lie in: "Pandi, Bulacan"."""
    joined = tuple(t.sentence.lowers[t.last : after.first]) in {(",",), ("(",)}
    return joined and any(place.kind is not PlaceKind.CITY for place in after.options)
