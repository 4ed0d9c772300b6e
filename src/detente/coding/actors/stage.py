"""Actors: who is meant by each mention, and the entities of a report."""

from __future__ import annotations

from collections.abc import Sequence

from detente.coding.actors.cast import Cast
from detente.coding.actors.context import Context, make_context
from detente.coding.actors.describe import Description, describe_all
from detente.coding.actors.descriptions import Describer
from detente.coding.actors.entities import make_layers
from detente.coding.actors.naming import Namer
from detente.coding.actors.pronouns import Pronouns
from detente.coding.actors.relations import find_relations
from detente.coding.layers import Mention, MentionKind, Reading
from detente.knowledge import Knowledge


class ActorsStage:
    """Fills ``Reading.entities`` and ``Reading.resolutions`` (one a mention, same index)."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def __call__(self, reading: Reading) -> Reading:
        """The reading with its entities and resolutions. A mention that is doubtful keeps none, and a reason."""
        context = make_context(reading, self._knowledge)
        entities, resolutions = make_layers(context, _cast(context))
        return reading.add(entities=entities, resolutions=resolutions)

    def cast(self, reading: Reading) -> Cast:
        """The actors of a reading, and what each mention was resolved to, for whoever needs no layers."""
        return _cast(make_context(reading, self._knowledge))


def _cast(context: Context) -> Cast:
    descriptions = describe_all(context)
    relations = find_relations(context, descriptions)
    cast = Cast()
    namer = Namer(context, descriptions, relations, cast)
    namer.link()
    run = _Run(context, descriptions, cast, Describer(context, descriptions, relations, cast, namer))
    mentions = context.reading.mentions
    for numbers in context.by_sentence:
        for number in sorted(numbers, key=lambda n: _turn(mentions[n])):
            run.resolve(number)
    return cast


class _Run:
    """The resolving of one report, which may have to take a mention before its turn."""

    def __init__(
        self, context: Context, descriptions: Sequence[Description], cast: Cast, describer: Describer
    ) -> None:
        self._context = context
        self._descriptions = descriptions
        self._cast = cast
        self._describer = describer
        self._pronouns: Pronouns | None = None
        self._open: set[int] = set()

    def resolve(self, number: int) -> None:
        """Resolves a mention, unless that is done or under way."""
        if number in self._cast.found or number in self._open:
            return
        self._open.add(number)
        mention = self._context.reading.mentions[number]
        if mention.kind == MentionKind.PRONOUN:
            self._resolve_pronoun(mention)
        else:
            self._describer.resolve(mention)
        self._open.discard(number)

    def _resolve_pronoun(self, mention: Mention) -> None:
        if self._pronouns is None:
            self._pronouns = Pronouns(self._context, self._descriptions, self._cast, self.resolve)
        self._pronouns.resolve(mention)


def _turn(mention: Mention) -> tuple[int, int]:
    """Mentions of a sentence are resolved by their ends, so that what is inside another comes first."""
    return mention.last, -mention.first
