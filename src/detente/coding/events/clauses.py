"""What the shape of a clause says of a predicate: particles, questions, headlines, verbs that go on after what was said."""

from __future__ import annotations

from detente.coding.grammar import child, kids
from detente.coding.layers import Sentence

_PARTICLES = frozenset("up down off out back away over in on aside apart together forward ahead".split())
_DASHES = frozenset("-–—/")
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_LISTED = frozenset({"npadvmod", "dep", "nmod", "nsubj", "compound", "ROOT"})
_PAST = frozenset({"VBD", "VBN"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


def particle(s: Sentence, i: int) -> int | None:
    """ "stepped down": a particle, also where the parser calls it an adverb."""
    own = child(s, i, "prt")
    if own is not None:
        return own
    return next((c for c in kids(s, i, "advmod") if c > i and s.lowers[c] in _PARTICLES), None)


def is_reduced_passive(s: Sentence, i: int) -> bool:
    """ "sanctions imposed by", "when asked about it": a participle without an auxiliary or an object."""
    if s.tags[i] != "VBN" or s.deps[i] not in {"acl", "advcl"}:
        return False
    return s.deps[i] == "acl" or child(s, i, "aux", "auxpass", "dobj") is None


def is_question(s: Sentence, clause: int) -> bool:
    """ "asked if", "asked whether", "asked why"."""
    return any(
        s.lowers[m] in {"if", "whether"} or s.tags[m] in {"WRB", "WP"}
        for m in kids(s, clause, "mark", "advmod")
    )


def conditional_subjects(s: Sentence, i: int) -> list[int]:
    """Who is warned when nobody is addressed: "said it would respond if *Iran* attacked"."""
    clauses = [c for v in (i, *kids(s, i, "ccomp", "xcomp")) for c in kids(s, v, "advcl")]
    told = [
        c
        for c in clauses
        if any(s.lowers[m] in {"if", "unless", "should"} for m in kids(s, c, "mark", "aux"))
    ]
    return [subject for c in told for subject in kids(s, c, "nsubj")]


def lower_agents(s: Sentence, i: int) -> list[int]:
    """Agents that the parser hangs on a noun beside the verb: "recognised as a state by Barbados"."""
    nouns = [noun for prep in kids(s, i, "prep") for noun in kids(s, prep, "pobj")]
    preps = [c for noun in nouns for c in kids(s, noun, "prep", "agent") if s.lowers[c] == "by"]
    return [agent for prep in preps for agent in kids(s, prep, "pobj") if s.tags[agent].startswith("NNP")]


def listed(s: Sentence, i: int) -> list[int]:
    """The first of two subjects in a headline: "Xi, Kim meet in Beijing"."""
    own = child(s, i, "nsubj")
    if own is None or own < 2 or s.words[own - 1] != "," or s.tags[own - 2] != "NNP":
        return []
    first = own - 2
    above = s.heads[first] in {i, own} or (s.heads[i] == first and s.deps[i] == "conj")
    return [first] if above and s.deps[first] in _LISTED and first < 4 else []


def resumed(s: Sentence, i: int, head: int) -> int | None:
    """The verb of saying that verb i goes on after, where the parser joins it to what was said: "*said* it would end the
    search but *vowed* to …". None where both may be part of what was said."""
    finite = next((a for a in kids(s, head, "aux", "auxpass") if s.tags[a] in _FINITE), head)
    if s.tags[i] not in _PAST or s.tags[i] in {s.tags[head], s.tags[finite]}:
        return None
    at = head
    while s.deps[at] == "ccomp" and s.heads[at] != at:
        at = s.heads[at]
        if s.tags[at] == s.tags[i]:
            return at
    return None


def modifiers(s: Sentence, i: int) -> tuple[int, ...]:
    """Words before a noun that say whose it is: two joined by a dash ("the Oslo-Lima talks"), or its leader ("Oslo-led")."""
    own = kids(s, i, "amod", "compound", "nmod")
    named = [c for c in own if c >= 2 and s.words[c - 1] in _DASHES and s.tags[c].startswith("NNP")]
    joined = [c - 2 for c in named if s.tags[c - 2].startswith("NNP")]
    leaders = [leader for c in own if s.lowers[c] == "led" for leader in kids(s, c, "npadvmod")]
    return tuple(dict.fromkeys((*joined, *leaders, *own)))


def judged(s: Sentence, i: int) -> list[int]:
    """The object of a small clause: "found *the cardinal* guilty", "declared *the general* an outlaw"."""
    judgements = [
        c for c in kids(s, i, "ccomp") if s.tags[c][:2] in {"JJ", "NN"} and child(s, c, "cop") is None
    ]
    return [subject for c in judgements for subject in kids(s, c, "nsubj")]


def shared(s: Sentence, i: int) -> list[int]:
    """The object of two verbs side by side: "invaded and occupied *the valley*"."""
    beside = [
        c for c in kids(s, i, "conj") if c == i + 2 and s.tags[c] == s.tags[i] and s.tags[i + 1] == "CC"
    ]
    return [o for c in beside for o in kids(s, c, "dobj")]


def gap_object(s: Sentence, i: int, has_subject: bool) -> list[int]:
    """ "the sanctions (that) Washington imposed": the antecedent is the object."""
    own_subject = any(s.lowers[c] in _RELATIVES for c in kids(s, i, "nsubj"))
    return [s.heads[i]] if has_subject and not own_subject else []


def unrelative(s: Sentence, i: int, tokens: list[int]) -> list[int]:
    """Relative pronouns replaced by what they stand for."""
    if s.deps[i] != "relcl":
        return tokens
    return [s.heads[i] if s.lowers[t] in _RELATIVES and s.heads[i] != i else t for t in tokens]


def first_of_two(s: Sentence, i: int) -> list[int]:
    """The subject in "He has claimed that …, *pledged* to …", where the parser takes the first of two verbs for what is said."""
    said = next((c for c in kids(s, i, "ccomp") if c < i), None)
    return [] if said is None else kids(s, said, "nsubj")
