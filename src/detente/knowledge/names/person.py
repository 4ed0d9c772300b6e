"""Compares the names of persons: which words stand for each other, and what the rest says."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from detente.knowledge.names.evidence import Feature
from detente.knowledge.names.lexicon import lexicon
from detente.knowledge.names.parse import PersonName, parse_person
from detente.knowledge.names.sound import ALIKE, chinese, korean, likeness

_VOWELS = frozenset("aeiou")


class _Pair(NamedTuple):
    """A word of one name and the word of the other that it stands for."""

    a: int
    b: int
    how: str  # same, variant, close, initial, gendered
    likeness: float


def person_features(a: str, b: str) -> list[Feature]:
    """What speaks for and against two names being one person's."""
    first, second = parse_person(a), parse_person(b)
    if not first.core or not second.core:
        return [Feature("surname_differs", "no name left")]
    features = _eastern(first, second)
    if features is None:
        features = _western(first, second)
    return features + _generations(first, second)


def _eastern(a: PersonName, b: PersonName) -> list[Feature] | None:
    """Family-first names, strictly: their given names differ by a letter from other people's. None where they are not such."""
    traditions = a.tradition & b.tradition
    if not traditions:
        return None
    readings = [_eastern_reading(x, y, traditions) for x in _orders(a) for y in _orders(b)]
    weights = lexicon().weights["person"]
    return max(readings, key=lambda features: sum(weights[feature.name] for feature in features))


def _orders(name: PersonName) -> list[tuple[str, str]]:
    """(family, given) as written, and the other way round where the last of two words is a family name too."""
    families = lexicon().families
    out = [(name.core[0], "".join(name.core[1:]))] if name.core[0] in families else []
    if len(name.core) == 2 and name.core[1] in families:
        out.append((name.core[1], name.core[0]))
    return out


def _eastern_reading(a: tuple[str, str], b: tuple[str, str], traditions: frozenset[str]) -> list[Feature]:
    families = lexicon().families
    family = Feature(
        "surname_same" if families[a[0]] & families[b[0]] else "surname_differs", f"{a[0]}, {b[0]}"
    )
    detail = f"{a[1]}, {b[1]}"
    if a[1] == b[1]:
        return [family, Feature("given_same", detail)]
    keys = [key for tradition, key in (("chinese", chinese), ("korean", korean)) if tradition in traditions]
    variant = any(key(a[1]) == key(b[1]) for key in keys)
    return [family, Feature("given_variant" if variant else "given_differs", detail)]


def _western(a: PersonName, b: PersonName) -> list[Feature]:
    if "".join(a.core) == "".join(b.core) and len(a.core) + len(b.core) > 2:
        return [Feature("same_words", " ".join(a.core))]
    a, b = _joined(a, b), _joined(b, a)
    pairs = _align(a, b)
    if len(a.core) == 1 or len(b.core) == 1:
        return _single(a, b, pairs)
    return [*_surnames(a, b, pairs), *_givens(a, b, pairs), *_middles(a, b, pairs)]


def _joined(a: PersonName, b: PersonName) -> PersonName:
    """The first name, two neighbouring words made one where the other writes them so: Ahmadi-Nejad, Ahmadinejad."""
    for i in range(len(a.core) - 1 if len(a.core) > 2 else 0):
        word = a.core[i] + a.core[i + 1]
        whole = min(len(a.core[i]), len(a.core[i + 1])) > 1
        if whole and any(len(other) > 5 and likeness(word, other, False, ALIKE) >= 0.97 for other in b.core):
            core = (*a.core[:i], word, *a.core[i + 2 :])
            return replace(a, core=core, surname=0 if a.surname == 0 else len(core) - 1)
    return a


def _align(a: PersonName, b: PersonName) -> dict[int, _Pair]:
    """Words that stand for each other, by index in a: the most alike first, then those in like places."""
    found = [
        (pair, abs((i == a.surname) - (j == b.surname)), abs(i - j))
        for i in range(len(a.core))
        for j in range(len(b.core))
        if (pair := _pair(a, b, i, j)) is not None
    ]
    found.sort(key=lambda row: (-round(row[0].likeness, 2), row[1], row[2], row[0].a, row[0].b))
    chosen: dict[int, _Pair] = {}
    taken: set[int] = set()
    for pair, _, _ in found:
        if pair.a not in chosen and pair.b not in taken:
            chosen[pair.a] = pair
            taken.add(pair.b)
    return chosen


