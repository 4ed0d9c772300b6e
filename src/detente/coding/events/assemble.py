"""From a candidate and its decision to the event of the record: parties, date, place, score, codes, reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from detente.codebook import Codebook
from detente.coding.events.contexts import ContextWords
from detente.coding.events.home import FACTOR, Sides, at_home
from detente.coding.events.parties import said_at
from detente.coding.events.quantities import quantities
from detente.coding.grammar import child, phrase
from detente.coding.layers import Argument, Candidate, Decision, Mention, MentionKind, Reading, Sentence
from detente.coding.locating import event_place
from detente.coding.numbers import NumberWords
from detente.record.enums import Auxiliary, EventType, Stage
from detente.record.ids import layer_id
from detente.record.types import Entity, Event, Party, Place, Rejection, Span

_FLOOR = 0.25  # below this, a careful reader would disown more events than not
_NAMING = frozenset({MentionKind.NAME, MentionKind.TITLED})
_OFFICE_BREAKS = frozenset({"relcl", "acl", "appos", "cc", "conj", "punct", "advcl", "parataxis"})
_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_UNREAL = frozenset({Auxiliary.HYPOTHETICAL, Auxiliary.NEGATION, Auxiliary.FUTURE})


@dataclass(frozen=True, slots=True)
class Assembler:
    """Builds events of one report."""

    reading: Reading
    codebook: Codebook
    contexts: ContextWords
    numbers: NumberWords
    entities: dict[str, Entity]
    named: Mapping[str, Sequence[int]]  # entity → its mentions by name or description, in text order

    def build_all(self, candidate: Candidate, decision: Decision) -> list[Event | Rejection]:
        """What becomes of a decision; a label that the codebook codes twice ("sentenced to prison") gives two events."""
        built = [self.build(candidate, decision)]
        also = self.codebook.label(decision.label).also if decision.label else None
        if also is not None:
            second = self.codebook.label(also)
            reasons = (*decision.reasons, f"{decision.label} is {second.id} as well")
            more = replace(
                decision,
                event_type=second.event_type,
                event_mode=second.event_mode,
                label=also,
                reasons=reasons,
            )
            built.append(self.build(candidate, more, ("also",)))
        return built

    def build(
        self, candidate: Candidate, decision: Decision, part: tuple[str, ...] = ()
    ) -> Event | Rejection:
        """The event, or the rejection that says why there is none."""
        if decision.event_type is None:
            return self._reject(candidate, "no event", "; ".join(decision.reasons))
        actors = self._parties(candidate, candidate.actors)
        recipients = self._others(self._parties(candidate, candidate.recipients), actors)
        if not actors and not recipients:
            return self._reject(
                candidate, "no party", f"{decision.event_type}: nobody is named who did or suffered it"
            )
        if (
            candidate.frame.voice == "nominal"
            and decision.auxiliary in _UNREAL
            and not (actors and recipients)
        ):
            return self._reject(
                candidate, "only mentioned", f"{decision.event_type}: unreal, a noun, and one party at most"
            )
        info = self.codebook.event_type(decision.event_type)
        if info.recipient_required and not recipients and len(actors) < 2:
            return self._reject(
                candidate, "recipient required", f"{decision.event_type} needs a recipient; none is named"
            )
        confidence = self._confidence(candidate, decision)
        if confidence < _FLOOR:
            return self._reject(
                candidate, "too doubtful", f"{decision.event_type}: confidence {confidence} is under {_FLOOR}"
            )
        return self._event(candidate, decision, (actors, recipients), part)

    def _event(
        self,
        candidate: Candidate,
        decision: Decision,
        parties: tuple[tuple[Party, ...], tuple[Party, ...]],
        part: tuple[str, ...],
    ) -> Event:
        sentence = self.reading.sentences[candidate.sentence]
        trigger = sentence.starts[candidate.trigger[0]], sentence.ends[candidate.trigger[-1]]
        kind, mode = EventType(str(decision.event_type)), decision.event_mode
        identity = layer_id(self.reading.report.id, "event", *trigger, sentence.starts[candidate.head], *part)
        speaker = self._speaker(candidate)
        place = event_place(self.reading, candidate.sentence, candidate.head)
        sides = at_home(Sides(*parties), kind, self._place(place), sentence, self.reading)
        confidence = self._confidence(candidate, decision) * (FACTOR if sides.reasons else 1.0)
        return Event(
            id=identity,
            event_type=kind,
            event_mode=mode,
            contexts=tuple(dict.fromkeys((*decision.contexts, *self.contexts.read(sentence)))),
            auxiliary=decision.auxiliary,
            quad_code=self.codebook.quad(kind),
            score=self.codebook.score(kind, mode),
            cameo=self.codebook.cameo(kind, mode, decision.label),
            actors=sides.actors,
            recipients=sides.recipients,
            date=candidate.date,
            place=place,
            trigger=trigger,
            evidence=(sentence.start, sentence.end),
            attributed_to=speaker,
            quote=candidate.quote,
            quantities=quantities(self.numbers, sentence, candidate, kind),
            cluster=identity,
            confidence=round(confidence, 4),
            reasons=(*decision.reasons, *self._party_reasons(candidate), *sides.reasons),
        )

    def _place(self, number: int | None) -> Place | None:
        return None if number is None else self.reading.places[number]

    def _speaker(self, candidate: Candidate) -> str | None:
        """Entity that the content is attributed to."""
        found = self.reading.resolutions[candidate.speaker].entities if candidate.speaker is not None else ()
        return found[0] if found else None

    def _parties(self, candidate: Candidate, arguments: tuple[Argument, ...]) -> tuple[Party, ...]:
        out = [party for a in arguments for party in self._of_argument(candidate, a)]
        unique: dict[object, Party] = {}
        for party in out:
            unique.setdefault(party.entity or (party.start, party.end), party)
        return tuple(unique.values())

    def _of_argument(self, candidate: Candidate, argument: Argument) -> list[Party]:
        """The parties of an argument; what is no mention is a thing that was hit, under its own words."""
        sentence = self.reading.sentences[candidate.sentence]
        if argument.mention is not None:
            owner = sentence.deps[argument.token] == "poss" and argument in candidate.recipients
            span = said_at(argument, sentence, self.reading)
            span = span[0], self._apposed(argument, sentence, span[1])
            return self._of_mention(argument.mention, span, by_name=not owner)  # "arrested *her* client"
        first, last = phrase(sentence, argument.token)
        start, end = sentence.starts[first], sentence.ends[last - 1]
        return [Party(None, self.reading.report.text[start:end], None, (), start, end)]

    def _apposed(self, argument: Argument, sentence: Sentence, end: int) -> int:
        """Where a name ends with the office said behind it: "Duarte, *the defence minister*"; before it, it is in the name."""
        mention = self.reading.mentions[argument.mention or 0]
        if mention.kind not in _NAMING or mention.sentence != sentence.index or mention.end != end:
            return end
        told = child(sentence, mention.head, "appos")
        if told is None or sentence.tags[told] != "NN":
            return end
        first, last = phrase(sentence, told, _OFFICE_BREAKS)
        return sentence.ends[last - 1] if mention.last < first <= mention.last + 1 else end

    def _of_mention(self, number: int, span: Span, by_name: bool) -> list[Party]:
        mention, found = self.reading.mentions[number], self.reading.resolutions[number]
        if not found.entities:
            text = self.reading.report.text[mention.start : mention.end]
            return [Party(None, text, found.country, found.sectors, *span)]
        several = len(found.entities) > 1
        spans = [(self._by_name(e, mention) if by_name else None) or span for e in found.entities]
        return [
            self._of_entity(self.entities[e], at, None if several else found)
            for e, at in zip(found.entities, spans, strict=True)
        ]

    def _by_name(self, entity: str, pronoun: Mention) -> Span | None:
        """Where a sentence says whom a pronoun means: by name before it; for "his" and the like also by description, or after."""
        if pronoun.kind is not MentionKind.PRONOUN:
            return None
        owns = self.reading.report.text[pronoun.start : pronoun.end].lower() in _POSSESSIVE
        mentions = (self.reading.mentions[number] for number in self.named.get(entity, ()))
        here = [
            m
            for m in mentions
            if m.sentence == pronoun.sentence and (owns or m.kind is not MentionKind.DESCRIPTION)
        ]
        before = [m for m in here if m.start < pronoun.start] or (here[:1] if owns else [])
        return (before[-1].start, before[-1].end) if before else None

    def _of_entity(self, entity: Entity, span: Span, found: object) -> Party:
        country = getattr(found, "country", None) or entity.country
        sectors = getattr(found, "sectors", ()) or entity.sectors
        return Party(entity.id, entity.name, country, tuple(sectors), *span)

    def _others(self, recipients: tuple[Party, ...], actors: tuple[Party, ...]) -> tuple[Party, ...]:
        taken = {party.entity for party in actors if party.entity is not None}
        return tuple(party for party in recipients if party.entity not in taken)

    def _confidence(self, candidate: Candidate, decision: Decision) -> float:
        """The decision's confidence, times how sure the weakest party is."""
        numbers = [a.mention for a in (*candidate.actors, *candidate.recipients) if a.mention is not None]
        weakest = min((self.reading.resolutions[n].score for n in numbers), default=1.0)
        return round(decision.confidence * (0.5 + 0.5 * weakest), 4)

    def _party_reasons(self, candidate: Candidate) -> tuple[str, ...]:
        out = []
        for role, arguments in (("actor", candidate.actors), ("recipient", candidate.recipients)):
            for a in arguments:
                if a.mention is not None:
                    mention = self.reading.mentions[a.mention]
                    surface = self.reading.report.text[mention.start : mention.end]
                    out.append(f"{role} “{surface}”: {self.reading.resolutions[a.mention].reason}")
        return tuple(out)

    def _reject(self, candidate: Candidate, reason: str, detail: str) -> Rejection:
        sentence = self.reading.sentences[candidate.sentence]
        start, end = sentence.starts[candidate.trigger[0]], sentence.ends[candidate.trigger[-1]]
        return Rejection(Stage.EVENTS, reason, start, end, detail)
