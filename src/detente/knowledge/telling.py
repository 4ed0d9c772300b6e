"""Findings of a look-up, as rows of data and as text to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from detente.knowledge.entries import Organisation, Person, Region, Role, RoleNoun, State, Title
from detente.knowledge.lookup import Finding


def as_row(finding: Finding) -> dict[str, Any]:
    """The finding as JSON has it: ref, kind, how, score, exists, the cells of its row, and its roles."""
    return {
        "ref": finding.ref,
        "kind": finding.kind,
        "how": finding.how,
        "score": finding.score,
        "exists": finding.exists,
        "entry": asdict(finding.entry),
        "roles": [asdict(role) for role in finding.roles],
    }


def as_text(finding: Finding, at: date | None) -> str:
    """The finding as a few lines to read, each of them with what is known alone."""
    head = f"{_name(finding)}  ({finding.kind}, {finding.ref})"
    score = "" if finding.score == 1 else f" ({finding.score:.2f})"
    lines = [head, f"  {finding.how}{score}"]
    if not finding.exists:
        lines.append(f"  did not exist on {at}" if at else "  exists no more")
    lines += [f"  {line}" for line in _facts(finding)]
    if isinstance(finding.entry, Person):
        lines += [f"    {_role(role)}" for role in finding.roles]
        lines += [] if finding.roles else [f"  no role known{f' on {at}' if at else ''}"]
    return "\n".join(lines)


def _name(finding: Finding) -> str:
    entry = finding.entry
    if isinstance(entry, RoleNoun):
        return entry.noun
    return entry.title if isinstance(entry, Title) else entry.name


def _facts(finding: Finding) -> Iterator[str]:
    entry = finding.entry
    if isinstance(entry, Person):
        yield from _listed("also", entry.aliases)
        life = [f"born {entry.born}" if entry.born else "", f"died {entry.died}" if entry.died else ""]
        yield from _listed("", [part for part in (*life, entry.gender, entry.wikidata) if part], ", ")
    elif isinstance(entry, State):
        yield from _listed("also", entry.names)
        yield from _listed("capital", entry.capitals)
        yield f"country {entry.country or '–'}, {entry.kind}{_span(entry.since, entry.until)}"
    elif isinstance(entry, Organisation):
        yield from _listed("also", entry.names)
        yield f"{entry.kind}, country {entry.country or '–'}, {' '.join(entry.sectors) or '–'}{_span(entry.since, entry.until)}"
    elif isinstance(entry, Region):
        yield from _listed("also", entry.names)
        yield f"{entry.kind} of {', '.join(entry.members) or '–'}"
    else:
        yield f"sectors {' '.join(entry.sectors) or '–'}"
        if isinstance(entry, RoleNoun) and entry.notes:
            yield f"notes {entry.notes}"


def _listed(label: str, words: tuple[str, ...] | list[str], separator: str = "; ") -> Iterator[str]:
    if words:
        yield f"{label}{': ' if label else ''}{separator.join(words)}"


def _role(role: Role) -> str:
    where = ", ".join(part for part in (role.country, role.organisation) if part)
    sure = f"  certainty {role.certainty}" if role.certainty < 0.9 else ""
    return f"{role.role}{f', {where}' if where else ''}  {' '.join(role.sectors)}{_span(role.since, role.until)}{sure}"


def _span(since: str | None, until: str | None) -> str:
    if not since and not until:
        return ""
    return f"  {since or '…'} to {until or 'now'}"