def _pair(a: PersonName, b: PersonName, i: int, j: int) -> _Pair | None:
    x, y = a.core[i], b.core[j]
    if x == y:
        return _Pair(i, j, "same", 1.0)
    if len(x) == 1 or len(y) == 1:
        surnames = i == a.surname or j == b.surname
        return _Pair(i, j, "initial", 0.6) if x[0] == y[0] and not surnames else None
    how, alike = _likeness(x, y, a.bare or b.bare, i == a.surname and j == b.surname)
    return _Pair(i, j, how, alike) if how else None


def _likeness(x: str, y: str, bare: bool, surnames: bool) -> tuple[str, float]:
    """How two words are alike, empty where they are not."""
    special = _as_surnames(x, y, bare) if surnames else _as_given(x, y)
    if special is not None:
        return special
    bounds = lexicon().weights["sound"]
    alike = likeness(x, y, bare, ALIKE)
    if alike < bounds["loose"]:
        return "", 0.0
    how = "variant" if alike >= bounds["same"] else "close" if alike >= bounds["close"] else "loose"
    return how, alike


def _as_surnames(x: str, y: str, bare: bool) -> tuple[str, float] | None:
    """What is particular to surnames: given names borne as surnames, masculine and feminine forms. None: as any word."""
    known = lexicon().given
    if x in known and y in known and not known[x] & known[y]:
        return "", 0.0
    if "abd" + x == y or "abd" + y == x:
        return "close", 0.9  # Razak, Abdul Razak
    return ("gendered", 0.9) if _gendered(x, y, bare) else None


def _as_given(x: str, y: str) -> tuple[str, float] | None:
    """What is particular to given names: two known ones are variants or not, whatever their letters. None: as any word."""
    known = lexicon().given
    if x in known and y in known:
        return ("variant", 0.97) if known[x] & known[y] else ("", 0.0)
    if _otherwise(x, y):
        return "", 0.0
    return ("close", 0.9) if _shortened(x, y) else None


def _otherwise(x: str, y: str) -> bool:
    """Whether two given names differ in the ending that makes a woman's of a man's: Mario, Maria; Carl, Carla."""
    if len(x) == len(y):
        return x[:-1] == y[:-1] and {x[-1], y[-1]} == {"a", "o"}
    short, long = (x, y) if len(x) < len(y) else (y, x)
    return long == short + "a" and short[-1] not in _VOWELS


def _shortened(x: str, y: str) -> bool:
    """Whether one is the other cut short at a consonant: Newt, Newton."""
    short, long = (x, y) if len(x) < len(y) else (y, x)
    return len(short) > 3 and long.startswith(short) and short[-1] not in _VOWELS and long[-1] != "a"


def _gendered(x: str, y: str, bare: bool) -> bool:
    """Whether two surnames are one in its masculine and feminine form."""
    plain_x, plain_y = _masculine(x), _masculine(y)
    loose = lexicon().weights["sound"]["loose"]
    return (plain_x, plain_y) != (x, y) and likeness(plain_x, plain_y, bare, ALIKE) >= loose


def _masculine(word: str) -> str:
    for ending, masculine in lexicon().feminine:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + masculine
    return word


_SURNAME = {"close": "surname_close", "loose": "surname_loose"}
_GIVEN = {
    "same": "given_same",
    "variant": "given_variant",
    "close": "given_close",
    "loose": "given_loose",
    "gendered": "given_close",
    "initial": "given_initial",
}


def _single(a: PersonName, b: PersonName, pairs: dict[int, _Pair]) -> list[Feature]:
    """A lone word against a name: a surname that both share, never a given name alone."""
    if not pairs:
        return [Feature("surname_differs", f"{' '.join(a.core)}, {' '.join(b.core)}")]
    pair = next(iter(pairs.values()))
    detail = f"{a.core[pair.a]}, {b.core[pair.b]}"
    surname = Feature(_SURNAME.get(pair.how, "surname_same"), detail)
    if len(a.core) == len(b.core) == 1:
        return [surname]
    if pair.a != a.surname or pair.b != b.surname:
        return [Feature("given_only", detail)]
    missing = [surname, Feature("given_missing")]
    return [*missing, Feature("gender_differs", detail)] if pair.how == "gendered" else missing


