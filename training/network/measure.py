"""What the shipped network and grammar make of the held-out part of the corpus.

    python training/network/measure.py

Prints macro-F1 of types, modes (rows that have one) and auxiliaries (events), the calibration error with the reliability curve,
and the ten commonest confusions. Runs in the environment of the package; needs no PyTorch.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rows import CORPUS, NONE, Labels, macro_f1, read_rows

from detente.codebook import Codebook
from detente.coding.classify import Classified, Classifier


def calibration_error(answers: Sequence[tuple[float, bool]]) -> float:
    """Mean distance of confidence and share right over ten bins, weighted by answers (ECE)."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for chance, right in answers:
        bins.setdefault(min(9, int(chance * 10)), []).append((chance, right))
    return sum(abs(sum(c for c, _ in some) - sum(r for _, r in some)) for some in bins.values()) / len(
        answers
    )


def main() -> None:
    labels, classifier = Labels(Codebook.load()), Classifier.load()
    rows = read_rows(CORPUS / "heldout")
    answers: list[Classified] = list(classifier.classify_all(row.marked for row in rows))
    numbers = [labels.number(row.label) for row in rows]
    types = [
        (labels.types[labels.type_of[n]], a.event_type or NONE) for n, a in zip(numbers, answers, strict=True)
    ]
    modes = [
        (
            labels.modes[labels.mode_of[n]],
            f"{a.event_type}-{a.event_mode}" if a.event_mode else str(a.event_type),
        )
        for n, a in zip(numbers, answers, strict=True)
        if "-" in labels.modes[labels.mode_of[n]]
    ]
    real = [
        (row.auxiliary, str(a.auxiliary or ""))
        for row, a, (gold, _) in zip(rows, answers, types, strict=True)
        if gold != NONE
    ]
    sure = [
        (a.confidence, a.ranking[0][0] == gold)
        for a, (gold, _) in zip(answers, types, strict=True)
        if gold != NONE
    ]
    pairs = {"type": types, "mode": modes, "auxiliary": real}
    told = "  ".join(f"{name} {macro_f1(*zip(*some, strict=True)):.3f}" for name, some in pairs.items())
    print(f"{len(rows)} rows: macro-F1 {told}")
    print(f"calibration error {calibration_error(sure):.3f}; chance, share right, rows:")
    for low in range(10):
        some = [(c, r) for c, r in sure if min(9, int(c * 10)) == low]
        if some:
            mean, right = (sum(values) / len(some) for values in zip(*some, strict=True))
            print(f"  {mean:.2f}  {right:.2f}  {len(some)}")
    for (gold, said), n in Counter(pair for pair in types if pair[0] != pair[1]).most_common(10):
        print(f"  {gold} read as {said}: {n}")


if __name__ == "__main__":
    main()
