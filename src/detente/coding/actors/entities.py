"""From the cast to the record: entities with stable ids, and one resolution a mention."""

from __future__ import annotations

from detente.coding.actors.cast import Actor, Cast, Found
from detente.coding.actors.context import Context
from detente.coding.layers import Resolution
from detente.record.enums import EntityKind
from detente.record.ids import layer_id
from detente.record.types import Entity


def make_layers(context: Context, cast: Cast) -> tuple[tuple[Entity, ...], tuple[Resolution, ...]]:
    """Entities by their first mention, and resolutions by mention."""
    mentions = context.reading.mentions
    spoken = [actor for actor in cast.actors if actor.mentions]
    spoken.sort(key=lambda actor: min((mentions[m].start, mentions[m].end, m) for m in actor.mentions))
    ids: dict[int, str] = {}
    entities: list[Entity] = []
    taken: set[str] = set()
    for actor in spoken:
        entity = _entity(context, actor, taken)
        taken.add(entity.id)
        ids[actor.number] = entity.id
        entities.append(entity)
    resolutions = tuple([_resolution(cast, mention.id, ids) for mention in mentions])
    return tuple(entities), resolutions


def _entity(context: Context, actor: Actor, taken: set[str]) -> Entity:
    mentions = context.reading.mentions
    spans = tuple(sorted({(mentions[m].start, mentions[m].end) for m in actor.mentions}))
    report = context.reading.report.id
    ident = layer_id(report, "entity", *spans[0])
    if ident in taken:  # two entities of one description: "Russian and Ukrainian officials"
        ident = layer_id(report, "entity", *spans[0], actor.country, actor.name)
    return Entity(
        id=ident,
        name=actor.name,
        kind=actor.kind if actor.kind != EntityKind.PERSON or not actor.plural else EntityKind.GROUP,
        country=actor.country,
        sectors=actor.sectors,
        role=actor.role,
        wikidata=actor.wikidata,
        mentions=spans,
    )


def _resolution(cast: Cast, mention: int, ids: dict[int, str]) -> Resolution:
    found = settled(cast, mention)
    return Resolution(
        mention=mention,
        entities=tuple([ids[number] for number in found.actors]),
        country=found.country,
        sectors=found.sectors,
        score=found.score,
        reason=found.reason,
    )


def settled(cast: Cast, mention: int) -> Found:
    """What a mention was resolved to in the end: its score 0…1, and the notes on its actors with the reason."""
    found = cast.found[mention]
    notes = [
        note
        for number in found.actors
        for at, note in cast.actors[number].notes
        if mention in {at, min(cast.actors[number].mentions)}
    ]
    return Found(
        found.actors,
        found.country,
        found.sectors,
        round(max(0.0, min(1.0, found.score)), 4),
        "; ".join([found.reason, *dict.fromkeys(notes)]),
    )