def _surnames(a: PersonName, b: PersonName, pairs: dict[int, _Pair]) -> list[Feature]:
    assert a.surname is not None and b.surname is not None  # only a lone royal name has none
    taken = {pair.b: pair for pair in pairs.values()}
    ours, theirs = pairs.get(a.surname), taken.get(b.surname)
    best = ours or theirs
    detail = f"{a.core[a.surname]}, {b.core[b.surname]}"
    if best is None or best.how == "initial":
        return [Feature("surname_differs", detail)]
    if (ours is None or theirs is None) and len(pairs) < min(len(a.core), len(b.core)):
        return [Feature("surname_differs", detail)]
    surname = Feature(_SURNAME.get(best.how, "surname_same"), f"{a.core[best.a]}, {b.core[best.b]}")
    if ours is not theirs:
        return [surname, Feature("order_differs")]
    return [surname, *_genders(a, pairs, detail)] if best.how == "gendered" else [surname]


def _genders(a: PersonName, pairs: dict[int, _Pair], detail: str) -> list[Feature]:
    """Irina Sorvanova may be written Irina Sorvanov; I. Sorvanov is not I. Sorvanova."""
    full = any(pair.how in {"same", "variant", "close"} and pair.a != a.surname for pair in pairs.values())
    return [] if full else [Feature("gender_differs", detail)]


def _givens(a: PersonName, b: PersonName, pairs: dict[int, _Pair]) -> list[Feature]:
    first, second = _first_given(a), _first_given(b)
    taken = {pair.b for pair in pairs.values()}
    pair = pairs.get(first)
    detail = f"{a.core[first]}, {b.core[second]}"
    if pair is not None and pair.b == second:
        return [Feature(_GIVEN[pair.how], detail)]
    if pair is not None and pair.b == b.surname and len(pairs) == min(len(a.core), len(b.core)):
        return [Feature(_GIVEN[pair.how], detail)]  # the whole name the other way round
    if pair is None and second not in taken:
        return [Feature("given_differs", detail)]
    shared = [p for i, p in pairs.items() if i != a.surname and p.b != b.surname and p.how != "initial"]
    if shared:
        return [Feature("leading_extra", detail), Feature(_GIVEN[shared[0].how], a.core[shared[0].a])]
    return [Feature("given_differs", detail)]


def _first_given(name: PersonName) -> int:
    return 1 if name.surname == 0 else 0


def _middles(a: PersonName, b: PersonName, pairs: dict[int, _Pair]) -> list[Feature]:
    """Words besides given name and surname: patronymics, middle names and initials, second surnames."""
    ends_a, ends_b = {_first_given(a), a.surname}, {_first_given(b), b.surname}
    middle_a = [i for i in range(len(a.core)) if i not in ends_a]
    middle_b = [j for j in range(len(b.core)) if j not in ends_b]
    taken = {pair.b for pair in pairs.values()}
    left_a, left_b = [i for i in middle_a if i not in pairs], [j for j in middle_b if j not in taken]
    if (left_a and left_b) or _initials_clash(a, b, middle_a, middle_b, pairs):
        return [Feature("middle_differs", f"{' '.join(a.core)}, {' '.join(b.core)}")]
    out = [Feature("middle_extra", (a if left_a else b).core[i]) for i in (left_a or left_b)[:2]]
    if any(i in pairs and pairs[i].b in middle_b and pairs[i].how != "initial" for i in middle_a):
        out.append(Feature("middle_same"))
    return out


def _initials_clash(
    a: PersonName, b: PersonName, middle_a: list[int], middle_b: list[int], pairs: dict[int, _Pair]
) -> bool:
    """George W. and George H. W.: where one gives initials, the first of them must agree."""
    if not middle_a or not middle_b:
        return False
    i, j = middle_a[0], middle_b[0]
    agree = i in pairs and pairs[i].b == j
    return not agree and (len(a.core[i]) == 1 or len(b.core[j]) == 1)


def _generations(a: PersonName, b: PersonName) -> list[Feature]:
    """Junior and senior, first and second."""
    if a.suffix == b.suffix:
        return []
    royal = a.royal or b.royal
    if a.suffix and b.suffix:
        return [Feature("regnal_differs" if royal else "suffix_differs", f"{a.suffix}, {b.suffix}")]
    longer, shorter = (a, b) if a.suffix else (b, a)
    fuller = sum(map(len, longer.core)) > sum(map(len, shorter.core))
    if royal or len(longer.core) == 1 or fuller:
        return [Feature("suffix_extra", longer.suffix or "")]
    return [Feature("suffix_only_difference", longer.suffix or "")]
