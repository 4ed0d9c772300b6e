"""From words to acts: the best lexicon row for each predicate, and operators composed with the acts they govern."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from detente.coding.events.lexicon import Lexicon, Need, Predicate
from detente.coding.events.slots import SlotReader, Slots
from detente.coding.grammar import VERB_TAGS, is_negated, kids
from detente.coding.layers import Sentence

_ACT_SLOTS = (
    "xcomp",
    "ccomp",
    "obj",
    "to",
    "of",
    "for",
    "from",
    "on",
    "with",
    "against",
    "in",
    "about",
    "over",
    "into",
)
_CLAUSES = frozenset({"xcomp", "ccomp", "obj"})
_SAME_SUBJECT = frozenset({"PROMISE", "OFFER", "THREATEN", "WARN", "REFUSE"})
_OTHER_SUBJECT_FACTOR = 0.7
_ASKING = frozenset({"should", "must", "ought"})
_ACT_KINDS = {"V": "V", "N": "N", "J": "A"}
_MAX_DEPTH = 5


Knows = Callable[[int, bool], bool]
"""Whether an actor is known at a token; with True, only where the token itself heads it ("Iran", not "Iranian missiles")."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A label with the row that proposes it and how far to trust it."""

    label: str
    weight: float
    row: Predicate


@dataclass(slots=True)
class Act:
    """A predicate read as an act: its hints, best first, and the act it governs, where it is an operator."""

    slots: Slots
    hints: tuple[Hint, ...]
    operators: tuple[str, ...]
    inner: Act | None
    complements: tuple[int, ...]  # heads of what it governs, whether or not they are acts
    foreign: bool = False  # the governed act is somebody else's: its parties say nothing of this one's

    @property
    def label(self) -> str | None:
        """The best label, None where only its role as an operator is known."""
        return self.hints[0].label if self.hints else None

    @property
    def row(self) -> Predicate:
        """The row behind the best label."""
        return self.hints[0].row


