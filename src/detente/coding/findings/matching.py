"""Whether two accounts tell of one happening; and whether two participants can be one."""

from __future__ import annotations

from collections.abc import Sequence

from detente.coding.findings.accounts import LIMBS, Account, Argument
from detente.coding.findings.scene import Scene
from detente.coding.grammar import ancestors, bounds, is_verb
from detente.record.enums import EntityKind

GENERIC = frozenset(
    """people other official source witness report group side thing part person team member authority number company figure
    who which that one some all""".split()
)
_OTHERNESS = frozenset(
    """another other second third fourth further again separate similar different next new also earlier previous too
    previously last first subsequent later daily every each additional several repeated repeatedly various""".split()
)
_BEFORE = frozenset(
    """initially earlier previously originally later latest postponed rescheduled delayed corrected unlike versus vs compared
    comparing compares updated revised""".split()
)
_CHANGES = frozenset("rise climb increase grow jump drop update revise upgrade move shift".split())
_SCALES = frozenset("hundred thousand million billion trillion mln bln one".split())
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})


def touch(a: Argument, b: Argument, scene: Scene) -> bool:
    """Whether two participants can well be one: one entity, or one noun with nothing against it."""
    if a.entities & b.entities:
        return True
    if a.pronoun or b.pronoun:
        return False
    if a.entities and b.entities and _known_apart(a, b, scene):
        return False
    if a.concept in LIMBS and b.concept in LIMBS and not (a.entities and b.entities and a.named and b.named):
        return not _modifiers_differ(a, b, scene)
    if a.concept != b.concept:
        return _is_title(a, b, scene) or _is_title(b, a, scene)
    return not _modifiers_differ(a, b, scene)


def _is_title(a: Argument, b: Argument, scene: Scene) -> bool:
    """Whether a noun is what stands before a name: "the militia leader Qeybdiid … the leader"."""
    return b.named and not a.named and a.concept in _modifiers(b, scene)


def _known_apart(a: Argument, b: Argument, scene: Scene) -> bool:
    """Whether both are named things, and not one."""
    kinds = {EntityKind.PERSON, EntityKind.COUNTRY, EntityKind.ORGANISATION}
    return all(scene.entities[e].kind in kinds for e in a.entities | b.entities) and a.named and b.named


def _modifiers_differ(a: Argument, b: Argument, scene: Scene) -> bool:
    """Whether names or adjectives before one noun tell the two apart: "the French minister", "the German minister"."""
    x, y = _modifiers(a, scene), _modifiers(b, scene)
    return bool(x) and bool(y) and not x & y


def _modifiers(a: Argument, scene: Scene) -> frozenset[str]:
    s = scene.reading.sentences[a.sentence]
    found: set[str] = set()
    for c in s.children[a.token]:
        if s.deps[c] in {"amod", "compound", "nmod", "poss"} and s.tags[c] not in {"CD", "PRP$", "DT"}:
            who = scene.who(a.sentence, c)
            found.add(who[0] if who else scene.concepts.of(s.lemmas[c]))
    return frozenset(found)


def overlap(a: Sequence[Argument], b: Sequence[Argument], scene: Scene) -> bool:
    """Whether a participant of one side can be one of the other."""
    return any(touch(x, y, scene) for x in a for y in b)


def compatible(a: Sequence[Argument], b: Sequence[Argument], scene: Scene) -> bool:
    """Whether two sides do not speak against each other: one is unsaid, or only a pronoun, or they overlap."""
    x, y = _said(a), _said(b)
    return not x or not y or overlap(a, b, scene)


def _said(side: Sequence[Argument]) -> list[Argument]:
    return [a for a in side if not a.pronoun or a.entities]


def marks_of(scene: Scene, account: Account) -> frozenset[str]:
    """Words beside the head that set a happening apart ("another attack", "attacked again") or bring it up to date."""
    s = scene.reading.sentences[account.sentence]
    near = {account.head, *s.children[account.head]}
    near |= {
        c
        for k in s.children[account.head]
        if s.deps[k] in {"dobj", "nsubjpass", "nsubj"}
        for c in s.children[k]
    }
    return frozenset({s.lowers[i] for i in near} | {s.lemmas[i] for i in near})


