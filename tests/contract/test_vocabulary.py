"""The record's closed lists of words and the codebook's are the same."""

from __future__ import annotations

from detente.codebook import Codebook
from detente.record.vocabulary import CONTEXTS, MODES, QUADS, SECTORS


def test_words_of_the_record_are_those_of_the_codebook() -> None:
    book = Codebook.load()
    assert book.sector_order == SECTORS
    assert tuple(context.context for context in book.contexts) == CONTEXTS
    assert tuple(quad.quad for quad in book.quads) == QUADS
    kinds = {kind.event_type for kind in book.event_types}
    assert {kind: tuple(mode.event_mode for mode in book.modes(kind)) for kind in kinds} == dict(MODES)
