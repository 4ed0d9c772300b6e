"""The verbs and nouns of saying, from the tables in ``data/``."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from detente.record.manifest import read_manifest
from detente.record.tables import Faults, choice, integer, many, read_table, text

_PREPOSITIONS = frozenset("of for about against at to on over with in".split())
_FRAMES = frozenset("quote that wh inf objinf ing as aside np ground".split()) | _PREPOSITIONS
_NOUN_FRAMES = frozenset({"that", "inf", "marks", "document"}) | _PREPOSITIONS
_ADDRESSEES = frozenset({"none", "object", "to", "with", "at", "of", "on"})
_VERBS = (text("verb"), many("frames", _FRAMES), choice("addressee", _ADDRESSEES), integer("strength", 1, 3))
_NOUNS = (text("noun"), many("frames", _NOUN_FRAMES))


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying and what it takes.

    ``frames``: ``quote`` words in marks, ``that`` a finite clause, ``wh`` a question clause, ``inf`` the speaker's own act
    ("vowed to stay"), ``objinf`` somebody else's ("urged them to stay"), ``ing`` ("denied sending"), ``as`` a judgement
    ("described it as unfair", "called it a farce"), ``np`` a noun phrase ("announced a truce"), a preposition ("called for
    talks"), ``ground`` an object with a cause ("thanked them for coming"), ``aside`` ("as he put it").
    ``addressee`` is the slot of the person spoken to: the object or a preposition. ``strength``: 3 always saying, 2 also
    finding or showing, 1 saying only with words in marks.
    """

    lemma: str
    frames: frozenset[str]
    addressee: str
    strength: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All cue words. ``nouns``: frames by lemma ("his claim that", "the promise to", "its talk of").

    ``documents`` are the nouns whose words are their issuer's ("a statement saying").
    """

    verbs: dict[str, Verb]
    nouns: dict[str, frozenset[str]]
    documents: frozenset[str]


def load() -> Lexicon:
    """The shipped lexicon. Raises DataError naming every faulty line."""
    with as_file(files(__package__).joinpath("data")) as folder:
        return read(folder)


def read(folder: Path) -> Lexicon:
    """The lexicon in a folder. Raises DataError naming every faulty line."""
    faults = Faults()
    read_manifest(folder, faults)
    verbs = read_table(folder / "verbs.tsv", _VERBS, _verb, faults).rows
    nouns = dict(read_table(folder / "nouns.tsv", _NOUNS, _noun, faults).rows)
    faults.raise_all()
    documents = frozenset(noun for noun, frames in nouns.items() if "document" in frames)
    return Lexicon({verb.lemma: verb for verb in verbs}, nouns, documents)


def _verb(lemma: str, frames: tuple[str, ...], addressee: str, strength: int) -> Verb:
    return Verb(lemma, frozenset(frames), addressee, strength)


def _noun(lemma: str, frames: tuple[str, ...]) -> tuple[str, frozenset[str]]:
    return lemma, frozenset(frames)
