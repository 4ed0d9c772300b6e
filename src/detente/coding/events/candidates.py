"""Candidates: every act of a report with the parties that the grammar gives it. Nothing is decided here."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from detente.coding.attribution import quote_at, speaker_of
from detente.coding.dating import Dated, event_date
from detente.coding.events.acts import Act
from detente.coding.events.lexicon import Lexicon
from detente.coding.events.modality import Modality, read_modality
from detente.coding.events.parties import Parties, PartyFinder
from detente.coding.layers import (
    Argument,
    Candidate,
    Frame,
    MentionKind,
    Reading,
    Sentence,
)
from detente.record.enums import QuoteKind
from detente.record.types import Quote

_MAX_HINTS = 4
_MUTUAL = frozenset({"CONSULT", "deal_signed"})
"""Acts of several sides, by label or type."""


def find_candidates(reading: Reading, lexicon: Lexicon) -> Iterator[Candidate]:
    """Candidates of all sentences in text order."""
    grouped = _by_sentence(reading)
    ahead = deque(reading.quotes)
    around: list[Quote] = []  # quotes that touch the sentence: a long report has thousands that do not
    for sentence in reading.sentences:
        around = [quote for quote in around if quote.end > sentence.start]
        while ahead and ahead[0].start < sentence.end:
            around.append(ahead.popleft())
        if lexicon.lemmas.isdisjoint(sentence.lemmas):
            continue
        parties = grouped.get(sentence.index) or Parties({}, {}, reading.resolutions, {})
        near = replace(reading, quotes=tuple(around))
        yield from _Finder(near, sentence, parties, lexicon).candidates()


def _by_sentence(reading: Reading) -> dict[int, Parties]:
    out: dict[int, Parties] = {}
    entities = {entity.id: entity for entity in reading.entities}
    for mention in reading.mentions:
        parties = out.setdefault(mention.sentence, Parties({}, {}, reading.resolutions, entities))
        if mention.kind is not MentionKind.ADJECTIVE or mention.head not in parties.by_head:
            parties.by_head[mention.head] = mention
        for token in range(mention.first, mention.last):
            held = parties.by_token.get(token)
            if held is None or mention.last - mention.first < held.last - held.first:
                parties.by_token[token] = mention
    return out


class _Finder:
    """Candidates of one sentence."""

    def __init__(self, reading: Reading, sentence: Sentence, parties: Parties, lexicon: Lexicon) -> None:
        self._reading = reading
        self._s = sentence
        self._parties = parties
        self._lexicon = lexicon
        self._finder = PartyFinder(reading, sentence, parties, lexicon)
        self._reader = self._finder.reader

    def candidates(self) -> list[Candidate]:
        """Candidates in text order, without those that only say what another is for ("met to discuss")."""
        found = list(self._found())
        return [c for c in found if not any(_is_purpose_of(self._s, c, other) for other in found)]

    def _found(self) -> Iterator[Candidate]:
        acts = self._reader.acts()
        governed = {act.inner.slots.head for act in acts if act.inner is not None}
        for act in acts:
            governed |= self._reader.used(act) | self._governed_with(act)
        carried = {
            t for act in acts if act.slots.pos == "N" for t in act.slots.trigger if t != act.slots.head
        }
        for act in acts:
            head = act.slots.head
            if head in governed or act.label is None or self._continues(head, governed):
                continue
            if head in carried and not self._carrier_wins(act):
                continue
            if self._is_carried_by_better(act):
                continue
            yield self._candidate(act)

    def _governed_with(self, act: Act) -> set[int]:
        """What stands beside the governed act in its slot: "accused of arming rebels and of *shelling* a town"."""
        if act.inner is None:
            return set()
        head = act.inner.slots.head
        return {t for tokens in act.slots.fill.values() if head in tokens for t in tokens}

    def _continues(self, head: int, governed: set[int]) -> bool:
        """What a governed act is for is governed with it: "refused to meet Iran to discuss the crisis"."""
        s = self._s
        infinitive = any(s.tags[c] == "TO" for c in s.children[head])
        return (
            infinitive
            and s.deps[head] in {"xcomp", "advcl"}
            and s.heads[head] in governed
            and s.heads[head] != head
        )

    def _carrier_wins(self, act: Act) -> bool:
        """A light verb with a row of its own for this very object ("sign an agreement") beats the bare noun."""
        return any(need.slots[0] == "obj" and need.kind == "word" for need in act.row.needs)

    def _is_carried_by_better(self, act: Act) -> bool:
        """The bare noun gives way to such a verb."""
        for token in act.slots.trigger:
            if token == act.slots.head:
                continue
            verb = self._reader.act(token)
            if verb is not None and verb.hints and self._carrier_wins(verb):
                return True
        return False

    def _candidate(self, act: Act) -> Candidate:
        modality = read_modality(self._s, act.slots, self._lexicon.governors)
        actors = self._actors(act)
        recipients = self._finder.recipients(act, actors)
        if not actors and act.slots.pos == "N" and self._is_mutual(act):
            actors, recipients = recipients, ()
        mention, quote = speaker_of(self._reading, self._s.index, act.slots.head)
        dated = event_date(self._reading, self._s.index, act.slots.trigger)
        return Candidate(
            sentence=self._s.index,
            trigger=act.slots.trigger,
            head=act.slots.head,
            actors=actors,
            recipients=recipients,
            frame=_frame(self._s, act, modality, dated),
            date=dated.date,
            speaker=mention,
            quote=quote,
            reasons=self._reasons(act),
        )

    def _is_mutual(self, act: Act) -> bool:
        """Whether all that a noun names take part in the same way: "talks with Oslo", but not "a trip to Oslo"."""
        kinds = self._lexicon.kinds.get(act.label or "", frozenset())
        return bool(kinds & _MUTUAL) and "CONSULT-visit" not in kinds

    def _actors(self, act: Act) -> tuple[Argument, ...]:
        """Actors by the row. Mere places do nothing, and nobody outside a direct quote acts in it."""
        found = self._finder.named(act, act.row.actor)
        quote = quote_at(self._reading, self._s.starts[act.slots.head])
        kept = []
        for a in found:
            mention = self._reading.mentions[a.mention] if a.mention is not None else None
            outside = (
                quote is not None and quote.kind is QuoteKind.DIRECT and not self._is_inside(quote, a.token)
            )
            if mention is not None and not outside and not self._parties.is_town(mention):
                kept.append(a)
        return tuple(kept) or self._finder.doers(act)

    def _is_inside(self, quote: Quote, token: int) -> bool:
        at = self._s.starts[token]
        return any(start <= at < end for start, end in quote.parts)

    def _reasons(self, act: Act) -> tuple[str, ...]:
        reasons = [f"lexicon {act.row.source} → {act.label}"]
        if act.inner is not None and act.operators:
            reasons.append(f"{act.operators[0]} over {act.inner.label} ({act.inner.row.source})")
        return tuple(reasons)


def _frame(sentence: Sentence, act: Act, modality: Modality, dated: Dated) -> Frame:
    voice = "nominal" if act.slots.pos == "N" else "passive" if act.slots.passive else "active"
    return Frame(
        lemma=sentence.lemmas[act.slots.head],
        voice=voice,
        tense=modality.tense,
        negated=modality.negated,
        modal=modality.modal,
        conditional=modality.conditional,
        dated="before" if dated.historical else "after" if dated.future else None,
        operators=act.operators,
        effects=modality.effects,
        hints=tuple((hint.label, hint.weight) for hint in act.hints[:_MAX_HINTS]),
    )


def _is_purpose_of(sentence: Sentence, one: Candidate, other: Candidate) -> bool:
    """Whether ``one`` tells the same act again as the purpose of ``other``: same type and actors, hanging below it."""
    same = (
        one.frame.hints[0][0].split("-")[0] == other.frame.hints[0][0].split("-")[0]
        and one.actors == other.actors
    )
    below = sentence.deps[one.head] in {"xcomp", "advcl"} and sentence.heads[one.head] == other.head
    return one.head != other.head and same and below and not one.recipients
