"""Whether a name of the gazetteer is a place where it stands, and how much the sentence says so.

Most names are also surnames, words or parts of other names ("Jordan said", "Manchester United", "Reading"). A well-
known name needs nothing against it; a small place, or one whose name is a word, needs the sentence to speak of a place: "in
Same",
"the town of Nice".
"""

from __future__ import annotations

from enum import IntEnum

from detente.coding.layers import Sentence
from detente.coding.places.spans import Toponym, is_name_word, run_of
from detente.coding.places.words import Words
from detente.knowledge.gazetteer import word_key
from detente.record.enums import PlaceKind

KNOWN = 4.7  # prominence from which a name alone is enough: about 50,000 inhabitants
FAMOUS = 6.0
KNOWN_LONG = 3.7  # the same for names of several words, which are rarely anything else
_OBJECTS = frozenset({"dobj", "obj"})
_DASHES = frozenset({"-", "–", "—", "--"})
_DATELINE = 14
_SHORT = 4
_JOINED = frozenset(
    {"based", "born", "bound", "controlled", "led", "backed", "held", "area", "wide", "made", "style"}
)


class Strength(IntEnum):
    """How far the sentence speaks for a place."""

    NOT = 0  # part of another name
    WEAK = 1  # nothing for it
    PLAIN = 2  # well known, nothing against it
    STRONG = 3  # the grammar says place


def strength(t: Toponym, words: Words, persons: frozenset[str], written_small: frozenset[str]) -> Strength:
    """The strength of a toponym by itself. ``persons`` are the last names of persons in the report, ``written_small``
    its words that also stand there without a capital.
    """
    if t.key in words.groups["abbreviation"]:
        return Strength.STRONG if _after_comma(t) else Strength.NOT
    if in_other_name(t, words) or _is_indefinite(t) or _is_acronym(t):
        return Strength.NOT
    if is_placed(t, words) or is_dateline(t):
        return Strength.STRONG
    if t.key in persons or is_doubtful(t, words, written_small):
        return Strength.WEAK
    known = KNOWN if t.is_single else KNOWN_LONG
    told = (
        not t.is_single and t.sentence.lowers[t.last - 1] in words.groups["division"]
    )  # "Saint Bernard Parish"
    return Strength.PLAIN if told or t.prominence >= known else Strength.WEAK


def is_doubtful(t: Toponym, words: Words, written_small: frozenset[str]) -> bool:
    """Whether the name is also a common word or a given name, so that it needs the sentence to speak for a place."""
    if t.key in words.groups["common"] or t.key in _ORGANISED:
        return True
    if not t.is_single or t.sentence.words[t.first].isupper():
        return False
    if t.sentence.lowers[t.first] in written_small:
        return True
    return t.key in words.groups["given"] and not _is_land(t) and t.prominence < FAMOUS


_ORGANISED = frozenset({"european union"})


def _is_indefinite(t: Toponym) -> bool:
    """Whether an indefinite article stands before it, not belonging to a noun behind: "a McDonald"."""
    s, before = t.sentence, t.first - 1
    return before >= 0 and s.lowers[before] in {"a", "an"} and t.first <= s.heads[before] < t.last


def _is_acronym(t: Toponym) -> bool:
    """Whether it is a short word in capitals amid others that are not, and no abbreviation of a place: "the agency INA"."""
    word = t.sentence.words[t.first]
    if not (t.is_single and word.isupper() and word.isalpha() and len(word) <= _SHORT) or is_dateline(t):
        return False
    return not t.abbreviated and any(w.islower() for w in t.sentence.words)


def in_other_name(t: Toponym, words: Words) -> bool:
    """Whether the name is part of a person's, an organisation's, a road's or a treaty's name."""
    return (
        _is_person(t, words)
        or _is_organisation(t, words)
        or _is_title_of_work(t, words)
        or _is_joined(t, words)
    )


def is_placed(t: Toponym, words: Words) -> bool:
    """Whether the sentence treats the name as a place."""
    return _after_preposition(t, words) or _has_place_word(t, words) or _is_reached(t)


def is_dateline(t: Toponym) -> bool:
    """Whether it stands in the line that says where a report was written: "KYIV, Ukraine (AP) —"."""
    s = t.sentence
    for i in range(min(len(s), _DATELINE)):
        if s.words[i] in _DASHES:
            return t.last <= i and (i < len(s) - 1) and s.words[0][0].isupper()
        if s.words[i][0].islower():
            return False
    return False


# Parts of persons' names


def _is_person(t: Toponym, words: Words) -> bool:
    """Whether it is a first or a last name: by the name word before it, or by the one behind."""
    s, left = t.sentence, t.first - 1
    if left > 0 and s.words[left] in _PARTICLES and is_name_word(s, _name_before(s, left)):
        return True  # "Miguel de la Madrid"
    if (
        left >= 0
        and (left >= t.run_first or _is_honorific(s, left, words))
        and _names_person(s, left, t, words)
    ):
        return True
    return _is_first_name(t, words)


