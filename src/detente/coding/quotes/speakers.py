"""Who speaks, by syntax: the subject of a verb of saying, through control, coordination, relative clauses and passives."""

from __future__ import annotations

from detente.coding import grammar
from detente.coding.layers import Sentence

_CLIMBING = frozenset({"xcomp", "advcl", "pcomp", "conj", "ccomp", "dep", "prep", "acomp", "oprd", "aux"})
_ISSUING = frozenset({"issue", "release", "publish", "send", "write", "post", "make", "give", "deliver", "read", "sign", "circulate"})
_EXPLETIVES = frozenset({"it", "there"})
_SOURCES = ("by", "from", "of")
_SAYERS = frozenset({"NNP", "NNPS", "PRP", "NN", "NNS"})
_MAX_CLIMB = 6


def subject(sentence: Sentence, verb: int, documents: frozenset[str]) -> int | None:
    """Token that heads the one who says, None where the sentence does not tell.

    ``documents`` are the nouns (statement, letter) whose words are their issuer's.
    """
    at = verb
    for _ in range(_MAX_CLIMB):
        own = _own_subject(sentence, at)
        if own is not None:
            return issuer(sentence, own, documents) if own >= 0 else None
        if sentence.deps[at] in {"acl", "relcl"}:
            return issuer(sentence, sentence.heads[at], documents)
        if sentence.deps[at] not in _CLIMBING or sentence.heads[at] == at:
            return adjacent(sentence, verb)
        above = sentence.heads[at]
        controlled = _controller(sentence, above) if sentence.deps[at] == "xcomp" else None
        if controlled is not None:
            return controlled
        if _is_noun(sentence, above) and sentence.deps[at] in {"prep", "pcomp"}:
            return issuer(sentence, above, documents)
        at = above
    return None


def _own_subject(sentence: Sentence, verb: int) -> int | None:
    """The verb's own sayer; −1 where its clause has a subject that says nothing ("it was reported that")."""
    if grammar.is_passive(sentence, verb):
        agents = grammar.objects_of(sentence, verb, "by")
        if agents:
            return agents[0]
        return None if grammar.child(sentence, verb, "nsubjpass") is None else -1
    found = grammar.child(sentence, verb, "nsubj")
    if found is None:
        return None
    return -1 if sentence.lowers[found] in _EXPLETIVES and sentence.lowers[found] != "it" else found


def _controller(sentence: Sentence, verb: int) -> int | None:
    """The object that a verb makes the subject of its infinitive: "asked him to say"."""
    return grammar.child(sentence, verb, "dobj") if sentence.lemmas[verb] in {"ask", "lead", "prompt", "force", "urge"} else None


def adjacent(sentence: Sentence, verb: int) -> int | None:
    """A name beside the verb whose tie to it the parser lost: '…, said Ivanov', '…, Ivanov, the envoy, said'."""
    after = grammar.child(sentence, verb, "dobj", "attr", "dep", "oprd", "npadvmod")
    if after is not None and verb < after <= verb + 6 and sentence.tags[after] in {"NNP", "NNPS", "PRP"}:
        return after
    before = verb - 1
    if before > 1 and sentence.words[before] == "," and sentence.deps[before - 1] == "appos":
        before = sentence.heads[before - 1]
    return before if before >= 0 and sentence.tags[before] in _SAYERS and before < verb else None


def issuer(sentence: Sentence, noun: int, documents: frozenset[str]) -> int:
    """Whose words a document's are, where the sentence says so: "Blinken's letter", "a statement by the ministry"."""
    if sentence.lemmas[noun] not in documents:
        return noun
    owner = grammar.child(sentence, noun, "poss")
    if owner is not None:
        return owner
    for preposition in _SOURCES:
        found = [o for o in grammar.objects_of(sentence, noun, preposition) if _is_noun(sentence, o)]
        if found:
            return found[0]
    above = sentence.heads[noun]
    if sentence.deps[noun] in {"dobj", "pobj"} and sentence.lemmas[_verb_above(sentence, noun)] in _ISSUING:
        issuing = grammar.child(sentence, _verb_above(sentence, noun), "nsubj")
        return noun if issuing is None else issuing
    return noun if above == noun or sentence.deps[noun] != "pobj" else _holder(sentence, noun)


def _holder(sentence: Sentence, noun: int) -> int:
    """Subject of the clause that a document stands in as "in a statement", else the document."""
    verb = _verb_above(sentence, noun)
    found = grammar.child(sentence, verb, "nsubj")
    return noun if found is None else found


def _verb_above(sentence: Sentence, i: int) -> int:
    return next((a for a in grammar.ancestors(sentence, i) if grammar.is_verb(sentence, a)), i)


def _is_noun(sentence: Sentence, i: int) -> bool:
    return sentence.tags[i] in grammar.NOUN_TAGS


def owner(sentence: Sentence, noun: int) -> int | None:
    """Whose claim a noun of saying is: "his claim that", "the claim by officials that", "he repeated a claim that"."""
    found = grammar.child(sentence, noun, "poss")
    if found is not None:
        return found
    for preposition in _SOURCES:
        heads = [o for o in grammar.objects_of(sentence, noun, preposition) if _is_noun(sentence, o)]
        if heads:
            return heads[0]
    if sentence.deps[noun] != "dobj" or sentence.lemmas[sentence.heads[noun]] not in _VOICING:
        return None
    return grammar.child(sentence, sentence.heads[noun], "nsubj")


_VOICING = frozenset({"make", "repeat", "issue", "voice", "express", "reiterate", "renew", "give", "offer", "raise", "deliver", "drop"})
