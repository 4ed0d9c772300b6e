"""How much each actor is in the reader's mind at a point of the text: by distance and grammatical role of its mentions.

After Lappin and Leass (1994), cut down: subjects before objects, near before far, and a margin below which nobody is chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from detente.coding.actors.cast import Actor, Cast
from detente.coding.actors.context import Context
from detente.coding.actors.words import SAYING
from detente.coding.grammar import SUBJECTS, is_verb
from detente.coding.layers import Mention, MentionKind, Sentence

MARGIN = 0.12
_AGAIN = 0.06
_AGAIN_LIMIT = 2
_DISTANCE = (1.0, 0.72, 0.45, 0.3)
_OBJECTS = frozenset({"dobj", "dative", "pobj", "iobj"})
_ROLES = {
    "nsubj": 1.0, "nsubjpass": 0.95, "ROOT": 0.8, "dobj": 0.75, "dative": 0.7, "iobj": 0.7, "attr": 0.6, "pobj": 0.6, "poss": 0.6,
    "compound": 0.4, "nmod": 0.4, "amod": 0.3, "npadvmod": 0.3,
}  # fmt: skip
_EMBEDDED = frozenset({"advcl", "relcl", "acl", "ccomp", "pcomp"})


@dataclass(frozen=True, slots=True)
class Ranked:
    """An actor with its weight at a point of the text."""

    actor: Actor
    weight: float


def rank(
    context: Context, cast: Cast, mention: Mention, accept: Callable[[Actor, Mention], bool], reach: int = 3
) -> list[Ranked]:
    """Actors mentioned before a mention, at most ``reach`` sentences back, heaviest first.

    The subject of its own clause weighs more for a possessive ("Putin massed his troops"), an object more for an object, who
    says something more for a pronoun in what is said, and who spoke before more for one who goes on speaking ("Lavrov said
    that Blinken had agreed. He added …").
    """
    weights: dict[int, list[float]] = {}
    own = _own_subject(context, mention)
    teller = _own_teller(context.sentence(mention), mention.head)
    is_object = context.sentence(mention).deps[mention.head] in _OBJECTS
    tells = _tells(context.sentence(mention), mention.head)
    for other, distance in before(context, mention, reach):
        sentence = context.sentence(other)
        weight = _DISTANCE[distance] * role_weight(sentence, other)
        if distance == 0:
            weight += 0.1 if other.head == own else 0.0
            weight += 0.25 if other.head == teller else 0.0
            weight += 0.08 if is_object and sentence.deps[other.head] in _OBJECTS else 0.0
        elif tells and _tells(sentence, other.head):
            weight += 0.35 * _DISTANCE[distance]
        for actor in cast.of(other.id):
            if accept(actor, other):
                weights.setdefault(actor.number, []).append(weight)
    ranked = [Ranked(cast.actors[number], _together(found)) for number, found in weights.items()]
    return sorted(ranked, key=lambda r: (-r.weight, r.actor.number))


def _together(weights: list[float]) -> float:
    """The heaviest mention, and a little for being named again; being named often does not outweigh being named last."""
    return max(weights) + _AGAIN * min(len(weights) - 1, _AGAIN_LIMIT)


def _tells(sentence: Sentence, token: int) -> bool:
    """Whether a token is the subject of a main verb of saying."""
    verb = sentence.heads[token]
    return (
        sentence.deps[token] in SUBJECTS and sentence.lemmas[verb] in SAYING and sentence.deps[verb] == "ROOT"
    )


def saying_subject(sentence: Sentence, token: int) -> int | None:
    """Subject of the verb of saying that governs the clause of a token; None where none does."""
    at = token
    for _ in range(12):
        head = sentence.heads[at]
        if head == at:
            return None
        if sentence.deps[at] in {"ccomp", "parataxis"} and sentence.lemmas[head] in SAYING:
            return next((c for c in sentence.children[head] if sentence.deps[c] in SUBJECTS), None)
        at = head
    return None


def _own_teller(sentence: Sentence, token: int) -> int | None:
    """For the subject of what is said, who says it: "Blinken said he …"; not for what lies deeper in it."""
    verb = sentence.heads[token]
    if sentence.deps[token] not in SUBJECTS or not is_verb(sentence, verb):
        return None
    while sentence.deps[verb] == "conj" and sentence.heads[verb] != verb:
        verb = sentence.heads[verb]
    return saying_subject(sentence, verb) if sentence.deps[verb] in {"ccomp", "parataxis"} else None


def _own_subject(context: Context, mention: Mention) -> int | None:
    """For a possessive, the subject of the clause that it stands in."""
    sentence = context.sentence(mention)
    if sentence.deps[mention.head] != "poss":
        return None
    verb = governing_verb(sentence, sentence.heads[mention.head])
    return subject(sentence, verb) if verb is not None else None


def before(context: Context, mention: Mention, reach: int) -> Iterator[tuple[Mention, int]]:
    """Mentions before a mention and not around it, nearest first, with their distance in sentences."""
    mentions = context.reading.mentions
    for number in range(mention.id - 1, -1, -1):
        other = mentions[number]
        distance = mention.sentence - other.sentence
        if distance > reach or distance >= len(_DISTANCE):
            return
        if distance == 0 and other.last > mention.first:
            continue
        yield other, distance


def role_weight(sentence: Sentence, mention: Mention) -> float:
    """Weight of the grammatical role in which a mention stands."""
    if mention.kind == MentionKind.ADJECTIVE:
        return 0.3
    at = mention.head
    share = 1.0
    for _ in range(4):
        if sentence.deps[at] not in {"conj", "appos"} or sentence.heads[at] == at:
            break
        share *= 0.97
        at = sentence.heads[at]
    weight = _ROLES.get(sentence.deps[at], 0.5) * share
    verb = sentence.heads[at]
    return weight * 0.92 if is_verb(sentence, verb) and sentence.deps[verb] in _EMBEDDED else weight


def chosen(ranked: list[Ranked], margin: float = MARGIN, floor: float = 0.0) -> Actor | None:
    """The heaviest actor, where it is heavier than the next by the margin, and not too light."""
    if not ranked or ranked[0].weight < floor:
        return None
    if len(ranked) > 1 and ranked[0].weight - ranked[1].weight < margin:
        return None
    return ranked[0].actor


def governing_verb(sentence: Sentence, token: int) -> int | None:
    """The verb whose argument a token is, directly or through a preposition; None inside another noun phrase."""
    at = token
    for _ in range(5):
        dep, head = sentence.deps[at], sentence.heads[at]
        if is_verb(sentence, head):
            return head
        if dep not in {"pobj", "conj", "prep", "dative", "agent", "appos"} or head == at:
            return None
        at = head
    return None


def subject(sentence: Sentence, verb: int) -> int | None:
    """The token of a verb's subject, also where it is only understood from the verb above ("wants to go")."""
    at = verb
    for _ in range(6):
        for c in sentence.children[at]:
            if sentence.deps[c] in SUBJECTS:
                return c
        if (
            sentence.deps[at] not in {"xcomp", "conj", "advcl", "acl", "pcomp", "prep", "aux"}
            or sentence.heads[at] == at
        ):
            return None
        at = sentence.heads[at]
    return None
