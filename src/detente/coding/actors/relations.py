"""Ties between mentions that grammar alone shows: appositions, copulas, members of a group, acronyms in brackets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from detente.coding.actors.context import Context
from detente.coding.actors.describe import Description
from detente.coding.grammar import conjuncts, is_negated
from detente.coding.layers import Mention, MentionKind, Sentence
from detente.coding.roles import root

_BEING = frozenset({"be", "become", "remain"})
_DESCRIBING = frozenset({MentionKind.DESCRIPTION, MentionKind.TITLED})


@dataclass(slots=True)
class Relations:
    """``same``: description → mention of whom it describes, with how; ``members``: name → the plural description it is one of;
    ``short``: acronym → mention of the full name.
    """

    same: dict[int, tuple[int, str]] = field(default_factory=dict)
    members: dict[int, int] = field(default_factory=dict)
    short: dict[int, int] = field(default_factory=dict)

    def described_by(self) -> dict[int, list[int]]:
        """For each mention that is described, its descriptions."""
        out: dict[int, list[int]] = {}
        for description, (named, _) in self.same.items():
            out.setdefault(named, []).append(description)
        return out


def find_relations(context: Context, descriptions: Sequence[Description]) -> Relations:
    """All ties of a report."""
    relations = Relations()
    for mention in context.reading.mentions:
        sentence = context.sentence(mention)
        if mention.kind == MentionKind.NAME:
            _bracketed(context, mention, sentence, relations)
        if mention.kind in _DESCRIBING or descriptions[mention.id].name:
            _apposed(context, mention, descriptions, relations)
        if mention.kind in _DESCRIBING and sentence.deps[mention.head] == "attr":
            _equated(context, mention, descriptions, relations)
    return relations


def _apposed(
    context: Context, mention: Mention, descriptions: Sequence[Description], relations: Relations
) -> None:
    sentence = context.sentence(mention)
    if sentence.deps[mention.head] != "appos":
        return
    other = context.at(mention.sentence, sentence.heads[mention.head])
    if other is None or other == mention.id:
        return
    here, there = descriptions[mention.id], descriptions[other]
    if here.name and there.name:
        return
    if here.name and there.plural:
        for c in conjuncts(sentence, mention.head):
            member = context.at(mention.sentence, c)
            if member is not None and descriptions[member].name:
                relations.members[member] = other
        return
    if here.plural != there.plural or not _comparable(here, there):
        return
    if here.name:
        relations.same.setdefault(other, (mention.id, "apposition"))
    elif here.role is not None and not _is_list(sentence, mention):
        relations.same.setdefault(mention.id, (other, "apposition"))


def _comparable(a: Description, b: Description) -> bool:
    """Whether two phrases can mean one thing: a person's role does not describe a body."""
    described, role = (a, b.role) if a.name else (b, a.role)
    if role is None or described.role is None:
        return True
    return described.role.of_person == role.of_person


def _is_list(sentence: Sentence, mention: Mention) -> bool:
    """Whether a supposed apposition is only one of several things told after another."""
    return any(sentence.deps[c] in {"cc", "conj"} for c in sentence.children[mention.head])


def _equated(
    context: Context, mention: Mention, descriptions: Sequence[Description], relations: Relations
) -> None:
    """ "X is the German foreign minister": not where it is negated, asked or only possible."""
    sentence = context.sentence(mention)
    verb = sentence.heads[mention.head]
    if sentence.lemmas[verb] not in _BEING or is_negated(sentence, verb):
        return
    subject = next((c for c in sentence.children[verb] if sentence.deps[c] == "nsubj"), None)
    uncertain = any(sentence.tags[c] == "MD" for c in sentence.children[verb]) or sentence.words[-1] == "?"
    if subject is None or uncertain:
        return
    other = context.at(mention.sentence, subject)
    if other is None or other == mention.id:
        return
    here, there = descriptions[mention.id], descriptions[other]
    if here.role is not None and here.role.of_person and not here.plural and not there.plural:
        relations.same.setdefault(mention.id, (other, "copula"))


def _bracketed(context: Context, mention: Mention, sentence: Sentence, relations: Relations) -> None:
    """ "the Full Name (ABC)"."""
    at = mention.first
    if at < 2 or sentence.words[at - 1] != "(" or sentence.words[mention.last : mention.last + 1] != (")",):
        return
    if not sentence.words[at].isupper() or mention.last - at > 1:
        return
    for other in context.reading.mentions[max(0, mention.id - 4) : mention.id]:
        if (
            other.sentence == mention.sentence
            and other.last == at - 1
            and other.kind != MentionKind.ADJECTIVE
        ):
            if root(sentence, other.first, other.last) == other.head:
                relations.short[mention.id] = other.id
            return
