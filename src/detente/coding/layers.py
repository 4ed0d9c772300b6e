"""The layers that stages hand to each other: what is known of a report while it is being coded.

A ``Reading`` is frozen; a stage takes one, and gives back the layer it is there for. Token indices are indices into one
sentence; every ``start``/``end`` is an offset into the report's text.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, Protocol

from detente.coding.weighing import weighed
from detente.record.enums import Auxiliary
from detente.record.types import (
    Conflict,
    Defect,
    Entity,
    Event,
    EventDate,
    Place,
    Position,
    Quote,
    Record,
    Rejection,
    ReportInfo,
    Span,
    Time,
)

if TYPE_CHECKING:
    from detente.coding.roles import RoleSpan


@dataclass(frozen=True, slots=True)
class Sentence:
    """One parsed sentence as columns, a value per token: fast to walk, and free of the parser's own objects.

    ``tags`` are Penn Treebank tags, ``deps`` the parser's ClearNLP labels; ``heads[i]`` is the index of token i's head
    (the root is its own head); ``children[i]`` are the direct dependents of i from left to right. ``words`` are the surfaces in
    the report, except that curly quotation marks are straight and broken ones mended (see parse.normalise).
    """

    index: int
    paragraph: int
    start: int
    end: int
    words: tuple[str, ...]
    lowers: tuple[str, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """Offsets of the tokens [first, last)."""
        return self.starts[first], self.ends[last - 1]


class MentionKind(StrEnum):
    """How a mention points at its actor."""

    NAME = "name"  # "Sergei Lavrov", "Russia", "NATO"
    TITLED = "titled"  # "Ukrainian President Volodymyr Zelensky", "the German foreign minister"
    DESCRIPTION = "description"  # "a senior official", "pro-Russian separatists in eastern Ukraine"
    PRONOUN = "pronoun"  # he, they, his, who
    ADJECTIVE = "adjective"  # the nationality in "Russian troops", "Russian-backed"


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of one sentence that can stand for an actor: a noun phrase, a pronoun or a nationality adjective.

    ``first``/``last`` bound the whole phrase without relative clauses; ``head`` is its grammatical head. ``refs`` are ids of the
    knowledge base that the surface matches, best first (resolution picks among them); ``id`` is its index in the layer.
    """

    id: int
    sentence: int
    first: int
    last: int
    head: int
    start: int
    end: int
    kind: MentionKind
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whom a mention means. ``entities`` holds several for "the two leaders"; ``country`` and ``sectors`` are those of this
    mention (a description's own sectors: "Russian troops" is RUS MIL though its entity may be a group of its own).

    ``reason`` says in words how it was found; ``score`` is 0…1.
    """

    mention: int
    entities: tuple[str, ...]
    country: str | None
    sectors: tuple[str, ...]
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Argument:
    """A filled slot of a candidate: the token that heads it, and the mention there, where one is."""

    token: int
    mention: int | None


@dataclass(frozen=True, slots=True)
class Frame:
    """What the grammar saw around a predicate, before anything is decided.

    ``operators`` are the predicates that govern it, outermost first ("promised to send": promise over send), with their
    sense; ``hints`` are the labels that the predicate lexicon proposes, best first, with their weight.
    """

    lemma: str
    voice: str  # active | passive | nominal
    tense: str  # past | present | future | none
    negated: bool
    modal: str | None
    conditional: bool
    dated: str | None  # before | after: the text dates it outside the reporting window
    operators: tuple[str, ...]
    effects: tuple[
        tuple[str, str], ...
    ]  # (negation | hypothetical | future | ended, the governing word), nearest first
    hints: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A predicate with the parties that the grammar gives it. Deciders read these; nothing here is a decision."""

    sentence: int
    trigger: tuple[int, ...]  # tokens, in order
    head: int  # token of the predicate's head
    actors: tuple[Argument, ...]
    recipients: tuple[Argument, ...]
    frame: Frame
    date: EventDate
    speaker: int | None  # mention that the content is attributed to, innermost
    quote: str | None  # id of the innermost quote around it
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a decider makes of one candidate. ``event_type`` None: no event, and ``reasons`` says why."""

    event_type: str | None
    event_mode: str | None
    auxiliary: Auxiliary | None
    confidence: float
    reasons: tuple[str, ...]
    label: str | None = None
    contexts: tuple[str, ...] = ()  # what the decider reads in the sentence; words may tell more


@dataclass(frozen=True, slots=True)
class Reading:
    """A report and the layers read so far."""

    report: ReportInfo
    sentences: tuple[Sentence, ...] = ()
    times: tuple[Time, ...] = ()
    roles: tuple[tuple[RoleSpan, ...], ...] = ()  # role phrases, by sentence
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    resolutions: tuple[Resolution, ...] = ()  # one a mention, same index
    places: tuple[Place, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[Event, ...] = ()
    positions: tuple[Position, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    defects: tuple[Defect, ...] = ()
    rejections: tuple[Rejection, ...] = ()

    @property
    def published(self) -> date | None:
        """The report's date, None where it has none."""
        return self.report.published

    def add(self, *rejections: Rejection, **layers: object) -> Reading:
        """This reading with new layers, and further rejections behind those it has."""
        kept = dict(
            zip(_LAYERS, _layers_of(self), strict=True)
        )  # dataclasses.replace takes four times as long
        kept.update(layers)
        if rejections:
            kept["rejections"] = self.rejections + rejections
        return Reading(**kept)

    def record(self) -> Record:
        """The public record, its coder still to be filled in. Events that rest on defective text are less sure in it."""
        return Record(
            report=self.report,
            entities=self.entities,
            times=self.times,
            places=self.places,
            events=weighed(self.events, self.defects),
            quotes=self.quotes,
            positions=self.positions,
            conflicts=self.conflicts,
            defects=self.defects,
            rejections=self.rejections,
        )


_LAYERS = tuple(field.name for field in fields(Reading))
_layers_of = attrgetter(*_LAYERS)


class CodingStage(Protocol):
    """One step of the line: takes a reading and gives it back with its own layer added, touching no other."""

    def __call__(self, reading: Reading) -> Reading:
        """The reading with this stage's layer (and its rejections)."""
        ...
