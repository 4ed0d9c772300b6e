"""Accounts: each happening that the report tells, with who did what to whom, when, where, and whether it is denied.

A verb, or a noun that names a happening ("the signing of the treaty", "the earthquake"), with its arguments by voice, whatever
the words: "two women rubbed poison", "poison was rubbed by a man". Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.coding.dating import Dated, event_date
from detente.coding.findings.scene import Scene
from detente.coding.grammar import (
    SUBJECTS,
    ancestors,
    auxiliaries,
    conjuncts,
    is_negated,
    is_passive,
    is_verb,
    kids,
)
from detente.coding.layers import Sentence
from detente.coding.locating import event_place
from detente.knowledge.concepts import stem
from detente.record.enums import DateBasis, Granularity
from detente.record.types import EventDate, Span

_SKIPPED = frozenset(
    """be have do say tell add state note report make get go come take give put keep let seem appear become know think
    believe want see hear feel mean show claim describe call quote accord include follow expect hope like love need try
    begin start continue consider deny""".split()
)
_DENIALS = frozenset({"deny", "refute", "denial", "untrue", "false"})
_FAILED = frozenset({"fail", "refuse", "avoid", "prevent", "decline", "stop", "abandon", "rule"})
_UNREAL_VERBS = frozenset(
    """accuse allege fear suspect threaten want hope wish plan intend aim seek ask urge demand call order try attempt propose
    suggest consider discuss expect warn vow promise pledge offer agree might prepare claim blame charge believe think doubt
    speculate predict forecast rumour rumor require help let allow prevent stop""".split()
)
_UNREAL_MODALS = frozenset({"would", "could", "should", "may", "might", "can", "must", "ought", "shall"})
_DO = frozenset({"do", "does", "did"})
_FUTURE = frozenset({"will", "'ll", "wo"})
_CONDITIONS = frozenset({"if", "unless", "whether", "until", "once", "lest", "before", "in"})
_BEFALLING = frozenset(
    "die perish collapse sink crash explode burn derail capsize close open reopen begin start end drown survive fall".split()
)
LIMBS = frozenset(
    {"soldier", "army", "plane", "police", "government", "chief", "ship", "tank", "fighter", "unit"}
)
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP"})


@dataclass(frozen=True, slots=True)
class Argument:
    """A participant of an account: the token that heads it, whom it means, and its noun's concept."""

    sentence: int
    token: int
    entities: frozenset[str]
    concept: str
    named: bool
    pronoun: bool


@dataclass(frozen=True, slots=True)
class Account:
    """One telling of one happening. ``concept`` is what happened; ``mood`` is real, future or unreal; ``place`` an index."""

    sentence: int
    head: int
    concept: str
    nominal: bool
    agents: tuple[Argument, ...]
    patients: tuple[Argument, ...]
    others: tuple[Argument, ...]
    negated: bool
    denied: bool
    mood: str
    dated: Dated
    place: int | None
    span: Span


def read_accounts(scene: Scene) -> tuple[Account, ...]:
    """All accounts of a report, in text order; those inside of a question or a wish are marked as unreal."""
    told: set[str] = set()
    return tuple(account for s in scene.reading.sentences for account in _of_sentence(scene, s, told))


def _of_sentence(scene: Scene, s: Sentence, told: set[str]) -> Iterator[Account]:
    """Accounts of a sentence. A noun is one where the table has it as a happening, or its verb was told: "exchange"."""
    for i, tag in enumerate(s.tags):
        if tag.startswith("VB") and s.deps[i] not in {"aux", "auxpass"} and s.lemmas[i] not in _SKIPPED:
            told.add(scene.concepts.of(s.lemmas[i]))
            yield _verbal(scene, s, i)
        elif (
            tag in _NOUN_TAGS and s.deps[i] not in {"compound", "nmod"} and _happens(scene, s.lemmas[i], told)
        ):
            yield _nominal(scene, s, i)
        elif tag.startswith("JJ") and s.deps[i] in {"acomp", "oprd"} and scene.concepts.happens(s.lemmas[i]):
            yield _state(scene, s, i)


def _happens(scene: Scene, lemma: str, told: set[str]) -> bool:
    return scene.concepts.happens(lemma) or (
        lemma not in scene.concepts.words and scene.concepts.of(lemma) in told
    )


def _verbal(scene: Scene, s: Sentence, i: int) -> Account:
    agents, patients = _sides(s, i)
    others = [
        o
        for c in s.children[i]
        if s.deps[c] in {"prep", "dative"}
        for p in kids(s, c, "pobj")
        for o in conjuncts(s, p)
    ]
    negated = is_negated(s, i) or any(is_negated(s, k) for k in kids(s, i, *SUBJECTS, "dobj"))
    denied = _is_denied(s, i)
    return _account(scene, s, i, (agents, patients, others), _Told(negated, denied, _mood(s, i)))


