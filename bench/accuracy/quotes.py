"""Quotes on ``quotes.jsonl`` beside this file.

    python bench/accuracy/quotes.py [FILE]

A gold quote counts as found where a quote of the record overlaps it with a Jaccard index of 0.5 at least, both taken from their
first to their last character. Kind and speaker are scored on those found; a speaker is right where its words overlap the
gold's, and where both have none.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from detente import Coder, Report
from detente.record.types import Quote, Span

FILE = Path(__file__).with_name("quotes.jsonl")
NEAR = 0.5


def hull(text: str, words: list[str]) -> Span:
    """From the first to the last of the pieces, each looked for behind the one before. ValueError where one is not there."""
    start = end = text.index(words[0])
    for piece in words:
        end = text.index(piece, end) + len(piece)
    return start, end


def jaccard(a: Span, b: Span) -> float:
    """Shared characters over all characters of two spans."""
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return shared / (a[1] - a[0] + b[1] - b[0] - shared)


def speaker_right(text: str, gold: str | None, found: Quote) -> bool:
    """Whether the speaker's words overlap the gold's."""
    if not gold or found.speaker_span is None:
        return not gold and found.speaker_span is None
    said = text[slice(*found.speaker_span)].lower()
    return said in gold.lower() or gold.lower() in said


def score(rows: list[dict[str, Any]]) -> str:
    """One line of figures."""
    coder = Coder.load()
    hits = made = wanted = kinds = speakers = 0
    for row in rows:
        text = row["text"]
        free = list(coder.code(Report(text, id=row["id"])).quotes)
        made, wanted = made + len(free), wanted + len(row["quotes"])
        for gold in row["quotes"]:
            span = hull(text, gold["content"])
            best = max(free, key=lambda quote: jaccard(span, (quote.start, quote.end)), default=None)
            if best is None or jaccard(span, (best.start, best.end)) < NEAR:
                continue
            free.remove(best)
            hits += 1
            kinds += best.kind.value == gold["kind"]
            speakers += speaker_right(text, gold["speaker_text"], best)
    precision, recall, found = hits / max(1, made), hits / max(1, wanted), max(1, hits)
    return (
        f"quotes: content F1 {2 * hits / max(1, made + wanted):.3f} (P {precision:.3f} R {recall:.3f})  "
        f"kind right {kinds / found:.3f}  speaker right {speakers / found:.3f}"
    )


if __name__ == "__main__":
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    print(score([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]))
