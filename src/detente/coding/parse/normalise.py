"""The reading text: what the parser sees. As long as the report's text, character for character, so offsets carry over."""

from __future__ import annotations

import re
import unicodedata

_STRAIGHT = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "＂": '"',
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'", "ʼ": "'", "ʻ": "'", "‹": "'", "›": "'",
        "‐": "-", "‑": "-", "‒": "-", "−": "-",
        "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2007": " ", "\u3000": " ", "\u200b": " ", "\ufeff": " ", "\u2060": " ",
    }
)  # fmt: skip
# "were’ready": a quotation mark that lost its space. Names ("Sana'a", "d'Ivoire", "O'Brien") and contractions stay.
_DISPLACED = re.compile(r"(?<=[a-z]{3})'(?=[a-z]{3})")
_DISPLACED_SHORT = re.compile(r"(?<=\b(?:at|to|of|in|on|by|as|is|no|so|we|he|it|an|or|be))'(?=[a-z]{3})")
_TWO_TICKS = re.compile(r"''")


def reading_text(text: str) -> str:
    """The text with straight quotation marks, plain spaces for control characters, and displaced marks taken out.

    Returns a string of exactly ``len(text)`` code points. The report's own text is never changed.
    """
    plain = text.translate(_STRAIGHT)
    if not plain.isprintable():
        plain = "".join(c if c == "\n" or not _is_control(c) else " " for c in plain)
    plain = _TWO_TICKS.sub('" ', plain)
    plain = _DISPLACED.sub(" ", plain)
    return _DISPLACED_SHORT.sub(" ", plain)


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} and character != "\u200d"
