"""Titles of offices as Wikidata labels them, in the words of roles.tsv: "Minister of Foreign Affairs of Ukraine" is a foreign
minister of Ukraine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.knowledge.base import Knowledge
from detente.knowledge.entries import MatchKind
from detente.knowledge.wikidata.settings import Meanings

_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b\s*")
_MINISTER = re.compile(
    r"(?:(?P<deputy>deputy|vice|first deputy|assistant|state|junior) )?"
    r"(?:minister(?: of state| delegate)? (?:of|for|in charge of)|secretary of state (?:of|for)|(?:cabinet )?secretary for)"
    r"(?: the)? (?P<what>.+)"
)
_SENT = re.compile(
    r"(?:ambassador|permanent representative|high commissioner) of (?P<by>.+?) to (?P<to>.+)", re.IGNORECASE
)
_NAMED = re.compile(r"(?:(?P<deputy>deputy|vice|assistant) )?(?P<what>.+) minister")
_LEADING = frozenset({"federal", "union", "cabinet", "royal", "the", "national", "crown"})
_CHAMBER = re.compile(
    r"parliament|assembly|house of|chamber|congress|bundestag|diet\b|knesset|duma|verkhovna|rada|sejm|storting|riksdag|"
    r"folketing|eduskunta|althing|majlis|lok sabha|rajya sabha|legislative|council of states|national council|cortes|dáil|seimas|"
    r"saeima|riigikogu|skupština|sabor"
)
_POSTS = (
    "governor",
    "mayor",
    "chief minister",
    "premier",
    "president",
    "first minister",
    "lieutenant governor",
)


@dataclass(frozen=True, slots=True)
class Office:
    """A title read: the role, the id of the state that it names (None: none), the words that are left and may name a body or a
    division ("NATO", "Texas").
    """

    role: str
    country: str | None
    of: str


class Titles:
    """Reads titles with the help of the knowledge base's names of states."""

    def __init__(self, knowledge: Knowledge, meanings: Meanings) -> None:
        self._knowledge = knowledge
        self._meanings = meanings

    def read(self, label: str) -> Office:
        """The office that a label names."""
        sent = _SENT.fullmatch(label)
        if sent is not None and (sender := self._state(sent["by"])) is not None:
            return Office(_ambassador(f"ambassador to {sent['to']}".lower()), sender, "")
        title, country = self._without_country(label)
        words = _ORDINAL.sub("", title).lower().strip()
        while words.partition(" ")[0] in _LEADING and " " in words:
            words = words.partition(" ")[2]
        role = self._role(words)
        if role is not None:
            return Office(role, country, "")
        head, of, rest = words.partition(" of ")
        role = self._role(head) if of else None
        if role is None and head in _POSTS:
            role = head
        if role is not None:
            return Office(role, country, title[-len(rest) :].strip())
        return Office(words, country, "")

    def sectors(self, role: str) -> tuple[str, ...]:
        """The sectors that the longest role noun in a role has; none where it has no role noun."""
        words = role.replace("-", " ").split()
        found = [match for head in range(len(words)) if (match := self._knowledge.role_noun(words, head))]
        best = max(found, key=lambda match: (match.last - match.first, -match.first), default=None)
        return best.noun.sectors if best is not None else ()

    def _without_country(self, label: str) -> tuple[str, str | None]:
        """The label without the state that it ends or begins with, and that state's id."""
        for head, tail in _ends(label):
            country = self._state(tail)
            if country is not None:
                return head, country
        words = label.split()
        for size in range(min(4, len(words) - 1), 0, -1):
            country = self._state(" ".join(words[:size]).removesuffix("'s"))
            if country is not None:
                return " ".join(words[size:]), country
        return label, None

    def _state(self, name: str) -> str | None:
        """The id of the one state that is still there, or ever was, by name or adjective."""
        kinds = {MatchKind.STATE, MatchKind.ADJECTIVE}
        readings = self._knowledge.names.find(name)
        refs = dict.fromkeys(r.ref for r in readings if r.kind in kinds and r.ref.startswith("state:"))
        kept = self._knowledge.valid(tuple(refs), None)
        return kept[0].partition(":")[2] if len(kept) == 1 else None

    def _role(self, words: str) -> str | None:
        """The role that a title without its country is; None where no table knows it."""
        known = self._meanings.titles.get(words)
        if known is not None:
            return known
        if words.startswith(("member of", "deputy of", "deputy in", "delegate to")) and _CHAMBER.search(
            words
        ):
            return "member of parliament"
        if words.startswith(("member of", "senator")) and "senate" in words:
            return "senator"
        if words.startswith("ambassador") or " ambassador" in words:
            return _ambassador(words)
        minister = self._minister(words)
        if minister is not None:
            return minister
        return (
            words
            if words in self._knowledge.offices.ranks or words in self._knowledge.tables.role_nouns
            else None
        )

    def _minister(self, words: str) -> str | None:
        """ "minister of finance", "finance minister", "deputy minister for the interior": by the first known portfolio."""
        found = _MINISTER.fullmatch(words) or _NAMED.fullmatch(words)
        if found is None:
            return None
        known = [
            self._meanings.portfolios[p] for p in _parts(found["what"]) if p in self._meanings.portfolios
        ]
        if not known:
            return None
        what = "foreign" if "foreign" in known else known[0]
        return f"deputy {what} minister" if found["deputy"] else f"{what} minister"


def _ends(label: str) -> Iterator[tuple[str, str]]:
    """The label parted before each of its ends that may be a state: "Minister of Defence" + "Ukraine"."""
    for link in (" of the ", " of ", " in ", ", "):
        at = label.find(link)
        while at > 0:
            yield label[:at], label[at + len(link) :]
            at = label.find(link, at + 1)


def _parts(what: str) -> Iterator[str]:
    """The whole of a portfolio, then its parts: "finance and planning" is first of all finance."""
    yield what
    yield from (part.strip() for part in re.split(r",| and | & ", what))
    yield what.partition(" ")[0]


def _ambassador(words: str) -> str:
    _, to, where = words.partition(" to ")
    return f"ambassador to {where.strip()}" if to else "ambassador"
