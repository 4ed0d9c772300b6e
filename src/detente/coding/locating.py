"""Where an event happened, as its own sentence says: "shelled a market *in Kharkiv*", "*the Geneva* talks".

A pure function over the parse and the places. It takes what the grammar ties to the predicate and nothing else: no
dateline, no place of the sentence before, no metonym ("Moscow attacked" does not happen in Moscow).
"""

from __future__ import annotations

from bisect import bisect_left

from detente.coding.grammar import VERB_TAGS
from detente.coding.layers import Reading, Sentence
from detente.record.enums import PlaceKind
from detente.record.types import Place

_LOCATIVE = frozenset(
    "in at near outside inside across throughout around within along off on over beyond above amid by".split()
)
_LINKS = frozenset({"of", "with"})
_SURFACES = frozenset(  # "on" and "by" place something only at these
    "border frontier coast shore outskirt edge island peninsula bank street road highway front line square base bridge "
    "territory soil site campus river lake".split()
)
_EVENTS = frozenset(  # nouns whose own place is that of the verb they are subject of: "a bomb in Baghdad killed twelve"
    "attack blast bomb bombing explosion strike airstrike raid shelling fire shooting ambush clash fighting battle riot "
    "protest rally demonstration march siege crash earthquake flood storm outbreak missile rocket drone shell mine "
    "gunman bomber sniper".split()
)
_LIGHT = frozenset(
    "hold have take make stage conduct launch carry give open begin start resume continue end host".split()
)
_AIMED = frozenset(  # done to a place, done there: "shelled Kharkiv", "the siege of Mariupol", "a visit to Warsaw"
    "visit tour enter storm besiege capture recapture seize shell bomb bombard invade occupy raid liberate siege shelling "
    "bombardment bombing invasion occupation liberation storming strike airstrike assault trip battle".split()
)
_OBJECTS = frozenset({"dobj", "obj", "nsubjpass", "attr", "oprd", "dative"})
_CLAUSES = frozenset({"acl", "relcl"})
_FINE = {PlaceKind.CITY: 0, PlaceKind.FEATURE: 1, PlaceKind.REGION: 2, PlaceKind.COUNTRY: 3}


def event_place(reading: Reading, sentence_index: int, trigger_token: int) -> int | None:
    """Index in ``reading.places`` of the place that the sentence gives to the predicate at the token, None if none.

    Of several ("in Bucha, Ukraine") the smallest, then the nearest to the predicate.
    """
    sentence = reading.sentences[sentence_index]
    found: list[tuple[int, int, int]] = []
    first = bisect_left(reading.places, sentence.start, key=lambda place: place.start)
    for number in range(first, len(reading.places)):
        place = reading.places[number]
        if place.start >= sentence.end:
            break
        head = None if place.metonym else _head(sentence, place)
        if head is not None and head != trigger_token and _belongs(sentence, head, trigger_token, place):
            found.append((_FINE[place.kind], abs(head - trigger_token), number))
    return min(found)[2] if found else None


def _head(s: Sentence, place: Place) -> int | None:
    """The token of the place that the rest of the sentence sees."""
    tokens = [i for i in range(len(s)) if s.starts[i] >= place.start and s.ends[i] <= place.end]
    outside = [i for i in tokens if s.heads[i] not in tokens or s.heads[i] == i]
    return outside[-1] if outside else None


def _belongs(s: Sentence, head: int, trigger: int, place: Place) -> bool:
    """Whether the way up from the place leads to the predicate through a preposition of place, and through no other predicate."""
    if s.deps[head] in {"compound", "nmod"} and s.heads[head] == trigger:
        return place.kind in (
            PlaceKind.CITY,
            PlaceKind.FEATURE,
        )  # "the Geneva talks", not "the Ukraine talks"
    if _is_aim(s, head, trigger):
        return True
    at, located = head, False
    while s.heads[at] != at:
        up, dep = s.heads[at], s.deps[at]
        if located and (up == trigger or _carries(s, up, trigger)):
            return dep in {"prep", "advmod", "npadvmod"} or _shares_place(s, at, up, dep)
        if dep == "pobj":
            here = _is_locative(s, up, at, place)
            if not here and s.lowers[up] not in _LINKS and not (located and s.lowers[up] == "from"):
                return False  # "declined because of a trip to Madrid"
            located = located or here
        elif not _climbs(s, at, up, dep):
            return False
        at = up
    return False


def _is_locative(s: Sentence, preposition: int, noun: int, place: Place) -> bool:
    """Whether the preposition says where: "in X"; "on" and "by" only "on the border with X" and the like."""
    word = s.lowers[preposition]
    if word in {"on", "by"}:
        return s.lemmas[noun] in _SURFACES or place.kind is PlaceKind.FEATURE
    return word in _LOCATIVE


def _climbs(s: Sentence, at: int, up: int, dep: str) -> bool:
    """Whether the way leads on: from a preposition to its noun, from a place to the one beside it, to the noun it modifies."""
    if s.tags[up] in VERB_TAGS:
        return False
    if dep in {"prep", "conj", "appos", "compound", "nmod", "poss"}:
        return True
    return dep in _OBJECTS and s.tags[at] not in VERB_TAGS


def _carries(s: Sentence, verb: int, trigger: int) -> bool:
    """Whether the verb carries the noun that triggers ("held talks in Geneva", "talks held in Geneva"), or is
    coordinated before it.
    """
    if s.heads[trigger] == verb:
        if s.deps[trigger] in _OBJECTS | {"nsubj"} and s.tags[trigger] not in VERB_TAGS:
            return s.lemmas[verb] in _LIGHT or s.deps[trigger] == "nsubj"
        return s.deps[trigger] == "conj" and s.tags[verb] in VERB_TAGS
    return s.heads[verb] == trigger and s.deps[verb] in _CLAUSES and s.tags[trigger] not in VERB_TAGS


def _shares_place(s: Sentence, at: int, verb: int, dep: str) -> bool:
    """Whether the place of a verb's noun is the verb's as well: "killed three people in Kabul", "a bomb in Baghdad killed"; not
    "condemned the attack in Aleppo", where the noun is an event of its own.
    """
    if dep == "nsubj":
        return s.lemmas[at] in _EVENTS
    return dep in _OBJECTS and (s.lemmas[at] not in _EVENTS or s.lemmas[verb] in _LIGHT)


def _is_aim(s: Sentence, head: int, trigger: int) -> bool:
    """Whether the predicate is something done to a place, and this is the place."""
    if s.lemmas[trigger] not in _AIMED:
        return False
    up = s.heads[head]
    if s.deps[head] in {"dobj", "obj", "nsubjpass"} and s.tags[trigger] in VERB_TAGS:
        return up == trigger
    return s.deps[head] == "pobj" and s.lowers[up] in {"of", "on", "to", "for"} and s.heads[up] == trigger
