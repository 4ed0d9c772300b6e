"""Names in one sentence: those the knowledge base finds, and runs of capitalised words that it does not know.

No entity recogniser is used: the small model's one is slow, and poor on the names of news. Capitals, tags and the parse do it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from detente.coding.layers import Sentence
from detente.coding.mentions.words import (
    AFTER_HYPHEN,
    CALENDAR,
    DIRECTIONS,
    LINKS,
    NAME_DEPS,
    PARTICLES,
    PERSONAL,
    PROPER_TAGS,
    THINGS,
)
from detente.knowledge import Match, MatchKind

ATTRIBUTES = frozenset({MatchKind.ADJECTIVE, MatchKind.PEOPLE})
PLACES = frozenset({MatchKind.STATE, MatchKind.CAPITAL, MatchKind.SEAT, MatchKind.REGION})
_SORTS = frozenset({"company", "firm", "group", "newspaper", "agency", "party"})
PERSONS = frozenset({MatchKind.PERSON, MatchKind.SURNAME})
_PLACES_AND_PERSONS = PLACES | PERSONS


class Unit(NamedTuple):
    """One name, the tokens [first, last). ``match`` is what the knowledge base knows of exactly these tokens; ``inner`` are known
    names that are part of it ("Moscow State University"); ``body``: its last word says that it is an organisation.
    """

    first: int
    last: int
    match: Match | None
    inner: tuple[Match, ...]
    body: bool

    @property
    def is_person_like(self) -> bool:
        """Whether it is, or may be, a person's name: titles before it belong to it."""
        if self.match is not None:
            return self.match.kind in PERSONS
        return not self.body


class Names(NamedTuple):
    """All names of a sentence, left to right, and its nationality adjectives and peoples."""

    units: tuple[Unit, ...]
    attributes: tuple[Match, ...]


class _Piece(NamedTuple):
    first: int
    last: int
    match: Match | None
    body: bool = False


class Endings(NamedTuple):
    """What bounds unknown names: ``offices`` are tokens of titles and of role phrases for persons, which end a name; ``bodies``
    heads of role phrases for organisations, which may be a name's last word; ``proper`` are names elsewhere in the report;
    ``headlines``: a sentence in title case is one, and its capitals are no names.
    """

    offices: frozenset[int]
    bodies: frozenset[int]
    proper: frozenset[str]
    headlines: bool = True


def find_names(sentence: Sentence, found: Sequence[Match], endings: Endings) -> Names:
    """The names of a sentence. ``found`` are those that the knowledge base knows."""
    attributes = tuple([match for match in found if match.kind in ATTRIBUTES])
    pieces = _pieces(sentence, found, endings)
    headline = bool(pieces) and endings.headlines and is_title_case(sentence)
    units = [unit for run in _runs(sentence, pieces) if (unit := _unit(sentence, run, headline)) is not None]
    return Names(tuple(units), attributes)


def is_title_case(sentence: Sentence) -> bool:
    """Whether nearly every longer word has a capital, as in headlines, where a capital says nothing of names."""
    if not len(sentence) or sentence.words[-1] in {".", "!", '"'}:
        return False
    longer = [word for word in sentence.words if len(word) > 3 and word.isalpha()]
    return len(longer) >= 4 and sum(word[0].isupper() for word in longer) >= 0.8 * len(longer)


def _pieces(sentence: Sentence, found: Sequence[Match], endings: Endings) -> list[_Piece]:
    """Known names and single unknown proper words, left to right."""
    pieces: list[_Piece] = []
    by_first = {match.first: match for match in found}
    size = len(sentence)
    i = 0
    while i < size:
        match = by_first.get(i)
        if match is not None and not _is_first_syllable(sentence, match):
            if match.kind not in ATTRIBUTES:
                pieces.append(_Piece(match.first, match.last, match))
            i = match.last
            continue
        if i in endings.bodies and sentence.words[i][0].isupper():
            pieces.append(_Piece(i, i + 1, None, body=True))
        elif i not in endings.offices and _is_proper(sentence, i, endings.proper):
            last = _with_syllable(sentence, i)
            pieces.append(_Piece(i, last, None))
            i = last - 1
        i += 1
    return pieces


def _is_proper(sentence: Sentence, i: int, proper: frozenset[str]) -> bool:
    word = sentence.words[i]
    if not word[0].isupper():
        return False
    if sentence.tags[i] not in PROPER_TAGS:
        opens = i == 0 or sentence.words[i - 1] in {'"', "'", ":", "-"}
        if not opens or word not in proper:
            return False
    lower = sentence.lowers[i]
    return lower not in CALENDAR and lower not in DIRECTIONS and lower not in PERSONAL


