"""Wrong roles: an office that somebody else holds at the report's date, or that cannot be a person's; and two offices for one
person whom only the report knows, which is a conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from detente.coding.findings.making import conflict, defect
from detente.coding.findings.people import Named, person
from detente.coding.findings.scene import Scene
from detente.coding.layers import MentionKind
from detente.coding.roles import RoleSpan
from detente.knowledge import Knowledge, Organisation, Role, State
from detente.knowledge.validity import begun, holds, over
from detente.record.enums import ConflictKind, DefectKind
from detente.record.types import Conflict, Defect, Span

_SYNONYMS = {
    "premier": "prime minister", "foreign secretary": "foreign minister", "defense minister": "defence minister",
    "defence secretary": "defence minister", "defense secretary": "defence minister", "secretary of defense": "defence minister",
    "secretary of defence": "defence minister", "secretary general": "secretary-general", "home secretary": "interior minister",
    "treasury secretary": "finance minister", "chancellor of the exchequer": "finance minister",
    "vice-president": "vice president", "vice - president": "vice president", "secretary of state": "foreign minister",
    "minister of foreign affairs": "foreign minister", "minister for foreign affairs": "foreign minister",
    "minister of defence": "defence minister", "minister of defense": "defence minister",
    "external affairs minister": "foreign minister", "minister of finance": "finance minister",
    "taoiseach": "prime minister", "queen": "king", "empress": "emperor",
}  # fmt: skip
_OFFICES = frozenset(
    """president|vice president|prime minister|foreign minister|defence minister|finance minister|interior minister|chancellor|
    king|emperor|pope|secretary-general|speaker|deputy prime minister|emir|economy minister|energy minister|justice minister|
    central bank governor|national security adviser|attorney general|agriculture minister|health minister|trade minister|
    education minister|supreme leader|ambassador to the united nations""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
_HEADS = frozenset({"president", "prime minister", "king", "chancellor", "emperor", "emir", "pope", "queen"})
_MINISTER_OF = re.compile(r"minister (?:of|for) ([a-z]+)")
_NO_STATES = frozenset({"bank", "director", "chairman", "executive", "businessman", "commissioner"})
_EXCLUSIVE = frozenset(
    """minister secretary ambassador consul governor mayor commander judge prosecutor chief spokesman spokeswoman bishop
    attaché envoy director president""".split()
)
_SPELT = {"defense": "defence", "center": "centre", "premier": "prime"}
_BODIES = frozenset(
    "country nation state republic kingdom city town capital company firm island organisation organization alliance".split()
)
_GRADED = ("deputy", "vice", "assistant", "former", "acting", "shadow", "under", "junior")
_CLOSE = timedelta(days=60)  # around a change of office, neither the table nor the report is held to the day
_SURE = 0.8


def wrong_roles(scene: Scene, people: Sequence[Named]) -> Iterator[Defect]:
    """One defect for each person and office."""
    told: set[tuple[str, str]] = set()
    for named in people:
        for found, key in (*_wrong_offices(scene, named), *_no_person(scene, named)):
            if (named.entity, key) not in told:
                told.add((named.entity, key))
                yield found


def office(words: str) -> str:
    """An office by its usual name: "premier" is "prime minister"."""
    plain = " ".join(words.lower().replace("-", " - ").split()).replace(" - ", "-")
    of = _MINISTER_OF.fullmatch(plain)
    plain = f"{of.group(1)} minister" if of is not None else plain
    return _SYNONYMS.get(plain, plain)


def _wrong_offices(scene: Scene, named: Named) -> Iterator[tuple[Defect, str]]:
    at = scene.reading.published
    if named.ref is None or at is None or named.past:
        return
    for role in named.offices:
        said = office(role.noun.noun)
        found = _wrong_country(scene, named, role, at) or _wrong_office(scene, named, role, said, at)
        if found is not None:
            yield found, said


def _wrong_office(scene: Scene, named: Named, role: RoleSpan, said: str, at: date) -> Defect | None:
    """An office of the table's that the person does not hold at the date, and another does, or he held at another time."""
    assert named.ref is not None
    if said not in _OFFICES or _grade_before(named, role):
        return None
    every = scene.knowledge.tables.roles.get(named.ref.removeprefix("person:"), ())
    now = [r for r in every if holds(r.since, r.until, at)]
    if (
        not every
        or any(_fits(said, r) for r in now)
        or _is_near(every, said, at)
        or _told_of_then(scene, named, every, said)
    ):
        return None
    countries = {r.country for r in (now or every)}
    holders = [h for c in sorted(c for c in countries if c) for h in _holders(scene, c, said, at)]
    others = [h for h in holders if h != named.ref]
    once = any(_fits(said, r) for r in every)
    held = _main(scene, now)
    if not once and _heads_what_is_named(scene, named, held):
        return _other_head(scene, named, role, said, held)
    if not once and (not others or (held is not None and _is_no_office_of_state(held))):
        return None  # the president of a central bank
    if not others and held is None:
        return None
    what = f"was {held.role} then" if held else "held no office then"
    holder = f"; {said} was {person(scene, others[0]).name}" if others else ""
    why = f"At {at} {person(scene, named.ref).name} {what}{holder}."
    return defect(
        scene, DefectKind.WRONG_ROLE, _span(named, role), why, held.role if held else f"former {said}"
    )


