"""Who speaks, by syntax: the subject of a verb of saying, through control, coordination, relative clauses and passives."""

from __future__ import annotations

from detente.coding import grammar
from detente.coding.layers import Sentence

_CLIMBING = frozenset(
    {"acl", "xcomp", "advcl", "pcomp", "conj", "ccomp", "dep", "prep", "acomp", "oprd", "aux"}
)
_ISSUING = frozenset(
    {
        "issue",
        "release",
        "publish",
        "send",
        "write",
        "post",
        "make",
        "give",
        "deliver",
        "read",
        "sign",
        "circulate",
    }
)
_VOICING = frozenset(
    {
        "make",
        "repeat",
        "issue",
        "voice",
        "express",
        "reiterate",
        "renew",
        "give",
        "offer",
        "raise",
        "deliver",
        "drop",
        "use",
        "coin",
        "chant",
    }
)
_CONTROLLING = frozenset({"ask", "lead", "prompt", "force", "urge"})  # "asked him to say": he says
_SETTINGS = frozenset({"in", "at", "on", "after", "before", "during"})
_SOURCES = ("by", "from", "of")
_SAYERS = frozenset({"NNP", "NNPS", "PRP", "NN", "NNS"})
_DATELINE = 12  # tokens: a dateline's dash is not farther in
_MAX_CLIMB = 6
_NOBODY = -1


def subject(sentence: Sentence, verb: int, documents: frozenset[str]) -> int | None:
    """Token that heads the one who says, None where the sentence does not tell.

    ``documents`` are the nouns (statement, letter) whose words are their issuer's.
    """
    at = verb
    for _ in range(_MAX_CLIMB):
        own = _NOBODY if _is_bare_passive(sentence, at, verb) else _own_subject(sentence, at)
        if own == _NOBODY and at != verb:
            own = grammar.child(sentence, at, "nsubjpass")
        if (
            own is not None
            and at != verb
            and sentence.deps[at] == "relcl"
            and sentence.deps[own] == "nsubjpass"
        ):
            pass  # "… the men, who were held there, asking that": the participle is the main clause's
        elif own is not None:
            return None if own == _NOBODY else issuer(sentence, _past_dateline(sentence, own), documents)
        elif sentence.deps[at] in {"acl", "relcl"} and not _is_setting(sentence, sentence.heads[at]):
            return issuer(sentence, sentence.heads[at], documents)
        elif sentence.deps[at] not in _CLIMBING or sentence.heads[at] == at:
            return adjacent(sentence, verb)
        found, at = _climb(sentence, at, documents)
        if found is not None:
            return found
    return None


def _climb(sentence: Sentence, at: int, documents: frozenset[str]) -> tuple[int | None, int]:
    """The speaker that the word above fixes (an object in control, a document's issuer), and the verb to go on with."""
    above = sentence.heads[at]
    if sentence.deps[at] == "xcomp" and sentence.lemmas[above] in _CONTROLLING:
        return grammar.child(sentence, above, "dobj"), above
    if not _is_noun(sentence, above):
        return None, above
    if sentence.deps[at] == "prep" and sentence.lemmas[above] in documents:
        return issuer(sentence, above, documents), above
    return None, _verb_above(sentence, at)


def _own_subject(sentence: Sentence, verb: int) -> int | None:
    """The verb's own sayer; ``_NOBODY`` where its clause has a subject that says nothing ("it was reported that")."""
    agents = grammar.objects_of(sentence, verb, "by") if sentence.tags[verb] in {"VBN", "VBD"} else []
    found = grammar.child(sentence, verb, "nsubj")
    if agents and found is None and _is_noun(sentence, agents[0]):
        return agents[0]
    if grammar.is_passive(sentence, verb):
        return None if grammar.child(sentence, verb, "nsubjpass") is None else _NOBODY
    if found is None or (sentence.deps[verb] == "pcomp" and _is_place_of(sentence, verb, found)):
        return None
    return _NOBODY if sentence.lowers[found] == "there" else found


def _is_place_of(sentence: Sentence, verb: int, noun: int) -> bool:
    """Whether a participle's subject is only where it was said: "a speech in Geneva warning …"."""
    preposition = sentence.lowers[sentence.heads[verb]]
    return sentence.tags[verb] == "VBG" and preposition in _SETTINGS and sentence.tags[noun] == "NNP"


