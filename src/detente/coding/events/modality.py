"""Whether an act is told as real: tense, negation, modals, conditions and the words that govern it."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.events.slots import Slots
from detente.coding.grammar import VERB_TAGS, auxiliaries, child, is_negated, is_verb, kids
from detente.coding.layers import Sentence

_FUTURE = frozenset({"will", "'ll", "wo", "shall"})
_MODALS = frozenset({"would", "could", "might", "may", "can", "should", "must", "ca", "'d", "ought"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest", "until", "once"})
_CASES = frozenset({"case", "event", "condition"})
_UNREAL_MODIFIERS = frozenset(
    "possible potential planned future proposed threatened feared imminent hypothetical likely would-be eventual looming"
    " upcoming forthcoming suspected scheduled expected alleged".split()
)
_ADJUNCTS = frozenset(
    "after before during since following amid despite as in within throughout until till pending ahead through under by"
    " from because due since upon while near between".split()
)
_CONTENT = frozenset({"xcomp", "ccomp", "pcomp", "conj", "pobj", "prep", "acl", "dobj", "nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Modality:
    """How real an act is told to be; ``effects`` are what its governors do to it, nearest first, with the word."""

    tense: str
    negated: bool
    modal: str | None
    conditional: bool
    effects: tuple[tuple[str, str], ...]


def read_modality(sentence: Sentence, slots: Slots, governors: dict[tuple[str, str], str]) -> Modality:
    """Modality of a predicate from its own verb group and everything above it."""
    s = sentence
    verb = slots.clause if slots.clause is not None else _clause_of(s, slots.head)
    effects = list(_own_effects(s, slots.head))
    effects.extend(_governing(s, slots.head, governors))
    own = slots.head if slots.pos == "V" else slots.clause
    negated = is_negated(s, slots.head) or (own is not None and is_negated(s, own))
    if slots.pos == "N" and slots.clause is None:
        verb = None
    return Modality(
        tense=_tense(s, verb),
        negated=negated,
        modal=_modal(s, verb),
        conditional=_in_condition(s, slots.head),
        effects=tuple(effects),
    )


def _clause_of(s: Sentence, i: int) -> int | None:
    while s.heads[i] != i:
        i = s.heads[i]
        if is_verb(s, i):
            return i
    return i if is_verb(s, i) else None


def _tense(s: Sentence, verb: int | None) -> str:
    if verb is None:
        return "none"
    group = [s.lowers[a] for a in auxiliaries(s, verb)]
    backshifted = any(_is_backshifted(s, verb, a) for a in auxiliaries(s, verb))
    if backshifted or any(word in _FUTURE for word in group) or _going_to(s, verb):
        return "future"
    tags = [s.tags[verb], *(s.tags[a] for a in auxiliaries(s, verb))]
    if "VBD" in tags or (s.tags[verb] == "VBN" and "VBZ" not in tags and "VBP" not in tags):
        return "past"
    if tags == ["VB", "TO"] and s.deps[verb] == "ROOT":
        return "future"  # headline: "Leaders to meet in Geneva"
    infinite = s.tags[verb] == "VB" or (s.tags[verb] == "VBG" and not auxiliaries(s, verb))
    if not infinite:
        return "present"
    return _tense(s, _clause_of(s, verb)) if s.heads[verb] != verb else "none"


def _going_to(s: Sentence, verb: int) -> bool:
    """ "is going to meet", "is to meet", "is set to meet", "is due to meet"."""
    head = s.heads[verb]
    if s.deps[verb] != "xcomp" or head == verb:
        return False
    if s.lowers[head] in {"going", "set", "due", "scheduled", "slated", "expected", "poised"}:
        return True
    return s.lemmas[head] == "be" and "TO" in {s.tags[a] for a in auxiliaries(s, verb)}


def _modal(s: Sentence, verb: int | None) -> str | None:
    if verb is None:
        return None
    for a in auxiliaries(s, verb):
        if s.lowers[a] in _MODALS:
            return None if _is_backshifted(s, verb, a) else s.lowers[a]
    if s.deps[verb] == "conj" and s.tags[verb] == "VB" and s.tags[s.heads[verb]] in VERB_TAGS:
        return _modal(s, s.heads[verb])
    return None


def _is_past(s: Sentence, verb: int) -> bool:
    return s.tags[verb] == "VBD" or any(s.lowers[a] == "had" for a in auxiliaries(s, verb))


def _is_backshifted(s: Sentence, verb: int, auxiliary: int) -> bool:
    """The "would" of reported speech, which is the future of what was said: "Poland said it would send tanks"."""
    first = verb
    while s.deps[first] == "conj" and s.heads[first] != first:
        first = s.heads[first]
    if (
        s.lowers[auxiliary] not in {"would", "'d"}
        or s.deps[first] != "ccomp"
        or not _is_past(s, s.heads[first])
    ):
        return False
    clauses = [c for v in (verb, first) for c in kids(s, v, "advcl")]
    return not any(s.lowers[m] in _CONDITIONS for c in clauses for m in kids(s, c, "mark", "advmod"))


def _in_condition(s: Sentence, i: int) -> bool:
    """Inside "if …", "unless …", "in case of …", "in the event of …"."""
    at = i
    while True:
        if s.deps[at] in {"advcl", "ccomp"} and any(
            s.lowers[c] in _CONDITIONS and s.deps[c] in {"mark", "advmod"} for c in s.children[at]
        ):
            return s.deps[at] == "advcl" or s.lowers[s.heads[at]] in {
                "ask",
                "asked",
                "consider",
                "considering",
                "wonder",
            }
        if s.lemmas[at] in _CASES and s.deps[at] == "pobj" and s.lowers[s.heads[at]] in {"in", "on"}:
            return True
        if s.heads[at] == at:
            return False
        at = s.heads[at]


def _own_effects(s: Sentence, i: int) -> list[tuple[str, str]]:
    """Adjectives that make a noun unreal: "a possible invasion"."""
    found = [s.lowers[c] for c in s.children[i] if s.deps[c] == "amod" and s.lowers[c] in _UNREAL_MODIFIERS]
    return [("hypothetical", word) for word in found]


def _is_beside(s: Sentence, i: int) -> bool:
    """Not what the governor is about: a preposition that only says when or how, or a participle that is taken for granted
    ("threatened the men arrested on Monday")."""
    if s.deps[i] == "acl":
        return s.tags[i] != "VB"
    return s.deps[i] == "prep" and s.lowers[i] in _ADJUNCTS


def _governing(s: Sentence, i: int, governors: dict[tuple[str, str], str]) -> list[tuple[str, str]]:
    """Effects of governing words, nearest first. Stops where the chain leaves the content of the governor."""
    out: list[tuple[str, str]] = []
    at = i
    while s.heads[at] != at and s.deps[at] in _CONTENT and not _is_beside(s, at):
        dep, at = s.deps[at], s.heads[at]
        if dep == "conj" or (dep == "nsubj" and s.tags[at] not in VERB_TAGS):
            continue
        if dep in {"nsubj"}:
            break
        pos = "V" if s.tags[at] in VERB_TAGS else "N" if s.tags[at].startswith("NN") else "A"
        effect = governors.get((s.lemmas[at], pos))
        if effect is None:
            continue
        if child(s, at, "neg") is None:
            out.append((effect, s.lowers[at]))
        elif effect != "negation":
            out.append(
                ("negation", f"not {s.lowers[at]}")
            )  # "does not intend to invade"; two negations cancel
    return out
