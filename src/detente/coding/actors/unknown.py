"""Names that no table knows: what sort of thing they are, by how they are written and used."""

from __future__ import annotations

from collections.abc import Sequence

from detente.coding.actors.context import Context
from detente.coding.actors.describe import Description
from detente.coding.actors.words import COMPANY_ENDS, LOCATIVE, SAYING, WARSHIPS
from detente.coding.layers import MentionKind
from detente.knowledge.text import key
from detente.record.enums import EntityKind


def guess_kind(context: Context, description: Description, described: Sequence[Description]) -> EntityKind:
    """The sort of thing an unknown name is; OTHER where nothing tells."""
    mention = description.mention
    words = key(description.name).split()
    if _is_body(description, words):
        return EntityKind.ORGANISATION
    if mention.kind == MentionKind.TITLED or any(d.role and d.role.of_person for d in described):
        return EntityKind.PERSON
    place = context.place(mention)
    if place is not None and place.end >= mention.end:
        return EntityKind.OTHER
    if len(words) == 1 and description.name.isupper() and len(description.name) > 1:
        return EntityKind.ORGANISATION
    if len(words) > 1 and words[0] in context.facts.knowledge.names.given:
        return EntityKind.PERSON
    return _by_use(context, description, len(words))


def _is_body(description: Description, words: Sequence[str]) -> bool:
    """Whether a name is that of a ship, a company or a body: by its first or last word, or the noun at its head ("University of
    Cape Town").
    """
    role = description.role
    if navy_of_ship(description.name) is not None or (words and words[-1] in COMPANY_ENDS):
        return True
    if role is not None and role.last == description.mention.last and not role.of_person:
        return True
    return (
        role is not None
        and role.noun.kind == "body"
        and role.noun.sectors[:1] not in {(), ("GOV",), ("CVL",)}
    )


def _by_use(context: Context, description: Description, words: int) -> EntityKind:
    mention = description.mention
    sentence = context.sentence(mention)
    head = sentence.heads[mention.head]
    if sentence.deps[mention.head] == "pobj" and sentence.lowers[head] in LOCATIVE:
        return EntityKind.OTHER
    speaks = sentence.deps[mention.head] == "nsubj" and sentence.lemmas[head] in SAYING - {"report"}
    return EntityKind.PERSON if speaks and 1 <= words <= 3 else EntityKind.OTHER


def navy_of_ship(name: str) -> str | None:
    """The country of a warship by what its navy writes before the ship's name ("HMS Kent"); None for other names."""
    prefix, _, rest = name.partition(" ")
    return WARSHIPS.get(prefix) if rest else None


def sectors_of_name(description: Description) -> tuple[str, ...]:
    """Sectors that an organisation's own name tells: the Liberal Party is PTY, Global Motors Corp BUS."""
    if description.role is not None:
        return description.role.noun.sectors
    words = key(description.name).split()
    return ("BUS",) if words and words[-1] in COMPANY_ENDS else ()
