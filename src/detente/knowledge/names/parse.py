"""Takes a person's name apart: titles, given names, particles, surname, generation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from detente.knowledge.names.lexicon import Lexicon, lexicon
from detente.knowledge.names.sound import servant
from detente.knowledge.text import fold

_PIECES = re.compile(r"[\s,;]+")
_HYPHEN = re.compile(r"[-‐‑–]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,4}|[^\W\d_]")
_CAPITAL_INITIALS = re.compile(r"[A-Z]{2}")
_ROMAN = re.compile(r"[ivx]+")
_SUFFIX = "#"
_SYLLABLES = re.compile(r"(?:[bcdfghjklmnpqrstwxyz]{0,2}h?[aeiouyw]{1,3}(?:ng|n|k|l|m|p|t|r|h)?){1,3}")
_HAN = re.compile(r"[㐀-鿿가-힯]")
_NO_VOWELS = re.compile(r"[֐-߿]")
_NOTES = re.compile(r"\([^)]*\)|[\"“”][^\"“”]*[\"“”]")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name's parts, folded. ``core``: given names and surname in order, particles and titles away; one letter is an initial.

    ``surname`` is the index in core of the family name, None where a lone word is a given name (King Hussein).
    ``suffix`` is the generation or regnal number as text. ``tradition`` is set for family-first names.
    """

    core: tuple[str, ...]
    surname: int | None
    suffix: str | None
    royal: bool
    tradition: frozenset[str]
    bare: bool


@lru_cache(maxsize=16384)
def parse_person(name: str) -> PersonName:
    """The parts of a person's name, in whatever script and order it is written."""
    known = lexicon()
    pieces = _pieces(_comma_swapped(_NOTES.sub(" ", name).strip() or name))
    royal = not known.words["royal"].keys().isdisjoint(pieces[:-1])
    suffix, pieces = _without_suffix(pieces)
    pieces = _without_titles(pieces)
    core = _without_particles(pieces, known)
    tradition = _tradition(core, known)
    surname = _surname(core, tradition, royal)
    bare = not name.isascii() and _NO_VOWELS.search(name) is not None
    return PersonName(tuple(core), surname, suffix, royal, tradition, bare)


def _comma_swapped(name: str) -> str:
    """ "Putin, Vladimir" as "Vladimir Putin"; "King, Jr." stays."""
    family, comma, given = name.partition(",")
    if not comma or fold(given.strip()) in lexicon().words["suffix"]:
        return name
    return f"{given.strip()} {family.strip()}"


def _pieces(name: str) -> list[str]:
    shouted = name.isupper()
    return [part for piece in _PIECES.split(name) for part in _piece(piece, shouted)]


@lru_cache(maxsize=16384)
def _piece(piece: str, shouted: bool) -> tuple[str, ...]:
    """The folded words of one piece of a name; ``shouted``: the whole name is in capitals."""
    known = lexicon().words
    if _HAN.search(piece):
        words = [fold(part) for part in _han(piece)]
    elif _is_suffix(piece):
        words = [_SUFFIX + fold(piece)]
    elif fold(piece) in known["honorific"]:
        words = [fold(piece)]
    elif _INITIALS.fullmatch(piece) or (not shouted and _CAPITAL_INITIALS.fullmatch(piece)):
        words = list(fold(piece))
    else:
        words = _parts(piece)
    return tuple([word for word in words if word])


def _is_suffix(piece: str) -> bool:
    """A numeral counts only in capitals: II, but not the family name Xi."""
    folded = fold(piece)
    return folded in lexicon().words["suffix"] and (piece.isupper() or not _ROMAN.fullmatch(folded))


def _parts(piece: str) -> list[str]:
    """The hyphened parts of a word, and initials glued to it ("J.Smith")."""
    parts = []
    for part in _HYPHEN.split(piece):
        while len(part) > 2 and part[1] == "." and part[0].isalpha():
            parts.append(fold(part[0]))
            part = part[2:]  # noqa: PLW2901
        parts.append(fold(part))
    return parts


def _han(piece: str) -> list[str]:
    """Family name and joined given name of a name in Chinese characters or Hangul, romanised."""
    from anyascii import anyascii

    parts = _CAMEL.split(anyascii(piece))
    return [parts[0], "".join(parts[1:])] if len(parts) > 1 else parts


def _without_suffix(pieces: list[str]) -> tuple[str | None, list[str]]:
    numbers = lexicon().words["suffix"]
    found = None
    kept = list(pieces)
    while len(kept) > 1 and kept[-1].startswith(_SUFFIX):
        found = numbers[kept.pop()[1:]] or found
    return found, [piece.lstrip(_SUFFIX) for piece in kept]


def _without_titles(pieces: list[str]) -> list[str]:
    known = lexicon().words
    start = 0
    while start < len(pieces) - 1 and (
        pieces[start] in known["honorific"] or pieces[start] in known["royal"]
    ):
        start += 1
    return pieces[start:]


def _without_particles(pieces: list[str], known: Lexicon) -> list[str]:
    particles = known.words["particle"]
    out: list[str] = []
    prefix = ""
    for at, piece in enumerate(pieces):
        last = at == len(pieces) - 1
        if piece in ABD and not last:
            prefix = "abd"
        elif piece in KUNYA and not last:
            prefix = piece
        elif piece in particles and not out and piece in known.given and len(pieces) == 2:
            out.append(piece)
        elif piece in particles and (not last or len(out) > 1):
            continue
        else:
            out.append(servant(prefix + piece))
            prefix = ""
    return out or list(pieces)


KUNYA = frozenset({"abu", "abou", "umm"})
ABD = frozenset({"abd", "abdel", "abdul", "abdal", "abdol", "abdur", "abdou"})


def _tradition(core: list[str], known: Lexicon) -> frozenset[str]:
    """Which family-first traditions the name may follow: its first (or last) word is one of their few family names, and the
    rest are syllables."""
    if not 2 <= len(core) <= 4 or any(len(word) > 9 for word in core):
        return frozenset()
    if not all([_is_eastern(word) for word in core]):
        return frozenset()
    if len(core) == 2 and any(word in known.given and word not in known.families for word in core):
        return frozenset()
    groups = known.families.get(core[0]) or (
        known.families.get(core[-1], frozenset()) if len(core) == 2 else frozenset()
    )
    return frozenset(group.split(" ")[0] for group in groups)


@lru_cache(maxsize=16384)
def _is_eastern(word: str) -> bool:
    """Whether a word is one of the few family names, or syllables such as given names there have."""
    return word in lexicon().families or _SYLLABLES.fullmatch(word) is not None


def _surname(core: list[str], tradition: frozenset[str], royal: bool) -> int | None:
    if royal and len(core) == 1:
        return None
    if tradition and (core[0] in lexicon().families):
        return 0
    return len(core) - 1
