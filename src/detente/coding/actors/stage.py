"""Actors: who is meant by each mention, and the entities of a report."""

from __future__ import annotations

from detente.coding.actors.cast import Cast
from detente.coding.actors.context import make_context
from detente.coding.actors.describe import describe_all
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
        descriptions = describe_all(context)
        relations = find_relations(context, descriptions)
        cast = Cast()
        namer = Namer(context, descriptions, relations, cast)
        namer.link()
        run = _Run(reading, cast)
        run.describer = Describer(context, descriptions, relations, cast, namer)
        run.pronouns = Pronouns(context, descriptions, cast, run.resolve)
        for numbers in context.by_sentence:
            for number in sorted(numbers, key=lambda n: _turn(reading.mentions[n])):
                run.resolve(number)
        entities, resolutions = make_layers(context, cast)
        return reading.add(entities=entities, resolutions=resolutions)


class _Run:
    """The resolving of one report, which may have to take a mention before its turn."""

    describer: Describer
    pronouns: Pronouns

    def __init__(self, reading: Reading, cast: Cast) -> None:
        self._reading = reading
        self._cast = cast
        self._open: set[int] = set()

    def resolve(self, number: int) -> None:
        """Resolves a mention, unless that is done or under way."""
        if number in self._cast.found or number in self._open:
            return
        self._open.add(number)
        mention = self._reading.mentions[number]
        if mention.kind == MentionKind.PRONOUN:
            self.pronouns.resolve(mention)
        else:
            self.describer.resolve(mention)
        self._open.discard(number)


def _turn(mention: Mention) -> tuple[int, int]:
    """Mentions of a sentence are resolved by their ends, so that what is inside another comes first."""
    return mention.last, -mention.first