def _is_bare_passive(sentence: Sentence, at: int, verb: int) -> bool:
    """ "Asked whether …, he …": a participle whose understood subject is spoken to."""
    if at != verb or sentence.tags[at] != "VBN" or sentence.deps[at] not in {"advcl", "acl"}:
        return False
    has = any(sentence.lemmas[c] == "have" for c in sentence.children[at])
    return not has and not grammar.objects_of(sentence, at, "by")


def _is_setting(sentence: Sentence, noun: int) -> bool:
    """Whether a noun is where or when something is, as in "a speech in Geneva warning …"."""
    return sentence.deps[noun] == "pobj" and sentence.lowers[sentence.heads[noun]] in _SETTINGS


def _past_dateline(sentence: Sentence, noun: int) -> int:
    """The name behind a dateline that the parser took for the subject: "GENEVA – The minister said"."""
    if not sentence.words[noun].isupper() or len(sentence.words[noun]) < 4:
        return noun
    dashes = {"-", "--", "–", "—"}
    dash = next(
        (i for i in range(noun + 1, min(_DATELINE, len(sentence))) if sentence.words[i] in dashes), None
    )
    if dash is None:
        return noun
    behind = [
        c
        for c in grammar.subtree(sentence, noun)
        if c > dash and sentence.deps[c] in {"appos", "dep", "conj"}
    ]
    return behind[0] if behind else noun


def adjacent(sentence: Sentence, verb: int) -> int | None:
    """A name beside the verb whose tie to it the parser lost: '…, said Ivanov', '…, Ivanov, the envoy, said'."""
    after = grammar.child(sentence, verb, "dobj", "attr", "dep", "oprd", "npadvmod")
    if after is not None and verb < after <= verb + 6 and _may_say(sentence, verb, after):
        return after
    before = verb - 1
    if before > 1 and sentence.words[before] == "," and sentence.deps[before - 1] == "appos":
        before = sentence.heads[before - 1]
    return before if 0 <= before < verb and sentence.tags[before] in _SAYERS else None


def _may_say(sentence: Sentence, verb: int, noun: int) -> bool:
    """A name, or any noun where the verb opens the reporter's words: '", warned the general'."""
    opens = verb > 0 and sentence.words[verb - 1] in {",", '"', "'"}
    return sentence.tags[noun] in ({"NNP", "NNPS", "PRP", "NN", "NNS"} if opens else {"NNP", "NNPS", "PRP"})


def issuer(sentence: Sentence, noun: int, documents: frozenset[str]) -> int:
    """Whose words a document's are, where the sentence says so: "Blinken's letter", "a statement by the ministry"."""
    if sentence.lemmas[noun] not in documents:
        return noun
    found = _possessor(sentence, noun)
    if found is None and sentence.deps[noun] in {"dobj", "pobj"}:
        verb = _verb_above(sentence, noun)
        if sentence.deps[noun] == "pobj" or sentence.lemmas[verb] in _ISSUING:
            found = grammar.child(sentence, verb, "nsubj")
    return noun if found is None else found


def owner(sentence: Sentence, noun: int) -> int | None:
    """Whose claim a noun of saying is: "his claim that", "the claim by officials that", "he repeated a claim that"."""
    found = _possessor(sentence, noun)
    if (
        found is not None
        or sentence.deps[noun] != "dobj"
        or sentence.lemmas[sentence.heads[noun]] not in _VOICING
    ):
        return found
    return grammar.child(sentence, sentence.heads[noun], "nsubj")


def _possessor(sentence: Sentence, noun: int) -> int | None:
    """The possessive, or the noun behind "by", "from" or "of"."""
    found = grammar.child(sentence, noun, "poss")
    if found is not None:
        return found
    sources = [o for p in _SOURCES for o in grammar.objects_of(sentence, noun, p) if _is_noun(sentence, o)]
    return sources[0] if sources else None


def _verb_above(sentence: Sentence, i: int) -> int:
    return next((a for a in grammar.ancestors(sentence, i) if grammar.is_verb(sentence, a)), i)


def _is_noun(sentence: Sentence, i: int) -> bool:
    return sentence.tags[i] in grammar.NOUN_TAGS
