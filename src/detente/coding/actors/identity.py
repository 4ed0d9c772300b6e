"""Which known person a name means: by name, date, title and country; never by a surname alone where two could be meant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz

from detente.coding.actors.facts import Facts, agrees
from detente.knowledge import Bearer, Person, Role
from detente.knowledge.tables import CLASSES
from detente.knowledge.text import key

_SURE = 0.93  # similarity at which a name in another spelling is taken with no title or country beside it
_LIKELY = 0.80  # … with a title or country that agrees
_ENDS = 60.0  # per cent of letters shared by last words ("Baurbock", "Baerbock": 88)
_HEADS = 20  # rank of heads of state and of government
_HIGH = 40  # … of foreign and defence ministers too


class Evidence(NamedTuple):
    """What the text says of a name: roles, countries, gender, and the countries that the report speaks of."""

    roles: tuple[str, ...]
    countries: tuple[str, ...]
    gender: str | None
    report: frozenset[str]
    former: bool = False


class Identified(NamedTuple):
    """The person found (None: nobody for sure), how sure, and why."""

    ref: str | None
    score: float
    reason: str


def by_full_name(facts: Facts, refs: tuple[str, ...], evidence: Evidence) -> Identified:
    """The person whose full name was found. A country that the person never served speaks for a namesake."""
    kept = [ref for ref in refs if _possible(facts, ref, evidence)]
    if not kept:
        return Identified(None, 0.0, "the text gives this name another country than the known bearer's")
    if len(kept) > 1:
        kept = _best_supported(facts, kept, evidence)
    if len(kept) > 1:
        return Identified(None, 0.0, f"{len(kept)} known persons bear this name")
    return Identified(kept[0], 0.98, "full name known")


def by_surname(facts: Facts, surname: str, refs: tuple[str, ...], evidence: Evidence) -> Identified:
    """The person meant by a surname alone: one that title and country single out, or the only one in office in a country of
    the report.
    """
    bearers = [b for b in facts.knowledge.candidates(surname, facts.at) if b.ref in refs]
    kept = [b for b in bearers if _possible(facts, b.ref, evidence)]
    supported = (
        _best_supported(facts, [b.ref for b in kept], evidence)
        if evidence.roles or evidence.countries
        else []
    )
    if len(supported) == 1 and _support(facts, supported[0], evidence) > 0:
        return Identified(supported[0], 0.9, "surname with a title or country that only one bearer has")
    if (
        evidence.roles
        and kept
        and not any(_support(facts, b.ref, evidence) for b in kept)
        and evidence.countries
    ):
        return Identified(None, 0.0, "no known bearer of this surname holds this role")
    return _in_play(facts, kept, evidence)


def _in_play(facts: Facts, bearers: list[Bearer], evidence: Evidence) -> Identified:
    """The only bearer in office whose country the report speaks of."""
    near = [b for b in bearers if facts.countries_of(b.ref) & evidence.report]
    in_office = [b for b in near if b.in_office] if not evidence.former else []
    if len(in_office) == 1:
        return Identified(
            in_office[0].ref, 0.8, "surname of one person in office in a country of this report"
        )
    if len(near) == 1:
        return Identified(near[0].ref, 0.7, "surname of one known person of a country of this report")
    if len(bearers) == 1 and bearers[0].rank <= _HIGH:
        return Identified(bearers[0].ref, 0.65, "surname of one known person of high office")
    heads = [b for b in in_office or bearers if b.rank <= _HEADS and b.in_office]
    if len(heads) == 1 and all(b.rank > 2 * heads[0].rank for b in bearers if b != heads[0]):
        return Identified(heads[0].ref, 0.6, "surname of one person in high office")
    return Identified(
        None, 0.0, f"{len(bearers)} known persons bear this surname" if bearers else "no known bearer fits"
    )


def by_likeness(facts: Facts, name: str, evidence: Evidence) -> Identified:
    """The person whose name is like a full name that is not known: garbled, or spelt in another way."""
    country = evidence.countries[0] if len(evidence.countries) == 1 else None
    scored = [
        s
        for s in facts.similar(name, country)
        if _possible(facts, s.ref, evidence) and _ends_alike(facts, name, s.ref)
    ]
    if not scored:
        return Identified(None, 0.0, "name not known")
    best = scored[0]
    support = _support(facts, best.ref, evidence)
    rival = scored[1].score if len(scored) > 1 else 0.0
    if best.score - rival < 0.03 and support <= max(_support(facts, s.ref, evidence) for s in scored[1:2]):
        return Identified(None, 0.0, "name like those of several known persons")
    if best.score >= _SURE or (best.score >= _LIKELY and support > 0):
        return Identified(
            best.ref, round(min(best.score, 0.95), 2), f"name like a known one ({'; '.join(best.reasons)})"
        )
    return Identified(None, 0.0, "name not known")


def _ends_alike(facts: Facts, name: str, ref: str) -> bool:
    """Whether the last word of a name is like that of one of the person's names: a likeness of first names alone is none."""
    entry = facts.entry(ref)
    last = key(name).rsplit(" ", 1)[-1]
    names = (entry.name, *entry.aliases, *entry.surnames) if isinstance(entry, Person) else (entry.name,)
    return any(fuzz.ratio(last, key(known).rsplit(" ", 1)[-1]) >= _ENDS for known in names)


def _best_supported(facts: Facts, refs: Iterable[str], evidence: Evidence) -> list[str]:
    scored = [(ref, _support(facts, ref, evidence)) for ref in refs]
    best = max((score for _, score in scored), default=0.0)
    return [ref for ref, score in scored if score == best]


def _support(facts: Facts, ref: str, evidence: Evidence) -> float:
    """How much of what the text says agrees with what is known of a person at the date."""
    roles = facts.roles(ref)
    score = 0.0
    if any(agrees(said, role.role, facts.rank(role)) for said in evidence.roles for role in roles):
        score += 2.0
    elif any(
        agrees(said, role.role, facts.rank(role)) for said in evidence.roles for role in facts.all_roles(ref)
    ):
        score += 0.5
    countries = {facts.code(role.country) for role in roles}
    if countries & set(evidence.countries):
        score += 1.0
    elif not evidence.countries and countries & evidence.report:
        score += 0.25
    return score


def _possible(facts: Facts, ref: str, evidence: Evidence) -> bool:
    """Whether gender and country leave a person possible."""
    gender = facts.gender(ref)
    if evidence.gender and gender and gender != evidence.gender:
        return False
    known = facts.countries_of(ref)
    said = states_among(evidence.countries)
    return not said or not known or bool(known & said)


def states_among(countries: Iterable[str]) -> frozenset[str]:
    """The codes that are countries: "a NATO member" says nothing against an American."""
    return frozenset(countries) - CLASSES


def current_role(facts: Facts, ref: str, said: Iterable[str]) -> Role | None:
    """The role that says who a person is: the highest at the date. Undated, one that fits the text goes before the latest."""
    roles = facts.roles(ref)
    if facts.at is None:
        for role in facts.all_roles(ref):
            if any(agrees(text, role.role, facts.rank(role)) for text in said):
                return role
    return roles[0] if roles else None
