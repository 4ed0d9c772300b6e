"""Fit one network to the corpus.

    python fit.py --seed 1 --out build/seed-1.pt [--epochs 4] [--start build/averaged.pt --rate 1.5e-4]

Prints after each epoch what the network makes of the held-out part: macro-F1 of types, modes and auxiliaries.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from encoder import Reader, load_published, vocabulary_file
from rows import AUXILIARIES, CORPUS, Labels, Row, batches, macro_f1, read_rows, varied
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from torch.optim.lr_scheduler import LambdaLR

from detente.codebook import Codebook
from detente.models.marked import Encoded, encode

_SIZE, _HEADS_FASTER = 32, 3.3
_SMOOTHING = 0.05
_WEIGHTS = {"label": 0.4, "auxiliary": 0.4, "context": 2.0}


class Cutter:
    """Text to word pieces, kept once cut."""

    def __init__(self) -> None:
        self._tokenizer = Tokenizer.from_file(str(vocabulary_file()))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def __call__(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)


def collate(encoded: Sequence[Encoded]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, mask and opening places of a batch, padded to its longest."""
    longest = max(len(e.ids) for e in encoded)
    ids = torch.zeros(len(encoded), longest, dtype=torch.long)
    mask = torch.zeros(len(encoded), longest, dtype=torch.long)
    for i, one in enumerate(encoded):
        ids[i, : len(one.ids)] = torch.tensor(one.ids)
        mask[i, : len(one.ids)] = 1
    return ids, mask, torch.tensor([e.opens for e in encoded])


class Targets:
    """What the rows ought to be read as, as tensors."""

    def __init__(self, rows: Sequence[Row], labels: Labels) -> None:
        self.label = torch.tensor([labels.number(r.label) for r in rows])
        self.kind = torch.tensor(labels.type_of)[self.label]
        self.auxiliary = torch.tensor([AUXILIARIES.index(r.auxiliary) for r in rows])
        self.context = torch.zeros(len(rows), len(labels.contexts))
        for i, row in enumerate(rows):
            for name in row.contexts:
                self.context[i, labels.contexts.index(name)] = 1.0
        self.is_event = self.kind > 0


def loss_of(out: tuple[Tensor, ...], targets: Targets, some: Tensor) -> Tensor:
    """Types first, the finest labels and auxiliaries of what is an event with less weight, contexts."""
    kinds, scores, auxiliary, context, _ = out
    loss = functional.cross_entropy(kinds, targets.kind[some], label_smoothing=_SMOOTHING)
    events = targets.is_event[some]
    if events.any():
        for name, said, gold in (
            ("label", scores, targets.label),
            ("auxiliary", auxiliary, targets.auxiliary),
        ):
            loss = loss + _WEIGHTS[name] * functional.cross_entropy(
                said[events], gold[some][events], label_smoothing=_SMOOTHING
            )
    return loss + _WEIGHTS["context"] * functional.binary_cross_entropy_with_logits(
        context, targets.context[some]
    )


def read_all(model: Reader, encoded: Sequence[Encoded], size: int = 64) -> list[np.ndarray]:
    """Scores of types, labels, auxiliaries, contexts and the joined vectors of many, in their order."""
    model.eval()
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i].ids))
    outs: list[list[np.ndarray]] = [[], [], [], [], []]
    with torch.inference_mode():
        for first in range(0, len(order), size):
            got = model(*collate([encoded[i] for i in order[first : first + size]]))
            for kept, one in zip(outs, got, strict=True):
                kept.append(one.numpy())
    back = np.argsort(order)
    return [np.concatenate(kept)[back] for kept in outs]