def _is_no_office_of_state(role: Role) -> bool:
    """Whether who holds a role may be president of something else than a state."""
    return role.organisation is not None or bool(_NO_STATES & set(role.role.split()))


def _heads_what_is_named(scene: Scene, named: Named, held: Role | None) -> bool:
    """Whether the body before the office is the one of which the person is head, by another title: "UN President"."""
    if held is None or scene.knowledge.offices.rank(held) > 20:
        return False
    first = named.mention.first
    for mention in scene.reading.mentions[named.mention.id : named.mention.id + 6]:
        inside = (
            mention.sentence == named.sentence.index
            and first <= mention.first
            and mention.last <= named.mention.last
        )
        if inside and mention.id != named.mention.id and mention.refs:
            entry = scene.knowledge.entry(mention.refs[0])
            return isinstance(entry, Organisation) and (
                held.organisation == entry.id or held.country == entry.country
            )
    return False


def _other_head(scene: Scene, named: Named, role: RoleSpan, said: str, held: Role | None) -> Defect | None:
    if held is None or office(held.role) == said or named.ref is None:
        return None
    why = f"{person(scene, named.ref).name} was {held.role}, not {said}."
    return defect(scene, DefectKind.WRONG_ROLE, _span(named, role), why, held.role)


def _main(scene: Scene, held: Sequence[Role]) -> Role | None:
    return min(held, key=lambda r: (scene.knowledge.offices.rank(r), r.role), default=None)


def _span(named: Named, role: RoleSpan) -> Span:
    """From the office to the name, or from the name to the office behind it."""
    first, last = named.sentence.span(role.first, role.last)
    return min(first, named.span[0]), max(last, named.span[1])


def _grade_before(named: Named, role: RoleSpan) -> bool:
    s = named.sentence
    around = (*s.lowers[max(0, role.first - 2) : role.first], *s.lowers[role.last : role.last + 2])
    return any(word in around for word in (*_GRADED, "elect", "candidate", "'s", "spokesman", "to"))


def _fits(said: str, role: Role) -> bool:
    held = office(role.role)
    if said == held:
        return True
    graded = any(word in _GRADED for word in said.split()) != any(word in _GRADED for word in held.split())
    return not graded and (set(said.split()) <= set(held.split()) or set(held.split()) <= set(said.split()))


def _is_near(roles: Sequence[Role], said: str, at: date) -> bool:
    """Whether the person held such an office shortly before or after the date."""
    early, late = at - _CLOSE, at + _CLOSE
    return any(_fits(said, r) and begun(r.since, late) and not over(r.until, early) for r in roles)


def _told_of_then(scene: Scene, named: Named, roles: Sequence[Role], said: str) -> bool:
    """Whether the sentence speaks of a day on which the person held the office."""
    s = named.sentence
    days = [t.first for t in scene.reading.times if s.start <= t.start < s.end and t.first is not None]
    return any(_fits(said, r) and holds(r.since, r.until, day) for r in roles for day in days)


def _holders(scene: Scene, country: str, said: str, at: date) -> list[str]:
    """Known persons who hold an office of a country on a day, sure rows only."""
    held = scene.offices.get((country, said), ())
    return [f"person:{role.person}" for role in held if holds(role.since, role.until, at)]


def offices_of(knowledge: Knowledge) -> Mapping[tuple[str, str], Sequence[Role]]:
    """The roles of which the table is sure, by country and office."""
    found: dict[tuple[str, str], list[Role]] = {}
    for roles in knowledge.tables.roles.values():
        for role in roles:
            if role.country is not None and role.certainty >= _SURE:
                found.setdefault((role.country, office(role.role)), []).append(role)
    return found


def _wrong_country(scene: Scene, named: Named, role: RoleSpan, at: date) -> Defect | None:
    """ "The French chancellor Olaf Scholz": a head of another state than the one named before the office."""
    assert named.ref is not None
    if office(role.noun.noun) not in _OFFICES or role.first > named.mention.last:
        return None
    now = scene.knowledge.roles(named.ref, at)
    said = _state_before(scene, named, role)
    if said is None or not now or now[0].former:
        return None
    every = scene.knowledge.tables.roles.get(named.ref.removeprefix("person:"), ())
    countries = {r.country for r in every}
    known = {
        scene.knowledge.tables.states[c].country
        for c in countries
        if c is not None and c in scene.knowledge.tables.states
    }
    if not known or said.country in known or said.id in countries:
        return None
    home = scene.knowledge.tables.states.get(now[0].country or "")
    if home is None:
        return None
    why = f"{person(scene, named.ref).name} was {now[0].role} of {home.name}, not of {said.name}."
    return defect(scene, DefectKind.WRONG_ROLE, _span(named, role), why, f"{now[0].role} of {home.name}")


