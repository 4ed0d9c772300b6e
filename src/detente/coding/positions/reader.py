"""Whether rows of the tables fit a predicate, and what kind of deed it is."""

from __future__ import annotations

from collections.abc import Callable

from detente.coding.grammar import VERB_TAGS, child, is_negated, kids
from detente.coding.layers import Sentence
from detente.coding.positions.draft import SlotReader, Slots
from detente.coding.positions.lexicon import Lexicon, Need, Predicate
from detente.coding.positions.parties import Parties

_ASKED = frozenset({"should", "must", "ought"})
_CLASSES = {"V": "V", "N": "N", "J": "A"}
__all__ = ["Reader"]
Fits = Callable[[Need, Slots], bool]


class Reader:
    """Slots, parties and fitting rows of one sentence."""

    def __init__(self, sentence: Sentence, slots: SlotReader, parties: Parties, lexicon: Lexicon) -> None:
        self.s = sentence
        self.parties = parties
        self.lexicon = lexicon
        self._slots = slots

    def row(self, i: int) -> tuple[Predicate, Slots] | None:
        """The first row that fits the predicate at token i, with its slots."""
        pos = self.word_class(i)
        rows = self.lexicon.predicates.get((self.s.lemmas[i], pos)) if pos else None
        if not rows or pos is None:
            return None
        slots = self.slots(i, pos)
        return next(
            ((row, slots) for row in rows if all(self._holds(need, slots) for need in row.needs)), None
        )

    def slots(self, i: int, pos: str = "V") -> Slots:
        """Slots of the predicate at a token. An infinitive that follows what stands between is its complement, where it has
        none: "undertook in a joint document to shut the reactor"."""
        found = self._slots.read(i, pos)
        fill = found.fill
        if pos == "V" and not (fill.get("xcomp") or fill.get("ccomp") or fill.get("obj")):
            later = tuple(t for t in fill.get("advcl", ()) if t > i and self.has_form(t, "infinitive"))
            if later:
                fill["xcomp"] = later
        return found

    def word_class(self, i: int) -> str | None:
        """V, N or A of a token that can be a predicate."""
        tag, dep = self.s.tags[i], self.s.deps[i]
        if tag in VERB_TAGS:
            if dep in {"acomp"} and tag == "VBN":
                return (
                    "A"
                    if (self.s.lemmas[i], "A") in self.lexicon.predicates
                    or (self.s.lowers[i], "A") in self.lexicon.predicates
                    else "V"
                )
            return None if dep in {"aux", "auxpass", "amod", "compound"} else "V"
        return _CLASSES.get(tag[:1]) if tag[:2] in {"NN", "JJ"} and dep != "compound" else None

    def reported(self, i: int) -> int | None:
        """Head of the words that a verb of saying at token i reports, where they stand before it and the parser did not tie
        them to it."""
        s, start = self.s, self.s.starts[i]
        for quote in self.parties.quotes():
            if quote.cue is None or not quote.cue[0] <= start < quote.cue[1] or quote.start > start:
                continue
            inside = [k for k in range(len(s)) if quote.start <= s.starts[k] < quote.end and k != i]
            tops = [k for k in inside if s.heads[k] == k or s.heads[k] not in inside]
            return next((k for k in tops if s.tags[k] in VERB_TAGS), None)
        return None

    def filled(self, slots: Slots, name: str) -> tuple[int, ...]:
        """Tokens of a slot; ``obj.for`` are those that hang by "for" on the object."""
        outer, _, inner = name.partition(".")
        tokens = slots.fill.get(outer, ())
        if not inner:
            special = {"det": self._determiners, "said": self._said, "time": self._times}.get(name)
            return special(slots) if special else tokens
        out: list[int] = []
        for token in tokens:
            if self.s.tags[token].startswith("NN"):
                found = self.slots(token, "N").fill.get(inner, ())
                if inner == "xcomp":
                    found = found or tuple(kids(self.s, token, "acl", "relcl"))
                out.extend(t for t in found if t not in out)
        return tuple(out)

    def _determiners(self, slots: Slots) -> tuple[int, ...]:
        return tuple(kids(self.s, slots.head, "det", "neg"))

    def _said(self, slots: Slots) -> tuple[int, ...]:
        """ "said *yes*", "said *no*"."""
        return tuple(kids(self.s, slots.head, "intj", "oprd", "dobj", "ccomp", "advmod"))

    def _times(self, slots: Slots) -> tuple[int, ...]:
        """How long somebody is given: "a week", "until Friday"."""
        s = self.s
        plain = kids(s, slots.head, "npadvmod", "dobj", "dative", "tmod")
        until = [c for c in kids(s, slots.head, "prep") if s.lowers[c] in {"until", "till"}]
        return (*plain, *(o for p in until for o in kids(s, p, "pobj")))

    def _holds(self, need: Need, slots: Slots) -> bool:
        tokens = [t for name in need.slots for t in self.filled(slots, name)]
        if need.slots[0] == "prt":
            tokens += kids(self.s, slots.head, "prt", "advmod", "prep")
        if need.kind == "none":
            return not tokens
        if need.kind == "any":
            return bool(tokens)
        if need.kind == "word":
            return any(self.s.lemmas[t] in need.values or self.s.lowers[t] in need.values for t in tokens)
        if need.kind == "party":
            return any(self.parties.at(t) for t in tokens)
        return any(self.has_form(t, need.kind) for t in tokens)

    def has_form(self, token: int, form: str) -> bool:
        """Whether a token heads an infinitive, a gerund, or a clause that asks ("that Iran leave", "that it must leave")."""
        s = self.s
        auxiliaries = kids(s, token, "aux", "auxpass")
        to = any(s.tags[a] == "TO" for a in auxiliaries)
        if form == "infinitive":
            return to
        if form == "gerund":
            return s.tags[token] == "VBG" and not auxiliaries
        bare = s.tags[token] in {"VB", "VBP"} and not any(s.tags[a] == "MD" for a in auxiliaries) and not to
        passive = (
            any(s.lowers[a] == "be" for a in auxiliaries)
            and not any(s.tags[a] == "MD" for a in auxiliaries)
            and not to
        )
        return (
            passive
            or (bare and s.tags[token] == "VB")
            or any(s.lowers[a] in _ASKED for a in auxiliaries)
            or self._plain_with_singular(token, bare)
        )

    def _plain_with_singular(self, token: int, bare: bool) -> bool:
        """ "that Chile open talks": the parser tags the subjunctive as a plural."""
        subject = child(self.s, token, "nsubj")
        return bare and subject is not None and self.s.tags[subject] in {"NN", "NNP"}

    def deed(self, i: int) -> str | None:
        """harm, good or yield for the deed at verb i, None where the tables do not know it."""
        s = self.s
        if s.tags[i] not in VERB_TAGS:
            return None
        rows = self.lexicon.deeds.get(s.lemmas[i], ())
        slots = self.slots(i) if rows else None
        for row in rows:
            if slots is not None and all(self._holds(need, slots) for need in row.needs):
                return row.deed
        return None

    def negated(self, slots: Slots) -> bool:
        """Whether a predicate is denied, by itself or by the verb that carries it."""
        clause = slots.clause
        return self.denies(slots.head) or (
            clause is not None and clause != slots.head and self.denies(clause)
        )

    def denies(self, i: int) -> bool:
        """Whether a verb is denied: "will not", "will no longer", "take no more money", "drop neither"."""
        s = self.s
        if is_negated(s, i) or any(s.lowers[c] == "longer" and self._has_no(c) for c in s.children[i]):
            return True
        if s.tags[i] not in VERB_TAGS:
            return False
        return any(self._has_no(o) for o in kids(s, i, "dobj", "nsubjpass"))

    def _has_no(self, token: int) -> bool:
        s = self.s
        return s.lowers[token] in {"nothing", "nobody", "none", "neither"} or any(
            s.lowers[c] in {"no", "neither"} and s.deps[c] in {"det", "neg", "preconj", "cc"}
            for c in s.children[token]
        )

    def harms(self, i: int) -> bool:
        """Whether the deed at verb i is harm, and not denied."""
        return self.deed(i) == "harm" and not self.denies(i)
