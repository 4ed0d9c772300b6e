"""The network as decider: it reads the sentence with the candidate's parties and predicate marked, beside the lexicon's hint."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from detente.codebook import Codebook
from detente.coding.events.decide import Draft, LexiconDecider, Rules, read_auxiliary
from detente.coding.events.lexicon import Lexicon
from detente.coding.events.parties import said_at
from detente.coding.layers import Candidate, Decision, Reading
from detente.models.marked import Marked
from detente.models.network import NONE, Guess, Network
from detente.record.enums import Auxiliary

TYPE_PULL = 3.0
"""How far the lexicon's hint pulls the logarithm of its type's probability, times the hint's weight."""
_SURE_PULL = 7.0
"""The same for a predicate that never means another type."""
_LABEL_PULL = 4.0
FRAME_PULL = 1.5
"""How far the grammar's reading of tense, negation and modals pulls that of its auxiliary."""

_TURNED = frozenset({"hosted"})
"""Labels whose parties the codebook turns round (the visitor acts, the host receives): the sentence reads the other way."""
_CONTEXT = 0.5
"""The chance from which on a context is taken."""
_LIKE = 0.5
"""The cosine from which on a sentence of the corpus says something of this one."""


class NetworkDecider:
    """Weighs the network's reading with the lexicon's hint and the grammar's; the codebook's rules have the last word."""

    def __init__(self, codebook: Codebook, lexicon: Lexicon, network: Network) -> None:
        self._network = network
        self._rules = Rules(codebook, lexicon)
        self._lexicon = LexiconDecider(codebook, lexicon)
        self._sure = lexicon.unambiguous
        self._types = {label.id: str(label.event_type) for label in codebook.labels if label.event_type}

    def decide(self, reading: Reading, candidates: Sequence[Candidate]) -> list[Decision]:
        """One decision a candidate, in their order, each from its own sentence alone."""
        return [self._decide(candidate, reading) for candidate in candidates]

    def _decide(self, candidate: Candidate, reading: Reading) -> Decision:
        if not candidate.actors and not candidate.recipients:
            return self._lexicon.decide_one(candidate, reading)  # nobody to ask about
        if candidate.frame.hints[0][0] in _TURNED:
            return self._lexicon.decide_one(candidate, reading)
        guess = self._network.read(marked(candidate, reading))
        seen = self._lexicon.decide_one(candidate, reading)
        weight = candidate.frame.hints[0][1]
        hint = (seen.event_type, weight) if seen.event_type is not None else None
        pull = _SURE_PULL if self._is_sure(candidate) else TYPE_PULL
        types = weighed(self._by_type(guess), hint, pull)
        best = max(types, key=lambda name: types[name])
        told = _told(guess)
        if best == NONE:
            reason = f"network: no relation {types[NONE]:.2f}; {told}"
            return Decision(None, None, None, 0.0, (*candidate.reasons, reason))
        auxiliary, why = self._auxiliary(guess, candidate)
        reasons = (*candidate.reasons, told, *((why,) if why else ()))
        hints = ((seen.label or "", weight), *candidate.frame.hints)
        chance = types[best] * self._network.card.agreement
        draft = Draft(self._label(guess, hints, best), chance, auxiliary, reasons)
        decided = self._rules.decision(draft, candidate, reading)
        contexts = tuple(name for name, chance in guess.contexts if chance >= _CONTEXT)
        return replace(
            decided, reasons=(*decided.reasons, *self._likeness(guess, decided)), contexts=contexts
        )

    def _is_sure(self, candidate: Candidate) -> bool:
        """Whether all rows of the predicate lead to one type."""
        pos = {"nominal": "N"}.get(candidate.frame.voice, "V")
        return pos == "V" and (candidate.frame.lemma, pos) in self._sure

    def _likeness(self, guess: Guess, decided: Decision) -> tuple[str, ...]:
        """The nearest sentence of the corpus with the label that was decided."""
        found = self._network.nearest(guess, decided.label) if decided.label is not None else None
        if found is None or found.likeness < _LIKE:
            return ()
        return (f"like {found.id} ({found.likeness:.2f}): “{found.text}”",)

    def _by_type(self, guess: Guess) -> dict[str, float]:
        """Probabilities of types: the sums of their labels', by the codebook in use."""
        out: dict[str, float] = {NONE: 0.0}
        for label, chance in guess.labels:
            name = self._types.get(label, NONE)
            out[name] = out.get(name, 0.0) + chance
        return out

    def _label(self, guess: Guess, hints: Sequence[tuple[str, float]], event_type: str) -> str:
        """The finest label of the type that network and lexicon agree on best."""
        chances = {label: p for label, p in guess.labels if self._types.get(label) == event_type}
        hint = next((h for h in hints if h[0] in chances), None)
        pulled = weighed(chances, hint, _LABEL_PULL)
        return max(pulled, key=lambda label: (pulled[label], label))

    def _auxiliary(self, guess: Guess, candidate: Candidate) -> tuple[Auxiliary | None, str]:
        seen, why = read_auxiliary(candidate.frame)
        chances = weighed(dict(guess.auxiliaries), (str(seen or ""), 1.0), FRAME_PULL)
        best = max(chances, key=lambda name: chances[name])
        told = why if best == str(seen or "") else f"network: {best or 'real'} {chances[best]:.2f}"
        return (Auxiliary(best) if best else None), told


def marked(candidate: Candidate, reading: Reading) -> Marked:
    """The candidate's sentence with its first actor, its first recipient and its predicate marked."""
    s = reading.sentences[candidate.sentence]
    spans = [("p", (s.starts[candidate.trigger[0]], s.ends[candidate.trigger[-1]]))]
    for name, arguments in (("s", candidate.actors), ("t", candidate.recipients)):
        found = next((said_at(a, s, reading) for a in arguments), None)
        if found is not None:
            spans.append((name, found))
    inside = tuple((name, (a - s.start, b - s.start)) for name, (a, b) in spans if s.start <= a < b <= s.end)
    return Marked(reading.report.text[s.start : s.end], inside)


def weighed(chances: Mapping[str, float], hint: tuple[str, float] | None, pull: float) -> dict[str, float]:
    """Probabilities after a hint: its logarithm grows by ``pull`` times the hint's weight, and all are scaled to sum to 1."""
    grown = {
        name: max(p, 1e-6) * (math.exp(pull * hint[1]) if hint is not None and name == hint[0] else 1.0)
        for name, p in chances.items()
    }
    total = sum(grown.values())
    return {name: p / total for name, p in grown.items()}


def _told(guess: Guess) -> str:
    return "network: " + ", ".join(f"{label} {p:.2f}" for label, p in guess.labels[:3] if p >= 0.01)
