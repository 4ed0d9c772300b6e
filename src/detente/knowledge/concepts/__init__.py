"""Words that mean one thing where two tellings are compared: "killed", "death"; what happens only once; what is its opposite."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Self

from detente.record.manifest import read_manifest
from detente.record.tables import Faults, choice, many, read_table, text

DATA = Path(__file__).parent / "data"
EMPTY = frozenset(
    """a about after again against all also although am an and any are as at be because been before being between both but by
    can could day did do does doing down during each few for from further get give go had has have having he her here hers him
    his how however i if in into is it its just make may might mr mrs ms more most much must my no nor not now of off on once
    only or other our out over own per quite same say shall she should so some such take tell than that the their them then
    there these they thing this those through to today too under until up very was we were what when where whether which while
    who whom why will with would year yesterday yet you your add note state statement accord according one two""".split()
)
"""Words that say nothing of what a sentence is about."""
_ENDINGS = (
    *("izations", "ization", "ations", "ation", "itions", "ition", "ments", "ment", "ances", "ance", "ences"),
    *("ence", "ions", "ion", "ings", "ing", "als", "al", "ures", "ure", "ers", "er", "ors", "or", "ive"),
    *("ed", "es", "s", "e"),
)
_KINDS = ("often", "once", "thing")
_SHORTEST = 4  # letters that must be left of a word
_INFLECTIONS = (
    *(("ies", "y"), ("ied", "y"), ("es", "e"), ("es", ""), ("s", ""), ("ed", "e"), ("ed", ""), ("ing", "e")),
    *(("ing", ""), ("ying", "ie")),
)


@dataclass(frozen=True, slots=True)
class Concepts:
    """``of`` gives the concept of a lemma. ``once`` holds the happenings that befall one thing once, ``things`` the concepts that
    are none (houses, borders), ``opposites`` pairs that deny each other, ``forms`` lemmas by irregular form.
    """

    words: MappingProxyType[str, str]
    once: frozenset[str]
    things: frozenset[str]
    opposites: frozenset[frozenset[str]]
    forms: MappingProxyType[str, str]

    @classmethod
    def load(cls) -> Self:
        """The tables that ship with the package. Raises DataError with every fault."""
        faults = Faults()
        read_manifest(DATA, faults)
        columns = (text("concept"), choice("kind", _KINDS), many("words", separator="|"))
        table = read_table(DATA / "concepts.tsv", columns, lambda *row: row, faults)
        opposite = (text("concept"), text("opposite"))
        pairs = read_table(DATA / "opposites.tsv", opposite, lambda *row: frozenset(row), faults)
        forms = read_table(
            DATA / "irregular_forms.tsv", (text("form"), text("lemma")), lambda *row: row, faults
        )
        faults.raise_all()
        words = {word: concept for concept, _, some in table.rows for word in some}
        kinds = {kind: frozenset(c for c, k, _ in table.rows if k == kind) for kind in _KINDS}
        irregular = MappingProxyType(dict(forms.rows))
        return cls(MappingProxyType(words), kinds["once"], kinds["thing"], frozenset(pairs.rows), irregular)

    def of(self, lemma: str) -> str:
        """The concept of a lemma; for a word that the table lacks, its stem."""
        return self.words.get(lemma) or stem(lemma)

    def of_form(self, word: str) -> str:
        """The concept of a lower-case word as a text has it ("seized", "shot"); for one that the table lacks, its stem."""
        lemma = self.forms.get(word, word)
        known = self.words.get(lemma) or next(
            (c for form in _bases(lemma) if (c := self.words.get(form))), None
        )
        return known or stem(lemma)

    def happens(self, lemma: str) -> bool:
        """Whether the table has a word as the name of a happening: "signing", "quake"."""
        concept = self.words.get(lemma)
        return concept is not None and concept not in self.things

    def are_opposite(self, a: str, b: str) -> bool:
        """Whether one concept denies the other of one thing at one time."""
        return frozenset((a, b)) in self.opposites


@lru_cache(maxsize=65536)
def stem(lemma: str) -> str:
    """A lemma without its ending: "declaration" and "declare" meet in "declar"."""
    for ending in _ENDINGS:
        if lemma.endswith(ending) and len(lemma) - len(ending) >= _SHORTEST:
            return lemma[: -len(ending)]
    return lemma


@lru_cache(maxsize=65536)
def _bases(word: str) -> tuple[str, ...]:
    """The forms that a word may be an inflection of, a doubled consonant undone: "expelled", "expel"."""
    found = [word[: -len(end)] + base for end, base in _INFLECTIONS if word.endswith(end)]
    doubled = [
        form[:-1] for form in found if len(form) > 3 and form[-1] == form[-2] and form[-1] not in "aeiou"
    ]
    return tuple(found + doubled)
