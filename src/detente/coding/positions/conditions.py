"""Conditions: which words of a sentence tie a position to something else, and how."""

from __future__ import annotations

from detente.coding.grammar import bounds, child, is_negated, is_verb, kids
from detente.coding.layers import Sentence
from detente.coding.positions.draft import Condition, Range
from detente.coding.positions.lexicon import Lexicon, Marker

_CLAUSES = frozenset({"advcl", "ccomp", "acl", "pcomp", "relcl", "dep", "conj", "parataxis"})
_ASKING = frozenset({"ask", "question", "wonder", "know", "consider", "see", "doubt", "decide", "clear"})
_ENDS = frozenset({",", ";", ":", '"', "``", "''", "--", "–", "—"})
_TRIM = frozenset({",", ";", ":", '"', "``", "''", "--", "–", "—", ".", "?", "!"})
_JOINING = frozenset({"and", "but", "or"})
_LACKING = frozenset({"fail", "refuse", "decline", "reject", "neglect", "ignore"})


def find_conditions(sentence: Sentence, lexicon: Lexicon) -> list[Condition]:
    """Conditions of a sentence from left to right; of two that begin at one word, the one with the longer marker."""
    out: list[Condition] = []
    taken = -1
    for i, word in enumerate(sentence.lowers):
        if i <= taken or word not in lexicon.markers:
            continue
        marker = _longest(sentence, i, lexicon.markers[word])
        if marker is None:
            continue
        taken = i + len(marker.words) - 1
        found = _read(sentence, i, marker) if marker.kind != "none" else None
        if found is not None:
            out.append(found)
    return out


def _longest(s: Sentence, i: int, markers: tuple[Marker, ...]) -> Marker | None:
    return next((m for m in markers if s.lowers[i : i + len(m.words)] == m.words), None)


def _read(s: Sentence, i: int, marker: Marker) -> Condition | None:
    last = i + len(marker.words) - 1
    if last + 1 >= len(s):
        return None
    if marker.form == "inverted":
        return _inverted(s, i, marker)
    head = _clause_head(s, last)
    if head is None or marker.form in {"phrase", "phrase_future"}:
        return _phrase(s, i, last, marker) if marker.form != "clause" else None
    if s.deps[head] == "ccomp" and s.lemmas[s.heads[head]] in _ASKING and marker.words == ("if",):
        return None
    first, end = last + 1, _end(s, head, last)
    future = _is_future(s, head)
    return Condition(
        marker.kind, trim(s, (first, end)), (i, end), _anchor(s, head), head, _is_unmet(s, head), future
    )


def _clause_head(s: Sentence, at: int) -> int | None:
    """The verb of the clause that a marker opens; None where it opens a noun phrase."""
    above = s.heads[at]
    if s.deps[at] in {"mark", "advmod"} and above > at and s.deps[above] in _CLAUSES:
        return above
    if s.deps[at] == "prep":
        inner = child(s, at, "pcomp")
        return inner if inner is not None and _has_subject(s, inner) else None
    for c in range(at + 1, min(at + 12, len(s))):
        if is_verb(s, c) and s.deps[c] in _CLAUSES and bounds(s, c)[0] <= at + 1 and _has_subject(s, c):
            return c
    return None


def _has_subject(s: Sentence, i: int) -> bool:
    return child(s, i, "nsubj", "nsubjpass", "expl", "csubj") is not None


def _phrase(s: Sentence, i: int, last: int, marker: Marker) -> Condition | None:
    """ "in return for amnesty", "until Friday's talks", "without an escort"."""
    inner = next((c for c in s.children[last] if c > last and s.deps[c] in {"pobj", "pcomp"}), None)
    if inner is None:
        return None
    if s.tags[inner] == "CD" or (s.deps[inner] == "pobj" and s.lemmas[inner] in _WHEN):
        return None
    end = _end(s, inner, last)
    gerund = s.deps[inner] == "pcomp"
    return Condition(
        marker.kind,
        trim(s, (last + 1, end)),
        (i, end),
        _above(s, i, last),
        inner,
        False,
        gerund or marker.form == "phrase",
    )


_WHEN = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september"
    " october november december day week month year hour minute night morning evening noon midnight today yesterday tomorrow"
    " dawn weekend summer winter spring autumn end".split()
)


def _above(s: Sentence, i: int, last: int) -> int:
    """The first head of the marker's words that lies outside of them."""
    at = last
    while i <= s.heads[at] <= last and s.heads[at] != at:
        at = s.heads[at]
    return s.heads[at]


def _inverted(s: Sentence, i: int, marker: Marker) -> Condition | None:
    """ "should Iran attack, …": the auxiliary before its subject."""
    head = s.heads[i]
    subject = child(s, head, "nsubj", "nsubjpass")
    if s.deps[i] != "aux" or s.deps[head] not in {"advcl", "ccomp"} or subject is None or subject < i:
        return None
    end = _end(s, head, i)
    return Condition(
        marker.kind, trim(s, (i + 1, end)), (i, end), _anchor(s, head), head, _is_unmet(s, head), True
    )


def _anchor(s: Sentence, head: int) -> int:
    return s.heads[head]


def _end(s: Sentence, head: int, first: int) -> int:
    """End of the subtree of ``head``; where that does not run on from the marker, the next comma."""
    last = bounds(s, head)[1]
    if last > first + 1:
        return last
    return next((k for k in range(first + 1, len(s)) if s.words[k] in _ENDS), len(s))


def _is_unmet(s: Sentence, head: int) -> bool:
    """ "if it does not leave", "if it fails to leave"."""
    return is_negated(s, head) or s.lemmas[head] in _LACKING


def _is_future(s: Sentence, head: int) -> bool:
    """Whether a clause is not told as past: "after Iran leaves", "once it has left", "until it left" may be either."""
    tags = {s.tags[head], *(s.tags[a] for a in kids(s, head, "aux", "auxpass"))}
    return bool(tags & {"VBZ", "VBP", "MD"}) or tags == {"VB"}


def trim(s: Sentence, span: Range) -> Range:
    """The range without punctuation at its ends."""
    first, last = span
    while first < last and s.words[first] in _TRIM:
        first += 1
    while last > first and (s.words[last - 1] in _TRIM or s.lowers[last - 1] in _JOINING):
        last -= 1
    return first, last
