"""How two tellings agree, feature by feature: each has a level, which weights.tsv gives a weight, and says what was seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product

from detente.knowledge.concepts import stem
from detente.reconcile.events.parties import Fit, Who, sides_fit
from detente.reconcile.events.tellings import Telling, When
from detente.reconcile.events.wording import likeness
from detente.reconcile.weights import Feature
from detente.record.comparing import are_apart, in_words, kilometres, meet
from detente.record.enums import Auxiliary, EntityKind, EventType, PlaceKind, QuantityKind
from detente.record.types import Place, Quantity

AKIN = {
    frozenset(pair.split())
    for pair in (
        "ASSAULT COERCE|SANCTION COERCE|MOBILIZE ASSAULT|AGREE SUPPORT|CONSULT SUPPORT|CONCEDE AGREE|CONCEDE SUPPORT|"
        "AID SUPPORT|COOPERATE CONSULT|COOPERATE SUPPORT|COOPERATE AID|THREATEN ACCUSE|"
        "THREATEN REQUEST|REQUEST ACCUSE|REJECT ACCUSE|REJECT THREATEN|REJECT SANCTION|PROTEST ASSAULT|COERCE MOBILIZE|"
        "RETREAT MOBILIZE|CONCEDE REJECT"
    ).split("|")
}
"""Types that one deed may be coded as in two reports; all others are two deeds. What is promised or conceded and what is done are
two, so that a visit announced is never the visit.
"""
_MUTUAL = frozenset({EventType.CONSULT, EventType.COOPERATE})
_RECURRING = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.PROTEST})
_TOLD = frozenset({None, Auxiliary.HISTORICAL, Auxiliary.NEGATION})
_FEW = 3  # below it, a number is told of anything
_NEAR_KM, _FAR_KM, _WIDE_KM = 30.0, 200.0, 700.0  # seas, rivers and ranges are wide
_RECENT, _WEEK = 3, 6
_MUCH = 15.0  # the rarity of some three words: where less is shared, or said at all, it says less
_LIKE = ((0.6, "most"), (0.42, "much"), (0.27, "half"), (0.15, "some"), (0.06, "little"))


def are_comparable(a: Telling, b: Telling) -> bool:
    """Whether two tellings may be of one event at all: types akin, and both happened (or did not), or both are to come."""
    if a.event_type is not b.event_type and frozenset((a.event_type, b.event_type)) not in AKIN:
        return False
    if a.auxiliary in _TOLD and b.auxiliary in _TOLD:
        return True
    return a.auxiliary is b.auxiliary


def features(a: Telling, b: Telling) -> tuple[Feature, ...]:
    """Every feature of a comparable pair, the same whichever is first."""
    found = [compare(a, b) for compare in _COMPARED]
    if a.report == b.report:
        found.append(_same_report(a, b))
    else:
        found += [_trigger(a, b), _words(a, b)]
    return tuple(feature for feature in found if feature is not None)


def _type(a: Telling, b: Telling) -> Feature:
    one, other = sorted((a, b), key=lambda t: (t.event_type, t.event_mode or ""))
    seen = f"{_coded(one)}, {_coded(other)}"
    if a.event_type is not b.event_type:
        return Feature("type", "akin", seen)
    if a.event_mode is None or b.event_mode is None:
        return Feature("type", "same", seen)
    return Feature("type", "mode" if a.event_mode == b.event_mode else "other_mode", seen)


def _coded(telling: Telling) -> str:
    return f"{telling.event_type}-{telling.event_mode}" if telling.event_mode else str(telling.event_type)


def _told(a: Telling, b: Telling) -> Feature | None:
    """It happened in one telling, and did not in the other."""
    if (a.auxiliary is Auxiliary.NEGATION) == (b.auxiliary is Auxiliary.NEGATION):
        return None
    return Feature("told", "denied", "denied in one")


def _actors(a: Telling, b: Telling) -> Feature:
    name = "speakers" if a.verbal and b.verbal else "actors"
    return Feature(name, *_side(_of(a), _of(b)))


def _recipients(a: Telling, b: Telling) -> Feature | None:
    if _is_mutual(a) or _is_mutual(b):
        return None
    return Feature("recipients", *_side(a.recipients, b.recipients))


def is_mutual(event_type: EventType, actors: Sequence[object], recipients: Sequence[object]) -> bool:
    """Whether actors and recipients do the same to each other: "A met B", "A and B met"."""
    return event_type in _MUTUAL or (len(actors) > 1 and not recipients)


def _is_mutual(telling: Telling) -> bool:
    return is_mutual(telling.event_type, telling.actors, telling.recipients)


def _of(telling: Telling) -> tuple[Who, ...]:
    return (*telling.actors, *telling.recipients) if _is_mutual(telling) else telling.actors


def _side(a: tuple[Who, ...], b: tuple[Who, ...]) -> tuple[str, str]:
    level = sides_fit(a, b)
    names = sorted((_named(a), _named(b)))
    return level, names[0] if names[0] == names[1] else " | ".join(names)


def _named(side: Iterable[Who]) -> str:
    return ", ".join(sorted(who.name for who in side)) or "–"


def _date(a: Telling, b: Telling) -> Feature:
    loose = a.when is None or b.when is None or "before" in (a.when.basis, b.when.basis)
    level = "unknown" if loose else _days(a.when, b.when)  # type: ignore[arg-type]
    name = "date_again" if _may_recur(a) or _may_recur(b) else "date"
    return Feature(name, level, " | ".join(sorted((_day(a.when), _day(b.when)))))


def _may_recur(telling: Telling) -> bool:
    """Whether its like may happen the next day and in the next town: deeds that do not befall one named person."""
    one = any(who.kind is EntityKind.PERSON and who.named for who in telling.recipients)
    return telling.event_type in _RECURRING and not one


def _day(when: When | None) -> str:
    if when is None:
        return "undated"
    days = str(when.first) if when.first == when.last else f"{when.first} to {when.last}"
    return days if when.basis in {"text", "sentence"} else f"{days} ({when.basis})"


def _days(a: When, b: When) -> str:
    """How two dates agree; a report's date says that it happened on that day, the day before, or in the week before."""
    gap = max((b.first - a.last).days, (a.first - b.last).days, 0)
    reports = [when for when in (a, b) if when.basis == "report"]
    if not reports:
        if gap == 0:
            return "same" if a.first == a.last == b.first == b.last else "overlap"
        return "next" if gap == 1 else "apart"
    if len(reports) == 2:
        return (
            ("likely", "near", "recent", "recent", "week", "week", "week")[gap] if gap <= _WEEK else "apart"
        )
    (report,) = reports
    other = b if report is a else a
    after = (report.first - other.last).days
    if after < 0:
        return "next" if gap == 1 else "apart" if gap else "likely"
    return "likely" if after <= 1 else "recent" if after <= _RECENT else "week" if after <= _WEEK else "apart"


