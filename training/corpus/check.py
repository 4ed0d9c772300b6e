"""Check the corpus, and number its rows.

    python training/corpus/check.py [FILE …] [--number]

Without files: all of ``written/`` and ``heldout/``. Reports every fault as ``file:line: what, expected`` and ends with 1 where
there is one. ``--number`` fills an empty ``id`` with the file's batch and a number.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
from collections import Counter
from pathlib import Path

from detente.codebook import Codebook

HERE = Path(__file__).parent
COLUMNS = "id label auxiliary contexts style region decade frame border text".split()
STYLES = frozenset("wire broadsheet tabloid headline translated business broadcast".split())
REGIONS = frozenset(
    "europe post-soviet middle-east africa south-asia east-asia southeast-asia latin-america north-america oceania world".split()
)
DECADES = frozenset({"1980", "1990", "2000", "2010", "2020"})
FRAMES = frozenset(
    "active passive nominal light control coordinated embedded relative apposition participle headline".split()
)
_MARK = re.compile(r"</?([stp])>")


def files() -> list[Path]:
    """All files of the corpus, in order."""
    return sorted(p for folder in ("written", "heldout") for p in (HERE / folder).glob("*/*.tsv"))


def faults_of_marks(text: str) -> list[str]:
    """What is wrong with the marks: each opened and closed once, not empty, <s> and <p> there."""
    out = []
    open_, seen = "", Counter[str]()
    for mark in _MARK.finditer(text):
        name = mark.group(1)
        if mark.group()[1] == "/":
            if open_ != name:
                out.append(f"</{name}> closes nothing")
            open_ = ""
        else:
            if open_:
                out.append(f"<{name}> inside <{open_}>; marks may not nest")
            open_ = name
            seen[name] += 1
    out += [f"<{open_}> is not closed"] if open_ else []
    out += [f"<{name}> stands {seen[name]} times, expected once" for name in "sp" if seen[name] != 1]
    out += ["<t> stands more than once"] if seen["t"] > 1 else []
    return out + (["a mark is empty"] if re.search(r"<([stp])>\s*</", text) else [])


def faults_of_row(row: dict[str, str], book: Codebook) -> list[str]:
    """What is wrong with a row, each in a few words."""
    closed = {
        "label": {*(label.id for label in book.labels), "none"},
        "auxiliary": {"", "historical", "future", "hypothetical", "negation"},
        "style": STYLES,
        "region": REGIONS,
        "decade": DECADES,
        "frame": FRAMES,
        "border": {"", *(str(kind.event_type) for kind in book.event_types)},
    }
    out = [
        f"{name} {row[name]!r}, not in the list" for name, values in closed.items() if row[name] not in values
    ]
    contexts = {"", *(str(c.context) for c in book.contexts)}
    out += [f"context {one!r} unknown" for one in row["contexts"].split("|") if one not in contexts]
    if row["text"] != " ".join(row["text"].split()):
        out.append("spaces doubled or at the ends")
    return out + faults_of_marks(row["text"])


def rows_of(path: Path) -> tuple[list[dict[str, str]], list[str]]:
    """Rows of a file, and faults in its form."""
    lines = path.read_text(encoding="utf-8").split("\n")
    faults = [] if lines[0].split("\t") == COLUMNS else [f"{path}:1: header, expected {' '.join(COLUMNS)}"]
    rows = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if line and len(cells) != len(COLUMNS):
            faults.append(f"{path}:{number}: {len(cells)} cells, expected {len(COLUMNS)}")
        elif line:
            rows.append(dict(zip(COLUMNS, cells, strict=True)))
    return rows, faults


def number(path: Path) -> None:
    """Fill empty ids with folder, batch and number."""
    rows, faults = rows_of(path)
    if faults:
        return
    taken = {row["id"] for row in rows}
    stem = f"{path.parent.name.lower()}-{path.stem}"
    free = (f"{stem}-{n:04}" for n in range(1, 100_000))
    for row in rows:
        if not row["id"]:
            row["id"] = next(i for i in free if i not in taken)
    lines = ["\t".join(COLUMNS), *("\t".join(row[c] for c in COLUMNS) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--number", action="store_true", help="fill empty ids")
    args = parser.parse_args()
    book = Codebook.load()
    faults: list[str] = []
    seen: dict[str, str] = {}
    lengths, labels = [], Counter[str]()
    for path in args.files or files():
        if args.number:
            number(path)
        rows, found = rows_of(path)
        faults += found
        for line, row in enumerate(rows, 2):
            where = f"{path}:{line}"
            faults += [f"{where}: {fault}" for fault in faults_of_row(row, book)]
            key = row["text"]
            if key in seen:
                faults.append(f"{where}: same sentence and marks as {seen[key]}")
            seen[key] = where
            lengths.append(len(_MARK.sub("", row["text"]).split()))
            labels[row["label"]] += 1
    print("\n".join(faults[:60]))
    if lengths:
        tenths = statistics.quantiles(lengths, n=10) if len(lengths) > 1 else lengths
        middle = statistics.median(lengths)
        print(
            f"{len(lengths)} rows, {len(labels)} labels; words: median {middle}, a tenth over {tenths[-1]:.0f}"
        )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