def _is_first_name(t: Toponym, words: Words) -> bool:
    s, right, given = t.sentence, t.last, t.is_single and t.key in words.groups["given"]
    if right + 1 < len(s) and s.lowers[right] in _PARTICLES and s.words[right + 1][0].isupper():
        return given or not _is_land(t)
    if right >= t.run_last:
        return False
    if given and s.lowers[right] in words.groups["compass"]:
        return True  # "Oliver North"
    if given or _may_follow(s, right, t, words):
        return given and not _may_follow(s, right, t, words)
    if _is_land(t) and t.options[0].level != 1:
        return False
    return not _after_preposition(t, words) or right <= s.heads[t.head] < t.run_last


_PARTICLES = frozenset({"el", "al", "la", "bin", "ben", "ibn", "van", "von", "der", "de", "di", "da"})


def _name_before(s: Sentence, i: int) -> int:
    """The token before the particles that end at i."""
    while i > 0 and s.words[i] in _PARTICLES:
        i -= 1
    return i


def _names_person(s: Sentence, left: int, t: Toponym, words: Words) -> bool:
    """Whether the word before makes the toponym a person's name: a title, a given name, an initial, or an unknown name."""
    word = word_key(s.words[left])
    if len(word) == 1 and s.words[left].rstrip(".").isupper():
        return True
    if _is_honorific(s, left, words) or word in words.groups["given"]:
        return True
    if words.titles.match(s.lowers, left) is not None:
        return t.last >= t.run_last or not _is_land(t)
    return not _may_precede(s, left, words) and t.first <= s.heads[left] < t.last


def _is_honorific(s: Sentence, i: int, words: Words) -> bool:
    return word_key(s.words[i]) in words.groups["honorific"] or s.lowers[i] in {"st.", "mr.", "mrs.", "ms."}


def _may_precede(s: Sentence, i: int, words: Words) -> bool:
    """Whether a name word may stand before a place without making another name of it: "Eastern", "Downtown",
    "German", "Monday".
    """
    word, groups = s.lowers[i], words.groups
    known = word in groups["compass"] or word in groups["part"] or word in groups["division"] or word == "-"
    return known or word_key(word) in words.nationalities or word_key(word) in groups["never"]


def _may_follow(s: Sentence, i: int, t: Toponym, words: Words) -> bool:
    """Whether a name word may stand behind a place: "Province", "Governor", "Mayor", "Health Secretary", a weekday."""
    word, groups = s.lowers[i], words.groups
    known = (
        word in groups["division"]
        or word in groups["state_body"]
        or word in groups["kin_of_place"]
        or word in groups["official"]
    )
    if known or word_key(s.words[i]) in groups["never"] or words.titles.match(s.lowers, i) is not None:
        return True
    return any(s.lowers[j] in groups["official"] for j in range(i, t.run_last))


def _is_land(t: Toponym) -> bool:
    """Whether it is a country or a first-order division: these stand before names of their bodies and officials."""
    best = t.options[0]
    return (
        best.kind is PlaceKind.COUNTRY
        or best.level == 1
        or (best.kind is PlaceKind.REGION and best.level is None)
    )


# Parts of other names


def _is_organisation(t: Toponym, words: Words) -> bool:
    s, groups = t.sentence, words.groups
    following = [s.lowers[i] for i in range(t.last, t.run_last)]
    if following and _is_body(following, words, t):
        return True
    if t.last + 1 < len(s) and s.lowers[t.last] == "'s" and is_name_word(s, t.last + 1):
        _, end = run_of(s, t.last + 1, t.last + 2)
        if t.prominence < KNOWN and {s.lowers[end - 1]} & (groups["road"] | groups["organisation"]):
            return True  # "St. Peter's Square"; not "Moscow's Red Square"
    return _of_institution(s, t, words)


def _is_body(following: list[str], words: Words, t: Toponym) -> bool:
    """Whether the name words behind make a body's name of it. A state stays with its organs ("US Army"), a place with
    its officials.
    """
    groups = words.groups
    if any(word in groups["official"] for word in following) or words.titles.match(following, 0) is not None:
        return False
    if any(
        word in groups["road"] or (word in groups["organisation"] and word not in groups["state_body"])
        for word in following
    ):
        return True
    if following[0] in groups["state_body"] and _is_land(t) and t.options[0].level != 1:
        return False
    return any(word in groups["organisation"] for word in following)


def is_part_of_body(s: Sentence, first: int, last: int, words: Words) -> bool:
    """Whether a word of [first, last) says that the name is that of an organisation, an office or a road."""
    groups = ("organisation", "road", "official", "state_body")
    return any(s.lowers[i] in words.groups[group] for group in groups for i in range(first, last))


def _of_institution(s: Sentence, t: Toponym, words: Words) -> bool:
    """Whether it ends a name such as "University of Oxford" or "Bank of England"; a state's organs stay ("Government
    of India").
    """
    of = t.first - 1
    while of >= 0 and (s.lowers[of] == "the" or s.lowers[of] in words.groups["compass"]):
        of -= 1
    if of < 1 or s.lowers[of] != "of" or not is_name_word(s, of - 1):
        return False
    body = s.lowers[of - 1].rstrip(".")
    return body in _INSTITUTIONS


