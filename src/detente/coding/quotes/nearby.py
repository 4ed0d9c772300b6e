"""Which cue brings the words in marks: the one behind them, before them or above them in the tree."""

from __future__ import annotations

from detente.coding import grammar
from detente.coding.layers import Sentence
from detente.coding.quotes.cues import Cue
from detente.coding.quotes.passages import Passage, Stretch
from detente.coding.quotes.ranges import FINITE


class Nearby:
    """The cues around the stretches of one passage. ``outer`` holds, by sentence, the cues outside all marks."""

    def __init__(self, passage: Passage, cues: tuple[tuple[Cue, ...], ...]) -> None:
        self._passage = passage
        self.outer = tuple(
            tuple(cue for cue in sentence if passage.inside[cue.sentence][cue.token] < 0) for sentence in cues
        )

    def reporting(self, stretch: Stretch) -> Cue | None:
        """The innermost cue whose reported clause the stretch begins in."""
        s, t = stretch.first
        found = [cue for cue in self.outer[s] if any(first <= t < last for first, last in cue.content)]
        return max(found, key=lambda cue: min(first for first, _ in cue.content), default=None)

    def governing(self, sentence: Sentence, stretch: Stretch) -> Cue | None:
        """The nearest cue above the stretch in the tree."""
        by_token = {cue.token: cue for cue in self.outer[sentence.index]}
        if not by_token:
            return None
        held = self._passage.inside[sentence.index]
        start = stretch.first[1]
        for above in grammar.ancestors(sentence, start):
            if held[above] != stretch.index and above in by_token:
                found = by_token[above]
                return (
                    found if stretch.clause or above < start or self._names(sentence, above, start) else None
                )
            if not stretch.clause and self._is_own_clause(sentence, above):
                return None
        return None

    def _names(self, sentence: Sentence, noun: int, start: int) -> bool:
        """Whether the words stand before a noun of saying and behind whose it is: 'the mayor's “no harbour” remark'."""
        holder = grammar.child(sentence, noun, "poss")
        return holder is not None and holder < start < noun

    def _is_own_clause(self, sentence: Sentence, i: int) -> bool:
        """Whether token i heads a clause with a subject of its own that no verb of saying takes: ", but he heard of “it”"."""
        apart = sentence.deps[i] in {"relcl"}
        return apart and grammar.child(sentence, i, "nsubj", "nsubjpass") is not None

    def trailing(self, stretch: Stretch) -> Cue | None:
        """A cue whose clause begins right behind the closing mark: "…", said Ivanov."""
        s, t = stretch.last
        sentence = self._passage.sentences[s]
        held = self._passage.inside[s]
        after = [i for i in range(t + 1, len(sentence)) if held[i] < 0 and sentence.words[i][0].isalnum()]
        limit = next(
            (i for i in range(t + 1, len(sentence)) if held[i] not in {-1, stretch.index}), len(sentence)
        )
        after = [i for i in after if i < limit]
        if self._passage.text[stretch.marked.end - 1] == ".":
            return None  # the utterance is over; what follows is another sentence
        if not after:
            return self._next_sentence(stretch)
        return self._opening_cue(s, after)

    def _opening_cue(self, s: int, run: list[int]) -> Cue | None:
        """The first cue of a run of words, where the run begins with it, its subject or an "as"."""
        sentence = self._passage.sentences[s]
        for cue in self.outer[s]:
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
            if sentence.lowers[cue.token + 1 : cue.token + 2] == ("that",):
                return None  # "…", adding that
            return cue if lead and self._same_clause(sentence, run[0], cue) else None
        return None

    def _same_clause(self, sentence: Sentence, start: int, cue: Cue) -> bool:
        """No other finite verb between the run's start and the cue but those inside the subject."""
        subject = set(grammar.subtree(sentence, cue.speaker)) if cue.speaker is not None else set()
        own = set(range(*cue.span))
        between = [i for i in range(start, cue.token) if i not in subject and i not in own]
        return not any(sentence.tags[i] in FINITE for i in between)

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

    def leading(self, stretch: Stretch) -> Cue | None:
        """The nearest cue before the opening mark that can bring words in marks."""
        s, t = stretch.first
        sentence = self._passage.sentences[s]
        before = [cue for cue in self.outer[s] if cue.token < t and (cue.utters or cue.content)]
        if not before:
            return self._inverted(stretch)
        if self._led(before[-1], stretch):
            return before[-1]
        above = self.reporting(stretch) or self.governing(sentence, stretch)
        return above if above is not None and above in before else before[-1]

    def _led(self, cue: Cue, stretch: Stretch) -> bool:
        """Whether a comma or colon and nothing of another clause stands between the cue and the opening mark."""
        sentence = self._passage.sentences[cue.sentence]
        between = self._passage.text[sentence.ends[cue.token] : stretch.marked.left].rstrip()
        verbs = range(cue.token + 1, stretch.first[1])
        return between[-1:] in {",", ":", ""} and not any(sentence.tags[i] in FINITE for i in verbs)

    def _inverted(self, stretch: Stretch) -> Cue | None:
        """A cue behind the stretch that the tree puts above it: '"…" was what the minister said'."""
        s = stretch.last[0]
        found = self.governing(self._passage.sentences[s], stretch) if s == stretch.first[0] else None
        return found if found is not None and found.utters else None