def _place(a: Telling, b: Telling) -> Feature | None:
    if not a.places or not b.places:
        return None
    pairs = list(product(a.places, b.places))
    level = min((_spot(x, y) for x, y in pairs), key=_SPOTS.index)
    if level == "apart" and not (a.placed and b.placed):
        level = "apart_nearby"
    names = sorted(", ".join(sorted(p.name for p in places)) for places in (a.places, b.places))
    name = "place_again" if _may_recur(a) or _may_recur(b) else "place"
    return Feature(name, level, names[0] if names[0] == names[1] else " | ".join(names))


_SPOTS = ("same", "near", "within", "country", "apart")


def _spot(x: Place, y: Place) -> str:
    one = x.name == y.name or (x.geonameid is not None and x.geonameid == y.geonameid)
    if one:
        return "country" if x.kind is PlaceKind.COUNTRY else "same"
    way = kilometres(x, y)
    cities = x.kind in _SPOTTED and y.kind in _SPOTTED
    if way is not None and way < _NEAR_KM and cities:
        return "near"
    reach = _WIDE_KM if PlaceKind.FEATURE in (x.kind, y.kind) else _FAR_KM
    far = way is not None and way > reach and PlaceKind.COUNTRY not in (x.kind, y.kind)
    return "apart" if are_apart(x, y) or (far and x.admin1 != y.admin1) else "within"