_INSTITUTIONS = frozenset(
    "university college school academy institute bank church voice corp inc company society federation association museum "
    "act".split()
)


GEOGRAPHIC = frozenset(
    "river island islands lake bay valley peninsula mountains strait sea desert archipelago".split()
)


def _is_title_of_work(t: Toponym, words: Words) -> bool:
    """A treaty, an illness, a feature: "the Minsk agreements", "Hong Kong flu", "West Nile", "the Mariana Islands"."""
    s, after, before = t.sentence, t.last, t.first - 1
    if after < t.run_last and s.lowers[after] in GEOGRAPHIC and t.options[0].kind is PlaceKind.CITY:
        return True
    directed = before >= 0 and is_name_word(s, before) and s.lowers[before] in words.groups["compass"]
    if directed and t.options[0].kind is PlaceKind.FEATURE:
        return True
    if after >= len(s):
        return False
    if s.lowers[after] in words.groups["illness"]:
        return s.deps[t.head] in {"compound", "nmod", "amod"}
    if s.lowers[after] in words.groups["treaty"] and not _is_land(t):
        return s.heads[t.head] == after or after < t.run_last
    return False


def _is_joined(t: Toponym, words: Words) -> bool:
    """Whether a hyphen without spaces joins it to another name word: "Ann-Christin", "France-Presse"; not "Mid-Jutland"."""
    s = t.sentence
    if t.last + 1 < len(s) and s.words[t.last] == "-" and s.ends[t.last] == s.starts[t.last + 1]:
        following = s.lowers[t.last + 1]
        return _is_foreign(s, t.last + 1, words) or (
            s.words[t.last + 1].islower() and following not in _JOINED
        )
    before = t.first - 2
    if before < 0 or s.words[before + 1] != "-" or s.ends[before + 1] != s.starts[t.first]:
        return False
    return _is_foreign(s, before, words)


def _is_foreign(s: Sentence, i: int, words: Words) -> bool:
    """Whether the name word cannot stand in a hyphenated pair with a place."""
    if not is_name_word(s, i) or _may_precede(s, i, words):
        return False
    return not _is_dyad(s, i)


def _is_dyad(s: Sentence, i: int) -> bool:
    """Whether the pair modifies a noun ("Kyiv-Moscow talks"), as names of two places do."""
    return (
        s.deps[i] in {"compound", "nmod", "amod"} and s.heads[i] > i and not s.words[s.heads[i]][0].isupper()
    )


# Grammar that speaks of a place


def _before(t: Toponym, words: Words) -> int:
    """The token before the name, articles, compass words and "downtown" passed over."""
    i = t.first - 1
    s = t.sentence
    skip = words.groups["compass"] | words.groups["part"] | {"the", "-", "city", "town", "village"}
    while i >= 0 and s.lowers[i] in skip:
        i -= 1
    return i


def _after_preposition(t: Toponym, words: Words) -> bool:
    s = t.sentence
    i = _before(t, words)
    if i < 0:
        return False
    word = s.lowers[i]
    if word in words.groups["locative"]:
        return s.tags[i] in {"IN", "RP", "TO"}
    if word not in {"of", "to", "for", "on", "over"}:
        return False
    governor = s.heads[i]
    lemma = s.lemmas[governor]
    if word == "of":
        return lemma in words.groups["placed"] or s.lowers[governor] in words.groups["placed"]
    if word == "to":
        return lemma in words.groups["motion"]
    return word == "for" and lemma in {"leave", "depart", "head", "bind", "bound"}


def _has_place_word(t: Toponym, words: Words) -> bool:
    """A word for a sort of place beside it: "the town of X", "X province", "northern X", "X residents", "X-based"."""
    s, groups = t.sentence, words.groups
    before = t.first - 1
    if before >= 0 and (s.lowers[before] in groups["compass"] or s.lowers[before] in groups["part"]):
        return before != 0 or s.lowers[before] not in {"north", "south", "east", "west", "mid"}
    if before >= 0 and s.lowers[before] in groups["division"] and not is_name_word(s, before):
        return True
    after = t.last
    if after < len(s) and s.lowers[after] in groups["division"]:
        return True
    if after + 1 < len(s) and s.words[after] == "-" and s.lowers[after + 1] in _JOINED:
        return True
    governor = s.heads[t.head]
    return (
        s.deps[t.head] in {"compound", "nmod"}
        and governor >= after
        and s.lowers[governor] in groups["kin_of_place"]
    )


def _is_reached(t: Toponym) -> bool:
    """Whether it is the object of going there: "visited X"."""
    s = t.sentence
    return s.deps[t.head] in _OBJECTS and s.lemmas[s.heads[t.head]] in _REACHING


_REACHING = frozenset("visit reach enter leave capture tour besiege".split())


def _after_comma(t: Toponym) -> bool:
    s, i = t.sentence, t.first - 1
    return i > 0 and s.words[i] == "," and s.words[i - 1][0].isupper()
