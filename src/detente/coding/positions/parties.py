"""Whose position it is: from a mention to the state, body or group that it speaks for."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.attribution import quote_at
from detente.coding.grammar import child, kids
from detente.coding.layers import Mention, MentionKind, Reading, Sentence
from detente.coding.positions.draft import Who
from detente.record.enums import EntityKind
from detente.record.types import Entity, Quote

_OF_STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "UNK"})
_NOT_OF_STATE = frozenset(
    {"OPP", "REB", "ELI", "PTY", "SEP", "PRM", "UAF", "PRE", "CVL", "BUS", "JRN", "REL", "LAB", "SOC"}
)
_CLASSES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC", "UIS"})
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "ours", "ourselves"})
_THIRD_PERSON = frozenset({"it", "he", "she", "they", "its", "his", "her", "their", "them"})
_OF = frozenset({"of", "from", "for"})


@dataclass(frozen=True)
class Index:
    """Mentions and entities of one report, as parties are looked up in them."""

    reading: Reading
    entities: dict[str, Entity]
    countries: dict[str, Entity]  # the entity of a state, by its code
    heads: dict[tuple[int, int], Mention]  # the widest mention that a token of a sentence heads
    by_sentence: dict[int, list[Mention]]

    @classmethod
    def of(cls, reading: Reading) -> Index:
        """The index of a reading."""
        heads: dict[tuple[int, int], Mention] = {}
        grouped: dict[int, list[Mention]] = {}
        for mention in reading.mentions:
            key = mention.sentence, mention.head
            grouped.setdefault(mention.sentence, []).append(mention)
            held = heads.get(key)
            if (
                held is None
                or held.kind is MentionKind.ADJECTIVE
                or mention.last - mention.first > held.last - held.first
            ):
                heads[key] = mention
        entities = {entity.id: entity for entity in reading.entities}
        countries = {
            e.country: e for e in reversed(reading.entities) if e.kind is EntityKind.COUNTRY and e.country
        }
        return cls(reading, entities, countries, heads, grouped)

    def parties(self, mention: Mention) -> list[Who]:
        """Those whose positions a mention's words would be; empty where it means no party."""
        found = self.reading.resolutions[mention.id]
        if not found.entities:
            if not found.country and not found.sectors:
                return []
            state = self._state(found.country, found.sectors)
            name = self.reading.report.text[mention.start : mention.end]
            return [Who(state.id if state else name, found.country, found.score, mention.head)]
        out = [self._of_entity(self.entities[e], mention, len(found.entities) == 1) for e in found.entities]
        return [Who(who.id, who.country, found.score, mention.head) for who in out if who is not None]

    def _of_entity(self, entity: Entity, mention: Mention, alone: bool) -> Who | None:
        if entity.kind is EntityKind.COUNTRY:
            return Who(entity.id, entity.country, 1.0)
        found = self.reading.resolutions[mention.id]
        country = (found.country if alone else None) or entity.country
        sectors = (found.sectors if alone else ()) or entity.sectors
        body = self._body(mention) if entity.kind is EntityKind.PERSON and alone else None
        if body is not None:
            return body
        state = self._state(country, sectors)
        if state is not None:
            return Who(state.id, state.country, 1.0)
        if entity.kind is EntityKind.OTHER and not country:
            return None
        return Who(entity.id, country, 1.0)

    def _state(self, country: str | None, sectors: tuple[str, ...]) -> Entity | None:
        """The state that somebody with these codes speaks for, where the report names it."""
        if not country or country in _CLASSES or (sectors and sectors[0] in _NOT_OF_STATE):
            return None
        return self.countries.get(country) if not sectors or _OF_STATE.intersection(sectors) else None

    def _body(self, mention: Mention) -> Who | None:
        """The organisation or group inside a person's phrase: "a *Hamas* spokesman", "the head of *NATO*"."""
        for inner in self.by_sentence.get(mention.sentence, ()):
            if inner.id == mention.id or not (mention.first <= inner.head < mention.last + 4):
                continue
            if inner.head >= mention.last and not self._belongs(mention, inner):
                continue
            for name in self.reading.resolutions[inner.id].entities:
                entity = self.entities[name]
                if entity.kind in {EntityKind.ORGANISATION, EntityKind.GROUP} and not self._state(
                    entity.country, entity.sectors
                ):
                    return Who(entity.id, entity.country, 1.0)
        return None

    def _belongs(self, mention: Mention, inner: Mention) -> bool:
        s = self.reading.sentences[mention.sentence]
        above = s.heads[inner.head]
        return s.lowers[above] in _OF and s.heads[above] == mention.head


