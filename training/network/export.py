"""Write a fitted network as the package reads it: ONNX with int8 weights, tokenizer, card, exemplars.

    python export.py build/student.pt [--to FOLDER]

The temperature is fitted on the held-out part. Weights are int8 per channel; activations are scaled for each sentence as it
comes, and sentences are read one by one, so that no answer depends on others.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import shutil
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from encoder import Reader, vocabulary_file
from fit import Cutter, read_all
from onnxruntime.quantization import QuantType, quantize_dynamic
from rows import AUXILIARIES, CORPUS, Labels, Row, read_rows
from torch import Tensor, nn

from detente.codebook import Codebook
from detente.models.marked import encode

HOME = Path(__file__).parents[2] / "src" / "detente" / "models" / "data"
_THRESHOLD = 0.3
_AGREEMENT = 0.946  # training/corpus/agreement.py compare second_reading.tsv


class _Alone(nn.Module):
    """The reader for sentences without padding."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, opens: Tensor) -> tuple[Tensor, ...]:
        return self.reader(ids, torch.ones_like(ids), opens)


def load_reader(path: Path, labels: Labels) -> Reader:
    """A fitted network, for reading."""
    reader = Reader(len(labels.types), len(labels.labels), len(AUXILIARIES), len(labels.contexts))
    reader.load_state_dict(torch.load(path))
    with torch.no_grad():  # the marks move into the table of words, as ids below MARKS
        reader.encoder.words.weight[1 : reader.encoder.marks.num_embeddings] = reader.encoder.marks.weight[1:]
    return reader.eval()


def write_onnx(reader: Reader, target: Path) -> None:
    """The network as ONNX with int8 weights."""
    plain = target.with_suffix(".fp32.onnx")
    ids = torch.randint(1000, 2000, (1, 24))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Alone(reader).eval(),
            (ids, torch.tensor([[1, 4, 7]])),
            str(plain),
            input_names=["ids", "opens"],
            output_names=["types", "labels", "auxiliaries", "contexts", "vector"],
            dynamic_axes={"ids": {1: "length"}},
            opset_version=17,
            dynamo=False,
        )
    quantize_dynamic(plain, target, per_channel=True, weight_type=QuantType.QInt8)
    plain.unlink()
    onnx.checker.check_model(str(target))


def fitted_temperature(scores: np.ndarray, gold: Sequence[int]) -> float:
    """The temperature that makes the held-out types likeliest."""
    given, target = torch.tensor(scores), torch.tensor(gold)
    grid = np.arange(0.5, 3.0, 0.02)
    losses = [nn.functional.cross_entropy(given / t, target).item() for t in grid]
    return round(float(grid[int(np.argmin(losses))]), 2)


def write_exemplars(reader: Reader, rows: Sequence[Row], folder: Path) -> None:
    """Vectors (int8, each scaled to its largest) and sentences of the written corpus."""
    cut = Cutter()
    vectors = read_all(reader, [encode(r.marked, cut) for r in rows])[4]
    scaled = np.round(vectors / np.abs(vectors).max(1, keepdims=True) * 127).astype(np.int8)
    np.save(folder / "exemplars.npy", scaled)
    lines = "".join(f"{r.id}\t{r.label}\t{r.marked.text}\n" for r in rows)
    raw = io.BytesIO()
    with gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as file:
        file.write(lines.encode())
    (folder / "exemplars.txt.gz").write_bytes(raw.getvalue())


def write_card(folder: Path, labels: Labels, temperature: float) -> None:
    """``reader.toml``."""

    def listed(name: str, values: Sequence[object]) -> str:
        return f"{name} = [{', '.join(repr(v) if isinstance(v, int) else f'{chr(34)}{v}{chr(34)}' for v in values)}]\n"

    sha = hashlib.sha256((folder / "reader.onnx").read_bytes()).hexdigest()
    text = "# Made by training/network/export.py; CARD.md says how.\n"
    text += (
        f'sha256 = "{sha}"\ntemperature = {temperature}\nthreshold = {_THRESHOLD}\nagreement = {_AGREEMENT}\n'
    )
    text += (
        listed("types", labels.types) + listed("labels", labels.labels) + listed("type_of", labels.type_of)
    )
    text += listed("auxiliaries", AUXILIARIES) + listed("contexts", labels.contexts)
    (folder / "reader.toml").write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("fitted", type=Path)
    parser.add_argument("--to", type=Path, default=HOME)
    args = parser.parse_args()
    labels = Labels(Codebook.load())
    reader = load_reader(args.fitted, labels)
    args.to.mkdir(parents=True, exist_ok=True)
    held = read_rows(CORPUS / "heldout")
    cut = Cutter()
    scores = read_all(reader, [encode(r.marked, cut) for r in held])[0]
    gold = [labels.type_of[labels.number(r.label)] for r in held]
    write_onnx(reader, args.to / "reader.onnx")
    write_exemplars(reader, read_rows(CORPUS / "written"), args.to)
    shutil.copyfile(vocabulary_file(), args.to / "pieces.json")
    write_card(args.to, labels, fitted_temperature(scores, gold))


if __name__ == "__main__":
    main()
