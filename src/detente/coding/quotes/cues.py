"""Cues in one sentence: words of saying with their speaker, addressee and reported clause."""

from __future__ import annotations

from dataclasses import dataclass, replace

from detente.coding import grammar
from detente.coding.layers import Sentence
from detente.coding.quotes import clauses, insertions, ranges, speakers
from detente.coding.quotes.lexicon import Lexicon, Verb
from detente.coding.quotes.ranges import Range


@dataclass(frozen=True, slots=True)
class Cue:
    """One word of saying. Token ranges are half-open; ``content`` is the reported clause outside any marks, in parts.

    ``quotes`` says that a few words in marks below this word are its speaker's, ``utters`` that a whole utterance can be.
    """

    sentence: int
    token: int
    span: Range
    speaker: int | None
    addressee: int | None
    content: tuple[Range, ...]
    strength: int
    quotes: bool
    utters: bool


def find(sentence: Sentence, lexicon: Lexicon) -> list[Cue]:
    """All cues of a sentence in text order."""
    out: list[Cue] = []
    for i, lemma in enumerate(sentence.lemmas):
        verb = lexicon.verbs.get(lemma)
        if verb is not None and sentence.tags[i].startswith("VB"):
            out.extend(_verbal(sentence, i, lexicon))
        elif lemma in lexicon.nouns and sentence.tags[i] in {"NN", "NNS"}:
            out.extend(_nominal(sentence, i, lexicon.nouns[lemma]))
        elif sentence.lowers[i] == "according" and sentence.lowers[i + 1 : i + 2] == ("to",):
            out.extend(_according(sentence, i, lexicon.documents))
    return _handed_on(sentence, out, lexicon)


def headline(sentence: Sentence) -> Cue | None:
    """The cue of a line such as "Moscow: no plans to attack": the colon behind a name; None for any other line."""
    colon = next((i for i, word in enumerate(sentence.words[: _LONGEST_LABEL + 1]) if word == ":"), 0)
    names = sentence.tags[:colon]
    if not names or any(tag not in {"NNP", "NNPS"} for tag in names) or sentence.words[-1] in {".", "!", "?"}:
        return None
    content = ranges.trimmed(sentence, colon + 1, len(sentence))
    if content[1] - content[0] < _SHORTEST_LINE or any(
        word.lower() in _LABELS for word in sentence.words[:colon]
    ):
        return None
    span = colon, colon + 1
    return Cue(sentence.index, colon, span, colon - 1, None, (content,), 3, True, True)


_LONGEST_LABEL = 4  # words before the colon
_SHORTEST_LINE = 3  # words behind it
_LABELS = frozenset(  # what a headline's first words name when nobody speaks in it
    "analysis attack attacks breaking comment conflict coup crisis deal election elections exclusive explainer factbox live "
    "news opinion photos profile protests report strike strikes summit talks timeline update updates video vote war watch".split()
)


def _handed_on(sentence: Sentence, cues: list[Cue], lexicon: Lexicon) -> list[Cue]:
    """The cues, those that go on after a reported clause with the speaker of the cue before it."""
    speaker: dict[int, int | None] = {}
    out: list[Cue] = []
    for found in cues:
        cue = replace(found, speaker=speaker[found.token]) if found.token in speaker else found
        out.append(cue)
        verb = lexicon.verbs.get(sentence.lemmas[cue.token])
        below = clauses.complement(sentence, cue.token, verb) if verb is not None and cue.content else None
        if below is not None:
            speaker.update(
                dict.fromkeys(clauses.resumptions(sentence, cue.token, below, lexicon.verbs), cue.speaker)
            )
    return out


def _verbal(sentence: Sentence, i: int, lexicon: Lexicon) -> list[Cue]:
    verb = lexicon.verbs[sentence.lemmas[i]]
    if sentence.deps[i] in {"aux", "auxpass", "amod", "compound"}:
        return []
    speaker = speakers.subject(sentence, i, lexicon.documents)
    addressee = _addressee(sentence, i, verb)
    content = clauses.reported(sentence, i, verb, lexicon.verbs)
    cue = Cue(
        sentence=sentence.index,
        token=i,
        span=_words(sentence, i),
        speaker=speaker,
        addressee=None if addressee == speaker else addressee,
        content=content,
        strength=verb.strength,
        quotes=bool(verb.frames & {"quote", "as", "of"}),
        utters="quote" in verb.frames,
    )
    return [cue]


def _words(sentence: Sentence, i: int) -> Range:
    """The verb with its auxiliaries and particle, where they touch it: "has said", "pointed out"."""
    first, last = i, i + 1
    near = {c for c in sentence.children[i] if sentence.deps[c] in {"aux", "auxpass", "neg", "prt", "advmod"}}
    while first - 1 in near:
        first -= 1
    while last in near and sentence.deps[last] == "prt":
        last += 1
    return first, last


def _addressee(sentence: Sentence, i: int, verb: Verb) -> int | None:
    """Head of the one spoken to."""
    if verb.addressee == "none":
        return None
    if verb.addressee == "object":
        if grammar.is_passive(sentence, i):
            return grammar.child(sentence, i, "nsubjpass")
        found = grammar.child(sentence, i, "dobj", "dative")
        return _raised(sentence, i) if found is None else found
    heads = grammar.objects_of(sentence, i, verb.addressee)
    return heads[0] if heads else None


def _raised(sentence: Sentence, i: int) -> int | None:
    """The object that the parser made the infinitive's subject: "urged [Russia to withdraw]"."""
    below = grammar.child(sentence, i, "ccomp", "xcomp")
    if below is None or not ranges.is_infinitive(sentence, below):
        return None
    return grammar.child(sentence, below, "nsubj")


def _nominal(sentence: Sentence, i: int, frames: frozenset[str]) -> list[Cue]:
    """ "his claim that …", "a promise to …"."""
    content: tuple[Range, ...] = ()
    for c in sentence.children[i]:
        if sentence.deps[c] not in {"acl", "ccomp", "relcl", "xcomp"} or c < i:
            continue
        if ("that" in frames and ranges.has_that(sentence, c)) or (
            "inf" in frames and sentence.deps[c] in {"acl", "xcomp"} and ranges.is_infinitive(sentence, c)
        ):
            content = (ranges.body(sentence, c),)
            break
    holder = speakers.owner(sentence, i)
    marks_only = "of" in frames and holder is not None
    if not content and not marks_only:
        return []
    return [Cue(sentence.index, i, (i, i + 1), holder, None, content, 3, marks_only, False)]


def _according(sentence: Sentence, i: int, documents: frozenset[str]) -> list[Cue]:
    """ "According to X, …" and "…, according to X": everything else in its clause is X's."""
    source = next((c for c in sentence.children[i + 1] if sentence.deps[c] == "pobj"), None)
    if source is None:
        return []
    own = insertions.adjunct(sentence, i)
    content = insertions.around(sentence, i, own)
    holder = speakers.issuer(sentence, source, documents)
    return [Cue(sentence.index, i, (i, i + 2), holder, None, content, 3, True, True)]
