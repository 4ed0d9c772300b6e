"""Who takes a position, who voices it, and to whom, by the slots that a row lists."""

from __future__ import annotations

from dataclasses import replace

from detente.coding.grammar import ancestors, child, kids
from detente.coding.positions.draft import Condition, Slots, Who
from detente.coding.positions.lexicon import Predicate
from detente.coding.positions.nesting import voiced
from detente.coding.positions.parties import same_side
from detente.coding.positions.reader import Reader


class Bearers:
    """Parties, speakers and addressees of one sentence's predicates. ``triggers`` are the tokens that rows fit."""

    def __init__(self, reader: Reader, conditions: list[Condition], triggers: frozenset[int]) -> None:
        self._r = reader
        self._s = reader.s
        self._conditions = conditions
        self._triggers = triggers

    def parties(self, row: Predicate, slots: Slots, head: int | None) -> list[Who]:
        """Whose position it is, each once; empty where nobody is found."""
        found = self._found(row, slots)
        return list({who.id: who for who in (self._of_state(who, head) for who in found)}.values())

    def _found(self, row: Predicate, slots: Slots) -> list[Who]:
        if row.party == ("speaker",):
            voice = self._r.parties.voice(slots.head)
            return [voice] if voice else []
        verb = row.pos == "V"
        outer = self.joined(slots.head) if verb else None
        if outer is not None:
            found = [who for t in self._r.slots(outer).fill.get("subj", ()) for who in self._r.parties.at(t)]
            if found:
                return found
        for name in row.party:
            if name == "subj" and row.pos == "N" and slots.clause is None:
                continue
            found = [who for t in slots.fill.get(name, ()) for who in self._at(t, name)]
            if found:
                return found
        return self._from_above(slots.head) if verb and not slots.passive else []

    def _at(self, token: int, slot: str) -> list[Who]:
        if slot != "mod":
            return self._r.parties.at(token)
        who = self._r.parties.adjective(token)
        return [who] if who else []

    def _of_state(self, party: Who, head: int | None) -> Who:
        """The state that an official without one speaks for, where he says what it will do: "Iran will answer, the minister
        warned"."""
        if head is None or not self._r.parties.is_loose_official(party):
            return party
        for t in kids(self._s, head, "nsubj", "nsubjpass"):
            for who in self._r.parties.at(t):
                if who.country is not None:
                    return replace(who, token=party.token)
        return party

    def _from_above(self, i: int) -> list[Who]:
        """Who does it where the subject is no party: whoever the sentence is about ("said the terms fell short and put
        forward …")."""
        s = self._s
        if child(s, i, "nsubj", "nsubjpass") is not None:
            return []
        for above in ancestors(s, i):
            subjects = kids(s, above, "nsubj") if s.tags[above].startswith("V") else []
            found = [who for t in subjects for who in self._r.parties.at(t)]
            if found:
                return found
        return []

    def joined(self, i: int) -> int | None:
        """The predicate that i goes on from after a comma, where the parser tied it to what that one says ("demanded that he
        go, and threatened to block the road"); None where it is tied as it should be."""
        s = self._s
        above = s.heads[i]
        if s.deps[i] != "conj" or child(s, i, "nsubj", "nsubjpass", "aux") is not None or above == i:
            return None
        k = i - 1
        while k > above and s.deps[k] in {"advmod", "neg"}:
            k -= 1
        if k <= above or s.deps[k] != "cc" or s.words[k - 1] != ",":
            return None
        outer = s.heads[above]
        return outer if s.deps[above] in {"ccomp", "xcomp"} and outer in self._triggers else None

    def speaker(self, slots: Slots, party: Who) -> Who | None:
        """The person who voices it: the subject, or whoever is quoted with it on the party's behalf."""
        parties = self._r.parties
        own = parties.person(party.token, party)
        return own if own is not None else voiced(self._r, slots.head, party)

    def addressee(self, row: Predicate, slots: Slots, head: int | None, party: Who) -> Who | None:
        """The first party of the row's slots who is not the party's own side."""
        for name in row.addressee:
            for token in self._addressed(name, slots, head):
                who = self._r.parties.one(token)
                if who is not None and not same_side(who, party):
                    return who
        return None

    def _addressed(self, name: str, slots: Slots, head: int | None) -> tuple[int, ...]:
        s = self._s
        if name == "content.subj":
            verb = head is not None and s.tags[head].startswith("V")
            return tuple(kids(s, head, "nsubj", "nsubjpass")) if head is not None and verb else ()
        if name == "condition.subj":
            return tuple(t for c in self._conditions for t in kids(s, c.head, "nsubj"))
        found = self._r.filled(slots, name)
        outer, _, inner = name.partition(".")
        if inner == "poss":
            nouns = slots.fill.get(outer, ())
            found += tuple(
                t
                for o in nouns
                for t in kids(s, o, "amod", "compound", "nmod")
                if self._r.parties.adjective(t)
            )
        return found
