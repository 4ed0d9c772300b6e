"""Whose the words in marks are: by the cue in their sentence, else by the run of the passage."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding import grammar
from detente.coding.quotes import labels, speakers
from detente.coding.quotes.cues import Cue
from detente.coding.quotes.nearby import Nearby
from detente.coding.quotes.passages import Passage, Stretch

Token = tuple[int, int]
_TURNS = frozenset({"but", "who", "which", "that"})  # words that open another clause
_REACH = 3  # stretches: between an utterance and its next part a reporter may quote a few words
_FREE_WORDS = 3  # so many words in marks are somebody's, fewer may be the reporter's irony


@dataclass(frozen=True, slots=True)
class Owner:
    """What a stretch belongs to: a cue, or (floating) the speaker of the passage.

    ``joins`` is the index of an earlier stretch that it continues; ``trailing`` says that the cue stands behind it.
    """

    cue: Cue | None
    speaker: Token | None
    joins: int | None = None
    trailing: bool = False


class Owners:
    """Finds the owners of the stretches of one passage, walking it once from the start."""

    def __init__(self, passage: Passage, cues: tuple[tuple[Cue, ...], ...]) -> None:
        self._passage = passage
        self._nearby = Nearby(passage, cues)
        self._found: dict[int, Owner] = {}
        self._at = 0  # index of the stretch in hand

    def all(self) -> dict[int, Owner]:
        """Owner by index of stretch; a stretch that nobody says is not in it."""
        for stretch in self._passage.stretches:
            self._at = stretch.index
            owner = self._owner(stretch)
            if owner is not None:
                self._found[stretch.index] = owner
        for stretch in reversed(self._passage.stretches[:-1]):
            if stretch.index not in self._found and stretch.clause:
                self._look_ahead(stretch)
        return self._found

    def _look_ahead(self, stretch: Stretch) -> None:
        """Gives an utterance the owner of the one that follows it at once: '“We asked for help. “Nobody came,” he said.'"""
        following = self._passage.stretches[stretch.index + 1]
        owner = self._found.get(following.index)
        gap = self._passage.text[stretch.marked.right : following.marked.left]
        if owner is None or not owner.trailing or any(c.isalnum() for c in gap):
            return
        if following.paragraph == stretch.paragraph or not stretch.marked.closed:
            self._found[stretch.index] = owner

    def _owner(self, stretch: Stretch) -> Owner | None:
        if not stretch.clause:
            return self._fragment(stretch)
        trailing = self._nearby.trailing(stretch)
        if trailing is not None:
            return Owner(trailing, self.speaker(trailing), trailing=True)
        signed = labels.signed(self._passage, stretch)
        if signed is not None:
            return Owner(None, signed)
        cue = self._nearby.leading(stretch)
        if cue is not None:
            return Owner(cue, self.speaker(cue))
        named = labels.named(self._passage, stretch)
        return Owner(None, named) if named is not None else self._floating(stretch)

    def speaker(self, cue: Cue) -> Token | None:
        """The cue's speaker, or for a cue without one the speaker of the sentence before in its paragraph."""
        held = self._passage.inside[cue.sentence]
        if cue.speaker is None:
            return self._said_before(cue.sentence)
        if held[cue.speaker] == held[cue.token]:
            return cue.sentence, cue.speaker
        beside = speakers.adjacent(self._passage.sentences[cue.sentence], cue.token)
        return None if beside is None else (cue.sentence, beside)

    def _said_before(self, s: int) -> Token | None:
        """Speaker of the last quotation in the sentence before, where that is in the same paragraph."""
        sentences = self._passage.sentences
        if s == 0 or sentences[s - 1].paragraph != sentences[s].paragraph:
            return None
        return self._last_said(s - 1)

    def _fragment(self, stretch: Stretch) -> Owner | None:
        """A few words in the reporter's clause: theirs whose word of saying governs or reports them."""
        if labels.is_title(self._passage, stretch):
            return None
        resumed = self._resumed(stretch)
        if resumed is not None:
            return resumed
        cue = self._nearby.reporting(stretch) or self._nearby.governing(
            self._passage.sentences[stretch.first[0]], stretch
        )
        if cue is None:
            return self._adrift(stretch)
        if not (cue.quotes or cue.content) or (cue.strength < 2 and not cue.content):
            return None
        return Owner(cue, self.speaker(cue))

    def _adrift(self, stretch: Stretch) -> Owner | None:
        """Several words in marks in a sentence without a cue: the speaker's of the sentence before."""
        s, t = stretch.first
        long = stretch.last[0] != s or stretch.last[1] - t + 1 >= _FREE_WORDS
        if not long or self._nearby.outer[s]:
            return None
        speaker = self._said_before(s)
        return Owner(None, speaker) if speaker is not None else None

    def _resumed(self, stretch: Stretch) -> Owner | None:
        """The owner of the stretch before, where only its cue stands between the two: '"My hope," he said, "is peace."'"""
        previous = self._passage.stretches[stretch.index - 1] if stretch.index else None
        owner = self._found.get(stretch.index - 1)
        if previous is None or owner is None or not owner.trailing or owner.cue is None:
            return None
        if owner.cue.sentence != stretch.first[0] or previous.paragraph != stretch.paragraph:
            return None
        sentence, (_, t) = self._passage.sentences[stretch.first[0]], stretch.first
        between = range(owner.cue.token + 1, t)
        if owner.cue.token > t or any(
            grammar.is_verb(sentence, i) or sentence.lowers[i] in _TURNS for i in between
        ):
            return None
        return Owner(owner.cue, owner.speaker, previous.index, True)

    def _floating(self, stretch: Stretch) -> Owner | None:
        """Words in marks without a cue of their own: the run of the passage gives the speaker."""
        s = stretch.first[0]
        if not self._stands_alone(stretch) or labels.is_heading(self._passage, stretch):
            return None
        for previous in reversed(self._passage.stretches[max(0, stretch.index - _REACH) : stretch.index]):
            if previous.index in self._found and self._continues(previous, stretch):
                before = self._found[previous.index]
                return Owner(before.cue, before.speaker, joins=previous.index)
        cue = self._announcing(s)
        if cue is not None:
            return Owner(cue, self.speaker(cue))
        speaker = labels.announced(self._passage, s) or self._run(stretch)
        return Owner(None, speaker) if speaker is not None else None

    def _continues(self, previous: Stretch, stretch: Stretch) -> bool:
        """Whether a stretch goes on with the utterance before it: only the cue between, or a paragraph left open."""
        if previous.paragraph == stretch.paragraph:
            owner = self._found[previous.index]
            if owner.cue is not None and not _ends_with_cue(owner.cue, previous):
                return False
            gap = self._passage.text[previous.marked.right : stretch.marked.left]
            if owner.cue is None:
                return not any(c.isalpha() for c in gap)
            return owner.cue.sentence in {
                previous.last[0],
                previous.last[0] + 1,
            } and not self._other_sentence(previous, stretch, owner.cue)
        if not stretch.paragraph_start or stretch.paragraph != previous.paragraph + 1:
            return False
        return not previous.marked.closed or self._closes_paragraph(previous)

    def _closes_paragraph(self, stretch: Stretch) -> bool:
        """Whether nothing but its cue stands between a stretch and the end of its paragraph."""
        cue, sentences = self._found[stretch.index].cue, self._passage.sentences
        last = stretch.last[0] if cue is None else max(stretch.last[0], cue.sentence)
        ends = last + 1 == len(sentences) or sentences[last + 1].paragraph != stretch.paragraph
        return ends and (cue is None or _ends_with_cue(cue, stretch) or cue.token < stretch.first[1])

    def _other_sentence(self, previous: Stretch, stretch: Stretch, cue: Cue) -> bool:
        """Whether a sentence of the reporter's own stands between the two."""
        middle = set(range(previous.last[0] + 1, stretch.first[0]))
        return bool(middle - {cue.sentence})

    def _stands_alone(self, stretch: Stretch) -> bool:
        """Whether the stretch is a sentence of its own and not words inside one of the reporter's."""
        return self._alone(*stretch.first) and self._alone(stretch.last[0], -1)

    def _alone(self, s: int, t: int) -> bool:
        sentence, held = self._passage.sentences[s], self._passage.inside[s]
        outside = [i for i in range(len(sentence)) if held[i] < 0 and sentence.words[i][0].isalnum()]
        if not outside:
            return True
        return not any(grammar.is_verb(sentence, i) for i in outside) and t < min(outside)

    def _announcing(self, s: int) -> Cue | None:
        """The cue of a sentence that ends in a colon right before this one."""
        if s == 0:
            return None
        before = self._passage.sentences[s - 1]
        return (
            self._nearby.outer[s - 1][-1] if before.words[-1] == ":" and self._nearby.outer[s - 1] else None
        )

    def _run(self, stretch: Stretch) -> Token | None:
        """Speaker of the last quotation of this or the last paragraph, else the subject of the sentence before."""
        s = stretch.first[0]
        for back in range(s - 1, max(-1, s - 4), -1):
            sentence = self._passage.sentences[back]
            if stretch.paragraph - sentence.paragraph > 1:
                break
            said = self._last_said(back)
            if said is not None:
                return said
            subject = labels.root_subject(sentence)
            if subject is not None and self._passage.inside[back][subject] < 0:
                return back, subject
        return None

    def _last_said(self, s: int) -> Token | None:
        """Speaker of the last quotation that touches a sentence."""
        for at in range(self._at, -1, -1):
            stretch = self._passage.stretches[at]
            if stretch.last[0] < s:
                break
            if stretch.first[0] <= s and stretch.index in self._found:
                return self._found[stretch.index].speaker
        cues = [cue for cue in self._nearby.outer[s] if cue.content and cue.speaker is not None]
        return (s, cues[0].speaker) if cues and cues[0].speaker is not None else None


def _ends_with_cue(cue: Cue, stretch: Stretch) -> bool:
    """Whether the cue stands behind the stretch."""
    return (cue.sentence, cue.token) > stretch.last