class Parties:
    """Who stands at the tokens of one sentence."""

    def __init__(self, index: Index, sentence: Sentence) -> None:
        self._index = index
        self._s = sentence

    def at(self, token: int) -> list[Who]:
        """The parties at a token; "we" is whoever says it, a noun that is no party gives its owner ("its forces")."""
        s = self._s
        if s.lowers[token] in _FIRST_PERSON:
            who = self.voice(token)
            return [who] if who else []
        mention = self._index.heads.get((s.index, token))
        found = (
            self._index.parties(mention)
            if mention is not None and mention.kind is not MentionKind.ADJECTIVE
            else []
        )
        if found:
            return found
        if s.lowers[token] in _THIRD_PERSON:
            return self._bearer(token)
        return self._owner(token) if s.tags[token].startswith("NN") else []

    def one(self, token: int) -> Who | None:
        """The first party at a token."""
        return next(iter(self.at(token)), None)

    def adjective(self, token: int) -> Who | None:
        """The state that a nationality names: "a *Venezuelan* order"."""
        mention = self._index.heads.get((self._s.index, token))
        return next(iter(self._index.parties(mention)), None) if mention is not None else None

    def _owner(self, token: int) -> list[Who]:
        s = self._s
        for c in kids(s, token, "poss"):
            found = self.at(c)
            if found:
                return found
        for c in kids(s, token, "amod", "compound", "nmod"):
            who = self.adjective(c)
            if who is not None:
                return [who]
        of = child(s, token, "prep")
        if of is not None and s.lowers[of] == "of" and s.lemmas[token] in _PARTS:
            return [who for o in kids(s, of, "pobj") for who in self.at(o)]
        return []

    def _bearer(self, token: int) -> list[Who]:
        """Of an unresolved "it" or "its" inside a quote, the speaker; else the nearest subject before it in the sentence."""
        voice = self.voice(token)
        if voice is not None:
            return [voice]
        s = self._s
        for i in range(token - 1, -1, -1):
            if s.deps[i] in {"nsubj", "nsubjpass"} and s.lowers[i] not in _THIRD_PERSON:
                found = self.at(i)
                if found:
                    return found[:1]
        return []

    def quote(self, token: int) -> Quote | None:
        """The innermost quote around a token."""
        return quote_at(self._index.reading, self._s.starts[token])

    def quotes(self) -> list[Quote]:
        """Quotes that touch the sentence."""
        s = self._s
        return [q for q in self._index.reading.quotes if q.start < s.end and q.end > s.start]

    def voice(self, token: int) -> Who | None:
        """The party of whoever says a token."""
        quote = self.quote(token)
        return None if quote is None else self.speaks(quote)

    def speaks(self, quote: Quote) -> Who | None:
        """The party that a quote's speaker speaks for."""
        mention = self.speaker_mention(quote)
        return next(iter(self._index.parties(mention)), None) if mention is not None else None

    def is_loose_official(self, who: Who | None) -> bool:
        """Whether somebody holds an office that the text gives to no state: "a cabinet minister", "officials"."""
        entity = None if who is None else self._index.entities.get(who.id)
        if entity is None or entity.kind is EntityKind.COUNTRY or entity.country is not None:
            return False
        return bool(_OF_STATE.intersection(entity.sectors)) or any(
            w in _OFFICES for w in entity.name.lower().split()
        )

    def is_unnamed_official(self, quote: Quote) -> bool:
        """Whether a quote's speaker is somebody in office whom nothing tells more of."""
        if quote.speaker_span is None:
            return False
        words = self._index.reading.report.text[slice(*quote.speaker_span)].lower().split()
        return any(word.strip(",") in _OFFICES for word in words)

    def speaker_mention(self, quote: Quote) -> Mention | None:
        """The mention of a quote's speaker."""
        if quote.speaker_span is None:
            return None
        start, end = quote.speaker_span
        for sentence in (
            self._s.index,
            self._s.index - 1,
            self._s.index + 1,
            self._s.index - 2,
            self._s.index + 2,
        ):
            for mention in self._index.by_sentence.get(sentence, ()):
                if (mention.start, mention.end) == (start, end):
                    return mention
        return None

    def person(self, token: int | None, party: Who) -> Who | None:
        """The person or body at a token, where it is not the party itself."""
        mention = None if token is None else self._index.heads.get((self._s.index, token))
        return None if mention is None else self.named(mention, party)

    def named(self, mention: Mention, party: Who) -> Who | None:
        """Whom a mention names, where that is not the party itself."""
        found = self._index.reading.resolutions[mention.id]
        if len(found.entities) != 1 or found.entities[0] == party.id:
            return None
        entity = self._index.entities[found.entities[0]]
        return None if entity.kind is EntityKind.COUNTRY else Who(entity.id, entity.country, found.score)


_OFFICES = frozenset(
    "official officials minister ministers spokesman spokeswoman spokesperson diplomat diplomats ambassador envoy president"
    " ministry government aide admiral general premier chancellor governor secretary".split()
)
_PARTS = frozenset(
    {
        "government",
        "army",
        "president",
        "leader",
        "leadership",
        "parliament",
        "member",
        "rest",
        "side",
        "all",
        "both",
        "force",
    }
)


def same_side(one: Who, other: Who) -> bool:
    """Whether two are the same party, or two bodies of one state."""
    if one.id == other.id:
        return True
    return one.country is not None and one.country == other.country and one.country not in _CLASSES
