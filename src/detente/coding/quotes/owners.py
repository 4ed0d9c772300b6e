"""Whose the words in marks are: by the cue in their sentence, else by the run of the passage."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding import grammar
from detente.coding.layers import Sentence
from detente.coding.quotes import speakers
from detente.coding.quotes.cues import Cue
from detente.coding.quotes.passages import Passage, Stretch

Token = tuple[int, int]
_TURNS = frozenset({"but", "who", "which", "that"})  # words that open another clause
_REACH = 3  # stretches: between an utterance and its next part a reporter may quote a few words
_FREE_WORDS = 3  # so many words in marks are somebody's, fewer may be the reporter's irony
_LONGEST_NAME = 8  # words
_DASHES = frozenset({"-", "--", "–", "—", "―"})


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
        self._cues = cues
        self._outer = [
            [cue for cue in sentence if passage.inside[cue.sentence][cue.token] < 0] for sentence in cues
        ]
        self._found: dict[int, Owner] = {}

    def all(self) -> dict[int, Owner]:
        """Owner by index of stretch; a stretch that nobody says is not in it."""
        for stretch in self._passage.stretches:
            owner = self._owner(stretch)
            if owner is not None:
                self._found[stretch.index] = owner
        return self._found

    def _owner(self, stretch: Stretch) -> Owner | None:
        if not stretch.clause:
            return self._fragment(stretch)
        trailing = self._trailing(stretch)
        if trailing is not None:
            return Owner(trailing, self.speaker(trailing), trailing=True)
        signed = self._signed(stretch)
        if signed is not None:
            return Owner(None, signed)
        cue = self._leading(stretch)
        if cue is not None:
            return Owner(cue, self.speaker(cue))
        named = self._named(stretch)
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
        if self._is_title(stretch):
            return None
        resumed = self._resumed(stretch)
        if resumed is not None:
            return resumed
        cue = self._reporting(stretch) or self._governing(self._passage.sentences[stretch.first[0]], stretch)
        if cue is None:
            return self._adrift(stretch)
        if not (cue.quotes or cue.content) or (cue.strength < 2 and not cue.content):
            return None
        return Owner(cue, self.speaker(cue))

    def _adrift(self, stretch: Stretch) -> Owner | None:
        """Several words in marks in a sentence without a cue: the speaker's of the sentence before."""
        s, t = stretch.first
        long = stretch.last[0] != s or stretch.last[1] - t + 1 >= _FREE_WORDS
        if not long or self._outer[s]:
            return None
        speaker = self._said_before(s)
        return Owner(None, speaker) if speaker is not None else None

    def _is_title(self, stretch: Stretch) -> bool:
        """Whether the words are the name of a work: capitals throughout, behind a noun or "of", "on", "in"."""
        s, t = stretch.first
        sentence = self._passage.sentences[s]
        words = self._passage.text[stretch.marked.start : stretch.marked.end].split()
        capitals = (
            len(words) > 1 and all(w[0].isupper() or len(w) < 5 for w in words) and words[-1][0].isupper()
        )
        before = t - 2 if t >= 2 else 0
        return (
            capitals
            and sentence.tags[before] in {"NN", "NNS", "NNP", "IN", "POS"}
            and sentence.lowers[before] != "as"
        )

    def _reporting(self, stretch: Stretch) -> Cue | None:
        """The innermost cue whose reported clause the stretch begins in."""
        s, t = stretch.first
        found = [cue for cue in self._outer[s] if any(first <= t < last for first, last in cue.content)]
        return max(found, key=lambda cue: min(first for first, _ in cue.content), default=None)

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

    def _governing(self, sentence: Sentence, stretch: Stretch) -> Cue | None:
        """The nearest cue above the stretch in the tree."""
        by_token = {cue.token: cue for cue in self._outer[sentence.index]}
        if not by_token:
            return None
        held = self._passage.inside[sentence.index]
        start = stretch.first[1]
        for above in grammar.ancestors(sentence, start):
            if held[above] != stretch.index and above in by_token:
                found = by_token[above]
                return found if stretch.clause or above < start else None
        return None

    def _trailing(self, stretch: Stretch) -> Cue | None:
        """A cue whose clause begins right behind the closing mark: "…", said Ivanov."""
        s, t = stretch.last
        sentence = self._passage.sentences[s]
        held = self._passage.inside[s]
        after = [i for i in range(t + 1, len(sentence)) if held[i] < 0 and sentence.words[i][0].isalnum()]
        limit = next(
            (i for i in range(t + 1, len(sentence)) if held[i] not in {-1, stretch.index}), len(sentence)
        )
        after = [i for i in after if i < limit]
        if not after:
            return self._next_sentence(stretch)
        if self._passage.text[stretch.marked.end - 1] == ".":
            return None  # the utterance is over; what follows is another sentence
        return self._opening_cue(s, after)

    def _opening_cue(self, s: int, run: list[int]) -> Cue | None:
        """The first cue of a run of words, where the run begins with it, its subject or an "as"."""
        sentence = self._passage.sentences[s]
        for cue in self._outer[s]:
            if cue.token not in run or not cue.utters:
                continue
            opening = {cue.token, cue.span[0]}
            if cue.speaker is not None:
                opening.update(range(*grammar.bounds(sentence, cue.speaker)))
            lead = (
                run[0] in opening
                or sentence.tags[run[0]] in {"NNP", "PRP"}
                or sentence.lowers[run[0]] in {"as", "also", "then", "later"}
            )
            return cue if lead and self._same_clause(sentence, run[0], cue) else None
        return None

    def _same_clause(self, sentence: Sentence, start: int, cue: Cue) -> bool:
        """No other finite verb between the run's start and the cue but those inside the subject."""
        subject = set(grammar.subtree(sentence, cue.speaker)) if cue.speaker is not None else set()
        own = set(range(*cue.span))
        between = [i for i in range(start, cue.token) if i not in subject and i not in own]
        return not any(sentence.tags[i] in {"VBD", "VBZ", "VBP", "MD"} for i in between)

    def _next_sentence(self, stretch: Stretch) -> Cue | None:
        """'"Why not?" Lavrov asked.' where the splitter cut behind the closing mark."""
        s = stretch.last[0] + 1
        if s >= len(self._passage.sentences) or self._passage.sentences[s].paragraph != stretch.paragraph:
            return None
        sentence = self._passage.sentences[s]
        between = self._passage.text[stretch.marked.right : sentence.start]
        if between.strip() or self._passage.inside[s][0] >= 0 or sentence.words[-1] == ":":
            return None
        words = [
            i
            for i in range(len(sentence))
            if self._passage.inside[s][i] < 0 and sentence.words[i][0].isalnum()
        ]
        cue = self._opening_cue(s, words)
        if cue is None or cue.content or self._has_object(sentence, cue):
            return None
        return cue

    def _has_object(self, sentence: Sentence, cue: Cue) -> bool:
        found = grammar.child(sentence, cue.token, "dobj", "oprd", "acomp")
        return found is not None and found not in {cue.addressee, cue.speaker}

    def _leading(self, stretch: Stretch) -> Cue | None:
        """The nearest cue before the opening mark that can bring words in marks."""
        s, t = stretch.first
        sentence = self._passage.sentences[s]
        before = [cue for cue in self._outer[s] if cue.token < t and (cue.utters or cue.content)]
        if not before:
            return self._inverted(stretch)
        if self._led(before[-1], stretch):
            return before[-1]
        above = self._reporting(stretch) or self._governing(sentence, stretch)
        return above if above is not None and above in before else before[-1]

    def _led(self, cue: Cue, stretch: Stretch) -> bool:
        """Whether a comma or colon and nothing of another clause stands between the cue and the opening mark."""
        sentence = self._passage.sentences[cue.sentence]
        between = self._passage.text[sentence.ends[cue.token] : stretch.marked.left].rstrip()
        verbs = range(cue.token + 1, stretch.first[1])
        return between[-1:] in {",", ":", ""} and not any(
            sentence.tags[i] in {"VBD", "VBZ", "VBP", "MD"} for i in verbs
        )

    def _signed(self, stretch: Stretch) -> Token | None:
        """The name behind a dash that ends the paragraph: "…" – Ivan Petrov."""
        s, t = stretch.last
        sentence = self._passage.sentences[s]
        behind = self._passage.text[stretch.marked.right : sentence.end].lstrip()
        if behind[:1] in _DASHES:
            return self._name(s, [i for i in range(t + 1, len(sentence)) if sentence.words[i][0].isalnum()])
        if behind or s + 1 >= len(self._passage.sentences):
            return None
        following = self._passage.sentences[s + 1]
        if following.paragraph != stretch.paragraph or following.words[0] not in _DASHES:
            return None
        return self._name(s + 1, [i for i in range(len(following)) if following.words[i][0].isalnum()])

    def _name(self, s: int, words: list[int]) -> Token | None:
        """The head of a run of words that is a name and no clause."""
        sentence = self._passage.sentences[s]
        if not words or len(words) > _LONGEST_NAME or any(grammar.is_verb(sentence, i) for i in words):
            return None
        names = [i for i in words if sentence.tags[i] in {"NNP", "NNPS"}]
        return (s, names[-1]) if names else None

    def _named(self, stretch: Stretch) -> Token | None:
        """The name or subject before a colon in front of the opening mark: 'Moscow: "No talks"', 'Asked Petrov: "Why?"'."""
        s, t = stretch.first
        sentence = self._passage.sentences[s]
        before = self._passage.text[sentence.start : stretch.marked.left].rstrip()
        if not before.endswith(":"):
            return None
        words = [i for i in range(t) if sentence.words[i][0].isalnum()]
        if words and sentence.tags[words[0]] in {"VBD", "VBN", "VBZ"}:
            words = words[1:]  # "Added Petrov:"
        return self._name(s, words) or self._subject_before(s, t)

    def _subject_before(self, s: int, t: int) -> Token | None:
        subject = _root_subject(self._passage.sentences[s])
        return (s, subject) if subject is not None and subject < t else None

    def _inverted(self, stretch: Stretch) -> Cue | None:
        """A cue behind the stretch that the tree puts above it: '"…" was what the minister said'."""
        s = stretch.last[0]
        found = self._governing(self._passage.sentences[s], stretch) if s == stretch.first[0] else None
        return found if found is not None and found.utters else None

    def _floating(self, stretch: Stretch) -> Owner | None:
        """Words in marks without a cue of their own: the run of the passage gives the speaker."""
        s = stretch.first[0]
        if not self._stands_alone(stretch) or self._is_heading(stretch):
            return None
        for previous in reversed(self._passage.stretches[max(0, stretch.index - _REACH) : stretch.index]):
            if previous.index in self._found and self._continues(previous, stretch):
                before = self._found[previous.index]
                return Owner(before.cue, before.speaker, joins=previous.index)
        cue = self._announcing(s)
        if cue is not None:
            return Owner(cue, self.speaker(cue))
        speaker = self._run(stretch)
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

    def _is_heading(self, stretch: Stretch) -> bool:
        """Whether the stretch is a paragraph of its own in a heading's capitals."""
        s = stretch.first[0]
        sentence = self._passage.sentences[s]
        words = [w for w in sentence.words if w[0].isalpha()]
        alone = sentence.start >= stretch.marked.left and s == stretch.last[0]
        return alone and len(words) <= _LONGEST_NAME and all(w[0].isupper() or len(w) < 5 for w in words)

    def _announcing(self, s: int) -> Cue | None:
        """The cue of a sentence that ends in a colon right before this one."""
        if s == 0:
            return None
        before = self._passage.sentences[s - 1]
        return self._outer[s - 1][-1] if before.words[-1] == ":" and self._outer[s - 1] else None

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
            subject = _root_subject(sentence)
            if subject is not None and self._passage.inside[back][subject] < 0:
                return back, subject
        return None

    def _last_said(self, s: int) -> Token | None:
        """Speaker of the last quotation that touches a sentence."""
        for stretch in reversed(self._passage.stretches):
            if stretch.first[0] <= s <= stretch.last[0] and stretch.index in self._found:
                return self._found[stretch.index].speaker
        cues = [cue for cue in self._outer[s] if cue.content and cue.speaker is not None]
        return (s, cues[0].speaker) if cues and cues[0].speaker is not None else None


def _ends_with_cue(cue: Cue, stretch: Stretch) -> bool:
    """Whether the cue stands behind the stretch."""
    return (cue.sentence, cue.token) > stretch.last


def _root_subject(sentence: Sentence) -> int | None:
    """Subject of the main clause, where it is a name, a person's title or a pronoun."""
    root = next((i for i, head in enumerate(sentence.heads) if head == i), None)
    if root is None:
        return None
    found = grammar.child(sentence, root, "nsubj", "nsubjpass")
    if found is None or sentence.lowers[found] in {"it", "this", "that", "there", "what"}:
        return None
    return found if sentence.tags[found] in {"NNP", "NNPS", "PRP", "NN", "NNS"} else None
