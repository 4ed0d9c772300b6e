"""Last names of the persons in a report, so that a later bare "Jordan" or "London" is not taken for the place."""

from __future__ import annotations

from detente.coding.layers import Mention, MentionKind, Reading, Sentence
from detente.coding.places.spans import is_name_word, run_of
from detente.coding.places.words import Words
from detente.knowledge.gazetteer import word_key


def last_names(reading: Reading, words: Words) -> frozenset[str]:
    """Lookup keys of the last names: of mentions that are persons, and of name runs that begin with a given name or
    follow a title.
    """
    found: set[str] = set()
    for mention in reading.mentions:
        if _is_person(mention):
            sentence = reading.sentences[mention.sentence]
            found.add(word_key(sentence.words[mention.last - 1]))
    for sentence in reading.sentences:
        found.update(_in_sentence(sentence, words))
    return frozenset(found)


def _is_person(mention: Mention) -> bool:
    return mention.kind is MentionKind.NAME and bool(mention.refs) and mention.refs[0].startswith("person:")


def _in_sentence(sentence: Sentence, words: Words) -> list[str]:
    """First and last names of the runs of name words that begin with a given name or a form of address."""
    out: list[str] = []
    at = 0
    while at < len(sentence):
        if not is_name_word(sentence, at):
            at += 1
            continue
        _, end = run_of(sentence, at, at + 1)
        keys = [word_key(word) for word in sentence.words[at:end]]
        addressed = keys[0] in words.groups["honorific"] or (
            at > 0 and word_key(sentence.words[at - 1]) in _ADDRESS
        )
        if len(keys) > 1 and (keys[0] in words.groups["given"] or addressed):
            out += [keys[0], keys[-1]]
        elif addressed:
            out.append(keys[-1])
        at = end
    return out


_ADDRESS = frozenset({"mr", "mrs", "ms", "miss", "sir", "dr"})
