"""What the comparison knows about names: given names and their variants, particles, titles, legal forms, weights."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from pathlib import Path
from types import MappingProxyType

from detente.record.tables import Column, Faults, choice, many, optional, read_table, text

DATA = Path(__file__).parent.parent / "data"

KINDS = (
    "honorific",  # stands before a name: Mr, President, Gen.
    "royal",  # the same, before a given name: King
    "particle",  # part of a surname that is often dropped or respelled: al-, bin, van
    "suffix",  # Jr, III, with the generation it means
    "legal",  # legal form of a company
    "weak",  # words of an organisation's name that tell little
    "generic",  # words that many organisations share
    "stop",  # words that do not count
    "spelling",  # one word's two spellings
    "ordinal",  # third = 3
    "expand",  # well-known abbreviations inside longer names
    "feminine",  # ending of a woman's surname = its masculine form
    "demonym",  # Russian = Russia
    "placeword",  # city, province, republic
    "placespelling",  # saint = st
    "direction",  # north, upper, new
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists and weights of the comparison, loaded once."""

    given: MappingProxyType[str, frozenset[str]]
    genders: MappingProxyType[str, str]
    families: MappingProxyType[str, frozenset[str]]
    words: MappingProxyType[str, MappingProxyType[str, str]]
    places: MappingProxyType[str, str]
    weights: MappingProxyType[str, MappingProxyType[str, float]]
    threshold: float
    feminine: tuple[tuple[str, str], ...]
    spellings: re.Pattern[str]
    sounds: MappingProxyType[str, str]
    romanisations: MappingProxyType[str, tuple[tuple[str, str], ...]]
    near: frozenset[tuple[str, str]]


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon. DataError names every fault of its files."""
    faults = Faults()
    given, genders = _given(faults)
    families = _groups(DATA / "family_names.tsv", (choice("tradition", _TRADITIONS), text("group")), faults)
    places = _groups(DATA / "place_variants.tsv", (text("group"),), faults)
    words = _words(faults)
    systems = _systems(faults)
    faults.raise_all()
    settings = tomllib.loads((DATA / "name_weights.toml").read_text(encoding="utf-8"))
    near = settings["sound"].pop("near")
    weights = {name: MappingProxyType(row) for name, row in settings.items() if isinstance(row, dict)}
    sounds = dict(systems["general"])
    return Lexicon(
        given=given,
        genders=genders,
        families=families,
        words=words,
        places=MappingProxyType({form: min(groups) for form, groups in places.items()}),
        weights=MappingProxyType(weights),
        threshold=settings["threshold"],
        feminine=tuple(sorted(words["feminine"].items(), key=lambda row: (-len(row[0]), row))),
        spellings=re.compile("|".join(map(re.escape, sounds))),
        sounds=MappingProxyType(sounds),
        romanisations=systems,
        near=frozenset(pair for group in near for pair in permutations(group, 2)),
    )


_TRADITIONS = ("chinese", "korean", "vietnamese")


def _given(faults: Faults) -> tuple[MappingProxyType[str, frozenset[str]], MappingProxyType[str, str]]:
    columns = (text("group"), optional(choice("gender", ("f", "m"))), many("forms", separator="|"))
    rows = read_table(DATA / "given_names.tsv", columns, lambda *row: row, faults).rows
    forms: dict[str, set[str]] = {}
    genders: dict[str, set[str]] = {}
    for group, gender, names in rows:
        for name in names:
            forms.setdefault(name, set()).add(group)
            genders.setdefault(name, set()).add(gender or "")
    sure = {name: min(found) for name, found in genders.items() if len(found) == 1 and "" not in found}
    return MappingProxyType({name: frozenset(found) for name, found in forms.items()}), MappingProxyType(sure)


def _groups(path: Path, keys: tuple[Column, ...], faults: Faults) -> MappingProxyType[str, frozenset[str]]:
    """For each form the groups it belongs to; a group is named by the cells of its key."""
    rows = read_table(
        path, (*keys, many("forms", separator="|")), lambda *row: row, faults, key=len(keys)
    ).rows
    forms: dict[str, set[str]] = {}
    for *group, names in rows:
        for name in names:
            forms.setdefault(name, set()).add(" ".join(group))
    return MappingProxyType({form: frozenset(groups) for form, groups in forms.items()})


def _words(faults: Faults) -> MappingProxyType[str, MappingProxyType[str, str]]:
    columns = (choice("kind", KINDS), text("word"), optional(text("value")))
    rows = read_table(DATA / "name_words.tsv", columns, lambda *row: row, faults, key=2).rows
    found: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    for kind, word, value in rows:
        found[kind][word] = value or ""
    return MappingProxyType({kind: MappingProxyType(words) for kind, words in found.items()})


def _systems(faults: Faults) -> MappingProxyType[str, tuple[tuple[str, str], ...]]:
    """Rewriting rules by system, in order; "-" leaves a letter out. The general ones stand longest first."""
    columns = (
        choice("system", ("chinese", "general", "korean")),
        text("order"),
        text("spelling"),
        text("sound"),
    )
    rows = read_table(DATA / "transliteration.tsv", columns, lambda *row: row, faults, key=2).rows
    systems: dict[str, list[tuple[str, str]]] = {"chinese": [], "general": [], "korean": []}
    for system, _, spelling, plain in rows:
        systems[system].append((spelling, plain.replace("-", "")))
    return MappingProxyType({system: tuple(rules) for system, rules in systems.items()})