def _sides(s: Sentence, i: int) -> tuple[list[int], list[int]]:
    """Tokens of who does and of what is done to, through passives, participles and relative clauses."""
    subjects = [c for k in s.children[i] if s.deps[k] in SUBJECTS for c in conjuncts(s, _antecedent(s, i, k))]
    agents = [o for k in kids(s, i, "agent") for p in kids(s, k, "pobj") for o in conjuncts(s, p)]
    objects = [c for k in kids(s, i, "dobj", "dative") for c in conjuncts(s, k)]
    if is_passive(s, i) or (s.tags[i] == "VBN" and s.deps[i] == "acl"):
        if s.deps[i] == "acl" and not subjects:
            subjects = [s.heads[i]]
        return agents, subjects + objects
    if s.deps[i] == "acl" and not subjects and s.tags[i] == "VBG":
        subjects = [s.heads[i]]
    if not subjects and s.deps[i] in {"conj", "xcomp"} and is_verb(s, s.heads[i]):
        above = s.heads[i]
        subjects = [
            c
            for k in s.children[above]
            if s.deps[k] == "nsubj"
            for c in conjuncts(s, _antecedent(s, above, k))
        ]
    if not objects and s.lemmas[i] in _BEFALLING:
        return [], subjects
    return subjects, objects


def _antecedent(s: Sentence, verb: int, subject: int) -> int:
    """For a relative pronoun, the noun that it stands for."""
    if s.tags[subject] in {"WP", "WDT"} and s.deps[verb] == "relcl":
        return s.heads[verb]
    return subject


def _nominal(scene: Scene, s: Sentence, i: int) -> Account:
    """A noun's account; where it is the subject or object of a light verb, that verb's time, place and denial are its own."""
    agents: list[int] = []
    patients: list[int] = []
    others: list[int] = []
    befalls = stem(s.lemmas[i]) in {"death", "collaps", "surviv"} or s.lemmas[i] in {"death", "collapse"}
    for c in s.children[i]:
        if s.deps[c] == "poss":
            (patients if befalls else agents).append(c)
        elif s.deps[c] == "prep":
            found = [o for p in kids(s, c, "pobj") for o in conjuncts(s, p)]
            side = {
                "by": agents,
                "between": agents,
                "with": agents,
                "of": patients,
                "on": patients,
                "against": patients,
            }
            side.get(s.lowers[c], others).extend(found)
        elif s.deps[c] in {"compound", "nmod"}:
            others.append(c)
    verb = s.heads[i] if s.deps[i] in SUBJECTS | {"dobj"} and is_verb(s, s.heads[i]) else None
    negated = is_negated(s, i) or (verb is not None and is_negated(s, verb))
    mood = "real" if verb is None else _mood(s, verb)
    above = next((a for a in ancestors(s, i) if is_verb(s, a)), None)
    if above is not None and s.lemmas[above] in _UNREAL_VERBS and s.deps[i] not in SUBJECTS:
        mood = "unreal"
    denied = _is_denied(s, i) or (verb is not None and s.lemmas[verb] in _DENIALS)
    if verb is not None and s.deps[i] == "dobj" and not agents:
        agents = _sides(s, verb)[0]
    if verb is not None and s.deps[i] in SUBJECTS:
        others += [o for c in kids(s, verb, "prep") for o in kids(s, c, "pobj")]
    return _account(scene, s, i, (agents, patients, others), _Told(negated, denied, mood, True))


def _state(scene: Scene, s: Sentence, i: int) -> Account:
    """ "The border is closed." """
    verb = s.heads[i]
    subjects = [c for k in s.children[verb] if s.deps[k] in SUBJECTS for c in conjuncts(s, k)]
    negated = is_negated(s, verb) or is_negated(s, i)
    return _account(scene, s, i, ([], subjects, []), _Told(negated, _is_denied(s, verb), _mood(s, verb)))


@dataclass(frozen=True, slots=True)
class _Told:
    """How an account is told."""

    negated: bool
    denied: bool
    mood: str
    nominal: bool = False


