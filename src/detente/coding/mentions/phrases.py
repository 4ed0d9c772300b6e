"""From names and role phrases to mentions: how far each phrase reaches, and what kind it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from detente.coding.grammar import bounds, conjuncts, phrase
from detente.coding.layers import MentionKind, Sentence
from detente.coding.mentions.names import PERSONS, Endings, Names, Unit, find_names
from detente.coding.mentions.words import (
    BODY_WORDS,
    CALENDAR,
    MODIFIER_DEPS,
    PERSONAL,
    POSSESSIVE,
    PROPER_TAGS,
    RELATIVE,
    RELATIVE_TAGS,
    THINGS,
)
from detente.coding.roles import RoleSpan, find_titles, has_note, root
from detente.knowledge import Knowledge, Match, MatchKind, TitleMatch

_EXTENDING = frozenset({"of", "in", "from"})
_TO_POSTS = frozenset(
    {"ambassador", "ambassadors", "envoy", "envoys", "representative", "delegate", "adviser", "advisor"}
)
_NOUN_ARGUMENTS = frozenset(
    {"nsubj", "nsubjpass", "dobj", "iobj", "dative", "pobj", "conj", "attr", "appos", "ROOT", "poss", "oprd"}
)
_PRONOUN_TAGS = frozenset({"PRP", "PRP$", "NNP"})  # "(Our)" is taken for a name
_TELLINGS = frozenset({"conference", "briefing", "release", "freedom", "report"})
_PRONOUNS = PERSONAL | RELATIVE | {"both"}
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_FORMER = frozenset({"ex", "vice", "co", "then"})


class Phrase(NamedTuple):
    """A mention without its number: the tokens [first, last), its head, kind, and refs of the knowledge base."""

    first: int
    last: int
    head: int
    kind: MentionKind
    refs: tuple[str, ...]


def find_phrases(
    sentence: Sentence,
    knowledge: Knowledge,
    said: Sequence[RoleSpan],
    proper: frozenset[str] = frozenset(),
    *,
    headlines: bool = True,
) -> list[Phrase]:
    """All mentions of a sentence, by where they begin, the longer before those inside it. ``proper`` are words that are names
    elsewhere in the report: the tagger often misses them at the beginning of a sentence. ``said`` are its role phrases
    (roles.find_roles), ``headlines``: see names.Endings.
    """
    known = knowledge.matches(sentence.words, sentence.tags)
    words = _body_words(sentence)
    roles = _real_roles(sentence, said, known, words)
    named = {i for match in known for i in range(match.first, match.last)}
    titles = find_titles(sentence, knowledge, [i for i in range(len(sentence)) if i not in named])
    ending = [i for role in roles if role.of_person for i in range(role.first, role.last)]
    ending += [i for title in titles for i in range(title.first, title.last)]
    bodies = words.union([role.head for role in roles if not role.of_person])
    names = find_names(sentence, known, Endings(frozenset(ending), bodies, proper, headlines))
    builder = _Builder(sentence, knowledge, roles, titles, names)
    found = [*builder.names(), *builder.descriptions(), *builder.attributes()]
    if not _PRONOUNS.isdisjoint(sentence.lowers):
        found.extend(_pronouns(sentence))
    if len(found) > 1:
        found.sort(key=lambda p: (p.first, -p.last, p.kind))
    return found


def _real_roles(
    sentence: Sentence, roles: Sequence[RoleSpan], known: Sequence[Match], words: frozenset[int]
) -> tuple[RoleSpan, ...]:
    """Role phrases without those that are only a word of a name ("National" in "National Reform Party") or of a thing. ``words``:
    see _body_words.
    """
    if not roles:
        return ()
    bodies = {role.head for role in roles if not role.of_person} | words
    bodies |= {match.last - 1 for match in known if match.kind == MatchKind.ORGANISATION}
    return tuple([role for role in roles if not _is_part(sentence, role, bodies)])


def _body_words(sentence: Sentence) -> frozenset[int]:
    """Capitalised words that end names of organisations: "Association", "Corp"."""
    if BODY_WORDS.isdisjoint(sentence.lowers):
        return frozenset()
    return frozenset(
        i
        for i, lower in enumerate(sentence.lowers)
        if lower in BODY_WORDS and i and sentence.words[i][0].isupper() and sentence.tags[i] in PROPER_TAGS
    )


def _is_part(sentence: Sentence, role: RoleSpan, bodies: set[int]) -> bool:
    if sentence.deps[role.head] not in {"compound", "nmod", "amod"}:
        return False
    capital = sentence.words[role.first][0].isupper() and sentence.tags[role.head] in {"NNP", "NNPS"}
    if capital and role.of_person and sentence.heads[role.head] in bodies:
        return True
    told = sentence.lemmas[sentence.heads[role.head]] in _TELLINGS  # "press conference"
    of_name = sentence.tags[sentence.heads[role.head]] in PROPER_TAGS  # "president Joris Vandervelde"
    return told or (not capital and not of_name and has_note(role.noun, "ambiguous"))


class _Builder:
    """Builds the phrases of one sentence out of what was found in it."""

    def __init__(
        self,
        sentence: Sentence,
        knowledge: Knowledge,
        roles: tuple[RoleSpan, ...],
        titles: tuple[TitleMatch, ...],
        found: Names,
    ) -> None:
        self.sentence = sentence
        self._knowledge = knowledge
        self.roles = roles
        self.titles = titles
        self.found = found
        self._units = [
            (unit, self._title_start(unit) if unit.is_person_like else unit.first) for unit in found.units
        ]
        self._in_titles = {i for unit, first in self._units for i in range(first, unit.first)}
        self._in_names = {i for unit, first in self._units for i in range(first, unit.last)}

    def names(self) -> Iterator[Phrase]:
        """Names, with the titles before them, and the known names inside them."""
        for unit, first in self._units:
            if unit.match is None and unit.first in self._in_titles:
                continue  # "French Agricultural Minister X": no name of its own
            kind = MentionKind.NAME if first == unit.first else MentionKind.TITLED
            refs = unit.match.refs if unit.match else ()
            yield Phrase(first, unit.last, root(self.sentence, first, unit.last), kind, refs)
            for match in unit.inner:
                if match.kind in PERSONS or (
                    match.last == unit.last and match.kind == MatchKind.ORGANISATION
                ):
                    continue  # "Peter Mandela" names no other Mandela, "National Labour Party" no Labour Party
                yield Phrase(match.first, match.last, match.last - 1, MentionKind.NAME, match.refs)

    def descriptions(self) -> Iterator[Phrase]:
        """Phrases headed by a role noun that is no part of a name or of its title."""
        for role in self.roles:
            if role.head in self._in_names or _names_a_thing(self.sentence, role.head):
                continue
            first, last = self._reach(role)
            yield Phrase(first, last, role.head, self._kind(role, first), ())

    def attributes(self) -> Iterator[Phrase]:
        """Nationality adjectives, and peoples: "the Russians", "Palestinians"."""
        for match in self.found.attributes:
            if match.first in self._in_names and not self._before_title(match):
                continue
            if self._is_people(match):
                first, _ = phrase(self.sentence, match.last - 1)
                yield Phrase(first, match.last, match.last - 1, MentionKind.DESCRIPTION, match.refs)
            else:
                yield Phrase(match.first, match.last, match.last - 1, MentionKind.ADJECTIVE, match.refs)

    def _before_title(self, match: Match) -> bool:
        """Whether an adjective stands in a title ("Ukrainian President X"), not in a name ("Free Syrian Army")."""
        return not any(unit.first <= match.first < unit.last for unit in self.found.units)

    def _title_start(self, unit: Unit) -> int:
        """First token of the title before a name; the name's own first token where there is none."""
        start, titled = unit.first, False
        while start > 0:
            role = self._role_ending(start, unit)
            if role is not None:
                start, titled = role.first, True
                continue
            title = self._title_ending(start)
            if title is not None:
                start, titled = title, True
                continue
            if not titled:
                return unit.first
            step = self._modifier_start(start, unit.last)
            if step is None:
                break
            start = step
        return start if titled else unit.first

    def _role_ending(self, at: int, unit: Unit) -> RoleSpan | None:
        for role in self.roles:
            if role.last == at and (role.of_person or role.noun.noun in _FORMER) and not role.plural:
                return role if self._tied(role, unit) else None
        return None

    def _tied(self, role: RoleSpan, unit: Unit) -> bool:
        """Whether the parse ties a role to the name behind it, so that "told the minister Russia …" stays apart."""
        heads = self.sentence.heads
        name = range(unit.first, unit.last)
        if role.first <= heads[root(self.sentence, unit.first, unit.last)] < role.last:
            return True
        if heads[role.head] in name or any(heads[i] in name for i in range(role.first, role.last)):
            return True
        return self.sentence.words[role.head][0].isupper() and role.head not in _argument_heads(
            self.sentence, role.head
        )

    def _title_ending(self, at: int) -> int | None:
        for title in self.titles:
            if title.last == at or (title.last == at - 1 and self.sentence.words[at - 1] == "."):
                return title.first
        return None

    def _modifier_start(self, at: int, end: int) -> int | None:
        """Where the modifier that ends before ``at`` begins, if it belongs to the phrase [at, end)."""
        sentence, i = self.sentence, at - 1
        for match in self.found.attributes:
            if match.last == at:
                return match.first
        for unit in self.found.units:
            if unit.last == at:
                return unit.first if sentence.deps[i] in MODIFIER_DEPS else None
        if sentence.lowers[i] in CALENDAR:
            return None
        if sentence.lowers[i] in POSSESSIVE and i > 0:
            return i if at <= sentence.heads[sentence.heads[i]] < end else None
        inside = at <= sentence.heads[i] < end and sentence.deps[i] in MODIFIER_DEPS
        if not inside or sentence.tags[i] in {",", "``", "''", ":"} or sentence.words[i] in {",", '"', "'"}:
            return None
        return i

    def _reach(self, role: RoleSpan) -> tuple[int, int]:
        """Bounds of a description: its noun phrase, with "of Ukraine" or "in eastern Ukraine" behind it."""
        sentence = self.sentence
        if sentence.deps[role.head] in {"compound", "nmod", "amod"}:
            return self._attributive(role), role.last
        first = min(phrase(sentence, role.head)[0], role.first)
        first = _without_punctuation(sentence, _with_left_modifiers(sentence, role.head, first), role.first)
        last = role.last
        return first, self._extended(role, last)

    def _attributive(self, role: RoleSpan) -> int:
        """First token of a description that is itself a modifier: "Russian troop" in "Russian troop movements"."""
        sentence, head = self.sentence, self.sentence.heads[role.head]
        first = role.first
        while first > 0 and (
            sentence.heads[first - 1] in {head, role.head}
            and sentence.deps[first - 1] in {"amod", "compound", "nmod"}
            and sentence.tags[first - 1] in {"NNP", "NNPS", "JJ"}
        ):
            first -= 1
        return first

    def _extended(self, role: RoleSpan, last: int) -> int:
        sentence = self.sentence
        for c in sentence.children[role.head]:
            if c != last or sentence.deps[c] != "prep":
                continue
            speaks_for = sentence.lowers[c] == "for" and role.of_person
            if (
                sentence.lowers[c] in _EXTENDING
                or speaks_for
                or (sentence.lowers[c] == "to" and sentence.lowers[role.head] in _TO_POSTS)
            ):
                last = _object_end(sentence, c, last)
        return last

    def _kind(self, role: RoleSpan, first: int) -> MentionKind:
        """An office with "the" or a country says who it is; anything else describes."""
        definite = self.sentence.lowers[first] in {"the", "his", "her", "their", "its"} or any(
            match.first >= first and match.last <= role.last for match in self.found.attributes
        )
        if role.noun.kind == "title" and not role.plural and definite:
            return MentionKind.TITLED
        return MentionKind.DESCRIPTION

    def _is_people(self, match: Match) -> bool:
        i = match.last - 1
        at = i
        while self.sentence.deps[at] == "conj":
            at = self.sentence.heads[at]
        noun = self.sentence.tags[i] in {"NNS", "NNPS"} or self.sentence.deps[at] in _NOUN_ARGUMENTS
        return noun and (
            match.kind == MatchKind.PEOPLE or bool(self._knowledge.people(self.sentence.words[i]))
        )


