"""The network that reads a marked sentence: what is done between the marks, how real it is, and in which contexts.

Files in ``data/`` (made by ``training/network``): ``reader.onnx`` (int8), ``pieces.json`` (the tokenizer), ``reader.toml`` (names
of the outputs, temperature, threshold, sha256), ``exemplars.npy`` and ``exemplars.txt.gz`` (vectors and sentences of the corpus).
"""

from __future__ import annotations

import gzip
import hashlib
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.errors import DataError
from detente.models.marked import Marked, encode

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NONE = "none"
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Guess:
    """What the network makes of one marked sentence. Probabilities are calibrated, rounded to 4 places, and sum to about 1.

    ``labels`` are the codebook's finest labels with ``none`` for no relation, best first; ``auxiliaries`` have "" for real.
    ``vector`` is where the sentence lies among the exemplars.
    """

    labels: tuple[tuple[str, float], ...]
    auxiliaries: tuple[tuple[str, float], ...]
    contexts: tuple[tuple[str, float], ...]
    vector: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Exemplar:
    """The nearest sentence of the corpus, with its marks and label, and the cosine between the two."""

    id: str
    label: str
    text: str
    likeness: float


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Exemplars of one label: id and sentence, and directions [rows, 384]."""

    rows: tuple[tuple[str, str], ...]
    directions: NDArray[np.float32]


@dataclass(frozen=True)
class Card:
    """``reader.toml``."""

    labels: tuple[str, ...]
    types: tuple[str, ...]
    type_of: tuple[int, ...]
    auxiliaries: tuple[str, ...]
    contexts: tuple[str, ...]
    temperature: float
    threshold: float
    agreement: float  # share of types on which two readers of the corpus agree
    sha256: str

    @classmethod
    def read(cls, path: Path) -> Card:
        """The card. DataError where it is not there, or its fields are not those of a card."""
        try:
            given = tomllib.loads(path.read_text(encoding="utf-8"))
            fields: dict[str, Any] = {
                name: tuple(value) if isinstance(value, list) else value for name, value in given.items()
            }
            return cls(**fields)
        except (OSError, TypeError, tomllib.TOMLDecodeError) as error:
            raise DataError(
                [f"{path}: not a card of a network ({error!r}); install the package anew"]
            ) from None


class Network:
    """Reads marked sentences, each alone, so that no answer depends on its neighbours in a batch. Make one and keep it."""

    def __init__(self, folder: Path) -> None:
        import numpy  # noqa: F401 - onnxruntime's own import of it prints a traceback where it is interrupted
        import onnxruntime
        from tokenizers import Tokenizer

        self.card = Card.read(folder / "reader.toml")
        weights = (folder / "reader.onnx").read_bytes()
        if hashlib.sha256(weights).hexdigest() != self.card.sha256:
            raise DataError(
                [f"{folder / 'reader.onnx'}: not the file of its card (sha256); install the package anew"]
            )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(folder / "pieces.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._folder = folder

    @classmethod
    def load(cls) -> Network:
        """The network that ships with the package. DataError where its files are damaged."""
        return cls(Path(str(files("detente.models") / "data")))

    def read_all(self, given: Iterable[Marked]) -> Iterator[Guess]:
        """A guess for each sentence, in order."""
        for marked in given:
            yield self.read(marked)

    def read(self, marked: Marked) -> Guess:
        """The guess for one sentence."""
        import numpy as np

        encoded = encode(marked, self._pieces)
        feed = {"ids": np.array([encoded.ids], np.int64), "opens": np.array([encoded.opens], np.int64)}
        kinds, labels, auxiliary, context, vector = (out[0] for out in self._session.run(None, feed))
        return Guess(
            self._ranked(self._label_chances(kinds, labels), self.card.labels),
            self._ranked(_softmax(auxiliary), self.card.auxiliaries),
            self._ranked(1 / (1 + np.exp(-context)), self.card.contexts),
            tuple(vector.tolist()),
        )

    def nearest(self, guess: Guess, label: str) -> Exemplar | None:
        """The sentence of the corpus with that label which lies nearest, None where there is none."""
        import numpy as np

        shelf = self._exemplars.get(label)
        if shelf is None:
            return None
        mine = np.array(guess.vector, np.float32)
        cosines = shelf.directions @ (mine / (np.linalg.norm(mine) + 1e-9))
        best = int(cosines.argmax())
        ident, text = shelf.rows[best]
        return Exemplar(ident, label, text, round(float(cosines[best]), 2))

    @cached_property
    def _exemplars(self) -> dict[str, _Shelf]:
        """Exemplars by label."""
        import numpy as np

        with gzip.open(self._folder / "exemplars.txt.gz", "rt", encoding="utf-8") as file:
            rows = [line.rstrip("\n").split("\t") for line in file]
        numbers: dict[str, list[int]] = {}
        for i, (_, label, _) in enumerate(rows):
            numbers.setdefault(label, []).append(i)
        vectors = np.load(self._folder / "exemplars.npy").astype(np.float32)
        directions = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
        return {
            label: _Shelf(tuple((rows[i][0], rows[i][2]) for i in some), directions[some])
            for label, some in numbers.items()
        }

    def _pieces(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def _label_chances(self, kinds: NDArray[np.float32], labels: NDArray[np.float32]) -> NDArray[np.float32]:
        """A label's probability: its type's, shared among the type's labels."""
        import numpy as np

        of_type = _softmax(kinds / self.card.temperature)
        home = np.array(self.card.type_of)
        inside = np.exp(labels - labels.max())
        totals = np.bincount(home, inside, len(of_type))
        return of_type[home] * inside / totals[home]  # type: ignore[no-any-return]

    @staticmethod
    def _ranked(chances: NDArray[np.float32], names: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
        pairs = [(name, round(float(p), _DIGITS)) for name, p in zip(names, chances, strict=True)]
        return tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))


def _softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    grown = np.exp(scores - scores.max())
    return grown / grown.sum()  # type: ignore[no-any-return]