def measure(model: Reader, rows: Sequence[Row], cut: Cutter, labels: Labels) -> dict[str, float]:
    """Macro-F1 of types, modes (of rows that have one) and auxiliaries (of events)."""
    encoded = [encode(r.marked, cut) for r in rows]
    scores, finest, auxiliary, _, _ = read_all(model, encoded)
    targets = Targets(rows, labels)
    kinds = scores.argmax(-1)
    inside = np.array(labels.type_of)[None, :] == kinds[:, None]
    best = np.where(inside, finest, -np.inf).argmax(-1)
    modes = [labels.modes[labels.mode_of[i]] for i in best]
    gold_modes = [labels.modes[labels.mode_of[int(i)]] for i in targets.label]
    moded = [i for i, mode in enumerate(gold_modes) if "-" in mode]
    events = [i for i, is_event in enumerate(targets.is_event.tolist()) if is_event]
    said = auxiliary.argmax(-1)
    return {
        "type": macro_f1([labels.types[i] for i in targets.kind], [labels.types[i] for i in kinds]),
        "mode": macro_f1([gold_modes[i] for i in moded], [modes[i] for i in moded]),
        "auxiliary": macro_f1([rows[i].auxiliary for i in events], [AUXILIARIES[said[i]] for i in events]),
    }


@dataclass(frozen=True, slots=True)
class Plan:
    """How a network is fitted: the seed, passes over the corpus, the encoder's highest rate, and weights to begin with."""

    seed: int
    epochs: int
    rate: float
    start: Path | None


def optimiser(model: Reader, plan: Plan, steps: int) -> tuple[torch.optim.AdamW, LambdaLR]:
    """The encoder learns slowly, the heads fast; the embeddings of words stay, but for the marks'. Rates rise and fall."""
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    encoder = [p for n, p in model.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    groups = [{"params": encoder, "lr": plan.rate}, {"params": heads, "lr": plan.rate * _HEADS_FASTER}]
    adam = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)

    def share(step: int) -> float:
        return min(1.0, step / (0.1 * steps)) * max(0.0, 1 - step / steps) + 1e-3

    return adam, LambdaLR(adam, share)


def begun(plan: Plan, labels: Labels) -> Reader:
    """A network as published, with new heads, or as it was left. All seeds begin alike, so that they can be averaged."""
    torch.manual_seed(0)
    model = Reader(len(labels.types), len(labels.labels), len(AUXILIARIES), len(labels.contexts))
    if plan.start is None:
        load_published(model.encoder)
    else:
        model.load_state_dict(torch.load(plan.start))
    torch.manual_seed(plan.seed)
    return model


def fit(rows: Sequence[Row], held: Sequence[Row], labels: Labels, plan: Plan) -> Reader:
    """A network fitted to the rows; what it makes of the held-out ones is printed after each pass."""
    chance, cut, targets = random.Random(plan.seed), Cutter(), Targets(rows, labels)
    model = begun(plan, labels)
    adam, rates = optimiser(model, plan, plan.epochs * -(-len(rows) // _SIZE))
    for epoch in range(plan.epochs):
        began, total = time.time(), 0.0
        encoded = [encode(varied(row, chance), cut) for row in rows]
        model.train()
        groups = batches([len(e.ids) for e in encoded], _SIZE, chance)
        for group in groups:
            with torch.autocast("cpu", dtype=torch.bfloat16):  # twice as fast where the processor has it
                out = model(*collate([encoded[i] for i in group]))
            loss = loss_of(tuple(part.float() for part in out), targets, torch.tensor(group))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            adam.step()
            adam.zero_grad()
            rates.step()
            total += loss.item()
        figures = measure(model, held, cut, labels) if held else {}
        told = "  ".join(f"{name} {value:.3f}" for name, value in figures.items())
        spent = time.time() - began
        print(f"epoch {epoch + 1}: loss {total / len(groups):.3f}  {told}  {spent:.0f} s", flush=True)
    return model


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=3e-4, help="the encoder's highest learning rate")
    parser.add_argument("--start", type=Path, help="go on from these weights instead of the published ones")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    labels = Labels(Codebook.load())
    rows = [row for folder in ("written", "composed") for row in read_rows(CORPUS / folder)]
    held = read_rows(CORPUS / "heldout")
    print(f"{len(rows)} rows to learn, {len(held)} held out, {len(labels.labels)} labels")
    model = fit(rows, held, labels, Plan(args.seed, args.epochs, args.rate, args.start))
    args.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), args.out)


if __name__ == "__main__":
    main()