def _names_a_thing(sentence: Sentence, i: int) -> bool:
    """Whether a role noun is only part of a thing's name: the Nuclear Forces Treaty."""
    head = sentence.heads[i]
    return (
        sentence.deps[i] in {"compound", "nmod"}
        and sentence.lowers[head] in THINGS
        and sentence.words[i][0].isupper()
    )


def _argument_heads(sentence: Sentence, i: int) -> frozenset[int]:
    """The token itself where it fills a place of its own in the sentence, so that it is no title of what follows."""
    return frozenset({i}) if sentence.deps[i] in {"dobj", "iobj", "dative", "pobj"} else frozenset()


def _with_left_modifiers(sentence: Sentence, head: int, first: int) -> int:
    """First token of the phrase with hyphens ("Russian-backed") and coordinated adjectives ("Western and Russian") taken in."""
    for c in sentence.children[head]:
        if c < head and sentence.deps[c] in {"amod", "compound", "nmod", "poss", "det", "nummod"}:
            below = bounds(sentence, c)
            if below[0] < first <= below[1]:
                first = below[0]
    return first


def _without_punctuation(sentence: Sentence, first: int, limit: int) -> int:
    """The first token behind any comma, mark or finite verb that the phrase takes in on its left."""
    for i in range(limit - 1, first - 1, -1):
        if sentence.tags[i] in _FINITE or sentence.words[i] in {",", '"', ";", ":", "(", ")"}:
            return i + 1
    return first