def _account(
    scene: Scene, s: Sentence, i: int, sides: tuple[list[int], list[int], list[int]], told: _Told
) -> Account:
    verb = s.heads[i] if told.nominal and s.deps[i] in SUBJECTS and is_verb(s, s.heads[i]) else None
    dated, place = event_date(scene.reading, s.index, (i,)), event_place(scene.reading, s.index, i)
    if verb is not None and dated.date.basis is DateBasis.REPORT:
        dated = event_date(scene.reading, s.index, (verb,))
    if verb is not None and place is None:
        place = event_place(scene.reading, s.index, verb)
    if dated.date.basis is DateBasis.REPORT:
        dated = _loose_date(scene, s, i) or dated
    agents, patients, others = (
        tuple(
            _argument(scene, s, t)
            for t in dict.fromkeys(side)
            if not scene.is_time(s, t) and not (side is sides[2] and scene.is_place(s, t))
        )
        for side in sides
    )
    return Account(
        sentence=s.index,
        head=i,
        concept=scene.concepts.of(s.lemmas[i]),
        nominal=told.nominal,
        agents=agents,
        patients=patients,
        others=others,
        negated=told.negated,
        denied=told.denied,
        mood=told.mood,
        dated=dated,
        place=place,
        span=(s.starts[i], s.ends[i]),
    )


def _loose_date(scene: Scene, s: Sentence, i: int) -> Dated | None:
    """The day that hangs on one of a verb's own nouns: "declared the winner of the election on Sunday"."""
    for time in scene.times_in(s) if is_verb(s, i) else ():
        token = next((t for t in range(len(s)) if s.starts[t] >= time.start), None)
        if token is None or time.first is None or time.first != time.last or token < i:
            continue
        above = next((a for a in ancestors(s, token) if is_verb(s, a)), None)
        if above == i:
            number = scene.reading.times.index(time)
            return Dated(EventDate(time.first, time.last, Granularity.DAY, DateBasis.TEXT), number)
    return None


def _argument(scene: Scene, s: Sentence, token: int) -> Argument:
    concept = scene.concepts.of(s.lemmas[token])
    who = {*scene.who(s.index, token)}
    if concept in LIMBS:  # what its soldiers do, the army does
        who.update(e for c in kids(s, token, "poss", "amod", "compound") for e in scene.who(s.index, c))
    return Argument(
        sentence=s.index,
        token=token,
        entities=frozenset(who),
        concept=concept,
        named=s.tags[token] in {"NNP", "NNPS"},
        pronoun=s.tags[token] in {"PRP", "PRP$", "WP", "WDT", "DT", "EX", "WP$"},
    )


def _is_reported(s: Sentence, verb: int) -> bool:
    """Whether "would" is only the past of "will": "said it would"."""
    while s.deps[verb] == "conj" and s.heads[verb] != verb:
        verb = s.heads[verb]
    return s.deps[verb] == "ccomp" and s.lemmas[s.heads[verb]] in {
        "say",
        "announce",
        "tell",
        "add",
        "report",
        "state",
    }


def _is_denied(s: Sentence, i: int) -> bool:
    """Whether somebody denies it: "denied that he had met", "denied shelling the town", "is untrue that"."""
    at = i
    for _ in range(4):
        head = s.heads[at]
        if head == at or s.deps[at] not in {"ccomp", "xcomp", "pcomp", "dobj", "prep", "pobj", "conj", "aux"}:
            return False
        if s.lemmas[head] in _DENIALS:
            return s.deps[at] != "conj"
        if is_verb(s, head) and s.deps[at] != "conj":
            return False
        at = head
    return False


def _mood(s: Sentence, verb: int) -> str:
    """Whether a clause is told as real, as future, or as neither: wished, feared, possible, alleged."""
    own = {s.lowers[c] for c in auxiliaries(s, verb)}
    if own == {"would"} and _is_reported(s, verb):
        return "future"
    if own & _UNREAL_MODALS or any(
        s.deps[c] == "mark" and s.lowers[c] in _CONDITIONS for c in s.children[verb]
    ):
        return "unreal"
    if s.words[-1] == "?":
        return "unreal"
    if (
        s.tags[verb] in {"VB", "VBG"}
        and s.deps[verb] in {"xcomp", "acl", "pcomp", "advcl", "ccomp"}
        and not own & _FUTURE
    ):
        above = s.lemmas[s.heads[verb]]
        if (s.tags[verb] == "VB" and not own & _DO) or above in _UNREAL_VERBS:
            return "unreal" if above not in _DENIALS | _FAILED else "real"
    at = verb
    for _ in range(5):
        head = s.heads[at]
        if head == at:
            break
        if (
            s.deps[at] in {"ccomp", "xcomp", "pcomp", "prep", "dobj", "acl"}
            and s.lemmas[head] in _UNREAL_VERBS
        ):
            return "unreal"
        at = head
    return "future" if own & _FUTURE else "real"
