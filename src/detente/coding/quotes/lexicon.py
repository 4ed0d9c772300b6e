"""The verbs and nouns of saying, from the tables in ``data/``."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from detente.errors import DataError

FRAMES = frozenset("quote that wh inf objinf ing as aside np of for about against at to on".split())
NOUN_FRAMES = frozenset({"that", "inf", "of", "document"})
ADDRESSEES = frozenset({"none", "object", "to", "with", "at", "of", "on"})
STRENGTHS = frozenset({"1", "2", "3"})


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying and what it takes.

    ``frames``: ``quote`` words in marks, ``that`` a finite clause, ``wh`` a question clause, ``inf`` the speaker's own act
    ("vowed to stay"), ``objinf`` somebody else's ("urged them to stay"), ``ing`` ("denied sending"), ``as`` a judgement
    ("described it as unfair", "called it a farce"), ``np`` a noun phrase ("announced a truce"), a preposition ("called for
    talks"), ``aside`` ("as he put it"). ``addressee`` is the slot of the person spoken to: the object or a preposition.
    ``strength``: 3 always saying, 2 also finding or showing, 1 saying only with words in marks.
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


def load(folder: Traversable | None = None) -> Lexicon:
    """The lexicon in a folder of tables, else the shipped one. Raises DataError naming every faulty line."""
    home = folder or files(__package__).joinpath("data")
    faults: list[str] = []
    verbs = _verbs(_rows(home, "verbs.tsv", 4, faults), faults)
    nouns = _nouns(_rows(home, "nouns.tsv", 2, faults), faults)
    if faults:
        raise DataError(faults)
    return Lexicon(verbs, nouns, frozenset(noun for noun, frames in nouns.items() if "document" in frames))


def _rows(home: Traversable, name: str, columns: int, faults: list[str]) -> list[tuple[str, list[str]]]:
    """Rows with their place, ``name:line``; rows that are too short, too long or out of order are faults."""
    lines = home.joinpath(name).read_text(encoding="utf-8").splitlines()
    out: list[tuple[str, list[str]]] = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != columns:
            faults.append(f"{name}:{number}: {len(cells)} columns, expected {columns}")
        elif out and out[-1][1][0] >= cells[0]:
            faults.append(f"{name}:{number}: {cells[0]!r} out of order or twice, expected sorted words")
        else:
            out.append((f"{name}:{number}", cells))
    return out


def _verbs(rows: list[tuple[str, list[str]]], faults: list[str]) -> dict[str, Verb]:
    out: dict[str, Verb] = {}
    for where, (lemma, frames, addressee, strength) in rows:
        _check(where, frames.split(), FRAMES, faults)
        _check(where, [addressee], ADDRESSEES, faults)
        _check(where, [strength], STRENGTHS, faults)
        out[lemma] = Verb(lemma, frozenset(frames.split()), addressee, int(strength))
    return out


def _nouns(rows: list[tuple[str, list[str]]], faults: list[str]) -> dict[str, frozenset[str]]:
    for where, (_, frames) in rows:
        _check(where, frames.split(), NOUN_FRAMES, faults)
    return {noun: frozenset(frames.split()) for _, (noun, frames) in rows}


def _check(where: str, values: list[str], known: frozenset[str], faults: list[str]) -> None:
    faults.extend(
        f"{where}: {v!r}, expected one of {', '.join(sorted(known))}" for v in values if v not in known
    )
