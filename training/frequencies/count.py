"""Counts in how many sentences of the corpus each word stands: src/detente/knowledge/frequencies/data/words.tsv.

    python training/frequencies/count.py

Words that only one sentence has are left out: they are as rare as words that none has.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from detente.knowledge.text import fold
from detente.record.manifest import refresh_manifest

CORPUS = Path(__file__).parents[1] / "corpus"
DATA = Path(__file__).parents[2] / "src" / "detente" / "knowledge" / "frequencies" / "data"
PARTS = ("composed", "written", "heldout")
_MARK = re.compile(r"</?[stp]>")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def sentences() -> Iterator[str]:
    """Every text of the corpus, without its marks; texts that several rows share come several times."""
    for path in sorted(path for part in PARTS for path in (CORPUS / part).rglob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield _MARK.sub("", row["text"])


def main() -> None:
    counts: Counter[str] = Counter()
    total = 0
    for total, sentence in enumerate(dict.fromkeys(sentences()), start=1):  # noqa: B007
        counts.update({word for match in _WORD.finditer(sentence) if (word := fold(match.group()))})
    rows = [f"{word}\t{round(n * 1_000_000 / total)}\n" for word, n in sorted(counts.items()) if n > 1]
    (DATA / "words.tsv").write_text("word\tper_million\n" + "".join(rows), encoding="utf-8", newline="\n")
    refresh_manifest(DATA)
    print(f"{len(rows)} words of {total} sentences")


if __name__ == "__main__":
    main()
