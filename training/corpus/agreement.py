"""How far a second, blind reading of the corpus agrees with its labels.

    python training/corpus/agreement.py draw OUT.tsv [--rows 500] [--seed 7]
    python training/corpus/agreement.py compare ANSWERS.tsv

``draw`` writes a sample without labels, spread evenly over the types: id, text. ``compare`` reads id, type, mode, auxiliary and
prints shares that agree and Cohen's kappa, for types, each type against the rest, modes and auxiliaries.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from check import files, rows_of

from detente.codebook import Codebook

Answer = tuple[str, str, str]
"""Type (``none`` for no relation), mode, auxiliary."""


def kappa(first: Sequence[object], second: Sequence[object]) -> float:
    """Cohen's kappa of two readings of the same rows: 1 all agree, 0 as by chance."""
    n = len(first)
    agree = sum(a == b for a, b in zip(first, second, strict=True)) / n
    ours, theirs = Counter(first), Counter(second)
    chance = sum(ours[c] * theirs[c] for c in ours) / n**2
    return (agree - chance) / (1 - chance) if chance < 1 else 1.0


def labelled() -> dict[str, tuple[Answer, str]]:
    """Answer and text of every row by its id."""
    book = {label.id: label for label in Codebook.load().labels}
    out = {}
    for path in files():
        for row in rows_of(path)[0]:
            label = book.get(row["label"])
            kind = str(label.event_type) if label is not None and label.event_type else "none"
            mode = (label.event_mode or "") if label is not None else ""
            out[row["id"]] = ((kind, mode, row["auxiliary"]), row["text"])
    return out


def draw(target: Path, rows: int, seed: int) -> None:
    """Write the sample."""
    chance, by_type = random.Random(seed), {}
    for ident, (answer, text) in sorted(labelled().items()):
        by_type.setdefault(answer[0], []).append((ident, text))
    share = -(-rows // len(by_type))
    drawn = [pair for kind in sorted(by_type) for pair in chance.sample(by_type[kind], share)]
    chance.shuffle(drawn)
    lines = ["id\ttext", *(f"{ident}\t{text}" for ident, text in drawn[:rows])]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def compare(answers: Path) -> None:
    """Print how the answers agree with the labels."""
    gold = labelled()
    given = [line.split("\t") for line in answers.read_text(encoding="utf-8").splitlines()[1:] if line]
    ours = [gold[row[0]][0] for row in given]
    theirs: list[Answer] = [(row[1] or "none", row[2], row[3]) for row in given]
    same = sum(a[0] == b[0] for a, b in zip(ours, theirs, strict=True)) / len(ours)
    kinds = [a[0] for a in ours], [b[0] for b in theirs]
    print(f"{len(ours)} rows: types agree {same:.3f}, kappa {kappa(*kinds):.3f}")
    both = [(a, b) for a, b in zip(ours, theirs, strict=True) if a[0] == b[0] != "none"]
    moded = [(a[:2], b[:2]) for a, b in both if a[1] or b[1]]
    print(f"modes, where types agree: kappa {kappa(*zip(*moded, strict=True)):.3f} of {len(moded)}")
    real = [(a[2], b[2]) for a, b in both]
    print(f"auxiliaries, where types agree: kappa {kappa(*zip(*real, strict=True)):.3f} of {len(real)}")
    for kind in sorted(set(kinds[0])):
        one = [[k == kind for k in side] for side in kinds]
        print(f"  {kind:10} {kappa(*one):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("draw", "compare"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--rows", type=int, default=500)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    if args.what == "draw":
        draw(args.file, args.rows, args.seed)
    else:
        compare(args.file)


if __name__ == "__main__":
    main()
