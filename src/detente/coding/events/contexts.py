"""Contexts of an event, from the words of its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from detente.coding.layers import Sentence
from detente.record.tables import Faults, many, read_table, text


@dataclass(frozen=True, slots=True)
class ContextWords:
    """Lemma → contexts of CODEBOOK §1."""

    words: dict[str, tuple[str, ...]]

    @classmethod
    def load(cls) -> ContextWords:
        """The table that ships with the package. Raises DataError with every fault."""
        faults = Faults()
        path = Path(str(files("detente.coding.events") / "data" / "context_words.tsv"))
        table = read_table(
            path, (text("lemma"), many("contexts", separator="|")), lambda *cells: cells, faults
        )
        faults.raise_all()
        return cls({str(lemma): tuple(contexts) for lemma, contexts in table.rows})

    def read(self, sentence: Sentence) -> tuple[str, ...]:
        """Contexts that the sentence's words name, in order of first mention."""
        words = self.words
        return tuple(dict.fromkeys(c for lemma in sentence.lemmas if lemma in words for c in words[lemma]))
