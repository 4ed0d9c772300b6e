"""Words of saying set into what they report: "The deal, he said, was dead", "as he put it", "according to her"."""

from __future__ import annotations

from detente.coding import grammar
from detente.coding.layers import Sentence
from detente.coding.quotes import speakers
from detente.coding.quotes.lexicon import Verb
from detente.coding.quotes.ranges import COMMAS, ENDS, SUBJECTS, Range, has_verb, trimmed

_SPOKEN_TO = frozenset({"tell", "assure", "remind", "inform"})
_EMPTY = frozenset({"so", "as", "much"})  # "said so", "said as much": no content of their own


def parenthetic(sentence: Sentence, i: int, verb: Verb) -> tuple[Range, ...]:
    """Content of a verb without a complement, set between commas or at the end: "The deal, he said, was dead"."""
    own = inserted(sentence, i)
    if own is None or grammar.is_negated(sentence, i) or sentence.lowers[i + 1 : i + 2] == ("so",):
        return ()
    if i + 1 < len(sentence) and sentence.lowers[i + 1] in _EMPTY:
        return ()
    states = verb.strength == 3 and "that" in verb.frames
    behind = sentence.tags[own[1] + 1] if own[1] + 1 < len(sentence) else ""
    if not has_verb(sentence, (0, own[0])) and (not states or behind in {"VBG", ""}):
        return ()
    return around(sentence, i, own)


def inserted(sentence: Sentence, i: int) -> Range | None:
    """The inserted clause of verb i: from the comma before it to the comma or end behind it; None where it is none."""
    subject = grammar.child(sentence, i, "nsubj")
    if subject is None and sentence.deps[i] != "conj":
        subject = speakers.adjacent(sentence, i)
    if subject is None or sentence.deps[i] in {"relcl", "acl"} or not _stands_free(sentence, i):
        return None
    first = min(i, grammar.phrase(sentence, subject)[0])
    while (
        first > 0 and sentence.heads[first - 1] == i and sentence.deps[first - 1] in {"advmod", "aux", "neg"}
    ):
        first -= 1
    if first == 0 or sentence.words[first - 1] not in COMMAS:
        return None
    last = max(i, subject) + 1
    while last < len(sentence) and sentence.words[last] not in ENDS:
        last += 1
    closed = last >= len(sentence) or sentence.words[last] not in {":", '"', "'"}
    return (first, last) if closed else None


def _stands_free(sentence: Sentence, i: int) -> bool:
    """Whether verb i has neither conjunction nor object, but for one spoken to: "he told the Post"."""
    mark = grammar.child(sentence, i, "mark")
    if mark is not None and (sentence.tags[i] == "VB" or not set(sentence.words[mark + 1 : i]) & COMMAS):
        return False  # a conjunction in front of the comma is none of the inserted clause
    return grammar.child(sentence, i, "dobj") is None or sentence.lemmas[i] in _SPOKEN_TO


def aside(sentence: Sentence, i: int) -> tuple[Range, ...]:
    """Content of "as he said", "as the minister put it": the clause that it hangs in; empty for any other "as"."""
    thing = grammar.child(sentence, i, "dobj")
    opened = any(sentence.lowers[k] == "as" and k < i for k in sentence.children[i])
    about = any(
        sentence.deps[k] == "prep" and sentence.lowers[k] in {"on", "about"} for k in sentence.children[i]
    )
    said = grammar.child(sentence, i, "nsubj", "agent") is not None
    if sentence.deps[i] != "advcl" or not opened or about or not said:
        return ()
    if thing is not None and sentence.lowers[thing] != "it":
        return ()
    return around(sentence, i, grammar.bounds(sentence, i))


def adjunct(sentence: Sentence, i: int) -> Range:
    """Range of an "according to" phrase; up to its first comma where the parser took the clause behind it in as well."""
    first, last = grammar.bounds(sentence, i)
    first, last = min(first, i), max(last, i + 2)
    comma = next((k for k in range(i + 2, last) if sentence.words[k] == ","), last)
    swallowed = first == 0 and last >= len(sentence) - 1
    return (first, comma) if swallowed else (first, last)


def around(sentence: Sentence, i: int, own: Range) -> tuple[Range, ...]:
    """The clause that the range ``own`` is set into, without it: the whole sentence, or the clause token i hangs in."""
    first, last = _host(sentence, i, own)
    ends = ((first, max(first, own[0])), (own[1], max(own[1], last)))
    parts = tuple(part for part in (trimmed(sentence, *end) for end in ends) if part[0] < part[1])
    return parts if any(has_verb(sentence, part) for part in parts) else ()


def _host(sentence: Sentence, i: int, own: Range) -> Range:
    for above in grammar.ancestors(sentence, i):
        of_its_own = any(sentence.deps[k] in SUBJECTS for k in sentence.children[above])
        if of_its_own and sentence.deps[above] in {"ccomp", "relcl", "advcl"}:
            first, last = grammar.bounds(sentence, above)
            return min(first, own[0]), max(last, own[1])
    return 0, len(sentence)
