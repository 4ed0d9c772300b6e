"""The seam between finding and deciding: candidates in, decisions out. A network may take the lexicon's place here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from detente.codebook import Codebook
from detente.coding.events.lexicon import Lexicon
from detente.coding.layers import Candidate, Decision, Frame, Reading
from detente.record.enums import Auxiliary, EventType

_UNREAL_MODALS = frozenset({"would", "could", "might", "may", "can", "ca", "'d", "should", "must", "ought"})
_ALREADY_AHEAD = frozenset(
    "future_aid future_concession future_consult future_cooperation future_economic_aid future_humanitarian_aid"
    " future_joint_exercise future_military_aid future_protection future_reform future_support promise_to_sign"
    " release_announced withdrawal_agreed withdrawal_announced".split()
)
"""Labels of promises and announcements: their deed lies ahead, they themselves are made now."""
_NEGATED_FACTOR = 0.9
_UNREAL_FACTOR = 0.9
_NOMINAL_FACTOR = 0.9
_BARE_FACTOR = 0.65  # a noun that only one party hangs on is as often a mention as a report
_NO_ACTOR_FACTOR = 0.75


class Decider(Protocol):
    """Gives every candidate its type, mode and auxiliary, or says that it is no event."""

    def decide(self, reading: Reading, candidates: Sequence[Candidate]) -> list[Decision]:
        """One decision a candidate, in their order. Must not depend on what else is in the list."""
        ...


class LexiconDecider:
    """Takes the lexicon's best label, and the codebook's rules for what is not (yet) real."""

    def __init__(self, codebook: Codebook, lexicon: Lexicon) -> None:
        self._rules = Rules(codebook, lexicon)

    def decide(self, reading: Reading, candidates: Sequence[Candidate]) -> list[Decision]:
        """One decision a candidate, in their order."""
        return [self.decide_one(candidate, reading) for candidate in candidates]

    def decide_one(self, candidate: Candidate, reading: Reading) -> Decision:
        """The decision for one candidate, whatever stands beside it."""
        name, weight = candidate.frame.hints[0]
        auxiliary, why = read_auxiliary(candidate.frame)
        reasons = (*candidate.reasons, *((why,) if why else ()))
        return self._rules.decision(Draft(name, weight, auxiliary, reasons), candidate, reading)


@dataclass(frozen=True, slots=True)
class Draft:
    """A label and how real it is told to be, before the codebook's rules have their word."""

    label: str
    weight: float
    auxiliary: Auxiliary | None
    reasons: tuple[str, ...]


class Rules:
    """The codebook's rules where they are certain: exercises of several are joint, the future of a good deed is a promise."""

    def __init__(self, codebook: Codebook, lexicon: Lexicon) -> None:
        self._codebook = codebook
        self._lexicon = lexicon

    def decision(self, draft: Draft, candidate: Candidate, reading: Reading) -> Decision:
        """What the rules make of a draft."""
        frame, name, auxiliary, why = candidate.frame, draft.label, draft.auxiliary, ""
        if name == "exercise_alone" and len(_countries(candidate, reading)) > 1:
            name, why = "joint_exercise", "rule: exercises of several countries are joint"
        operator = _implied_operator(frame, auxiliary)
        if operator is not None and self._holds_it(name, operator):
            operator, auxiliary, why = None, None, f"rule: {name} is said now of what is to come"
        ruled = self._lexicon.compose_exactly(operator, name) if operator else None
        if ruled is not None:
            why = f"rule: {operator} over {name} is {ruled.label}"
            name, auxiliary = ruled.label, None
        label = self._codebook.label(name)
        return Decision(
            event_type=label.event_type,
            event_mode=label.event_mode,
            auxiliary=auxiliary,
            confidence=_confidence(candidate, draft.weight, auxiliary),
            reasons=(*draft.reasons, *((why,) if why else ())),
            label=label.id,
        )

    def _holds_it(self, name: str, operator: str) -> bool:
        """Whether a label tells the promise or the refusal already."""
        refuses = operator == "REFUSE" and self._codebook.label(name).event_type is EventType.REJECT
        return refuses or (operator == "FUTURE" and name in _ALREADY_AHEAD)


def _implied_operator(frame: Frame, auxiliary: Auxiliary | None) -> str | None:
    """The future tense promises ("will meet"), and its negation refuses ("will not meet")."""
    if auxiliary is Auxiliary.FUTURE:
        return "FUTURE"
    refuses = (
        auxiliary is Auxiliary.NEGATION and frame.negated and frame.tense == "future" and not frame.effects
    )
    return "REFUSE" if refuses else None


def read_auxiliary(frame: Frame) -> tuple[Auxiliary | None, str]:
    """How real the frame tells its act to be, with the words that say so. Negation outweighs the rest."""
    for auxiliary, rule in _RULES:
        why = rule(frame)
        if why:
            return auxiliary, why
    return None, ""


def _words(frame: Frame, *effects: str) -> list[str]:
    return [word for effect, word in frame.effects if effect in effects]


def _negation(frame: Frame) -> str:
    """Two negations cancel."""
    words = _words(frame, "negation", "ended")
    return f"negated ({', '.join(words) or 'not'})" if (len(words) + frame.negated) % 2 else ""


def _hypothesis(frame: Frame) -> str:
    if frame.conditional:
        return "inside a condition"
    words = [frame.modal] if frame.modal in _UNREAL_MODALS else _words(frame, "hypothetical")
    return f"hypothetical ({', '.join(str(word) for word in words)})" if words else ""


def _future(frame: Frame) -> str:
    coming = _words(frame, "future")
    if coming or frame.tense == "future":
        return f"future ({', '.join(coming) or 'tense'})"
    return "future (date)" if frame.dated == "after" and frame.tense != "past" else ""


def _background(frame: Frame) -> str:
    return "dated before the reporting window" if frame.dated == "before" else ""


_RULES: tuple[tuple[Auxiliary, Callable[[Frame], str]], ...] = (
    (Auxiliary.NEGATION, _negation),
    (Auxiliary.HYPOTHETICAL, _hypothesis),
    (Auxiliary.FUTURE, _future),
    (Auxiliary.HISTORICAL, _background),
)


def _countries(candidate: Candidate, reading: Reading) -> set[str]:
    """Countries of the candidate's actors."""
    found: set[str] = set()
    for argument in candidate.actors:
        if argument.mention is not None:
            resolution = reading.resolutions[argument.mention]
            of_entities = [e.country for e in reading.entities if e.id in resolution.entities]
            found |= {country for country in (resolution.country, *of_entities) if country}
    return found


def _confidence(candidate: Candidate, weight: float, auxiliary: Auxiliary | None) -> float:
    """The lexicon's weight, lowered for what the grammar leaves open."""
    score = weight
    if auxiliary is Auxiliary.NEGATION:
        score *= _NEGATED_FACTOR
    elif auxiliary is not None:
        score *= _UNREAL_FACTOR
    if candidate.frame.voice == "nominal":
        score *= (
            _NOMINAL_FACTOR
            if len(candidate.trigger) > 1 or (candidate.actors and candidate.recipients)
            else _BARE_FACTOR
        )
    if not candidate.actors:
        score *= _NO_ACTOR_FACTOR
    return round(score, 4)
