"""The valid names nearest to a wrong one, for messages that say how to mend it."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz
from rapidfuzz.process import extract

_ALIKE = 60.0
_MOST = 3


def nearest(wrong: str, valid: Iterable[str]) -> list[str]:
    """Up to three valid names that are like a wrong one, the most alike first; empty where none is."""
    choices = sorted(set(valid))
    found = extract(
        wrong.lower(), choices, scorer=fuzz.ratio, processor=str.lower, score_cutoff=_ALIKE, limit=_MOST
    )
    return [name for name, _, _ in found]


def did_you_mean(wrong: str, valid: Iterable[str]) -> str:
    """ "did you mean X or Y? " for a wrong name; empty where no valid one is like it."""
    found = nearest(wrong, valid)
    return f"did you mean {' or '.join(found)}? " if found else ""