_SPOTTED = frozenset({PlaceKind.CITY, PlaceKind.FEATURE})


def _quantities(a: Telling, b: Telling) -> Feature | None:
    """The best agreement of two numbers that may count the same."""
    pairs = [(x, y) for x in a.quantities for y in b.quantities if _may_count_one(x, y)]
    if not pairs:
        return None
    level, (x, y) = min(((_amount(x, y), (x, y)) for x, y in pairs), key=lambda row: _AMOUNTS.index(row[0]))
    seen = " | ".join(sorted(f"{in_words((q.low, q.high))} {q.unit or q.kind}" for q in (x, y)))
    return Feature("quantities", level, seen)


_AMOUNTS = ("equal", "meet", "few", "near", "far")


def _may_count_one(x: Quantity, y: Quantity) -> bool:
    if QuantityKind.MONEY in (x.kind, y.kind):
        return x.kind is y.kind
    if x.kind is y.kind and x.kind is not QuantityKind.OTHER:
        return True
    same = stem(x.unit or "") == stem(y.unit or "")
    return same or (x.low == y.low and x.high == y.high and x.low >= _FEW)


def _amount(x: Quantity, y: Quantity) -> str:
    if x.low == y.low and x.high == y.high:
        return "equal" if x.low >= _FEW else "few"
    if meet((x.low, x.high), (y.low, y.high)):
        return "meet"
    low, high = sorted((x.low, y.low))
    return "near" if low > 0 and high / low <= 3 else "far"


def _trigger(a: Telling, b: Telling) -> Feature:
    shared = sorted(a.triggers & b.triggers)
    if shared:
        return Feature("trigger", "same", " ".join(shared))
    inside = sorted((a.triggers & b.words.keys()) | (b.triggers & a.words.keys()))
    return Feature("trigger", "said" if inside else "other", " ".join(inside))


def _words(a: Telling, b: Telling) -> Feature:
    """What the sentences share beside the word for what happened."""
    one, other = _beside(a, b), _beside(b, a)
    share, shared = likeness(one, other)
    level = next((name for least, name in _LIKE if share >= least), "none")
    name = "words_said" if a.verbal and b.verbal else "words"
    seen = f"{share:.2f}: {' '.join(shared[:6])}".rstrip(": ")
    together = sum(min(one[word], other[word]) for word in shared)
    said = min(sum(one.values()), sum(other.values()))
    return Feature(name, level, seen, min(1.0, (together if share >= _LIKE[3][0] else said) / _MUCH))


def _beside(a: Telling, b: Telling) -> dict[str, float]:
    shared = a.triggers & b.triggers
    return {word: rarity for word, rarity in a.words.items() if word not in shared}


def _same_report(a: Telling, b: Telling) -> Feature:
    one = bool(a.sentences & b.sentences)
    return Feature("report", "one_sentence" if one else "told_apart", "one sentence" if one else "one report")


_COMPARED: tuple[Callable[[Telling, Telling], Feature | None], ...] = (
    _type,
    _told,
    _actors,
    _recipients,
    _date,
    _place,
    _quantities,
)


def levels() -> Iterator[tuple[str, str]]:
    """Every feature with each of its levels; weights.tsv has a row for each."""
    yield from (("type", level) for level in ("mode", "same", "other_mode", "akin"))
    yield "told", "denied"
    for side in ("actors", "recipients", "speakers"):
        yield from ((side, fit) for fit in Fit)
    dates = ("same", "likely", "near", "recent", "overlap", "next", "week", "unknown", "apart")
    for end in ("", "_again"):
        yield from ((f"date{end}", level) for level in dates)
        yield from ((f"place{end}", level) for level in (*_SPOTS, "apart_nearby"))
    yield from (("quantities", level) for level in _AMOUNTS)
    yield from (("trigger", level) for level in ("same", "said", "other"))
    for name in ("words", "words_said"):
        yield from ((name, level) for level in (*(level for _, level in _LIKE), "none"))
    yield from (("report", level) for level in ("one_sentence", "told_apart"))
    yield from (("story", level) for level in ("same", "other"))
