"""What a mention itself says: its name, its roles, and the phrases in and beside it that tell whose it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from detente.coding.actors.context import Context
from detente.coding.actors.words import (
    BEFORE_HYPHEN,
    COUNTRIES,
    FEMALE_NOUNS,
    FORMER,
    INDEFINITE,
    MALE_NOUNS,
    MEN,
    NOT_OF,
    SOFT,
    WOMEN,
)
from detente.coding.layers import Mention, MentionKind, Sentence
from detente.coding.roles import RoleSpan, find_titles, has_note

_HYPHENS = frozenset({"-", "–"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "npadvmod", "appos"})
_GRADES = frozenset({"deputy", "vice", "assistant", "aide", "chief"})
_PREPOSITIONS = frozenset({"of", "in", "from", "to", "for", "at"})
_OWNING = SOFT | {"of"}
_NAMED = frozenset({MentionKind.NAME, MentionKind.TITLED})


class Source(NamedTuple):
    """A mention that tells whose another is: "Russian" in "Russian troops", with the relation (a label, or a preposition)."""

    mention: int
    relation: str


@dataclass(slots=True)
class Description:
    """What a mention says. ``name`` is "" where it names nobody; ``role`` is the role noun at its head, ``said`` its words."""

    mention: Mention
    name: str
    role: RoleSpan | None
    said: str
    roles: tuple[RoleSpan, ...]
    sources: tuple[Source, ...]
    titles: tuple[str, ...]
    title_sectors: tuple[str, ...]
    former: bool
    plural: bool
    gender: str | None
    determiner: str
    counted: bool = False

    @property
    def sectors(self) -> tuple[str, ...]:
        """Sectors of its role noun or title, before anything else is asked."""
        return self.role.noun.sectors if self.role is not None else self.title_sectors

    @property
    def inherits(self) -> bool:
        """Whether its role says little itself ("spokesman", "official"): what it belongs to has the say."""
        noun = self.role.noun if self.role is not None else None
        return noun is not None and (
            noun.kind == "official" or not noun.sectors or has_note(noun, "inherits")
        )

    @property
    def noun(self) -> str:
        """The role noun as the table has it, "" where there is none."""
        return self.role.noun.noun if self.role is not None else ""

    @property
    def is_country(self) -> bool:
        """Whether it calls its actor a country, whatever stands before: "nation", "Baltic republic"."""
        return self.noun.rsplit(" ", 1)[-1] in COUNTRIES

    @property
    def definite(self) -> bool:
        """Whether it means somebody already known: "the minister", "that country", "both sides"."""
        return self.determiner in {"the", "this", "that", "these", "those", "both"}


def describe_all(context: Context) -> tuple[Description, ...]:
    """The description of every mention, same index."""
    reading = context.reading
    return tuple(
        [_describe(context, mention, reading.roles[mention.sentence]) for mention in reading.mentions]
    )


def _describe(context: Context, mention: Mention, roles: Sequence[RoleSpan]) -> Description:
    sentence = context.sentence(mention)
    if mention.kind in {MentionKind.PRONOUN, MentionKind.ADJECTIVE}:
        return Description(mention, "", None, "", (), (), (), (), False, False, None, "")
    inside = tuple([r for r in roles if mention.first <= r.first and r.last <= mention.last]) if roles else ()
    titles, sectors, ends = _titles(context, mention, inside) if mention.kind in _NAMED else ((), (), [])
    name_first = _name_first(sentence, mention, inside, ends)
    role = _role(mention, inside, name_first) if inside else None
    before = sentence.lowers[mention.first : mention.last]
    return Description(
        mention=mention,
        name=_name(context, mention, name_first),
        role=role,
        said=" ".join(sentence.words[role.first : role.last]) if role else "",
        roles=inside,
        sources=tuple(_sources(context, mention)),
        titles=titles,
        title_sectors=sectors,
        former=not FORMER.isdisjoint(before),
        plural=_is_plural(sentence, mention, role, name_first),
        gender=_gender(titles, role) if titles or role else None,
        determiner=before[0],
        counted=mention.kind == MentionKind.DESCRIPTION and _is_counted(sentence, mention),
    )


def _is_counted(sentence: Sentence, mention: Mention) -> bool:
    """Whether some of a sort are meant: "two", "a", "several"."""
    first = sentence.lowers[mention.first]
    return first in INDEFINITE or "CD" in sentence.tags[mention.first : mention.last]


def _titles(
    context: Context, mention: Mention, roles: Sequence[RoleSpan]
) -> tuple[tuple[str, ...], tuple[str, ...], list[int]]:
    """Titles in a titled name: their words, the sectors of the first that has any, and the tokens behind them."""
    sentence = context.sentence(mention)
    found = find_titles(sentence, context.facts.knowledge, range(mention.first, mention.last))
    if not found:
        return (), (), []
    found = tuple([t for t in found if t.last < mention.last and not _covered(t.first, t.last, roles)])
    sectors = next((t.title.sectors for t in found if t.title.sectors), ())
    return tuple(t.title.title for t in found), sectors, [t.last for t in found]


def _covered(first: int, last: int, roles: Sequence[RoleSpan]) -> bool:
    return any(r.first <= first and last <= r.last and r.last - r.first > last - first for r in roles)


def _name_first(
    sentence: Sentence, mention: Mention, roles: Sequence[RoleSpan], title_ends: Sequence[int]
) -> int | None:
    """First token of the name in a mention, behind its titles; None where it has none ("the president of Ukraine")."""
    if mention.kind == MentionKind.NAME:
        return mention.first  # a title that is part of the known name ("Pope Francis") stays in it
    if mention.kind != MentionKind.TITLED:
        return None
    if not roles and not title_ends:
        return mention.first if sentence.lowers[mention.first] not in _PREPOSITIONS else None
    known = mention.last if mention.refs and mention.refs[0].startswith("person:") else mention.last + 1
    first = max([mention.first, *(r.last for r in roles if r.of_person and r.last < known), *title_ends])
    return first if first < mention.last and sentence.lowers[first] not in _PREPOSITIONS else None


def _role(mention: Mention, roles: Sequence[RoleSpan], name_first: int | None) -> RoleSpan | None:
    """The role that says what the mention is: at its head; of a titled name, the first one before the name."""
    for role in roles:
        if role.head == mention.head:
            return role
    if name_first is not None:
        before = [role for role in roles if role.last <= name_first and role.of_person]
        if before:
            graded = len(before) > 1 and before[0].noun.noun in _GRADES and before[0].last == before[1].first
            return before[1] if graded else before[0]
    tail = [role for role in roles if role.last == mention.last]
    return tail[0] if tail else None


def _name(context: Context, mention: Mention, first: int | None) -> str:
    if first is None or first >= mention.last:
        return ""
    sentence = context.sentence(mention)
    while first < mention.last - 1 and sentence.words[first] in {".", ",", "-"}:
        first += 1
    start, end = sentence.span(first, mention.last)
    return " ".join(context.reading.report.text[start:end].split())


def _is_plural(sentence: Sentence, mention: Mention, role: RoleSpan | None, name_first: int | None) -> bool:
    if name_first is not None and name_first < mention.last:
        return False
    if role is not None:
        return (
            role.plural and sentence.tags[role.last - 1] != "NN" if role.noun.kind != "body" else role.plural
        )
    return sentence.tags[mention.head] in {"NNS", "NNPS", "JJ"} and mention.kind == MentionKind.DESCRIPTION


def _gender(titles: Sequence[str], role: RoleSpan | None) -> str | None:
    words = {title.lower().rstrip(".") for title in titles}
    last = role.noun.noun.split()[-1] if role is not None else ""
    if words & MEN or last in MALE_NOUNS or last in MEN:
        return "m"
    if words & WOMEN or last in FEMALE_NOUNS or last in WOMEN:
        return "f"
    return None


def _sources(context: Context, mention: Mention) -> Iterator[Source]:
    """Inner mentions by their tie to the role or name, and the ones tied to it from outside ("Liz Truss from the UK")."""
    sentence = context.sentence(mention)
    mentions = context.reading.mentions
    for number in context.inner[mention.id]:
        other = mentions[number]
        relation = _relation(sentence, other.head, mention)
        if relation is not None and other.head != mention.head and not _is_hyphenated_away(sentence, other):
            yield Source(number, relation)
    for c in sentence.children[mention.head]:
        if mention.first <= c < mention.last:
            continue
        if sentence.deps[c] == "poss" and mention.kind in _NAMED:
            found = context.at(mention.sentence, c)
            if found is not None:
                yield Source(found, "poss")
        elif sentence.deps[c] == "prep" and c == mention.last and sentence.lowers[c] in _OWNING:
            yield from _objects(context, mention, c)


def _objects(context: Context, mention: Mention, prep: int) -> Iterator[Source]:
    sentence = context.sentence(mention)
    for c in sentence.children[prep]:
        found = context.at(mention.sentence, c) if sentence.deps[c] == "pobj" else None
        if found is not None:
            yield Source(found, sentence.lowers[prep])


def _relation(sentence: Sentence, token: int, mention: Mention) -> str | None:
    """How a token inside a mention hangs on its head: the label of its modifier, or the preposition between."""
    at = token
    for _ in range(8):
        dep, head = sentence.deps[at], sentence.heads[at]
        if dep == "pobj":
            prep = head
            return sentence.lowers[prep] if mention.first <= sentence.heads[prep] < mention.last else None
        if head == sentence.heads[mention.head] and dep in _MODIFIERS and at == token:
            return dep  # both modify the same noun: "Ukraine government control"
        if head == mention.head:
            return "npadvmod" if dep == "npadvmod" else dep if dep in _MODIFIERS else None
        if not mention.first <= head < mention.last or head == at:
            return None
        at = head
    return None


def _is_hyphenated_away(sentence: Sentence, other: Mention) -> bool:
    """Whether a hyphen says that it is no nationality: pro-Russian, Russian-backed, ex-Soviet."""
    first, last = other.first, other.last
    if first >= 1 and sentence.lowers[first - 1] == "ex":
        return True
    if first >= 2 and sentence.words[first - 1] in _HYPHENS and sentence.lowers[first - 2] in BEFORE_HYPHEN:
        return True
    if last + 1 < len(sentence) and sentence.words[last] in _HYPHENS:
        return sentence.lowers[last + 1] in NOT_OF
    return False
