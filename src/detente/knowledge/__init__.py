"""Who and where: states, people with dated roles, organisations, regions, role nouns, titles; matching and comparing of names."""

from detente.knowledge.base import Knowledge
from detente.knowledge.entries import (
    Bearer,
    Entry,
    Match,
    MatchKind,
    Organisation,
    Person,
    Region,
    Role,
    RoleNoun,
    RoleNounMatch,
    Scored,
    Seat,
    State,
    Title,
    TitleMatch,
)
from detente.knowledge.names import Comparison, compare, same

__all__ = [
    "Bearer",
    "Comparison",
    "Entry",
    "Knowledge",
    "Match",
    "MatchKind",
    "Organisation",
    "Person",
    "Region",
    "Role",
    "RoleNoun",
    "RoleNounMatch",
    "Scored",
    "Seat",
    "State",
    "Title",
    "TitleMatch",
    "compare",
    "same",
]
