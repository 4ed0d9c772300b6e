"""``Filter``: which rows are meant, in the same words on the command line, in Python and in a URL.

``Filter(actor="RUS", type="ASSAULT", since="2022-01-01")`` keeps what it is given; what cannot be is a UsageError with the
nearest names. ``conditions`` makes SQL of it, with every value as a parameter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from difflib import get_close_matches

from detente.errors import UsageError
from detente.record.enums import (
    Act,
    Auxiliary,
    ConflictKind,
    DefectKind,
    EventType,
    PositionStatus,
    QuoteKind,
)
from detente.record.vocabulary import CONTEXTS, MODES, QUADS

Words = str | Sequence[str] | None
Numbers = int | str | Sequence[int | str] | None

NONE, ANY = "none", "any"
"""Of auxiliaries: the plain events (which is what counts where nothing is said), and all of them."""

_CLOSED: dict[str, tuple[str, ...]] = {
    "type": tuple(map(str, EventType)),
    "mode": tuple(f"{kind}-{mode}" for kind, modes in MODES.items() for mode in modes),
    "context": CONTEXTS,
    "quad": tuple(map(str, QUADS)),
    "act": tuple(map(str, Act)),
    "status": tuple(map(str, PositionStatus)),
    "auxiliary": (NONE, ANY, *map(str, Auxiliary)),
    "kind": tuple(
        dict.fromkeys(str(kind) for kinds in (ConflictKind, DefectKind, QuoteKind) for kind in kinds)
    ),
}
_UPPER = frozenset({"type"})


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are meant. Several values of one field mean any of them; several fields mean all of them.

    ``actor``, ``recipient`` and ``party`` are a country code (RUS), a country and a sector (``RUS GOV``), a sector (REB),
    or the beginning of a word of the name; ``between`` is two of these, one on each side. ``country`` is a party's
    country, ``place`` where it happened. ``since`` and ``until`` are inclusive and mean the event's first day, its
    report's where unresolved. Only plain events are meant unless ``auxiliary`` says otherwise: one of its words, ``none``
    or ``any``. ``sort`` is a column, with ``-`` before it from the highest down.

    Raises UsageError for a value that cannot be, with the nearest ones that can.
    """

    actor: Words = None
    recipient: Words = None
    between: Sequence[str] | None = None
    type: Words = None
    mode: Words = None
    context: Words = None
    quad: Numbers = None
    place: Words = None
    country: Words = None
    since: date | str | None = None
    until: date | str | None = None
    act: Words = None
    party: Words = None
    min_confidence: float | str | None = None
    auxiliary: Words = None
    limit: int | str | None = None
    sort: Words = None
    issue: Words = None
    status: Words = None
    kind: Words = None
    report: Words = None

    def __post_init__(self) -> None:
        for name, known in _CLOSED.items():
            self._set(name, tuple(_closed(name, word, known) for word in _words(name, getattr(self, name))))
        for name in ("actor", "recipient", "place", "country", "party", "sort", "issue", "report"):
            self._set(name, _words(name, getattr(self, name)))
        self._set("between", _pair(self.between))
        for name in ("since", "until"):
            self._set(name, _day(name, getattr(self, name)))
        if self.since and self.until and self.since > self.until:  # type: ignore[operator]
            raise UsageError(f"since {self.since} is after until {self.until}")
        self._set("min_confidence", _share(self.min_confidence))
        self._set("limit", _count(self.limit))

    def given(self) -> dict[str, object]:
        """The fields that ask for something, by name."""
        values = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: value for name, value in values if value not in (None, ())}

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)


def no_such(what: str, word: object, known: Iterable[str]) -> UsageError:
    """The error for a word that is none of those that can be, with the nearest ones."""
    listed = list(known)
    near = nearest(word, listed)
    mend = f"did you mean {', '.join(near)}?" if near else f"there are {', '.join(listed)}"
    return UsageError(f"no {what} {str(word)!r}; {mend}")


def nearest(word: object, known: Iterable[str]) -> list[str]:
    """The words that are most like it, three at most, whatever their case."""
    folded = {one.casefold(): one for one in known}
    return [folded[one] for one in get_close_matches(str(word).casefold(), folded, 3, 0.5)]


def _closed(name: str, word: str, known: tuple[str, ...]) -> str:
    found = next((one for one in known if one.casefold() == word.casefold()), None)
    if found is None:
        raise no_such(name, word, known)
    return found


def _words(name: str, value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str | int):
        value = (value,)
    if not isinstance(value, Iterable):
        raise UsageError(f"{name} {value!r} is neither a word nor a list of words")
    words = tuple(str(word).strip() for word in value)
    if "" in words:
        raise UsageError(f"{name} is empty; leave it out to ask for all")
    return words


def _pair(value: Sequence[str] | None) -> tuple[str, ...]:
    words = _words("between", value)
    if words and len(words) != 2:
        raise UsageError(
            f"between takes two parties, such as RUS UKR; there {'is' if len(words) == 1 else 'are'} {len(words)}"
        )
    return words


def _day(name: str, value: object) -> date | None:
    if value is None or type(value) is date:
        return value
    try:
        found = date.fromisoformat(str(value))
    except ValueError:
        found = None
    if found is None or found.isoformat() != value:  # fromisoformat takes 20220121 and 2022-W03-5 as well
        raise UsageError(f"{name} {value!r} is not a date; write it as YYYY-MM-DD, e.g. 2022-01-21")
    return found


def _share(value: object) -> float | None:
    if value is None:
        return None
    try:
        found = float(str(value))
    except ValueError:
        found = -1.0
    if not 0 <= found <= 1:
        raise UsageError(f"min_confidence {value!r} is no number from 0 to 1")
    return found


def _count(value: object) -> int | None:
    if value is None:
        return None
    try:
        found = int(str(value))
    except ValueError:
        found = 0
    if found < 1:
        raise UsageError(f"limit {value!r} is no whole number from 1 up")
    return found
