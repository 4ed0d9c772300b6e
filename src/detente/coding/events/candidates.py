"""Candidates: every act of a report with the parties that the grammar gives it. Nothing is decided here."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.coding.attribution import quote_at, speaker_of
from detente.coding.dating import Dated, event_date
from detente.coding.events.acts import Act, ActReader
from detente.coding.events.lexicon import Lexicon
from detente.coding.events.modality import Modality, read_modality
from detente.coding.layers import (
    Argument,
    Candidate,
    Frame,
    Mention,
    MentionKind,
    Reading,
    Resolution,
    Sentence,
)
from detente.record.enums import EntityKind, QuoteKind
from detente.record.types import Entity, Quote

_MAX_HINTS = 4
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})


@dataclass(frozen=True, slots=True)
class Parties:
    """Mentions of one sentence by their head token and by every token they cover."""

    by_head: dict[int, Mention]
    by_token: dict[int, Mention]
    resolutions: tuple[Resolution, ...]
    entities: dict[str, Entity]

    def at(self, token: int) -> Mention | None:
        """The mention headed by a token."""
        return self.by_head.get(token)

    def known(self, mention: Mention) -> bool:
        """Whether a mention resolves to anybody."""
        found = self.resolutions[mention.id]
        if found.country or found.sectors or any(ref.startswith("region:") for ref in mention.refs):
            return True
        return any(self.entities[e].kind is not EntityKind.OTHER for e in found.entities)

    def is_town(self, mention: Mention) -> bool:
        """Whether a mention is a mere place: it can be hit or visited, but does nothing."""
        found = self.resolutions[mention.id].entities
        return bool(found) and all(self.entities[e].kind is EntityKind.OTHER for e in found)


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
        self._reader = ActReader(sentence, lexicon, self._knows)

    def candidates(self) -> list[Candidate]:
        """Candidates in text order, without those that only say what another is for ("met to discuss")."""
        found = list(self._found())
        return [c for c in found if not any(_is_purpose_of(self._s, c, other) for other in found)]

    def _found(self) -> Iterator[Candidate]:
        acts = self._reader.acts()
        governed = {act.inner.slots.head for act in acts if act.inner is not None}
        for act in acts:
            governed |= self._reader.used(act)
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
        recipients = self._recipients(act, actors)
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

    def _actors(self, act: Act) -> tuple[Argument, ...]:
        """Actors by the row. Mere places do nothing, and nobody outside a direct quote acts in it."""
        found = self._arguments(act, act.row.actor)
        quote = quote_at(self._reading, self._s.starts[act.slots.head])
        kept = []
        for a in found:
            mention = self._reading.mentions[a.mention] if a.mention is not None else None
            outside = (
                quote is not None and quote.kind is QuoteKind.DIRECT and not self._is_inside(quote, a.token)
            )
            if mention is not None and not outside and not self._parties.is_town(mention):
                kept.append(a)
        return tuple(kept)

    def _is_inside(self, quote: Quote, token: int) -> bool:
        at = self._s.starts[token]
        return any(start <= at < end for start, end in quote.parts)

    def _reasons(self, act: Act) -> tuple[str, ...]:
        reasons = [f"lexicon {act.row.source} → {act.label}"]
        if act.inner is not None and act.operators:
            reasons.append(f"{act.operators[0]} over {act.inner.label} ({act.inner.row.source})")
        return tuple(reasons)

    def _recipients(self, act: Act, actors: tuple[Argument, ...]) -> tuple[Argument, ...]:
        """The first slot of the row's list that holds a party; never one that is already an actor."""
        taken = {a.token for a in actors}
        for slot in act.row.recipient:
            found = tuple(a for a in self._arguments(act, (slot,)) if a.token not in taken)
            if found:
                return found
        return ()

    def _arguments(self, act: Act, slots: tuple[str, ...]) -> tuple[Argument, ...]:
        for slot in slots:
            tokens = [t for part in slot.split("+") for t in self._tokens(act, part)]
            if slot == "between" and len(tokens) < 2 and not self._is_several(tokens):
                continue  # half of the pair is lost: better nobody than one of two
            found = [self._argument(t) for t in dict.fromkeys(tokens)]
            kept = tuple(dict.fromkeys(a for a in found if a is not None))
            if kept:
                return kept
        return ()

    def _is_several(self, tokens: list[int]) -> bool:
        """Whether one word means several parties: "between Western and Russian officials"."""
        mentions = [self._parties.at(t) for t in tokens]
        return any(m is not None and len(self._reading.resolutions[m.id].entities) > 1 for m in mentions)

    def _tokens(self, act: Act, slot: str) -> list[int]:
        """Tokens of a slot; ``inner.`` looks into the governed act, ``slot.of`` into the noun phrase that fills it."""
        name, _, rest = slot.partition(".")
        if name == "inner":
            return self._inner_tokens(act, rest)
        tokens = list(act.slots.fill.get(name, ()))
        if name == "mod":
            return [t for t in tokens if self._parties.at(t) is not None]
        if not rest:
            return tokens
        return [t for token in tokens for t in self._within(token, rest)]

    def _inner_tokens(self, act: Act, role: str) -> list[int]:
        """Parties of the governed act, or of what is governed without being an act ("demanded that Iran reply")."""
        if act.foreign:
            return []
        if act.inner is not None:
            row = act.inner.row
            wanted = row.actor if role == "actor" else row.recipient
            return [a.token for a in self._arguments(act.inner, wanted)]
        if role != "actor":
            return []
        fills = [
            self._reader.slots.read(t, "V").fill for t in act.complements if self._s.tags[t].startswith("V")
        ]
        return [t for fill in fills for t in (fill.get("subj") or fill.get("obj", ()))]

    def _within(self, token: int, part: str) -> list[int]:
        """Parties inside a noun phrase: its possessor, its nationality, or the object of a preposition."""
        if part == "poss":
            fill = self._reader.slots.noun(token).fill
            return [
                *fill.get("poss", ()),
                *(t for t in fill.get("mod", ()) if self._parties.at(t) is not None),
            ]
        return list(self._reader.slots.noun(token).fill.get(part, ()))

    def _knows(self, token: int, itself: bool) -> bool:
        found = self._argument(token)
        if found is None or not itself:
            return found is not None
        return found.token == token

    def _speaker(self, token: int) -> Argument | None:
        """Whom "I" and "we" mean inside a quote."""
        mention, _ = speaker_of(self._reading, self._s.index, token)
        if mention is None or not self._parties.known(self._reading.mentions[mention]):
            return None
        return Argument(token, mention)

    def _argument(self, token: int) -> Argument | None:
        """The party at a token. "Hundreds of protesters" gives the protesters; a noun that is no party gives its
        possessor or nationality ("Ukrainian cities")."""
        mention = self._parties.at(token)
        if mention is not None and self._parties.known(mention):
            return Argument(token, mention.id)
        if self._s.lowers[token] in _FIRST_PERSON:
            return self._speaker(token)
        if self._s.lemmas[token] in self._lexicon.classes["quantity_noun"]:
            return next((a for t in self._within(token, "of") if (a := self._argument(t)) is not None), None)
        for inside in self._within(token, "poss") if self._s.tags[token].startswith("NN") else ():
            owner = self._parties.at(inside)
            if owner is not None and self._parties.known(owner):
                return Argument(inside, owner.id)
        return None


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
