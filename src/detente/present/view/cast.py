"""Who is in the report: roles, codes, how often and under which names."""

from __future__ import annotations

from collections import Counter

from detente.present.view.plain import plain
from detente.present.view.sentences import Sentences
from detente.present.view.types import Actor, Fact
from detente.present.view.vocabulary import vocabulary
from detente.record.types import Entity, Record

# Words that point to a name and are none.
_POINTERS = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs themselves we us our ours i me my "
    "you your who whom whose which that this these those both one ones each all others another some many".split()
)
_NAMES_SHOWN = 6
_DETERMINERS = ("the ", "a ", "an ")


def cast_of(
    record: Record, facts: tuple[Fact, ...], sentences: Sentences
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Those who act, are acted on or speak, the busiest first; and those who are only named, in text order."""
    busy = _fact_counts(facts)
    speakers = {quote.speaker for quote in record.quotes}
    actors = [_actor(entity, busy[entity.id], sentences) for entity in record.entities]
    cast = [actor for actor in actors if actor.facts or actor.entity.id in speakers]
    named = [actor for actor in actors if not actor.facts and actor.entity.id not in speakers]
    cast.sort(key=lambda actor: (-actor.facts, -actor.mentions, actor.sentence, actor.name))
    named.sort(key=lambda actor: (actor.sentence, actor.name))
    return tuple(cast), tuple(named)


def role_words(entity: Entity) -> str | None:
    """The role in words, None where the record has none."""
    return plain(entity.role.replace("_", " ")) if entity.role else None


def _new_role(entity: Entity) -> str | None:
    """The role, unless the name already says it."""
    role = role_words(entity)
    return None if role and role.casefold() in entity.name.casefold() else role


def _fact_counts(facts: tuple[Fact, ...]) -> Counter[str]:
    """Facts, of any kind, in which an entity takes part."""
    counts: Counter[str] = Counter()
    for fact in facts:
        parties = [party for event in fact.mentions for party in (*event.actors, *event.recipients)]
        counts.update({party.entity for party in parties if party.entity})
    return counts


def _actor(entity: Entity, facts: int, sentences: Sentences) -> Actor:
    codes = " ".join(code for code in (entity.country, *entity.sectors) if code)
    return Actor(
        entity=entity,
        name=plain(entity.name),
        role=_new_role(entity),
        codes=codes,
        sectors=vocabulary().sector_words(entity.sectors),
        also=_other_names(entity, sentences),
        mentions=len(entity.mentions),
        facts=facts,
        sentence=sentences.number(min(start for start, _ in entity.mentions)) if entity.mentions else 1,
    )


def _other_names(entity: Entity, sentences: Sentences) -> tuple[str, ...]:
    """Other names and descriptions in the text, the most frequent first, without pronouns and articles."""
    counts: Counter[str] = Counter()
    for span in entity.mentions:
        counts[_bare(sentences.surface(span))] += 1
    own = _bare(plain(entity.name)).casefold()
    seen = {own, ""}
    names = []
    for name, _ in counts.most_common():
        is_new = name.casefold() not in seen and not name.casefold().endswith(f" {own}")
        if is_new and name.casefold() not in _POINTERS:
            seen.add(name.casefold())
            names.append(name)
    return tuple(names[:_NAMES_SHOWN])


def _bare(name: str) -> str:
    """Without a leading article and a trailing possessive."""
    for word in _DETERMINERS:
        if name.lower().startswith(word):
            name = name[len(word) :]
    return name.removesuffix("'s").removesuffix("’s")