class ActReader:
    """Reads acts out of one sentence, each token once."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon, knows: Knows) -> None:
        self._s = sentence
        self._lexicon = lexicon
        self._knows = knows
        self._acts: dict[int, Act | None] = {}
        self.slots = SlotReader(sentence, lexicon.classes)

    def acts(self) -> list[Act]:
        """Every act of the sentence in text order, those that others govern included."""
        lemmas = self._lexicon.lemmas
        found = (self.act(i) for i, lemma in enumerate(self._s.lemmas) if lemma in lemmas)
        return [act for act in found if act is not None]

    def act(self, i: int, depth: int = 0) -> Act | None:
        """The act at token i, or None."""
        if i not in self._acts:
            self._acts[i] = None  # a circle in the parse ends here
            self._acts[i] = self._read(i, depth)
        return self._acts[i]

    def _read(self, i: int, depth: int) -> Act | None:
        pos = self._word_class(i)
        rows = self._lexicon.rows(self._s.lemmas[i], pos) if pos else ()
        if not rows or depth > _MAX_DEPTH:
            return None
        slots = self.slots.read(i, pos or "V")
        complements = self._complements(i, slots)
        fitting = [row for row in rows if self._fits(row, slots)]
        if not fitting:
            return None
        inner = self._inner(complements, depth) if any(row.operator for row in fitting) else None
        return self._compose(slots, fitting, inner, complements)

    def _word_class(self, i: int) -> str | None:
        tag = self._s.tags[i]
        if tag in VERB_TAGS:
            return None if self._s.deps[i] in {"aux", "auxpass", "amod", "compound"} else "V"
        return _ACT_KINDS.get(tag[:1]) if tag[:2] in {"NN", "JJ"} else None

    def _complements(self, i: int, slots: Slots) -> tuple[int, ...]:
        """Heads of clauses, objects and prepositional objects, in the order in which an act is looked for there."""
        out: list[int] = []
        for name in _ACT_SLOTS:
            own = [t for t in slots.fill.get(name, ()) if name in _CLAUSES or self._is_ruled(t, slots)]
            out.extend(t for t in own if t != i and t not in out)
        return tuple(out)

    def _is_ruled(self, token: int, slots: Slots) -> bool:
        """Whether a prepositional object is tied to the predicate itself, and neither to its object nor set before it: "In
        talks with Oslo, Moscow called for …"."""
        s = self._s
        if token < slots.head and not slots.passive and slots.pos == "V":
            return False
        while s.deps[token] == "conj" and s.heads[token] != token:
            token = s.heads[token]
        carrier = s.heads[s.heads[token]]
        deed = (
            s.tags[token] == "VBG" and s.deps[token] == "pcomp"
        )  # "accused the state of *financing* rebels"
        return carrier in slots.trigger or (deed and carrier in slots.fill.get("obj", ()))

    def _inner(self, complements: tuple[int, ...], depth: int) -> Act | None:
        for token in complements:
            act = self._act_below(token, depth + 1)
            if act is not None and act.label is not None:
                return act
        return None

    def _act_below(self, token: int, depth: int) -> Act | None:
        """The act at a token, or what a light verb or a verb of beginning there carries ("to hold talks")."""
        s = self._s
        if depth > _MAX_DEPTH or not (s.tags[token] in VERB_TAGS or s.tags[token].startswith("NN")):
            return None
        act = self.act(token, depth)
        classes = self._lexicon.classes
        if act is not None or s.lemmas[token] not in classes["carrier_verb"] | classes["light_verb"]:
            return act
        for c in kids(s, token, "dobj", "nsubjpass", "xcomp"):
            below = self._act_below(c, depth + 1)
            if below is not None:
                return below
        return None

    def _compose(
        self, slots: Slots, rows: list[Predicate], inner: Act | None, complements: tuple[int, ...]
    ) -> Act | None:
        hints: list[Hint] = []
        operators: tuple[str, ...] = ()
        for row in rows:
            if row.label is None and row.operator is None:
                break  # a row that says what the word means here is no event ("attack inflation"): ask no vaguer one
            composed = self._composed(row, slots, inner)
            if composed is not None:
                hints.insert(
                    0 if not hints or len(row.needs) >= len(hints[0].row.needs) else len(hints), composed
                )
                operators = operators or (f"{row.operator} {row.lemma}",)
            elif row.label is not None:
                hints.append(Hint(row.label, row.weight, row))
        if not hints:
            return None
        governed = inner if operators else None
        return Act(
            slots, tuple(hints), operators + (governed.operators if governed else ()), governed, complements
        )

    def _composed(self, row: Predicate, slots: Slots, inner: Act | None) -> Hint | None:
        """What the operator makes of the inner act. Of an act that is negated, or somebody else's, it makes less."""
        if row.operator is None or inner is None or inner.label is None:
            return None
        if row.operator == "REQUEST" and self._is_told(slots, inner):
            return None
        foreign = row.operator in _SAME_SUBJECT and self._is_foreign(slots, inner)
        negated = is_negated(self._s, inner.slots.head)
        found = self._lexicon.compose(row.operator, "*" if foreign or negated else inner.label)
        if found is None:
            return None
        factor = _OTHER_SUBJECT_FACTOR if foreign else 1.0
        weight = row.weight if found.label == row.label else found.weight * row.weight
        return Hint(found.label, round(weight * factor, 4), row)

    def _is_told(self, slots: Slots, inner: Act) -> bool:
        """Whether the inner clause states instead of asking: "insisted that it had paid", but "insisted that Iran pay"."""
        s, head = self._s, inner.slots.head
        if head not in slots.fill.get("ccomp", ()):
            return False
        asked = s.tags[head] == "VB" and not any(s.tags[a] == "MD" for a in kids(s, head, "aux"))
        return not asked and not any(s.lowers[a] in _ASKING for a in kids(s, head, "aux"))

    def _is_foreign(self, slots: Slots, inner: Act) -> bool:
        """Whether the inner act has a subject of its own who is not the speaker: "agreed that Russia must leave"."""
        s = self._s
        subjects = inner.slots.fill.get("obj" if inner.slots.passive else "subj", ())
        if inner.slots.pos != "V" or inner.slots.head not in slots.fill.get("ccomp", ()) or not subjects:
            return False
        return not any(s.tags[t] == "PRP" or t in slots.fill.get("subj", ()) for t in subjects)

    def used(self, act: Act) -> set[int]:
        """Tokens that the act's row asked for by word: they belong to this act and are none of their own."""
        s, out = self._s, set()
        for need in act.row.needs:
            for name in need.slots if need.kind == "word" else ():
                out |= {
                    t
                    for t in act.slots.fill.get(name, ())
                    if s.lemmas[t] in need.values or s.lowers[t] in need.values
                }
        return out

    def _fits(self, row: Predicate, slots: Slots) -> bool:
        return all(self._holds(need, slots) for need in row.needs)

    def _holds(self, need: Need, slots: Slots) -> bool:
        """Whether a slot (any of the alternatives) is filled as the row wants it."""
        tokens = [t for name in need.slots for t in self._filled(slots, name)]
        if need.kind == "none":
            return not tokens
        if need.kind == "any":
            return bool(tokens)
        if need.kind in {"actor", "party"}:
            return any(self._knows(t, need.kind == "party") for t in tokens)
        return any(self._s.lemmas[t] in need.values or self._s.lowers[t] in need.values for t in tokens)

    def _filled(self, slots: Slots, name: str) -> tuple[int, ...]:
        """Tokens of a slot; ``obj.mod`` are the modifiers inside the noun phrase that fills ``obj``."""
        outer, _, inner = name.partition(".")
        tokens = slots.fill.get(outer, ())
        if not inner:
            return tokens
        nouns = [t for t in tokens if self._s.tags[t].startswith("NN")]
        return tuple(t for noun in nouns for t in self.slots.noun(noun).fill.get(inner, ()))
