"""Characters that no UTF-8 file can hold."""

from __future__ import annotations

import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def whole_characters(text: str) -> str:
    """The text with each half of a character replaced by U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)