def is_set_apart(scene: Scene, account: Account) -> bool:
    """Whether its own words say that it is one of several happenings of its sort, or an old one."""
    return bool(marks_of(scene, account) & _OTHERNESS)


def is_update(scene: Scene, sentence: int, token: int) -> bool:
    """Whether a sentence tells of what was said before ("earlier", "initially"), or of a change at a token ("rose to")."""
    s = scene.reading.sentences[sentence]
    if _BEFORE & set(s.lowers):
        return True
    verb = next((a for a in (token, *ancestors(s, token)) if is_verb(s, a)), token)
    near = {verb, *range(max(0, token - 4), min(len(s), token + 5))}
    return any(s.lemmas[i] in _CHANGES for i in near)


def is_definite(scene: Scene, account: Account) -> bool:
    """Whether a noun points back at what was told: "the attack"; or carries the date or place itself: "Monday's attack"."""
    s = scene.reading.sentences[account.sentence]
    return account.nominal and any(
        s.lowers[c] in _DEFINITE or s.deps[c] == "poss" for c in s.children[account.head]
    )


def shared_words(a: Account, b: Account, scene: Scene) -> frozenset[str]:
    """Concepts that both clauses hold beside what happened."""
    return (clause_words(a, scene) & clause_words(b, scene)) - {a.concept, b.concept}


def clause_words(account: Account, scene: Scene) -> frozenset[str]:
    """Concepts of the words of an account's clause; of a noun's, with the verb's that it depends on."""
    s = scene.reading.sentences[account.sentence]
    head = s.heads[account.head] if account.nominal else account.head
    return frozenset(scene.concepts.content(s, range(*bounds(s, head))))


def are_numbers_apart(scene: Scene, a: int, b: int) -> bool:
    """Whether two sentences count, and nothing alike."""
    x, y = (
        {s.lowers[i] for i, tag in enumerate(s.tags) if tag == "CD" and not scene.is_time(s, i)} - _SCALES
        for s in (scene.reading.sentences[a], scene.reading.sentences[b])
    )
    return bool(x) and bool(y) and not x & y


def is_same(a: Account, b: Account, scene: Scene) -> bool:
    """Whether two accounts of one concept tell of one happening: it befalls its patient once, or a noun points back at it, or
    the clauses share so much that it can hardly be another; and nothing sets them apart.
    """
    if a.concept != b.concept or a.sentence == b.sentence or is_set_apart(scene, a) or is_set_apart(scene, b):
        return False
    if not compatible(a.patients, b.patients, scene):
        return False
    patients, shared = overlap(a.patients, b.patients, scene), shared_words(a, b, scene)
    apart = are_numbers_apart(scene, a.sentence, b.sentence)
    if a.concept in scene.concepts.once and patients:
        return not _only_generic(a, b, scene) or (len(shared) >= 3 and not apart)
    one = overlap(_all(a), _all(b), scene)
    if not apart and _points_back(scene, a, b):
        return patients or one or len(shared) >= 2 or not (_all(a) and _all(b))
    return len(shared) >= 3 and one and not apart


def _points_back(scene: Scene, a: Account, b: Account) -> bool:
    """Whether one of the two is a noun that points back, and neither says that it is one of several."""
    return (
        (is_definite(scene, a) or is_definite(scene, b))
        and not _is_one_of(scene, a)
        and not _is_one_of(scene, b)
    )


def _is_one_of(scene: Scene, account: Account) -> bool:
    """ "One test", "two tests": not the one that was told."""
    s = scene.reading.sentences[account.sentence]
    return account.nominal and any(s.tags[c] == "CD" for c in s.children[account.head])


def _only_generic(a: Account, b: Account, scene: Scene) -> bool:
    """Whether all that the patients share is a word such as "people"."""
    return all(
        not x.entities & y.entities and x.concept in GENERIC
        for x in a.patients
        for y in b.patients
        if touch(x, y, scene)
    )


def _all(a: Account) -> tuple[Argument, ...]:
    return (*a.agents, *a.patients, *a.others)
