"""Conflicts between two accounts of one happening: its date, its place, who did it, whether it took place at all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from detente.coding.findings.accounts import Account, Argument
from detente.coding.findings.making import conflict
from detente.coding.findings.matching import (
    GENERIC,
    are_numbers_apart,
    compatible,
    is_definite,
    is_same,
    is_set_apart,
    is_update,
    overlap,
    shared_words,
    touch,
)
from detente.coding.findings.scene import Scene
from detente.coding.grammar import is_passive
from detente.coding.layers import Sentence
from detente.record.comparing import are_apart
from detente.record.enums import ConflictKind, DateBasis, EntityKind, Granularity
from detente.record.types import Conflict, Span

_NEAR = 14  # days between two dates that can be one's by mistake
_MOST = 400  # accounts of one report that are compared; a longer one has its first


def account_conflicts(scene: Scene, accounts: tuple[Account, ...]) -> Iterator[Conflict]:
    """Conflicts of date, place, identity and polarity, one of a kind for a pair of accounts, and one kind for a pair."""
    groups: dict[str, list[Account]] = {}
    for account in accounts[:_MOST]:
        groups.setdefault(account.concept, []).append(account)
    for group in groups.values():
        if group[0].concept not in scene.concepts.once and _is_series(group):
            continue
        for a, b in combinations(group, 2):
            if a.sentence != b.sentence and a.mood != "unreal" and b.mood != "unreal":
                yield from _first(_same_concept(scene, a, b, group))
    yield from _opposed(scene, groups)


def _is_series(group: list[Account]) -> bool:
    """Whether the report itself tells of several happenings of a sort: it dates them to three times or more."""
    return len({account.dated.time for account in group if account.dated.time is not None}) > 2


def _first(found: Iterator[Conflict]) -> Iterator[Conflict]:
    one = next(found, None)
    if one is not None:
        yield one


def _same_concept(scene: Scene, a: Account, b: Account, group: list[Account]) -> Iterator[Conflict]:
    if a.negated or a.denied or b.negated or b.denied:
        yield from _polarity(scene, a, b)
        return
    if a.mood != b.mood or is_update(scene, a.sentence, a.head) or is_update(scene, b.sentence, b.head):
        return
    if is_same(a, b, scene) or _is_told_back(scene, a, b, len(group) == 2):
        yield from _dates(scene, a, b)
        yield from _places(scene, a, b)
    yield from _agents(scene, a, b)


def _is_told_back(scene: Scene, a: Account, b: Account, alone: bool) -> bool:
    """Whether a bare noun soon behind can only mean what a verb has told: "met in Tokyo … the summit in Osaka"."""
    later = max(a, b, key=lambda account: account.sentence)
    bare = is_definite(scene, later) and not (*later.agents, *later.patients, *later.others)
    near = abs(a.sentence - b.sentence) <= 3 and not _dates_differ(a, b)
    return alone and bare and near and not is_set_apart(scene, a) and not is_set_apart(scene, b)


def _dates(scene: Scene, a: Account, b: Account) -> Iterator[Conflict]:
    """Two dates told of one happening, neither within the other."""
    x, y = a.dated.date, b.dated.date
    if DateBasis.REPORT in {x.basis, y.basis} or not compatible(a.agents, b.agents, scene):
        return
    unique = a.concept in scene.concepts.once and overlap(a.patients, b.patients, scene)
    if not _are_days(scene, a, b) and not (unique and _are_only_times(scene, a, b)):
        return
    if x.start is None or y.start is None or x.end is None or y.end is None:
        return
    if Granularity.UNKNOWN in {x.granularity, y.granularity} or (x.start <= y.end and y.start <= x.end):
        return
    spans = [_time_span(scene, account) for account in (a, b)]
    values = [scene.surface(span) for span in spans]
    why = f"“{_head(scene, a)}” is told of {values[0]} ({x.start}) and of {values[1]} ({y.start}): one happening has one date."
    yield conflict(scene, ConflictKind.DATE, zip(spans, values, strict=True), why)


def _are_only_times(scene: Scene, a: Account, b: Account) -> bool:
    """Whether either sentence speaks of one time alone."""
    return all(len(scene.times_in(scene.reading.sentences[account.sentence])) == 1 for account in (a, b))


def _are_days(scene: Scene, a: Account, b: Account) -> bool:
    """Whether both dates are days not far apart: what can happen again has other dates at other times."""
    x, y = a.dated.date, b.dated.date
    days = x.granularity is y.granularity is Granularity.DAY
    if a.concept in scene.concepts.once:
        return days
    return days and x.start is not None and y.start is not None and abs((x.start - y.start).days) <= _NEAR


def _time_span(scene: Scene, account: Account) -> Span:
    assert account.dated.time is not None
    time = scene.reading.times[account.dated.time]
    return time.start, time.end


def _head(scene: Scene, account: Account) -> str:
    return scene.surface(account.span)


def _places(scene: Scene, a: Account, b: Account) -> Iterator[Conflict]:
    """Two places told of one happening, neither in the other."""
    if a.place is None or b.place is None or not compatible(a.agents, b.agents, scene):
        return
    x, y = scene.reading.places[a.place], scene.reading.places[b.place]
    if not are_apart(x, y):
        return
    why = (
        f"“{_head(scene, a)}” is told of {x.name} and of {y.name}: it can have happened in one of them only."
    )
    yield conflict(scene, ConflictKind.PLACE, [((p.start, p.end), p.name) for p in (x, y)], why)


def _agents(scene: Scene, a: Account, b: Account) -> Iterator[Conflict]:
    """Two different doers of one deed that has one."""
    if not a.agents or not b.agents or overlap(a.agents, b.agents, scene):
        return
    if not overlap(a.patients, b.patients, scene) or is_set_apart(scene, a) or is_set_apart(scene, b):
        return
    if _dates_differ(a, b):
        return
    if not _is_one_deed(scene, a, b):
        return
    pair = next(((x, y) for x in a.agents for y in b.agents if _others(x, y, scene)), None)
    if pair is None or not all(_others(x, y, scene) for x in a.agents for y in b.agents):
        return
    spans = [scene.phrase_span(x.sentence, x.token) for x in pair]
    values = [scene.surface(span) for span in spans]
    why = f"“{_head(scene, a)}” is told as the deed of {values[0]} and as that of {values[1]}."
    yield conflict(scene, ConflictKind.IDENTITY, zip(spans, values, strict=True), why)


def _is_one_deed(scene: Scene, a: Account, b: Account) -> bool:
    """Whether a deed has one doer: it befalls its patient once, or the second telling names the doer of what is known already."""
    shared = shared_words(a, b, scene)
    later = max((a, b), key=lambda account: account.sentence)
    s = scene.reading.sentences[later.sentence]
    if is_passive(s, later.head) and any(_points_back(s, p) for p in later.patients):
        return len(shared) >= 1
    if are_numbers_apart(scene, a.sentence, b.sentence):
        return False
    if a.concept in scene.concepts.once:
        return len(shared) >= 2
    return len(shared) >= 3 and all(_is_specific(scene, account) for account in (a, b))


def _points_back(s: Sentence, patient: Argument) -> bool:
    return (
        any(s.lowers[c] in {"the", "this", "that", "these", "those"} for c in s.children[patient.token])
        or patient.named
    )


def _is_specific(scene: Scene, account: Account) -> bool:
    s = scene.reading.sentences[account.sentence]
    return any(_points_back(s, p) for p in account.patients) and account.mood == "real" and account.head > 0


def _others(x: Argument, y: Argument, scene: Scene) -> bool:
    """Whether two phrases mean two: different names, or different nouns of which neither is vague; not a state and its army."""
    if x.pronoun or y.pronoun or x.concept in GENERIC or y.concept in GENERIC:
        return False
    if not _is_somebody(scene, x) or not _is_somebody(scene, y):
        return False
    known = [scene.entities[e] for e in (*sorted(x.entities), *sorted(y.entities))]
    countries = {entity.country for entity in known if entity.country is not None}
    if len(countries) == 1 and len(known) > 1 and any(e.kind is EntityKind.COUNTRY for e in known):
        return False
    return not touch(x, y, scene)


def _is_somebody(scene: Scene, x: Argument) -> bool:
    """Whether a participant can do something: a name, or a phrase that the actors stage took for an actor."""
    return bool(x.entities) or scene.mention(x.sentence, x.token) is not None


def _dates_differ(a: Account, b: Account) -> bool:
    x, y = a.dated.date, b.dated.date
    if DateBasis.REPORT in {x.basis, y.basis} or None in (x.start, y.start, x.end, y.end):
        return False
    return not (x.start <= y.end and y.start <= x.end)  # type: ignore[operator]


def _polarity(scene: Scene, a: Account, b: Account) -> Iterator[Conflict]:
    """It happened, and it did not."""
    no_a, no_b = a.negated or a.denied, b.negated or b.denied
    if no_a == no_b or a.mood != b.mood or is_set_apart(scene, a) or is_set_apart(scene, b):
        return
    if not compatible(a.agents, b.agents, scene) or not compatible(a.patients, b.patients, scene):
        return
    if _dates_differ(a, b) or not _alike_enough(scene, a, b) or _two_voices(scene, a, b):
        return
    yes, no = (b, a) if no_a else (a, b)
    why = f"“{_head(scene, yes)}” is told as having happened, and {'denied' if no.denied else 'told not to have happened'}."
    yield _clauses(scene, a, b, why)


def _two_voices(scene: Scene, a: Account, b: Account) -> bool:
    """Whether two speakers tell of their own plans: "we will open", "we will not open"."""
    voices = [scene.speaker_at(account.span[0]) for account in (a, b)]
    own = all(
        scene.reading.sentences[x.sentence].lowers[x.token] in {"we", "i"} for x in (*a.agents, *b.agents)
    )
    return own and bool(a.agents) and bool(b.agents) and voices[0] != voices[1]


def _alike_enough(scene: Scene, a: Account, b: Account) -> bool:
    agents, patients = overlap(a.agents, b.agents, scene), overlap(a.patients, b.patients, scene)
    shared = len(shared_words(a, b, scene))
    if agents and patients:
        return True
    return (agents or patients) and (shared >= 2 or not (a.patients and b.patients and a.agents and b.agents))


def _opposed(scene: Scene, groups: dict[str, list[Account]]) -> Iterator[Conflict]:
    """Opposites told of one thing: a border open and shut."""
    for pair in sorted(tuple(sorted(pair)) for pair in scene.concepts.opposites):
        for a in groups.get(pair[0], ()):
            for b in groups.get(pair[-1], ()):
                yield from _opposite(scene, a, b)


def _opposite(scene: Scene, a: Account, b: Account) -> Iterator[Conflict]:
    if a.sentence == b.sentence or "unreal" in (a.mood, b.mood) or a.mood != b.mood:
        return
    if a.negated or a.denied or b.negated or b.denied or _dates_differ(a, b):
        return
    if is_update(scene, a.sentence, a.head) or is_update(scene, b.sentence, b.head):
        return
    if is_set_apart(scene, a) or is_set_apart(scene, b):
        return
    if not overlap(a.patients, b.patients, scene) or not compatible(a.agents, b.agents, scene):
        return
    if len(shared_words(a, b, scene)) < 2:
        return
    why = f"“{_head(scene, a)}” and “{_head(scene, b)}” are told of one thing, and cannot both be true of it."
    first, second = sorted((a, b), key=lambda account: account.span)
    yield _clauses(scene, first, second, why)


def _clauses(scene: Scene, a: Account, b: Account, why: str) -> Conflict:
    spans = [_clause(scene, account) for account in (a, b)]
    return conflict(scene, ConflictKind.POLARITY, [(span, scene.surface(span)) for span in spans], why)


def _clause(scene: Scene, account: Account) -> Span:
    """From the first to the last token of the account's own subject, verb and object."""
    s = scene.reading.sentences[account.sentence]
    head = s.heads[account.head] if account.nominal else account.head
    tokens = [account.head, head, *s.children[head]]
    own = {a.token for a in (*account.agents, *account.patients)}
    tokens = [
        t
        for t in tokens
        if t in own or t in {account.head, head} or s.deps[t] in {"neg", "aux", "auxpass", "nsubj"}
    ]
    phrases = [
        scene.phrase_span(s.index, t) if t in own else (s.starts[t], s.ends[t]) for t in {*tokens, *own}
    ]
    return min(start for start, _ in phrases), max(end for _, end in phrases)
