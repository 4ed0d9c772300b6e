"""Which way a time looks that needs a direction ("Thursday", "in June"): by the verb that governs it, and by cues around it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from detente.coding.grammar import ancestors, auxiliaries, child, is_verb
from detente.coding.layers import Sentence


class Direction(StrEnum):
    """Before the report, behind it, told in the plain present ("the council meets on Monday"), or not said."""

    PAST = "past"
    FUTURE = "future"
    PRESENT = "present"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Governors:
    """Words that turn a time.

    ``ahead``: adjectives that look ahead ("due on Monday"). ``implicative``: verbs whose infinitive shares their
    tense ("failed to meet"). ``reporting``: verbs whose present tells of what was said. ``slated``: verbs that set a
    time to come ("talks planned on Monday"); ``deferred``: those that do with "until", "by", "to" or "for" ("extended until
    Friday"). ``upcoming``: modifiers of nouns.
    """

    ahead: frozenset[str]
    implicative: frozenset[str]
    reporting: frozenset[str]
    slated: frozenset[str]
    deferred: frozenset[str]
    upcoming: frozenset[str]


_FUTURE_AUXILIARIES = frozenset(
    {"will", "wo", "'ll", "shall", "would", "can", "could", "may", "might", "should", "must", "ca"}
)
_PAST_AUXILIARIES = frozenset({"was", "were", "had", "did", "'d"})
_PRESENT_AUXILIARIES = frozenset({"is", "are", "am", "'s", "'re", "'m", "be", "being"})
_PERFECT = frozenset({"has", "have", "having", "'ve"})
_AHEAD_PREPOSITIONS = frozenset({"for", "until", "till", "by", "to"})
_ATTRIBUTIVE = frozenset({"compound", "poss", "nmod", "amod", "nummod"})


def direction(sentence: Sentence, at: int, governors: Governors) -> Direction:
    """Where the time headed by token ``at`` lies, seen from the report."""
    if sentence.deps[at] == "pobj" and sentence.lowers[sentence.heads[at]] == "since":
        return Direction.PAST
    cue = _noun_cue(sentence, at, governors)
    if cue is not None:
        return cue
    governor = next(
        (a for a in ancestors(sentence, at) if is_verb(sentence, a) or _is_ready(sentence, a, governors)),
        None,
    )
    if governor is None:
        return Direction.NONE
    if _is_set_for(sentence, at, governor, governors):
        return Direction.FUTURE
    found = verb_direction(sentence, governor, governors)
    ahead = found is Direction.PRESENT or (found is Direction.FUTURE and not _will(sentence, governor))
    if ahead and sentence.deps[at] in _ATTRIBUTIVE:
        return Direction.NONE  # "wants to revise the June agreement"
    return found


def _is_denied(sentence: Sentence, verb: int) -> bool:
    subject = child(sentence, verb, "nsubj", "nsubjpass")
    words = (
        sentence.children[verb]
        if subject is None
        else (*sentence.children[verb], *sentence.children[subject])
    )
    return any(sentence.deps[c] == "neg" or sentence.lowers[c] in {"neither", "nobody", "no"} for c in words)


def _will(sentence: Sentence, verb: int) -> bool:
    return any(sentence.lowers[a] in _FUTURE_AUXILIARIES for a in auxiliaries(sentence, verb))


def verb_direction(sentence: Sentence, verb: int, governors: Governors) -> Direction:
    """The tense of a verb, as a direction from the report."""
    words = {sentence.lowers[a] for a in auxiliaries(sentence, verb)}
    if "could" in words and _is_denied(sentence, verb):
        return Direction.PAST  # "could not be reached on Sunday"
    if words & (_PAST_AUXILIARIES | _PERFECT) or sentence.tags[verb] == "VBD":
        return Direction.PAST  # "would have met" as well
    if words & _FUTURE_AUXILIARIES:
        return Direction.FUTURE
    return _untensed(sentence, verb, words, governors)


def _untensed(sentence: Sentence, verb: int, words: set[str], governors: Governors) -> Direction:
    """Infinitives, the present and participles."""
    if "to" in words:
        return _infinitive(sentence, verb, governors)
    if words & _PRESENT_AUXILIARIES:
        return Direction.FUTURE
    if sentence.tags[verb] in {"VBZ", "VBP"}:
        return Direction.NONE if sentence.lemmas[verb] in governors.reporting else Direction.PRESENT
    return _non_finite(sentence, verb, governors)


def _infinitive(sentence: Sentence, verb: int, governors: Governors) -> Direction:
    """ "To meet": ahead of what governs it, unless that says it came about ("managed to meet")."""
    head = sentence.heads[verb]
    if head == verb or not is_verb(sentence, head) or sentence.deps[verb] == "advcl":
        return Direction.FUTURE if sentence.deps[verb] != "advcl" else _of_head(sentence, verb, governors)
    if sentence.lemmas[head] in governors.implicative:
        return verb_direction(sentence, head, governors)
    return Direction.FUTURE


def _non_finite(sentence: Sentence, verb: int, governors: Governors) -> Direction:
    """Participles and bare infinitives: "signed on Monday" is past, "leaving Monday" goes with its governor."""
    if sentence.tags[verb] == "VBN":
        return Direction.FUTURE if sentence.lemmas[verb] in governors.slated else Direction.PAST
    if sentence.deps[verb] == "conj":
        return _of_head(sentence, verb, governors)
    if sentence.tags[verb] == "VB":
        return Direction.FUTURE
    return _of_head(sentence, verb, governors)


def _of_head(sentence: Sentence, verb: int, governors: Governors) -> Direction:
    """The direction of the verb above, NONE where there is none."""
    above = next((a for a in ancestors(sentence, verb) if is_verb(sentence, a)), None)
    return Direction.NONE if above is None else verb_direction(sentence, above, governors)


def _noun_cue(sentence: Sentence, at: int, governors: Governors) -> Direction | None:
    """What a noun that carries the time says itself: "the upcoming talks on Monday", "ahead of Friday's talks"."""
    head = sentence.heads[at]
    if sentence.deps[at] == "pobj":
        head = sentence.heads[head]
    if head == at or is_verb(sentence, head):
        return None
    words = {sentence.lowers[c] for c in sentence.children[head]}
    if words & governors.upcoming:
        return Direction.FUTURE
    above = sentence.heads[head]
    if sentence.lowers[above] == "of" and sentence.lowers[sentence.heads[above]] == "ahead":
        return Direction.FUTURE
    return None


def _is_ready(sentence: Sentence, at: int, governors: Governors) -> bool:
    """An adjective that looks ahead: "due on Monday", "ready by March"."""
    return sentence.tags[at] == "JJ" and sentence.lemmas[at] in governors.ahead


def _is_set_for(sentence: Sentence, at: int, governor: int, governors: Governors) -> bool:
    """ "Scheduled for Monday", "extended the deadline until Friday", "due Monday"."""
    if sentence.tags[governor] == "JJ" or sentence.lemmas[governor] in governors.slated:
        return True
    if sentence.deps[at] in _ATTRIBUTIVE:
        at = sentence.heads[at]  # "prepared for Monday's talks"
    if sentence.deps[at] != "pobj" or sentence.lowers[sentence.heads[at]] not in _AHEAD_PREPOSITIONS:
        return False
    return sentence.lemmas[governor] in governors.deferred