def _state_before(scene: Scene, named: Named, role: RoleSpan) -> State | None:
    s = named.sentence
    for mention in scene.reading.mentions[named.mention.id : named.mention.id + 6]:
        if mention.sentence != s.index or mention.last > role.first or mention.last < role.first:
            continue
        if mention.kind is MentionKind.ADJECTIVE and mention.refs and mention.refs[0].startswith("state:"):
            entry = scene.knowledge.entry(mention.refs[0])
            return entry if isinstance(entry, State) else None
    return None


def _no_person(scene: Scene, named: Named) -> Iterator[tuple[Defect, str]]:
    """ "Blinken, a NATO member": a person apposed by what only a state or a body can be."""
    s = named.sentence
    for c in s.children[named.mention.head]:
        if s.deps[c] != "appos" or named.ref is None or s.tags[c] != "NN":
            continue
        if s.lemmas[c] in _BODIES or (s.lemmas[c] in {"member", "ally"} and _of_states(scene, named, c)):
            first, last = scene.phrase_span(s.index, c)
            why = f"{' '.join(named.words)} is a person; “{scene.surface((first, last))}” is said of a state or a body."
            yield defect(scene, DefectKind.WRONG_ROLE, (named.span[0], last), why), s.lemmas[c]


def _of_states(scene: Scene, named: Named, token: int) -> bool:
    """Whether a member is one of an alliance of states."""
    s = named.sentence
    for c in s.children[token]:
        for entity in scene.who(s.index, c):
            if scene.entities[entity].country in {"IGO", "EUR"} and s.deps[c] in {"compound", "nmod", "amod"}:
                return True
    return False


def office_conflicts(scene: Scene, people: Sequence[Named]) -> Iterator[Conflict]:
    """Two offices at once for one person whom the knowledge base cannot judge: one conflict a person."""
    seen: dict[str, list[tuple[Named, RoleSpan]]] = {}
    done: set[str] = set()
    for named in people:
        known = named.ref is not None and scene.knowledge.tables.roles.get(named.ref.removeprefix("person:"))
        if named.past or known or named.entity in done:
            continue
        for role in named.offices:
            if _grade_before(named, role):
                continue
            mine = seen.setdefault(named.entity, [])
            other = next((o for o in mine if o[0] is not named and _exclude(o, (named, role))), None)
            mine.append((named, role))
            if other is not None and named.entity not in done:
                done.add(named.entity)
                yield _two_offices(scene, other, (named, role))


def _exclude(a: tuple[Named, RoleSpan], b: tuple[Named, RoleSpan]) -> bool:
    """Whether nobody holds both at once: two departments, two posts; not minister and foreign minister."""
    one, other = _office_words(*a), _office_words(*b)
    x, y = (role.noun.noun.partition(" of ")[0].split()[-1] for role in (a[1], b[1]))
    if any(word in _GRADED for word in (*one, *other)) or one <= other or other <= one:
        return False
    if x == y:
        return x in _EXCLUSIVE and len(one) > 1 and len(other) > 1 and "prime" not in one | other
    heads = {office(a[1].noun.noun), office(b[1].noun.noun)}
    return {x, y} <= _EXCLUSIVE or (len(heads) == 2 and heads <= _HEADS)


def _office_words(named: Named, role: RoleSpan) -> frozenset[str]:
    """The words of an office with what it is of: "minister of health" and "health minister" are one."""
    s = named.sentence
    first, last = role.first, role.last
    if last < len(s) and s.lowers[last] in {"of", "for"}:
        following = [
            i for i in range(last + 1, min(last + 5, len(s))) if s.tags[i] in {"NN", "NNS", "NNP", "NNPS"}
        ]
        stop = next(
            (i for i in range(last, min(last + 6, len(s))) if s.tags[i] in {",", ".", "WP", "VBD"}), len(s)
        )
        last = max([last, *(i + 1 for i in following if i < stop)])
    words = (s.lemmas[i] for i in range(first, last) if s.tags[i][:2] in {"NN", "JJ"})
    return frozenset(_SPELT.get(word.lower(), word.lower()) for word in words)


def _two_offices(scene: Scene, first: tuple[Named, RoleSpan], second: tuple[Named, RoleSpan]) -> Conflict:
    items = [(_span(*one), one[1].noun.noun) for one in (first, second)]
    name = scene.entities[first[0].entity].name
    why = f"{name} is {items[0][1]} in one place and {items[1][1]} in another."
    return conflict(scene, ConflictKind.IDENTITY, items, why)
