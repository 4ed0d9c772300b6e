"""Where the parties of a predicate stand: subject, object and prepositions, through passives, control and relative clauses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from detente.coding.events import clauses
from detente.coding.grammar import VERB_TAGS, ancestors, conjuncts, is_passive, kids
from detente.coding.layers import Sentence

_OBJECT_PREPOSITIONS = frozenset(
    {"of", "for", "from", "into"}
)  # accuse of, blame for, prevent from, talk into
_WHERE = frozenset({"in", "at", "on", "near", "from", "after", "during"})
_WHEN = frozenset({"on", "in", "at", "by", "since", "until", "during", "before", "after", "over"})
_DURING = frozenset({"in", "at", "during"})
_STATES = frozenset({"on", "in", "at", "under"})
_IN_IDIOM = frozenset({"charge", "demand", "order", "question", "doubt"})  # "in charge" accuses nobody
_COPULAS = frozenset({"be", "remain", "stay", "go", "enter", "engage", "involve"})
_MAX_DEPTH = 6

Fill = dict[str, tuple[int, ...]]


@dataclass(slots=True)
class Slots:
    """A predicate and what fills its slots: slot name → head tokens, conjuncts spelt out.

    ``clause`` is the verb that carries tense and negation for it; ``light`` says that the verb only carries the noun.
    """

    head: int
    pos: str
    trigger: tuple[int, ...]
    clause: int | None
    passive: bool
    fill: Fill = field(default_factory=dict)


class SlotReader:
    """Reads slots out of one sentence, each predicate once."""

    def __init__(self, sentence: Sentence, classes: Mapping[str, frozenset[str]]) -> None:
        self._s = sentence
        self._light = classes["light_verb"]
        self._occurrence = classes["occurrence_verb"]
        self._reception = classes["reception_verb"]
        self._object_control = classes["object_control"]
        self._quantity = classes["quantity_noun"]
        self._times = classes["time_word"]
        self._enterprise = classes["enterprise"]
        self._occasion = classes["occasion"]
        self._statement = classes["statement_verb"]
        self._verbs: dict[int, Slots] = {}
        self._nouns: dict[int, Slots] = {}

    def read(self, i: int, pos: str) -> Slots:
        """Slots of the predicate at token i, taken as verb (V), noun (N) or adjective (A)."""
        if pos == "V":
            return self.verb(i)
        return self.noun(i) if pos == "N" else self._adjective(i)

    def verb(self, i: int, depth: int = 0) -> Slots:
        """Slots of verb i."""
        if i not in self._verbs:
            self._verbs[i] = self._read_verb(i, depth)
        return self._verbs[i]

    def noun(self, i: int) -> Slots:
        """Slots of noun i, with those of its light verb."""
        if i not in self._nouns:
            self._nouns[i] = self._read_noun(i)
        return self._nouns[i]

    def phrase(self, i: int) -> Fill:
        """The prepositional phrases of a noun alone, without those of a verb that carries it."""
        fill: Fill = {}
        self._add_prepositions(i, fill)
        return fill

    def _read_verb(self, i: int, depth: int) -> Slots:
        s = self._s
        passive = is_passive(s, i) or clauses.is_reduced_passive(s, i)
        slots = Slots(i, "V", (i,), i, passive)
        self._add_own(i, slots.fill)
        self._add_roles(i, slots, depth)
        particle = clauses.particle(s, i)
        if particle is not None:
            slots.trigger = tuple(sorted((i, particle)))
            slots.fill["prt"] = (particle,)
            self._add_prepositions(particle, slots.fill)
        return slots

    def _add_own(self, i: int, fill: Fill) -> None:
        """Prepositions and clauses of i; prepositions of its object fill what is still free."""
        s = self._s
        self._add_prepositions(i, fill)
        objects = kids(s, i, "dobj", "nsubjpass", "attr", "oprd")
        for o in objects:
            self._add_prepositions(o, fill)
        for p in kids(s, i, "conj"):  # the second of two prepositions, hung on the verb
            if s.lowers[p] in fill and s.tags[p] == "IN":
                fill[s.lowers[p]] += self._all(kids(s, p, "pobj", "pcomp"))
        fill["xcomp"] = self._all(kids(s, i, "xcomp"))
        fill["ccomp"] = self._all([c for c in kids(s, i, "ccomp") if not clauses.is_question(s, c)])
        fill["question"] = self._all([c for c in kids(s, i, "ccomp") if clauses.is_question(s, c)])
        fill["advcl"] = self._all(kids(s, i, "advcl"))
        fill["oprd"] = self._all(kids(s, i, "oprd", "attr", "acomp"))
        fill["if"] = self._all(clauses.conditional_subjects(s, i))

    def _add_prepositions(self, i: int, fill: Fill) -> None:
        s = self._s
        for p in kids(s, i, "prep", "agent", "dative"):
            name = s.lowers[p]
            again = [
                c for c in kids(s, p, "conj") + kids(s, i, "conj") if s.lowers[c] == name
            ]  # "of arming … and *of* …"
            found = tuple(
                t
                for q in (p, *again)
                for t in self._all(kids(s, q, "pobj", "pcomp"))
                if name not in _WHEN or not self._is_time(t)
            )
            for inner in kids(s, p, "prep"):
                deeper = self._all(kids(s, inner, "pobj", "pcomp"))
                fill.setdefault(f"{name}_{s.lowers[inner]}", deeper)
            if found:
                fill.setdefault(name, found)

    def _is_time(self, i: int) -> bool:
        """Whether a noun says when: "on Thursday" fills no slot, though "on Iran" does."""
        s = self._s
        if s.tags[i] == "CD":
            return len(s.words[i]) == 4 and s.words[i][:2] in {"18", "19", "20"}
        return s.lemmas[i] in self._times and s.tags[i].startswith("NN")

    def _add_roles(self, i: int, slots: Slots, depth: int) -> None:
        """Subject and object, own or taken over."""
        s, fill = self._s, slots.fill
        subject = self._all(clauses.unrelative(s, i, clauses.listed(s, i) + kids(s, i, "nsubj", "csubj")))
        passive_subject = self._all(clauses.unrelative(s, i, kids(s, i, "nsubjpass")))
        objects = clauses.unrelative(s, i, kids(s, i, "dobj"))
        fill["obj"] = self._all(objects or clauses.judged(s, i) or clauses.shared(s, i))
        fill["iobj"] = self._all([c for c in kids(s, i, "dative") if s.tags[c] not in {"IN", "TO"}])
        if slots.passive:
            fill["obj"] = passive_subject or self._taken_object(i, depth) or fill["obj"]
            fill["subj"] = fill.get("by", ()) or self._all(clauses.lower_agents(s, i))
            return
        fill["subj"] = subject or self._taken_subject(i, depth)
        if not fill["obj"] and s.deps[i] == "relcl" and not kids(s, i, "dobj"):
            fill["obj"] = tuple(clauses.gap_object(s, i, bool(subject)))

    def _taken_object(self, i: int, depth: int) -> tuple[int, ...]:
        """Object of a passive without a subject of its own: "arrested men", "was seized and jailed"."""
        s = self._s
        if s.deps[i] in {"acl", "relcl"} and s.deps[s.heads[i]] in {
            "attr",
            "acomp",
        }:  # "are the latest to be threatened"
            return self.verb(s.heads[s.heads[i]], depth + 1).fill.get("subj", ())
        if s.deps[i] == "acl":
            return self._all([s.heads[i]])
        if s.deps[i] == "advcl" and depth < _MAX_DEPTH and s.tags[s.heads[i]] in VERB_TAGS:
            upper = self.verb(s.heads[i], depth + 1)
            return upper.fill.get("obj" if upper.passive else "subj", ())
        if s.deps[i] == "xcomp" and depth < _MAX_DEPTH and s.tags[s.heads[i]] in VERB_TAGS:
            return self._from_verb(i, "xcomp", s.heads[i], depth)  # "is expected to be arrested"
        if s.deps[i] == "conj" and depth < _MAX_DEPTH and s.tags[s.heads[i]] in VERB_TAGS:
            return self.verb(s.heads[i], depth + 1).fill.get("obj", ())
        return ()

    def _taken_subject(self, i: int, depth: int) -> tuple[int, ...]:
        """Subject of a verb that has none of its own: from coordination, control, participles or a noun it modifies."""
        s, dep, head = self._s, self._s.deps[i], self._s.heads[i]
        if depth >= _MAX_DEPTH or head == i:
            return self._all(clauses.first_of_two(s, i)) if head == i else ()
        if dep == "acl" and s.tags[i] == "VBG":
            return self._doer_of_participle(i, head, depth)
        if dep == "acl":
            return self._owner(head, depth)
        if s.tags[head] in VERB_TAGS or s.deps[i] in {"xcomp", "advcl", "ccomp", "conj"}:
            return self._from_verb(i, dep, head, depth)
        if dep == "pcomp" and s.heads[head] != head:
            return self._from_governor(s.heads[head], s.lowers[head], depth)
        return ()

    def _doer_of_participle(self, i: int, noun: int, depth: int) -> tuple[int, ...]:
        """ "troops guarding the bridge"; but in "spoke on Friday in Sydney warning Iran" the place warns nobody, nor do the
        tactics in "took the town with siege tactics, starving the people"."""
        s = self._s
        placed = s.deps[noun] == "pobj" and s.lowers[s.heads[noun]] in _WHERE
        apart = s.words[i - 1] == "," and s.deps[noun] in {"dobj", "pobj"}
        above = next((a for a in ancestors(s, noun) if s.tags[a] in VERB_TAGS), None)
        if not (placed or apart) or (apart and above is None):
            return self._all([noun])
        return self._subject_above(noun, depth)

    def _from_governor(self, governor: int, preposition: str, depth: int) -> tuple[int, ...]:
        """ "accused Iran of arming": the object; "opened the talks by demanding": the subject."""
        s = self._s
        if s.tags[governor] not in VERB_TAGS:
            return self._owner(governor, depth)
        upper = self.verb(governor, depth + 1)
        about_object = preposition in _OBJECT_PREPOSITIONS and upper.fill.get("obj")
        if about_object or upper.passive:
            return upper.fill.get("obj", ())
        return upper.fill.get("subj", ())

    def _from_verb(self, i: int, dep: str, head: int, depth: int) -> tuple[int, ...]:
        s = self._s
        if s.tags[head] not in VERB_TAGS and dep == "conj" and s.tags[i] == "VBG":
            return self._subject_above(head, depth)  # "took it by siege, starving the town"
        if s.tags[head] not in VERB_TAGS:
            return self._all(kids(s, head, "nsubj"))
        said = clauses.resumed(s, i, head) if dep == "conj" else None
        if said is not None or self._is_above_relative(i, dep, head, depth):
            return self._subject_above(s.heads[head] if said is None else said, depth)
        upper = self.verb(head, depth + 1)
        controls_object = s.lemmas[head] in self._object_control and upper.fill.get("obj")
        if dep in {"xcomp", "ccomp"} and controls_object:
            return upper.fill["obj"]
        if upper.passive and dep in {"xcomp", "advcl", "conj"}:
            return upper.fill.get("obj", ())
        return upper.fill.get("subj", ())

    def _is_above_relative(self, i: int, dep: str, head: int, depth: int) -> bool:
        """Whether a verb belongs above the clause it hangs in: "raised the case of two men who are held, *asking* that …"."""
        s = self._s
        apart = dep == "advcl" and s.tags[i] == "VBG" and s.deps[head] == "relcl"
        return apart and self.verb(head, depth + 1).passive

    def _subject_above(self, i: int, depth: int) -> tuple[int, ...]:
        """The subject of the nearest verb at or above a token."""
        s = self._s
        above = next((a for a in (i, *ancestors(s, i)) if s.tags[a] in VERB_TAGS), None)
        return () if above is None else self.verb(above, depth + 1).fill.get("subj", ())

    def _owner(self, noun: int, depth: int) -> tuple[int, ...]:
        """Whose noun it is: "Moscow's decision to withdraw", "made a promise to send"."""
        s = self._s
        owner = self._all([o for o in kids(s, noun, "poss") if s.lowers[o] != "one"])
        if owner or s.heads[noun] == noun or depth >= _MAX_DEPTH:
            return owner
        carrier = (
            s.heads[s.heads[noun]]
            if s.deps[noun] == "pobj" and s.lowers[s.heads[noun]] == "with"
            else s.heads[noun]
        )
        if s.deps[noun] in {"dobj", "pobj"} and s.tags[carrier] in VERB_TAGS:
            return self.verb(carrier, depth + 1).fill.get("subj", ())
        return ()

    def _read_noun(self, i: int) -> Slots:
        s = self._s
        slots = Slots(i, "N", (i,), None, passive=False)
        fill = slots.fill
        fill["poss"] = self._all(kids(s, i, "poss"))
        fill["mod"] = clauses.modifiers(s, i)
        fill["xcomp"] = self._all(kids(s, i, "acl"))
        fill["ccomp"] = self._all(kids(s, i, "ccomp"))
        self._add_prepositions(i, fill)
        if s.deps[i] == "compound" and s.lemmas[s.heads[i]] in self._enterprise:
            upper = {
                name: tuple(t for t in tokens if t != i)
                for name, tokens in self.noun(s.heads[i]).fill.items()
            }
            fill["mod"] = ()
            self._merge(fill, upper, ("mod",))
        self._add_carrier(i, slots)
        return slots

    def _add_carrier(self, i: int, slots: Slots) -> None:
        """The light verb that carries the noun ("held talks"), or the verb that says it takes place ("talks began")."""
        s = self._s
        first = self._measured(i)
        verb, dep = s.heads[first], s.deps[first]
        if dep == "pobj" and s.lowers[verb] in _STATES:
            self._suffer(slots, s.heads[verb])
        if dep == "pobj" and s.lowers[verb] in _DURING:
            self._speak(slots, s.heads[verb])
        if verb == first or s.tags[verb] not in VERB_TAGS:
            return
        upper = self.verb(verb)
        light = s.lemmas[verb] in self._light
        if (dep == "dobj" or (dep == "nsubjpass" and upper.passive)) and light:
            slots.trigger, slots.clause = tuple(sorted({*upper.trigger, i})), verb
            self._merge(slots.fill, upper.fill, ("subj", "iobj"))
        elif dep in {"nsubj", "nsubjpass"} and (s.lemmas[verb] in self._occurrence or light):
            slots.clause = verb
            self._merge(slots.fill, upper.fill, ())
        elif dep == "dobj" and s.lemmas[verb] in self._reception:
            self._receive(slots, upper)

    def _receive(self, slots: Slots, upper: Slots) -> None:
        """ "won praise from Oslo": the giver stands behind "from", and the subject is at the receiving end."""
        givers = upper.fill.get("from") or slots.fill.get("from", ())
        if not givers or upper.passive:
            return
        slots.trigger, slots.clause = tuple(sorted({*upper.trigger, slots.head})), upper.head
        slots.fill["by"] = givers
        for name in ("of", "against", "for", "to", "on"):
            slots.fill.setdefault(name, upper.fill.get("subj", ()))

    def _suffer(self, slots: Slots, verb: int) -> None:
        """ "were on strike", "are in talks with Oslo", "engaged in clashes": the subject of the copula does it."""
        idle = all(self._s.deps[c] == "prep" for c in self._s.children[slots.head])
        if self._s.lemmas[slots.head] in _IN_IDIOM and idle:
            return
        if self._s.lemmas[verb] in _COPULAS and self._s.tags[verb] in VERB_TAGS:
            upper = self.verb(verb)
            slots.clause = verb
            self._merge(slots.fill, upper.fill, ("subj",))
            if upper.passive and not slots.fill.get("subj"):
                slots.fill["subj"] = upper.fill.get("obj", ())

    def _speak(self, slots: Slots, verb: int) -> None:
        """ "said in an interview", "told him during the talks": who speaks there takes part."""
        s = self._s
        spoken = s.lemmas[verb] in self._statement and s.tags[verb] in VERB_TAGS
        if spoken and s.lemmas[slots.head] in self._occasion:
            self._merge(slots.fill, self.verb(verb).fill, ("subj",))

    def _measured(self, i: int) -> int:
        """The noun that stands for i in its clause: the first of a coordination, or what i is measured in ("five days of")."""
        s = self._s
        at = i
        for _ in range(_MAX_DEPTH):
            up, above = s.heads[at], s.heads[s.heads[at]]
            if s.deps[at] == "conj" and up != at:
                at = up
            elif s.lowers[up] == "of" and s.deps[at] == "pobj" and self._measures(above):
                at = above
            else:
                break
        return at

    def _measures(self, i: int) -> bool:
        return self._s.tags[i].startswith("NN") and (
            self._s.lemmas[i] in self._times
            or self._s.lemmas[i] in self._quantity
            or self._s.lemmas[i] == "round"
        )

    def _merge(self, fill: Fill, upper: Fill, roles: tuple[str, ...]) -> None:
        """Slots of the carrying verb, where the noun has none of its own."""
        skip = {"subj", "obj", "iobj", "xcomp", "ccomp", "advcl", "oprd", "prt"} - set(roles)
        for name, tokens in upper.items():
            if name not in skip and tokens and not fill.get(name):
                fill[name] = tokens

    def _adjective(self, i: int) -> Slots:
        """ "is ready to talk", "was critical of": the subject of its copula."""
        s = self._s
        slots = Slots(i, "A", (i,), None, passive=False)
        self._add_prepositions(i, slots.fill)
        slots.fill["xcomp"] = self._all(kids(s, i, "xcomp", "advcl"))
        slots.fill["ccomp"] = self._all(kids(s, i, "ccomp"))
        verb = s.heads[i]
        if s.deps[i] in {"acomp", "oprd"} and s.tags[verb] in VERB_TAGS:
            slots.clause = verb
            slots.fill["subj"] = self.verb(verb).fill.get("subj") or self.verb(verb).fill.get("obj", ())
        elif s.deps[i] == "conj":
            self._merge(slots.fill, self._adjective(verb).fill if verb != i else {}, ("subj",))
        return slots

    def _all(self, tokens: list[int]) -> tuple[int, ...]:
        """Tokens with their conjuncts; a word of quantity brings what it counts ("hundreds of troops")."""
        out: list[int] = []
        for t in tokens:
            out.extend(c for c in conjuncts(self._s, t) if c not in out)
        for t in out:
            if self._s.tags[t] == "CD" or self._s.lemmas[t] in self._quantity:
                counted = [
                    o
                    for p in kids(self._s, t, "prep")
                    if self._s.lowers[p] == "of"
                    for o in kids(self._s, p, "pobj")
                ]
                out.extend(c for o in counted for c in conjuncts(self._s, o) if c not in out)
        return tuple(out)
