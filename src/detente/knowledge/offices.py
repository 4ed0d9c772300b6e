"""Who held what when: roles of a person at a date, most important first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from detente.knowledge.entries import Bearer, Person, Role
from detente.knowledge.validity import begun, holds, over

_UNRANKED = 60


@dataclass(frozen=True, slots=True)
class Offices:
    """Roles by person, with the rank of each role (role_ranks.tsv; 10 is the highest)."""

    roles: Mapping[str, tuple[Role, ...]]
    people: Mapping[str, Person]
    ranks: MappingProxyType[str, int]

    def at(self, person: str, day: date | None) -> tuple[Role, ...]:
        """Roles held on the day; the former standing where none is held any more; nothing before the first.

        Without a day: the latest known ones, ``assumed``.
        """
        held = self.roles.get(person, ())
        if day is None:
            return tuple(replace(role, assumed=True) for role in self._sorted(_latest(held)))
        current = [role for role in held if holds(role.since, role.until, day)]
        return self._sorted(current) if current else self._standing(person, day)

    def former(self, person: str, day: date | None) -> tuple[Role, ...]:
        """Roles that had ended by the day (all that have an end, without one), most important first."""
        held = self.roles.get(person, ())
        return self._sorted([role for role in held if (role.until if day is None else over(role.until, day))])

    def standing(self, people: Iterable[str], day: date | None) -> tuple[Bearer, ...]:
        """Those of the persons who had entered public life by the day: in office, then alive, then by rank."""
        found = [bearer for person in people if (bearer := self.bearer(person, day))]
        return tuple(
            sorted(
                found, key=lambda bearer: (not bearer.in_office, not bearer.alive, bearer.rank, bearer.ref)
            )
        )

    def rank(self, role: Role) -> int:
        """How important a role is: 10 for a head of state."""
        return self.ranks.get(role.role, _UNRANKED)

    def bearer(self, person: str, day: date | None) -> Bearer | None:
        """How a person stood on the day; None before public life."""
        held = self.roles.get(person, ())
        row = self.people[person]
        if day is not None and (
            not begun(row.born, day) or (held and not any(begun(r.since, day) for r in held))
        ):
            return None
        alive = not row.died if day is None else not over(row.died, day)
        current = [
            role for role in held if (not role.until if day is None else holds(role.since, role.until, day))
        ]
        rank = min((self.rank(role) for role in current or held), default=_UNRANKED)
        return Bearer(row.ref, alive and bool(current), alive, rank)

    def _standing(self, person: str, day: date) -> tuple[Role, ...]:
        """Who has left office is of the elite: the codebook's ELI, unless the table says otherwise."""
        past = self.former(person, day)
        if not past:
            return ()
        best = past[0]
        return (
            replace(
                best, role=f"former {best.role}", sectors=("ELI",), since=best.until, until=None, former=True
            ),
        )

    def _sorted(self, roles: list[Role] | tuple[Role, ...]) -> tuple[Role, ...]:
        by_time = sorted(roles, key=lambda role: (role.since or "", role.role), reverse=True)
        return tuple(sorted(by_time, key=self.rank))


def _latest(roles: tuple[Role, ...]) -> list[Role]:
    lasting = [role for role in roles if role.until is None]
    if lasting or not roles:
        return lasting
    end = max(role.until or "" for role in roles)
    return [role for role in roles if role.until == end]
