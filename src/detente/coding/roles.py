"""Role phrases and titles in one sentence: "deputy foreign minister", "troops", "Gen.". Shared by mentions and actors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from detente.coding.layers import Sentence
from detente.knowledge import Knowledge, RoleNoun, RoleNounMatch, TitleMatch

HEAD_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_HAPPENINGS = frozenset(
    {"conference", "summit", "session", "trial", "hearing"}
)  # bodies in the table, mostly events in news
_MOVING = frozenset({"troop", "military", "ship", "naval", "tank", "fleet", "population", "army"})
PERSON_KINDS = frozenset({"title", "person", "official"})


class RoleSpan(NamedTuple):
    """A role phrase, the tokens [first, last), with its grammatical head."""

    first: int
    last: int
    head: int
    noun: RoleNoun
    plural: bool

    @property
    def of_person(self) -> bool:
        """Whether it says what a single person is ("minister"), not what a body is ("ministry")."""
        return self.noun.kind in PERSON_KINDS


def has_note(noun: RoleNoun, note: str) -> bool:
    """Whether the table says something of a role noun: "inherits", "ambiguous", "weapon", a class code."""
    return noun.notes is not None and note in noun.notes.split("|")


def only_country(noun: RoleNoun) -> str | None:
    """The state whose forces alone have the weapon that a role noun means: USA for a Nimitz-class carrier."""
    notes = noun.notes.split("|") if noun.notes else []
    return notes[1] if len(notes) == 2 and notes[0] == "weapon" and notes[1].isupper() else None


def find_roles(sentence: Sentence, knowledge: Knowledge) -> tuple[RoleSpan, ...]:
    """The role phrases of a sentence, left to right; of two that overlap, the longer one."""
    found: list[RoleSpan] = []
    lowers, look = sentence.lowers, knowledge.role_nouns.match
    for i, tag in enumerate(sentence.tags):
        match = look(lowers, i) if tag in HEAD_TAGS else None
        if match is None or _is_happening(sentence, match):
            continue
        head = root(sentence, match.first, match.last)
        span = RoleSpan(match.first, match.last, head, match.noun, match.plural)
        if found and found[-1].last > span.first:
            if found[-1].last - found[-1].first > span.last - span.first:
                continue
            found.pop()
        found.append(span)
    return tuple(found)


def _is_happening(sentence: Sentence, match: RoleNounMatch) -> bool:
    """Whether a body of the table is an event here: a press conference, troop movements."""
    lemma = sentence.lemmas[match.last - 1]
    if lemma in _HAPPENINGS:
        return True
    return lemma == "movement" and match.first > 0 and sentence.lemmas[match.first - 1] in _MOVING


def find_titles(sentence: Sentence, knowledge: Knowledge, places: Iterable[int]) -> tuple[TitleMatch, ...]:
    """Titles before names ("Mr", "Gen.", "Crown Prince") that begin at one of the tokens, left to right."""
    found: list[TitleMatch] = []
    words, lowers = sentence.words, sentence.lowers
    at, look = 0, knowledge.titles.match
    for i in places:
        if i < at or not words[i][0].isupper():
            continue
        match = look(lowers, i)
        if match is not None:
            found.append(match)
            at = match.last
    return tuple(found)


def root(sentence: Sentence, first: int, last: int) -> int:
    """The token of [first, last) that ties the stretch to the rest: its head lies outside. Nouns are preferred, then the last."""
    best = last - 1
    for i in range(last - 1, first - 1, -1):
        head = sentence.heads[i]
        if (head == i or not first <= head < last) and (
            sentence.tags[i] in HEAD_TAGS or sentence.tags[best] not in HEAD_TAGS
        ):
            best = i
            if sentence.tags[i] in HEAD_TAGS:
                break
    return best
