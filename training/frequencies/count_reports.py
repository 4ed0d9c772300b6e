"""Estimates in how many reports of news each stem stands: src/detente/knowledge/frequencies/data/reports.tsv.

    python training/frequencies/count_reports.py REPORTS.jsonl.gz

A mean of three sources: REPORTS, one report a line with its ``text`` (the shipped table was counted in the 19,043 newswire
reports of 1987 known as Reuters-21578; counts are facts, and no text of them is kept), counts two fifths; the sentences that
this project wrote, for words of politics since, of which a report is taken for four, one fifth; and, for words of everything
else, the order of whole words in the vocabulary of the shipped network, which is that of their frequency in a large
collection of English, two fifths: the word of rank r makes up about 0.08 / r of a text, by Zipf's law, and a report is taken
for 200 words. Stems that fewer than two reports or sentences have are left out. (The highest of the three in place of their
mean makes names of politics so common that stories told by them fall apart.)
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from math import exp
from pathlib import Path

from count import DATA, sentences

from detente.knowledge.stems import stem
from detente.knowledge.text import fold
from detente.record.manifest import refresh_manifest

PIECES = Path(__file__).parents[2] / "src" / "detente" / "models" / "data" / "pieces.json"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_FEWEST = 2
_SENTENCES, _WORDS, _SHARE_OF_FIRST = 4, 200, 0.08
_WIRE, _CORPUS, _RANKS = 0.4, 0.2, 0.4
_MILLION = 1_000_000
Shares = dict[str, float]


def texts(path: Path) -> Iterator[str]:
    """The text of each report of a JSON lines file in gzip."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)["text"]


def counted(written: Iterable[str]) -> Shares:
    """Share of the texts that have a stem."""
    counts: Counter[str] = Counter()
    total = 0
    for text in written:
        total += 1
        counts.update({stem(word) for match in _WORD.finditer(text) if (word := fold(match.group()))})
    return {found: (n + 0.5) / (total + 1) for found, n in counts.items() if n >= _FEWEST}


def ranked() -> Shares:
    """Share of reports that have a stem, by the rank of its most frequent word in the network's vocabulary."""
    vocabulary: dict[str, int] = json.loads(PIECES.read_text(encoding="utf-8"))["model"]["vocab"]
    words = sorted((place, word) for word, place in vocabulary.items() if place >= vocabulary["the"])
    whole = (word for _, word in words if word.isalpha())
    shares: Shares = {}
    for rank, word in enumerate(whole, start=1):
        shares.setdefault(stem(fold(word)), 1 - exp(-_WORDS * _SHARE_OF_FIRST / rank))
    return shares


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports", type=Path)
    corpus = {found: 1 - (1 - p) ** _SENTENCES for found, p in counted(dict.fromkeys(sentences())).items()}
    wire = counted(texts(parser.parse_args().reports))
    shares: defaultdict[str, float] = defaultdict(float)
    for weight, source in ((_WIRE, wire), (_CORPUS, corpus), (_RANKS, ranked())):
        for found, share in source.items():
            shares[found] += weight * share
    rows = [f"{found}\t{max(1, round(share * _MILLION))}\n" for found, share in sorted(shares.items())]
    (DATA / "reports.tsv").write_text("stem\tper_million\n" + "".join(rows), encoding="utf-8", newline="\n")
    refresh_manifest(DATA)
    print(f"{len(rows)} stems")


if __name__ == "__main__":
    main()
