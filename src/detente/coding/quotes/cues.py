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

    ``quotes`` says that a few words in marks below this word are its speaker's, ``utters`` that a whole utterance can be;
    ``definite`` that somebody is told to have spoken, which "to say", "could say" and "people say" do not tell.
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
    definite: bool = False


def find(sentence: Sentence, lexicon: Lexicon) -> list[Cue]:
    """All cues of a sentence in text order."""
    out: list[Cue] = []
    for i, lemma in enumerate(sentence.lemmas):
        verb = lexicon.verbs.get(lemma)
        if verb is not None and sentence.tags[i].startswith("VB"):
            out.extend(_verbal(sentence, i, lexicon))
        elif lemma == "show" and sentence.tags[i] in {"NN", "NNS"}:
            out.extend(_shown(sentence, i, lexicon.documents))
        elif lemma in lexicon.nouns and sentence.tags[i] in {"NN", "NNS"}:
            out.extend(_nominal(sentence, i, lexicon.nouns[lemma]))
        elif sentence.lowers[i] == "according" and sentence.lowers[i + 1 : i + 2] == ("to",):
            out.extend(_according(sentence, i, lexicon.documents))
    return _handed_on(sentence, out, lexicon)


def headline(sentence: Sentence, titled: bool) -> Cue | None:
    """The cue of a line such as "Moscow: no plans to attack" or "Poll: voters want peace": the colon behind a name or a
    document; None for any other line. ``titled`` lines stand over a text and may end in a stop."""
    colon = next((i for i, word in enumerate(sentence.words[: _LONGEST_LABEL + 1]) if word == ":"), 0)
    ended = sentence.words[-1] in {".", "!", "?"}
    if not colon or (ended and not titled) or not _is_label(sentence, colon):
        return None
    content = ranges.trimmed(sentence, colon + 1, len(sentence))
    if content[1] - content[0] < _SHORTEST_LINE:
        return None
    span = colon, colon + 1
    return Cue(sentence.index, colon, span, colon - 1, None, (content,), 3, True, True, True)


def _is_label(sentence: Sentence, colon: int) -> bool:
    """Whether somebody who speaks is named in front of a colon: names alone, or a phrase about a document or speaker."""
    lowers = sentence.lowers[:colon]
    if sentence.lemmas[colon - 1].lower() in _SPEAKING:
        return not any(grammar.is_verb(sentence, i) for i in range(colon))
    named = all(tag in {"NNP", "NNPS"} for tag in sentence.tags[:colon])
    return named and not any(word in _LABELS for word in lowers)


_SPEAKING = frozenset(
    "aide analyst audit expert minister official police poll report source spokesman spokeswoman study survey".split()
)
_LONGEST_SOURCE = 5  # words: "federal tax records"
_LONGEST_LABEL = 4  # words before the colon
_SHORTEST_LINE = 3  # words behind it
_LABELS = frozenset(  # what a headline's first words name when nobody speaks in it
    "analysis attack attacks breaking comment conflict coup crisis deal election elections exclusive explainer factbox live "
    "news opinion photos profile protests strike strikes summit talks timeline update updates video vote war watch".split()
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
    content = clauses.reported(sentence, i, verb, lexicon)
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
        definite=(verb.strength == 3 or "inf" in verb.frames) and _is_definite(sentence, i, speaker),
    )
    return [cue]


def _is_definite(sentence: Sentence, i: int, speaker: int | None) -> bool:
    """Whether a verb tells of one act of speech: finite or perfect, without modal, by somebody named or meant."""
    if speaker is None or sentence.tags[i] in {"VB", "VBG"} or grammar.is_negated(sentence, i):
        return False
    if any(sentence.tags[c] == "MD" for c in grammar.auxiliaries(sentence, i)):
        return False
    return sentence.tags[speaker] in {"NNP", "NNPS"} or sentence.tags[i] in {"VBD", "VBN"}


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
    told = bool(content) and holder is not None
    if not content and holder is not None:
        content = tuple(part for part in _matter(sentence, i, frames) if not part[0] <= holder < part[1])
    marks_only = "marks" in frames and holder is not None
    if not content and not marks_only:
        return []
    return [Cue(sentence.index, i, (i, i + 1), holder, None, content, 3, marks_only, False, told)]


def _shown(sentence: Sentence, i: int, documents: frozenset[str]) -> list[Cue]:
    """ "The ship was sold, records show": the parser takes "show" for a noun."""
    first = i
    while first > 0 and sentence.words[first - 1] not in ranges.COMMAS:
        first -= 1
    closed = i + 1 == len(sentence) or sentence.words[i + 1] in ranges.ENDS
    if (
        first in {0, i}
        or i - first > _LONGEST_SOURCE
        or sentence.lemmas[i - 1] not in documents
        or not closed
    ):
        return []
    content = insertions.around(sentence, i, (first, i + 1))
    return [Cue(sentence.index, i, (i, i + 1), i - 1, None, content, 2, False, False)] if content else []


def _matter(sentence: Sentence, i: int, frames: frozenset[str]) -> tuple[Range, ...]:
    """The phrase behind a noun's preposition: "accusations of [bribery]", "calls for [an inquiry]"."""
    for c in sentence.children[i]:
        if c > i and sentence.deps[c] == "prep" and sentence.lowers[c] in frames:
            first, last = ranges.trimmed(sentence, c + 1, grammar.bounds(sentence, c)[1])
            return ((first, last),) if first < last else ()
    return ()


def _according(sentence: Sentence, i: int, documents: frozenset[str]) -> list[Cue]:
    """ "According to X, …" and "…, according to X": everything else in its clause is X's."""
    source = next((c for c in sentence.children[i + 1] if sentence.deps[c] == "pobj"), None)
    if source is None:  # a name that the parser took for a verb: "according to show insiders"
        source = next(
            (k for k in grammar.subtree(sentence, i)[2:] if sentence.tags[k] in grammar.NOUN_TAGS), None
        )
    if source is None:
        return []
    own = insertions.adjunct(sentence, i)
    content = insertions.around(sentence, i, own)
    holder = speakers.issuer(sentence, source, documents)
    return [Cue(sentence.index, i, (i, i + 2), holder, None, content, 3, True, True, True)]