def _object_end(sentence: Sentence, prep: int, last: int) -> int:
    """End of what the preposition governs, with what is coordinated with it; ``last`` where it governs nothing."""
    for c in sentence.children[prep]:
        if sentence.deps[c] == "pobj":
            end = phrase(sentence, c)[1]
            for other in conjuncts(sentence, c)[1:]:
                end = max(end, phrase(sentence, other)[1])
            return end
    return last


def _pronouns(sentence: Sentence) -> Iterator[Phrase]:
    for i, tag in enumerate(sentence.tags):
        lower = sentence.lowers[i]
        if lower in PERSONAL:
            if tag in _PRONOUN_TAGS and sentence.words[i] != "US":
                yield Phrase(i, i + 1, i, MentionKind.PRONOUN, ())
        elif lower in RELATIVE:
            if tag in RELATIVE_TAGS and _is_relative(sentence, i):
                yield Phrase(i, i + 1, i, MentionKind.PRONOUN, ())
        elif lower == "both" and sentence.deps[i] in {"nsubj", "nsubjpass", "dobj", "pobj"}:
            yield Phrase(i, i + 1, i, MentionKind.PRONOUN, ())


def _is_relative(sentence: Sentence, i: int) -> bool:
    """Whether who, which or that opens a relative clause: it stands in a clause that hangs on a noun."""
    if sentence.tags[i] in {"IN", "DT"} and sentence.deps[i] not in {"nsubj", "nsubjpass", "dobj"}:
        return False
    at = i
    for _ in range(6):
        at = sentence.heads[at]
        if sentence.deps[at] == "relcl":
            return True
        if sentence.deps[at] in {"ROOT", "ccomp", "advcl", "conj"}:
            return False
    return False
