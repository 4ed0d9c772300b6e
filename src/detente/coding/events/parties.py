"""Who stands in the slots of an act: the parties of one sentence, and how a slot's words lead to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from detente.coding.attribution import speaker_of
from detente.coding.events.acts import Act, ActReader
from detente.coding.events.lexicon import Lexicon
from detente.coding.grammar import kids
from detente.coding.layers import Argument, Mention, Reading, Resolution, Sentence
from detente.record.enums import EntityKind
from detente.record.types import Entity

_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})
_INSIDE = ("of", "with", "against", "to", "from", "for", "by")
_WHERE = ("in", "at", "on", "near")
_ELSEWHERE = (
    "obj",
    "iobj",
    "against",
    "to",
    "with",
    "on",
    "at",
    "from",
    "for",
    "of",
    "over",
    "into",
    "between",
)
_HURT = frozenset({"ASSAULT", "COERCE"})
_DONE_TO = _HURT | {"treaty_left"}
_GIVEN_UP = frozenset({"CONCEDE", "RETREAT"})
_FORCE = frozenset({"coerce", "compel", "drive", "force", "oblige", "pressure", "push"})
_OFTEN_ALONE = frozenset(
    {"MOBILIZE", "PROTEST", "RETREAT", "SUPPORT"}
)  # without a recipient as often as with one
_PERSONS = frozenset(
    "i me we us you it he him she her they them who whom everyone everybody somebody someone anyone those".split()
) | frozenset("my our your its his their".split())
"""Words that say a person acts or suffers, also where nothing tells who it is."""
_THINGS = frozenset({"it", "its", "those"})
_MARKING_ONE = frozenset({"det", "poss", "nummod", "compound", "amod"})
_OWN = frozenset({"its", "his", "her", "their", "our", "my"})
_REJECTED = (
    "obj",
    "iobj",
    "against",
    "to",
    "with",
    "from",
    "of",
)  # what is refused is "on" or "for" a third party
_MAX_DEPTH = 3


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


class PartyFinder:
    """Arguments of the acts of one sentence, by the slots that their rows list."""

    def __init__(self, reading: Reading, sentence: Sentence, parties: Parties, lexicon: Lexicon) -> None:
        self._reading = reading
        self._s = sentence
        self._parties = parties
        self._quantity = lexicon.classes["quantity_noun"]
        self._targets = lexicon.targets
        self._broader = lexicon.kinds
        self._reader = ActReader(sentence, lexicon, self.knows)

    @property
    def reader(self) -> ActReader:
        """The reader of the sentence's acts, who asks here which slots hold a party."""
        return self._reader

    def knows(self, token: int, itself: bool) -> bool:
        """Whether a party stands at a token; with ``itself``, only where the word is that party and not its possessor's."""
        if self._s.lowers[token] in _PERSONS - _THINGS:
            return True
        found = self.argument(token)
        return found is not None and (not itself or found.token == token)

    def named(self, act: Act, slots: tuple[str, ...]) -> tuple[Argument, ...]:
        """Parties in the first of the slots that holds any."""
        for slot in slots:
            tokens = [t for part in slot.split("+") for t in self._tokens(act, part)]
            if slot == "between" and len(tokens) < 2 and not self._is_several(tokens):
                continue  # half of the pair is lost: better nobody than one of two
            kept = self._kept(self.argument(t) for t in dict.fromkeys(tokens))
            if kept:
                return kept
        return ()

    def recipients(self, act: Act, actors: tuple[Argument, ...]) -> tuple[Argument, ...]:
        """Where the row's slots hold none: inside the phrases there, in other slots, in the clause that the act governs, and
        at last what is hit without being a party ("burned three villages")."""
        tokens = {a.token for a in actors}
        searches = (
            (self.named(act, (slot,)) for slot in act.row.recipient),
            self._searched(act) if len(actors) < 2 else (),
            (self._forcing(act),),
            (self._things(act),),
            (self._sufferers(act),),
        )
        for found in chain.from_iterable(searches):
            kept = tuple(a for a in found if a.token not in tokens)
            if kept:
                return kept
        return ()

    def doers(self, act: Act) -> tuple[Argument, ...]:
        """Persons and names that act without being known: "they demanded". Where a deed is said to act ("air strikes by Peru
        killed 20"), who did that."""
        for slot in act.row.actor:
            tokens = self._worded(act, slot)
            deeds = [
                deed for t in tokens if self._s.tags[t][:3] in {"NN", "NNS"} and (deed := self._reader.act(t))
            ]
            alone = [t for t in tokens if not self._is_thing(t)]
            if deeds:
                return tuple(a for deed in deeds if deed.label for a in self.named(deed, deed.row.actor))
            if alone:
                return tuple(Argument(t, None) for t in alone)
        return ()

    def _is_thing(self, token: int) -> bool:
        """Common nouns that no knowledge takes for people, and mere places: they do nothing."""
        mention = self._parties.at(token)
        return self._s.tags[token] in {"NN", "NNS"} or (
            mention is not None and self._parties.is_town(mention)
        )

    def _sufferers(self, act: Act) -> tuple[Argument, ...]:
        """Persons whom nothing resolves; where the act does harm, the noun or the number that it is done to as well."""
        harm = bool(self._broader.get(act.label or "", frozenset()) & _DONE_TO)
        found = (self._worded(act, slot) for slot in act.row.recipient)
        kept = (tuple(t for t in tokens if harm or self._s.lowers[t] in _PERSONS) for tokens in found)
        return next((tuple(Argument(t, None) for t in tokens) for tokens in kept if tokens), ())

    def _worded(self, act: Act, slot: str) -> list[int]:
        """Persons in a slot that nothing resolves, and beside a verb also nouns and numbers."""
        used = self._reader.used(act)
        tokens = dict.fromkeys(
            t for part in slot.split("+") for t in self._tokens(act, part) if t not in used
        )
        return [t for t in tokens if self._s.lowers[t] in _PERSONS or self._stands_alone(t, act)]

    def _stands_alone(self, token: int, act: Act) -> bool:
        if act.slots.pos != "V":
            return False
        if self._s.tags[token] == "NN":  # "seized power", "opened fire": a bare singular is no one
            return any(self._s.deps[c] in _MARKING_ONE for c in self._s.children[token])
        return self._s.tags[token] in {"NNS", "NNP", "NNPS", "CD"}

    def _searched(self, act: Act) -> Iterator[tuple[Argument, ...]]:
        types = self._broader.get(act.label or "", frozenset())
        if not act.row.recipient or types & _OFTEN_ALONE:
            return
        inside = _INSIDE + _WHERE if types & _HURT else _INSIDE
        for slot in act.row.recipient:
            yield self._deep(self._tokens(act, slot), inside)
        for slot in _ELSEWHERE if "REJECT" not in types else _REJECTED:
            yield self._deep(act.slots.fill.get(slot, ()), inside)
        if not act.foreign:
            for token in act.complements:
                yield self._of_clause(token, inside)

    def _of_clause(self, clause: int, inside: tuple[str, ...]) -> tuple[Argument, ...]:
        """Parties in the clause that an act governs: "ready to impose sanctions on Peru", "would close the strait if …"."""
        if not self._s.tags[clause].startswith("V"):
            return ()
        fill = self._reader.slots.verb(clause).fill
        inside = tuple(
            name for name in inside if name != "from"
        )  # "agreed to withdraw from the bank" is no deed to the bank
        found = (self._deep(fill.get(name, ()), inside) for name in ("if", *_ELSEWHERE) if name != "from")
        return next((arguments for arguments in found if arguments), ())

    def _forcing(self, act: Act) -> tuple[Argument, ...]:
        """To whom something is given up under force: "*Rebels* forced the army to withdraw"."""
        s, head = self._s, act.slots.head
        above = s.heads[head]
        yields = self._broader.get(act.label or "", frozenset()) & _GIVEN_UP
        if not yields or s.deps[head] not in {"xcomp", "ccomp"} or s.lemmas[above] not in _FORCE:
            return ()
        return self._kept(self.argument(t) for t in self._reader.slots.verb(above).fill.get("subj", ()))

    def _things(self, act: Act) -> tuple[Argument, ...]:
        """Places, buildings and people that are no known party, where the act does them harm."""
        if not self._broader.get(act.label or "", frozenset()) & _HURT:
            return ()
        tokens = [t for slot in act.row.recipient for t in self._tokens(act, slot)]
        hit = [t for t in tokens if self._s.lemmas[t] in self._targets and self._s.tags[t].startswith("NN")]
        return tuple(Argument(t, None) for t in dict.fromkeys(hit))

    def _deep(self, tokens: Iterable[int], inside: tuple[str, ...]) -> tuple[Argument, ...]:
        foreign = (t for t in dict.fromkeys(tokens) if not self._is_own(t))
        return self._kept(self._inside(t, inside, 0) for t in foreign)

    def _is_own(self, token: int) -> bool:
        """ "withdrew its soldiers": the actor's own."""
        return any(self._s.lowers[c] in _OWN for c in kids(self._s, token, "poss"))

    def _inside(self, token: int, inside: tuple[str, ...], depth: int) -> Argument | None:
        """The party at a token or in the prepositional phrases that hang on it: "a depot in southern Lebanon"."""
        found = self.argument(token)
        if found is not None or depth >= _MAX_DEPTH or not self._s.tags[token].startswith("NN"):
            return found
        fill = self._reader.slots.phrase(token)
        inner = (t for name in inside for t in fill.get(name, ()))
        return next((a for t in inner if (a := self._inside(t, inside, depth + 1)) is not None), None)

    @staticmethod
    def _kept(found: Iterable[Argument | None]) -> tuple[Argument, ...]:
        return tuple(dict.fromkeys(a for a in found if a is not None))

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
            return [a.token for a in self.named(act.inner, wanted)]
        if role != "actor":
            return []
        fills = [
            self._reader.slots.read(t, "V").fill for t in act.complements if self._s.tags[t].startswith("V")
        ]
        return [t for fill in fills for t in (fill.get("subj") or fill.get("obj", ()))]

    def _within(self, token: int, part: str) -> list[int]:
        """Parties inside a noun phrase: its possessor, its nationality, or the object of a preposition."""
        fill = self._reader.slots.noun(token).fill
        if part == "poss":
            return [
                *fill.get("poss", ()),
                *(t for t in fill.get("mod", ()) if self._parties.at(t) is not None),
            ]
        return list(fill.get(part, ()))

    def _speaker(self, token: int) -> Argument | None:
        """Whom "I" and "we" mean inside a quote."""
        mention, _ = speaker_of(self._reading, self._s.index, token)
        if mention is None or not self._parties.known(self._reading.mentions[mention]):
            return None
        return Argument(token, mention)

    def argument(self, token: int) -> Argument | None:
        """The party at a token. "Hundreds of protesters" gives the protesters; a noun that is no party gives its
        possessor or nationality ("Ukrainian cities")."""
        mention = self._parties.at(token)
        if mention is not None and self._parties.known(mention):
            return Argument(token, mention.id)
        if self._s.lowers[token] in _FIRST_PERSON:
            return self._speaker(token)
        if self._s.lemmas[token] in self._quantity:
            return next((a for t in self._within(token, "of") if (a := self.argument(t)) is not None), None)
        for inside in self._within(token, "poss") if self._s.tags[token].startswith("NN") else ():
            owner = self._parties.at(inside)
            if owner is not None and self._parties.known(owner):
                return Argument(inside, owner.id)
        return None


def said_at(argument: Argument, sentence: Sentence, reading: Reading) -> tuple[int, int]:
    """Where a sentence says an argument: its mention, or the "we" that means a speaker named elsewhere."""
    mention = reading.mentions[argument.mention] if argument.mention is not None else None
    if (
        mention is None
        or mention.sentence != sentence.index
        or sentence.lowers[argument.token] in _FIRST_PERSON
    ):
        return sentence.starts[argument.token], sentence.ends[argument.token]
    return mention.start, mention.end
