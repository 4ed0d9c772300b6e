"""Token ranges of a sentence: clauses without their conjunctions, and what is left when the reporter's words are taken out."""

from __future__ import annotations

from detente.coding import grammar
from detente.coding.layers import Sentence

Range = tuple[int, int]
COMMAS = frozenset({",", "-", "--", "–", "—"})
ENDS = frozenset({",", ".", ";", ":", "--", "–", "—", '"', "'"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_EDGE = frozenset({",", ";", ":", "-", "--", "–", "—", '"', "'", "``", "''", "(", ")", "and", "but"})
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_ASKING = frozenset({"WDT", "WP", "WP$", "WRB"})
_STOPS = frozenset({".", "?", "!"})


def trimmed(sentence: Sentence, first: int, last: int) -> Range:
    """The range without punctuation and conjunctions at its ends."""
    while first < last and sentence.lowers[first] in _EDGE:
        first += 1
    while last > first and (sentence.lowers[last - 1] in _EDGE or sentence.lowers[last - 1] in _STOPS):
        last -= 1
    return first, last


def body(sentence: Sentence, c: int) -> Range:
    """Range of clause c without its "that", a day set before it ("said Monday he …") and outer punctuation."""
    first, last = grammar.bounds(sentence, c)
    lead = sentence.children[c][0] if sentence.children[c] else c
    if lead < c and (sentence.deps[lead] in {"npadvmod", "tmod"} or _is_day(sentence, lead)):
        start, end = grammar.bounds(sentence, lead)
        first = end if start == first else first
    while first < last and (sentence.lowers[first] in _EDGE or _is_that(sentence, first)):
        first += 1
    return trimmed(sentence, first, last)


def _is_day(sentence: Sentence, i: int) -> bool:
    """ "on Monday", where no comma sets it off as the clause's own."""
    last = grammar.bounds(sentence, i)[1]
    return (
        sentence.lowers[i] == "on"
        and sentence.lowers[last - 1] in _DAYS
        and sentence.words[last : last + 1] != (",",)
    )


def _is_that(sentence: Sentence, i: int) -> bool:
    """The conjunction; "that" as subject or article is the clause's own."""
    return sentence.lowers[i] == "that" and sentence.deps[i] in {"mark", "dobj", "pobj"}


def has_that(sentence: Sentence, c: int) -> bool:
    """Whether the conjunction "that" opens clause c, which then is no relative clause."""
    return any(sentence.lowers[k] == "that" and sentence.deps[k] == "mark" for k in sentence.children[c])


def has_verb(sentence: Sentence, part: Range) -> bool:
    """Whether a range can be a clause: it has a finite verb, or a participle with a subject of its own."""
    return any(
        sentence.tags[i] in FINITE
        or (sentence.tags[i] == "VBN" and grammar.child(sentence, i, *SUBJECTS) is not None)
        for i in range(*part)
    )


def is_infinitive(sentence: Sentence, c: int) -> bool:
    """Whether token c heads a to-infinitive."""
    return any(sentence.lowers[k] == "to" and sentence.deps[k] == "aux" for k in sentence.children[c])


def is_question(sentence: Sentence, c: int) -> bool:
    """Whether a question word opens clause c."""
    asking = [k for k in sentence.children[c] if k < c]
    asking += [grammar.bounds(sentence, c)[0]]  # "asked [what kind of ship] it was"
    return any(sentence.tags[k] in _ASKING or sentence.lowers[k] in {"whether", "if"} for k in asking)


def reporters_block(sentence: Sentence, i: int, below: int) -> Range:
    """The reporter's words around verb i: its dependents but the clause ``below``, as one run around the verb."""
    mine = set(grammar.subtree(sentence, i)) - set(grammar.subtree(sentence, below))
    first = last = i
    while first - 1 in mine:
        first -= 1
    while last in mine:
        last += 1
    return first, max(last, i + 1)


def without(sentence: Sentence, content: Range, block: Range) -> tuple[Range, ...]:
    """The content; in two parts, where the reporter's block stands in its middle."""
    if block[1] <= content[0] or content[1] <= block[0]:
        return (content,) if content[0] < content[1] else ()
    parts = (trimmed(sentence, content[0], block[0]), trimmed(sentence, block[1], content[1]))
    return tuple(part for part in parts if part[0] < part[1])


def before(sentence: Sentence, content: Range, cuts: list[int]) -> Range:
    """The content up to the first of the tokens ``cuts``, less the conjunction in front of it."""
    first, last = content
    for cut in cuts:
        at = cut
        while at > first and _leads_in(sentence, at - 1):
            at -= 1
        last = min(last, at)
    return trimmed(sentence, first, last)


def _leads_in(sentence: Sentence, i: int) -> bool:
    return sentence.deps[i] in {"cc", "advmod", "aux", "auxpass"} or sentence.words[i] in COMMAS
