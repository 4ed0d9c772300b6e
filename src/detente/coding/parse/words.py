"""Hyphenated words that are one word. The parser's tokeniser cuts at every hyphen, and "co - operate" ruins a parse."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

_WHOLE = re.compile(
    r"(?:co-operat\w*|co-ordinat\w*|co-chair\w*|co-sponsor\w*|re-[a-z]{4,}|counter-[a-z]+|vice-(?:president|premier|chair|minister)\w*"
    r"|by-elections?|cease-fires?|tear-gas\w*|test-fir\w+|air-(?:strike|raid|drop)\w*|cyber-?attack\w*|war-games?|check-points?"
    r"|(?:build|call|round|break|hold|stand|lock|back|crack|flare|start|set)-(?:up|off|out|down|back)s?"
    r"|(?:pull|walk|black|hand|lay|run|take|sell|buy|drop|show|stand|send|roll)-(?:out|back|over|off|down|up)s?|sit-ins?)",
    re.IGNORECASE,
)
_AFTER_INITIALS = re.compile(r"(?<=[A-Z]\.)-(?=[a-z])")  # "U.S.-led", which the tokeniser leaves whole
_HYPHEN = re.compile(r"[-–—~]+")


def keep_whole_words(tokenizer: Any) -> None:
    """Stop a spaCy tokeniser from cutting these words at their hyphen; all others ("Russian-backed") it still cuts."""
    tokenizer.infix_finditer = _without_whole_words(tokenizer.infix_finditer)


def _without_whole_words(
    find: Callable[[str], Iterator[re.Match[str]]],
) -> Callable[[str], list[re.Match[str]]]:
    def cuts(string: str) -> list[re.Match[str]]:
        whole = _WHOLE.fullmatch(string) is not None
        found = [m for m in find(string) if not (whole and _HYPHEN.fullmatch(m.group()))]
        more = [
            m for m in _AFTER_INITIALS.finditer(string) if all(m.span() != other.span() for other in found)
        ]
        return sorted(found + more, key=lambda m: m.start())

    return cuts
