"""Questions about a parsed sentence that more than one stage asks. Pure functions over ``Sentence``."""

from __future__ import annotations

from collections.abc import Iterator

from detente.coding.layers import Sentence

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "WP", "CD", "DT", "EX"})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_PHRASE_BREAKS = frozenset({"relcl", "acl", "appos", "cc", "conj", "punct", "prep", "advcl", "parataxis"})


def is_verb(sentence: Sentence, i: int) -> bool:
    """Whether token i is tagged as a verb."""
    return sentence.tags[i] in VERB_TAGS


def child(sentence: Sentence, i: int, *deps: str) -> int | None:
    """First direct dependent of i with one of the labels, from the left."""
    for c in sentence.children[i]:
        if sentence.deps[c] in deps:
            return c
    return None


def kids(sentence: Sentence, i: int, *deps: str) -> list[int]:
    """All direct dependents of i with one of the labels, from the left."""
    return [c for c in sentence.children[i] if sentence.deps[c] in deps]


def conjuncts(sentence: Sentence, i: int) -> list[int]:
    """Token i and everything coordinated with it, itself first: "Blinken, Lavrov and Truss"."""
    out = [i]
    for j in out:
        out.extend(
            c
            for c in sentence.children[j]
            if c not in out and (sentence.deps[c] == "conj" or _is_listed(sentence, c))
        )
    return out


def _is_listed(sentence: Sentence, i: int) -> bool:
    """Whether an apposition is a name in a list: "ministers Blinken, *Lavrov* and Truss"; but "Duarte, president and general"."""
    if sentence.deps[i] != "appos" or sentence.tags[i] != "NNP" or sentence.tags[sentence.heads[i]] != "NNP":
        return False
    more = kids(sentence, i, "conj")
    bare = child(sentence, i, "det", "prep", "poss") is None
    return bare and child(sentence, i, "cc") is not None and any(sentence.tags[c] == "NNP" for c in more)


def subtree(sentence: Sentence, i: int) -> list[int]:
    """All tokens under i, itself included, in text order."""
    out = [i]
    for j in out:
        out.extend(sentence.children[j])
    return sorted(out)


def bounds(sentence: Sentence, i: int) -> tuple[int, int]:
    """Token range [first, last) of the whole subtree of i."""
    tokens = subtree(sentence, i)
    return tokens[0], tokens[-1] + 1


def phrase(sentence: Sentence, i: int, breaks: frozenset[str] = _PHRASE_BREAKS) -> tuple[int, int]:
    """Token range [first, last) of the noun phrase headed by i, without clauses, appositions, conjuncts and prepositions.

    Contiguous around the head: a stray dependent across a gap is left out.
    """
    keep = {i}
    todo = [i]
    while todo:
        j = todo.pop()
        more = [c for c in sentence.children[j] if sentence.deps[c] not in breaks]
        keep.update(more)
        todo.extend(more)
    first = last = i
    while first - 1 in keep:
        first -= 1
    while last + 1 in keep:
        last += 1
    return first, last + 1


def ancestors(sentence: Sentence, i: int) -> Iterator[int]:
    """Heads above i, nearest first, up to the root."""
    seen = {i}
    while sentence.heads[i] not in seen:
        i = sentence.heads[i]
        seen.add(i)
        yield i


def auxiliaries(sentence: Sentence, i: int) -> list[int]:
    """Auxiliary verbs of verb i: "would have been" in "would have been sent"."""
    return kids(sentence, i, "aux", "auxpass")


def is_negated(sentence: Sentence, i: int) -> bool:
    """Whether a negation hangs on i itself ("did not attack", "no attack", "never")."""
    if child(sentence, i, "neg") is not None:
        return True
    return any(
        sentence.lowers[c] in _NEGATIVE and sentence.deps[c] in {"det", "advmod", "preconj"}
        for c in sentence.children[i]
    )


_NEGATIVE = frozenset({"no", "never", "neither", "nor", "hardly", "without"})


def is_passive(sentence: Sentence, i: int) -> bool:
    """Whether verb i is passive: it has a passive subject or auxiliary, or is a participle with an agent."""
    if child(sentence, i, "nsubjpass", "auxpass") is not None:
        return True
    return sentence.tags[i] == "VBN" and child(sentence, i, "agent") is not None


def objects_of(sentence: Sentence, i: int, prep: str) -> list[int]:
    """Heads of the noun phrases that preposition ``prep`` ties to i ("met with X and Y" → X, Y)."""
    out: list[int] = []
    for c in sentence.children[i]:
        if sentence.deps[c] in {"prep", "dative", "agent"} and sentence.lowers[c] == prep:
            for o in kids(sentence, c, "pobj", "pcomp"):
                out.extend(conjuncts(sentence, o))
    return out
