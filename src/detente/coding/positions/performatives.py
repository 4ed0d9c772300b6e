"""Positions that a word names: "demanded", "its offer to", "is ready to". One row of the table, one reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente.coding.grammar import bounds, child, kids
from detente.coding.positions.bearers import Bearers
from detente.coding.positions.conditions import trim
from detente.coding.positions.draft import Condition, Draft, Range, Slots, Who
from detente.coding.positions.lexicon import Predicate
from detente.coding.positions.meanings import HINTED, Meaning, Meanings
from detente.coding.positions.reader import Reader
from detente.coding.positions.spans import content_range

_RAISING = frozenset(
    "continue begin start decide choose vote move go appear seem come proceed be use".split()
)
_ASKED = frozenset({"must", "should", "ought"})
_UNSURE = frozenset({"may", "might", "could", "can"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_PHRASES = frozenset({"to", "of", "for", "against", "over"})
_ANSWERS = frozenset({"accept", "refuse", "deny", "withdraw", "confirm", "concede"})
_WITHOUT_WORDS = frozenset(
    {"accept", "refuse", "deny", "concede"}
)  # answers whose content is what they answer


class Performatives:
    """The drafts that the predicates of one sentence make."""

    def __init__(self, reader: Reader, conditions: list[Condition]) -> None:
        self._r = reader
        self._s = reader.s
        self._conditions = conditions
        self._meanings = Meanings(reader)
        lemmas = reader.lexicon.lemmas
        rows = ((i, reader.row(i)) for i, lemma in enumerate(reader.s.lemmas) if lemma in lemmas)
        self._found: dict[int, tuple[Predicate, Slots]] = {i: found for i, found in rows if found is not None}
        self.triggers = frozenset(self._found)
        self._bearers = Bearers(reader, conditions, self.triggers)

    def drafts(self) -> Iterator[Draft]:
        """Drafts in text order, those inside the content of others included."""
        for i, (row, slots) in self._found.items():
            if self._is_told(i, row, slots):
                for draft in self._drafts(row, slots):
                    yield from self._split(draft)

    def _is_told(self, i: int, row: Predicate, slots: Slots) -> bool:
        """Whether the act is told as done: no mere possibility, no condition, nobody else's wish."""
        s = self._s
        if any(c.whole[0] <= i < c.whole[1] and (c.kind != "after" or c.future) for c in self._conditions):
            return False
        if row.pos == "N":
            return slots.clause is None or s.lemmas[slots.clause] != "be"
        verb = slots.clause if slots.clause is not None else i
        modals = {s.lowers[a] for a in kids(s, verb, "aux") if s.tags[a] == "MD"}
        if modals & (_ASKED | _UNSURE) and not (modals & {"can", "could"} and self._r.negated(slots)):
            return False
        if modals and self._r.parties.quote(i) is None:
            return False
        if any(s.lowers[m] in _CONDITIONS for m in kids(s, verb, "mark")):
            return False
        return not any(s.tags[a] == "TO" for a in kids(s, verb, "aux")) or self._is_raised(verb)

    def _is_raised(self, verb: int) -> bool:
        """Whether an infinitive is told as done after all: "decided to accept", "wrote to demand"."""
        s = self._s
        head = s.heads[verb]
        if s.deps[verb] == "conj":
            return self._is_raised(head) if head != verb else False
        if s.deps[verb] == "xcomp":
            quoted = self._r.parties.quote(verb) is not None
            return s.lemmas[head] in _RAISING and (s.lemmas[head] != "be" or quoted)
        return s.deps[verb] == "advcl" and head not in self.triggers

    def _drafts(self, row: Predicate, slots: Slots) -> Iterator[Draft]:
        head = self._content_head(row, slots)
        meaning = self._meaning(row, slots, head)
        if meaning is None or (meaning[1] is None and meaning[0] not in _WITHOUT_WORDS):
            return
        for party in self._bearers.parties(row, slots, meaning[1]):
            yield self._made(row, slots, meaning, party)

    def _meaning(self, row: Predicate, slots: Slots, head: int | None) -> Meaning | None:
        """The act of the row, or the one it has when it is denied; a denied noun ("no intention of") is a row of its own."""
        denied = row.pos != "N" and self._r.negated(slots)
        act = row.negated if denied else row.act
        if denied and row.lemma == "rule" and row.act == "refuse":
            act = "hint"
        if act == "offer" and row.pos == "A":
            act = "ready"
        return None if act is None else self._meanings.of(act, head, slots)

    def _content_head(self, row: Predicate, slots: Slots) -> int | None:
        for name in row.content:
            if name == "self":
                return slots.clause if slots.clause is not None else slots.head
            tokens = tuple(t for t in self._r.filled(slots, name) if t not in slots.trigger)
            if name == "advcl":
                tokens = tuple(t for t in tokens if self._r.has_form(t, "infinitive"))
            if tokens and not (name == "of" and row.pos == "N" and self._is_bearer(row, tokens[0])):
                return tokens[0]
        return self._borrowed(row, slots)

    def _borrowed(self, row: Predicate, slots: Slots) -> int | None:
        """What a word behind its words reports ("…, the minister warned"), or what the parser gave to the verb above a noun
        ("refused appeals to free him")."""
        s, head = self._s, slots.head
        if row.pos == "V":
            return self._r.reported(head) if "ccomp" in row.content else None
        above = s.heads[head]
        if row.pos == "N" and s.deps[head] == "dobj" and "xcomp" in row.content and above in self.triggers:
            return child(s, above, "xcomp", "advcl")
        return None

    def _is_bearer(self, row: Predicate, token: int) -> bool:
        """ "the demands of Chile": whose they are, not what they are."""
        return "of" in row.party and bool(self._r.parties.at(token))

    def _made(self, row: Predicate, slots: Slots, meaning: Meaning, party: Who) -> Draft:
        act, head = meaning
        whole = row.content == ("self",)
        barred = frozenset(t for t in self.triggers if t != slots.head and self._bars(t, head))
        span = None if head is None else content_range(self._s, head, self._conditions, barred, whole)
        if span is not None and row.pos == "V" and act in _ANSWERS:
            span = self._with_phrase(slots.head, head, span)
        hinted = act.startswith(HINTED)
        act = act.removeprefix(HINTED)
        return Draft(
            sentence=self._s,
            trigger=slots.trigger,
            act=act,
            party=party,
            content_head=head,
            content=span,
            firmness=1 if hinted else row.firmness,
            weight=row.weight,
            source=f"{row.source} → {act}",
            nominal=row.pos == "N",
            speaker=self._bearers.speaker(slots, party),
            addressee=self._bearers.addressee(row, slots, head, party),
            quote=self._r.parties.quote(slots.head),
        )

    def _with_phrase(self, verb: int, head: int | None, span: Range) -> Range:
        """The noun phrase with a phrase behind it that the parser gave to the verb: "dropped its objection [to the dam]",
        "rejected calls [to resign]"."""
        s = self._s
        if head is None or not s.tags[head].startswith("NN") or s.heads[head] != verb:
            return span
        behind = next((c for c in s.children[verb] if bounds(s, c)[0] == span[1]), None)
        if behind is None or not (s.lowers[behind] in _PHRASES or self._r.has_form(behind, "infinitive")):
            return span
        return trim(s, (span[0], bounds(s, behind)[1]))

    def _bars(self, trigger: int, head: int | None) -> bool:
        """Whether a predicate goes on with the reporter's own sentence though the parser hung it into the content."""
        s = self._s
        if head is None or s.deps[trigger] != "conj":
            return False
        if self._bearers.joined(trigger) is not None:
            return True
        other = s.tags[head] != s.tags[trigger] or child(s, trigger, "nsubj") is not None
        return s.tags[trigger] in _FINITE and other

    def _split(self, draft: Draft) -> Iterator[Draft]:
        """The draft, and one for each further infinitive of its content: "promised to shut the site and to invite reporters"."""
        s, head = self._s, draft.content_head
        yield draft
        if head is None or draft.content is None or not self._r.has_form(head, "infinitive"):
            return
        for c in kids(s, head, "conj"):
            if self._r.has_form(c, "infinitive") and c not in self.triggers:
                span = content_range(s, c, self._conditions, frozenset())
                draft.content = (
                    draft.content[0],
                    max(head + 1, min(draft.content[1], self._before(span[0], head))),
                )
                yield replace(draft, content_head=c, content=span)

    def _before(self, start: int, head: int) -> int:
        """Where the words before a conjunct end: its "and to" and comma left out."""
        s = self._s
        while start - 1 > head and (s.deps[start - 1] in {"cc", "aux"} or s.words[start - 1] == ","):
            start -= 1
        return start
