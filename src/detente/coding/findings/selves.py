"""Self-reference: somebody who warns, accuses or meets himself."""

from __future__ import annotations

from collections.abc import Iterator

from detente.coding.findings.accounts import Account, Argument
from detente.coding.findings.making import defect
from detente.coding.findings.scene import NAMED, Scene
from detente.coding.grammar import SUBJECTS, child, kids
from detente.coding.layers import Mention, Sentence
from detente.record.enums import DefectKind, EntityKind
from detente.record.types import Defect, Span

_TOWARDS = frozenset(
    """warn condemn denounce meet accuse attack invade threaten urge blame criticise criticize sanction punish bomb shell visit
    telephone phone thank praise congratulate rebuke reject demand ask tell pressure deter summon expel recognise recognize
    support oppose fight defeat sue greet welcome host invite arm supply assure reassure confront provoke betray deceive
    negotiate speak talk call implore press order strike retaliate protest complain appeal apologise apologize sign impose lift
    close reopen open sever cut break restore join agree quarrel clash declare wage launch reach conclude hold bombard raid
    annex occupy defy beat outbid outvote""".split()
)
_DEMANDS = frozenset({"demand", "urge", "ask", "order", "request", "press", "warn", "tell"})
_SENT_HOME = frozenset({"expel", "summon"})
_ENVOYS = frozenset({"ambassador", "diplomat", "envoy", "consul", "attaché", "attache"})
_PREPOSITIONS = frozenset({"with", "against", "on", "to", "upon"})
_SAID_TO = frozenset({"protest", "complain", "appeal", "apologise", "apologize", "speak", "talk"})
_KINDS = frozenset({EntityKind.PERSON, EntityKind.COUNTRY, EntityKind.ORGANISATION})

Token = int


def self_references(scene: Scene, accounts: tuple[Account, ...]) -> Iterator[Defect]:
    """One defect at most for a sentence: a deed whose doer and sufferer are named, and one."""
    told: set[int] = set()
    for account in accounts:
        s = scene.reading.sentences[account.sentence]
        if account.nominal or account.sentence in told:
            continue
        found = _pair(scene, s, account)
        if found is not None:
            told.add(account.sentence)
            yield _told(scene, s, account, *found)


def _pair(scene: Scene, s: Sentence, account: Account) -> tuple[Token, Token] | None:
    if s.lemmas[account.head] not in _TOWARDS:
        return None
    targets = [*_tokens(account.patients), *_through(s, account), *_asked(s, account.head)]
    for agent in _tokens(account.agents):
        for target in _tokens(account.patients) if s.lemmas[account.head] in _SENT_HOME else ():
            if s.lemmas[target] in _ENVOYS and _is_own(scene, s, agent, target):
                return agent, target
        for target in targets:
            if agent != target and _is_one(scene, s, agent, target):
                return agent, target
    return None


def _tokens(side: tuple[Argument, ...]) -> list[Token]:
    return [argument.token for argument in side]


def _through(s: Sentence, account: Account) -> Iterator[Token]:
    """Heads of phrases with "with", "against", "on", "to", behind the verb or its object: "imposed sanctions on".

    With a capital, "to" is a way; only words are said to it.
    """
    for above in (account.head, *kids(s, account.head, "dobj")):
        for prep in kids(s, above, "prep", "dative"):
            word = s.lowers[prep]
            if word in _PREPOSITIONS and (word != "to" or s.lemmas[account.head] in _SAID_TO):
                yield from kids(s, prep, "pobj")


def _asked(s: Sentence, verb: Token) -> Iterator[Token]:
    """Of whom something is demanded: the subject of the clause that says what."""
    if s.lemmas[verb] in _DEMANDS:
        for clause in kids(s, verb, "ccomp", "xcomp"):
            subject = child(s, clause, *SUBJECTS)
            if subject is not None:
                yield subject


def _is_one(scene: Scene, s: Sentence, agent: Token, target: Token) -> bool:
    """Whether both are names or offices of one thing, each alone and whole: not Russia and Russians, not a state and its army."""
    who = scene.who(s.index, agent)
    if len(who) != 1 or who != scene.who(s.index, target) or scene.entities[who[0]].kind not in _KINDS:
        return False
    first, second = scene.mention(s.index, agent), scene.mention(s.index, target)
    if first is None or second is None or not (_is_named(s, first) and _is_named(s, second)):
        return False
    return min(scene.reading.resolutions[m.id].score for m in (first, second)) >= 0.6


def _is_named(s: Sentence, mention: Mention) -> bool:
    """Whether a mention names its actor alone; "X and Y" does not."""
    return mention.kind in NAMED and not any(s.deps[c] == "conj" for c in s.children[mention.head])


def _is_own(scene: Scene, s: Sentence, agent: Token, target: Token) -> bool:
    """Whether a state deals with its own envoy as with a foreign one: "China expelled the Chinese ambassador"."""
    who, named = scene.who(s.index, agent), scene.mention(s.index, agent)
    if (
        len(who) != 1
        or named is None
        or named.kind not in NAMED
        or scene.entities[who[0]].kind is not EntityKind.COUNTRY
    ):
        return False
    return any(scene.who(s.index, c) == who for c in kids(s, target, "amod", "compound", "nmod"))


def _told(scene: Scene, s: Sentence, account: Account, agent: Token, target: Token) -> Defect:
    tokens = sorted((agent, target, account.head))
    span: Span = (scene.phrase_span(s.index, tokens[0])[0], scene.phrase_span(s.index, tokens[-1])[1])
    name = scene.entities[scene.who(s.index, agent)[0]].name
    why = f"{name} stands on both sides of “{s.words[account.head]}”: one of the two names is probably another's."
    return defect(scene, DefectKind.SELF_REFERENCE, span, why)