def _with_syllable(sentence: Sentence, i: int) -> int:
    """End of a proper word with a small second syllable behind a hyphen: "Ho-jen", "Kai-shek"; not "Seoul-led"."""
    if (
        i + 2 >= len(sentence)
        or sentence.words[i + 1] != "-"
        or sentence.starts[i + 2] != sentence.ends[i] + 1
    ):
        return i + 1
    word = sentence.words[i + 2]
    return i + 3 if word.islower() and len(word) <= 5 and word not in AFTER_HYPHEN else i + 1


def _is_first_syllable(sentence: Sentence, match: Match) -> bool:
    """Whether a surname is only the first syllable of another name: Hou in Hou-jen."""
    if match.kind != MatchKind.SURNAME or match.last - match.first > 1:
        return False
    return _with_syllable(sentence, match.first) > match.last


def _runs(sentence: Sentence, pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    runs: list[list[_Piece]] = []
    for piece in pieces:
        if runs and _joins(sentence, runs[-1], piece):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


def _joins(sentence: Sentence, run: Sequence[_Piece], piece: _Piece) -> bool:
    before = run[-1]
    gap = sentence.lowers[before.last : piece.first]
    if gap and not _bridges(sentence, run, piece, gap):
        return False
    if before.match is not None and piece.match is not None and not gap:
        return _both_known(sentence, before, piece)
    if not gap and sentence.lowers[before.first] in _SORTS and before.body:
        return False  # "the company Alcoa"
    if piece.body and before.match is not None and before.match.kind in _PLACES_AND_PERSONS and len(run) == 1:
        return False  # "Russia Ministry", "Biden Administration": a description with its country or person before it
    unknown = before.match is None and piece.match is None
    return bool(gap) or unknown or _linked(sentence, before, piece)


def _both_known(sentence: Sentence, before: _Piece, piece: _Piece) -> bool:
    """Two known names side by side are one only where both are parts of a person's name: "Kim Johnson"."""
    return (
        before.match is not None
        and piece.match is not None
        and before.match.kind == MatchKind.SURNAME == piece.match.kind
        and _linked(sentence, before, piece)
    )


def _linked(sentence: Sentence, before: _Piece, piece: _Piece) -> bool:
    """Whether the parse holds two neighbours to be one noun phrase."""
    last, first = before.last - 1, piece.first
    heads = sentence.heads
    if first <= heads[last] or first <= heads[before.first]:
        inside = heads[last] if first <= heads[last] else heads[before.first]
        return sentence.deps[last] in NAME_DEPS and inside <= _run_end(sentence, first)
    return before.first <= heads[first] < before.last and sentence.deps[first] in NAME_DEPS


def _run_end(sentence: Sentence, at: int) -> int:
    """Last token of the unbroken run of capitalised and joining words from ``at`` on."""
    end = at
    while end + 1 < len(sentence) and (
        sentence.words[end + 1][:1].isupper()
        or sentence.words[end + 1] in {"-", "&"}
        or sentence.lowers[end + 1] in PARTICLES
    ):
        end += 1
    return end


def _bridges(sentence: Sentence, run: Sequence[_Piece], piece: _Piece, gap: Sequence[str]) -> bool:
    """Whether what stands between two capitalised words belongs to a name: a hyphen, a particle, "of" after an organisation."""
    tight = sentence.starts[piece.first] - sentence.ends[run[-1].last - 1] == 1
    if len(gap) == 1 and gap[0] in {"-", "–"} and tight:
        return run[-1].match is None or piece.match is None
    if len(gap) == 1 and gap[0] == "&":
        return True
    if all(word in PARTICLES or word == "-" for word in gap):
        return _unknown_or_surname(run[-1]) and _unknown_or_surname(piece)
    if gap[0] in LINKS and (len(gap) == 1 or (len(gap) == 2 and gap[1] == "the")):
        return any(part.body for part in run) and (piece.match is None or piece.match.kind not in PERSONS)
    return False


def _unknown_or_surname(piece: _Piece) -> bool:
    return (piece.match is None and not piece.body) or (
        piece.match is not None and piece.match.kind == MatchKind.SURNAME
    )


def _unit(sentence: Sentence, run: Sequence[_Piece], headline: bool) -> Unit | None:
    """One name of a run; None where it is a thing (a war, a treaty), a role noun alone, or a headline's capital."""
    first, last = run[0].first, run[-1].last
    if len(run) == 1:
        piece = run[0]
        if piece.body or (piece.match is None and (headline or _is_thing(sentence, piece.first))):
            return None
        return Unit(first, last, piece.match, (), False)
    inner = tuple(piece.match for piece in run if piece.match is not None)
    if _is_thing(sentence, last - 1):
        return None
    if headline and not inner and not any(piece.body for piece in run):
        return None
    return Unit(first, last, None, inner, any(piece.body for piece in run))


def _is_thing(sentence: Sentence, i: int) -> bool:
    return sentence.lowers[i] in THINGS
