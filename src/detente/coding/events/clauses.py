"""What the shape of a clause says of a predicate: particles, questions, headlines, verbs that go on after what was said."""

from __future__ import annotations

from detente.coding.grammar import child, kids
from detente.coding.layers import Sentence

_PARTICLES = frozenset("up down off out back away over in on aside apart together forward ahead".split())
_LISTED = frozenset({"npadvmod", "dep", "nmod", "nsubj", "compound", "ROOT"})
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
    return [first] if s.heads[first] in {i, own} and s.deps[first] in _LISTED and first < 4 else []


def goes_on_after(s: Sentence, i: int, head: int) -> bool:
    """Whether a verb goes on after what was said, and not within it: "said it *would end* the search but *vowed* to …"."""
    above = s.heads[head]
    if s.deps[head] != "ccomp" or s.tags[i] != "VBD" or s.tags[above] != "VBD":
        return False
    finite = next((a for a in kids(s, head, "aux", "auxpass") if s.tags[a] in _FINITE), head)
    return s.tags[finite] != "VBD"
