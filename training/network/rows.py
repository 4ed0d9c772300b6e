"""The corpus as the network learns it: texts with their marks, and numbers for labels, auxiliaries and contexts."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from detente.codebook import Codebook
from detente.knowledge import Knowledge
from detente.models.marked import Marked, read_marks

CORPUS = Path(__file__).parents[1] / "corpus"
NONE = "none"
AUXILIARIES = ("", "historical", "future", "hypothetical", "negation")
_COLUMNS = ("id", "label", "auxiliary", "contexts", "text")


@dataclass(frozen=True, slots=True)
class Row:
    """One marked pair with its labels; ``origin`` is folder, type and batch of its file."""

    id: str
    label: str
    auxiliary: str
    contexts: tuple[str, ...]
    marked: Marked
    origin: str


def read_rows(folder: Path) -> list[Row]:
    """Rows of all tables under a folder, in order."""
    out = []
    for path in sorted(folder.glob("*/*.tsv")):
        lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
        at = [lines[0].split("\t").index(name) for name in _COLUMNS]
        for line in lines[1:]:
            cells = line.split("\t")
            ident, label, auxiliary, contexts, text = (cells[i] for i in at)
            split = tuple(filter(None, contexts.split("|")))
            origin = f"{folder.name}/{path.parent.name}/{path.stem}"
            out.append(Row(ident, label, auxiliary, split, read_marks(text), origin))
    return out


class Labels:
    """Numbers of labels, types, modes and contexts. Labels that are no event are ``none``."""

    def __init__(self, book: Codebook) -> None:
        real = [label for label in book.labels if label.event_type is not None]
        self.labels = (NONE, *sorted(label.id for label in real))
        kinds = {label.id: str(label.event_type) for label in real}
        modes = {
            label.id: f"{label.event_type}-{label.event_mode}" if label.event_mode else str(label.event_type)
            for label in real
        }
        self.types = (NONE, *sorted(set(kinds.values())))
        self.modes = (NONE, *sorted(set(modes.values())))
        self.contexts = tuple(sorted(str(c.context) for c in book.contexts))
        self.type_of = [0, *(self.types.index(kinds[name]) for name in self.labels[1:])]
        self.mode_of = [0, *(self.modes.index(modes[name]) for name in self.labels[1:])]
        self._at = {name: i for i, name in enumerate(self.labels)}

    def number(self, label: str) -> int:
        """The label's number."""
        return self._at.get(label, 0)


class Swapper:
    """Puts other countries in the place of those that a text names, so that the deed is learnt and not the doer."""

    def __init__(self, knowledge: Knowledge) -> None:
        states = [s for s in knowledge.tables.states.values() if s.kind == "state" and s.adjectives and s.cow]
        self._names = [
            (s.name, s.adjectives[0], s.capitals[0] if s.capitals else s.name)
            for s in states
            if " " not in s.name
        ]
        self._known = {
            word: (i, part) for i, names in enumerate(self._names) for part, word in enumerate(names)
        }
        self._pattern = re.compile(
            r"\b(" + "|".join(map(re.escape, sorted(self._known, key=len, reverse=True))) + r")\b"
        )

    def __call__(self, marked: Marked, chance: random.Random) -> Marked:
        """The text with each country that it names replaced by another, its adjective and capital with it."""
        chosen: dict[int, int] = {}
        spans = [[start, end] for _, (start, end) in marked.spans]
        out, at = [], 0
        for found in self._pattern.finditer(marked.text):
            state, part = self._known[found.group()]
            other = chosen.setdefault(state, chance.randrange(len(self._names)))
            word = self._names[other][part]
            out += [marked.text[at : found.start()], word]
            at = found.end()
            longer = len(word) - len(found.group())
            for span, (_, (start, end)) in zip(spans, marked.spans, strict=True):
                span[0] += longer if start >= found.end() else 0
                span[1] += longer if end >= found.end() else 0
        text = "".join([*out, marked.text[at:]])
        return Marked(
            text, tuple((name, (a, b)) for (name, _), (a, b) in zip(marked.spans, spans, strict=True))
        )


@lru_cache(maxsize=1)
def swapper() -> Swapper:
    """The swapper over the shipped states."""
    return Swapper(Knowledge.load())


def varied(row: Row, chance: random.Random) -> Marked:
    """A row as one epoch sees it: countries swapped in half, the predicate's mark left out in half, now and then a party's."""
    marked = swapper()(row.marked, chance) if chance.random() < 0.5 else row.marked
    for name, share in (("p", 0.5), ("s", 0.04), ("t", 0.06)):
        if chance.random() < share and len(marked.spans) > 1:
            marked = marked.without(name)
    return marked


def batches(lengths: Sequence[int], size: int, chance: random.Random) -> list[list[int]]:
    """Numbers of rows in batches of about one length, in random order."""
    order = sorted(range(len(lengths)), key=lambda i: (lengths[i] + chance.random() * 8, i))
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    chance.shuffle(groups)
    return groups


def macro_f1(gold: Sequence[str], said: Sequence[str]) -> float:
    """Mean F1 over the classes that occur in the gold."""
    hit = Counter(g for g, s in zip(gold, said, strict=True) if g == s)
    made, there = Counter(said), Counter(gold)
    return sum(2 * hit[c] / (made[c] + there[c]) for c in there) / len(there) if there else 0.0
