"""Words in marks without a verb of saying: signed by a name, announced by one, or no quotation but a title or a heading."""

from __future__ import annotations

from detente.coding import grammar
from detente.coding.layers import Sentence
from detente.coding.quotes.passages import Passage, Stretch

Token = tuple[int, int]
_LONGEST_NAME = 8  # words
_READING = frozenset({"read", "write", "publish", "sing", "recite"})  # their objects in capitals are works
_SMALL = frozenset("a an the of in on to for and or at by is with from 's ’s vs".split())
_DASHES = frozenset({"-", "--", "–", "—", "―"})


def is_title(passage: Passage, stretch: Stretch) -> bool:
    """Whether the words are the name of a work: capitals throughout, behind a noun or "of", "on", "in"."""
    s, t = stretch.first
    sentence = passage.sentences[s]
    words = passage.text[stretch.marked.start : stretch.marked.end].split()
    before = max(t - 2, 0)
    named = sentence.tags[before] in {"NN", "NNS", "NNP", "IN", "POS"} and sentence.lowers[before] != "as"
    return (named or sentence.lemmas[before] in _READING) and _has_capitals(words)


def signed(passage: Passage, stretch: Stretch) -> Token | None:
    """The name behind a dash that ends the paragraph: "…" – Ivan Petrov."""
    s, t = stretch.last
    sentence = passage.sentences[s]
    behind = passage.text[stretch.marked.right : sentence.end].lstrip()
    if behind[:1] in _DASHES:
        return _name(passage, s, [i for i in range(t + 1, len(sentence)) if sentence.words[i][0].isalnum()])
    if behind or s + 1 >= len(passage.sentences):
        return None
    following = passage.sentences[s + 1]
    if following.paragraph != stretch.paragraph or following.words[0] not in _DASHES:
        return None
    return _name(passage, s + 1, [i for i in range(len(following)) if following.words[i][0].isalnum()])


def _name(passage: Passage, s: int, words: list[int]) -> Token | None:
    """The head of a run of words that is a name and no clause."""
    sentence = passage.sentences[s]
    if not words or len(words) > _LONGEST_NAME or any(grammar.is_verb(sentence, i) for i in words):
        return None
    names = [
        i
        for i in words
        if sentence.tags[i] in {"NNP", "NNPS"} or (len(words) == 1 and sentence.words[i][0].isupper())
    ]
    return (s, names[-1]) if names else None


def named(passage: Passage, stretch: Stretch) -> Token | None:
    """The name or subject before a colon in front of the opening mark: 'Moscow: "No talks"', 'Asked Petrov: "Why?"'."""
    s, t = stretch.first
    sentence = passage.sentences[s]
    before = passage.text[sentence.start : stretch.marked.left].rstrip()
    if not before.endswith(":"):
        return None
    words = [i for i in range(t) if sentence.words[i][0].isalnum()]
    if words and sentence.tags[words[0]] in {"VBD", "VBN", "VBZ"}:
        words = words[1:]  # "Added Petrov:"
    return _name(passage, s, words) or _subject_before(passage, s, t)


def announced(passage: Passage, s: int) -> Token | None:
    """The name or subject of the sentence before sentence s, where that ends in a colon: "Stated Petrov:"."""
    before = passage.sentences[s - 1] if s else None
    if before is None or before.words[-1] != ":":
        return None
    words = [i for i in range(len(before)) if before.words[i][0].isalnum()]
    if words and before.tags[words[0]] in {"VBD", "VBN", "VBZ"}:
        words = words[1:]
    return _name(passage, s - 1, words) or _subject_before(passage, s - 1, len(before))


def _subject_before(passage: Passage, s: int, t: int) -> Token | None:
    subject = root_subject(passage.sentences[s])
    return (s, subject) if subject is not None and subject < t else None


def is_heading(passage: Passage, stretch: Stretch) -> bool:
    """Whether the stretch is a paragraph of its own in a heading's capitals."""
    s = stretch.first[0]
    sentence = passage.sentences[s]
    words = [w for w in sentence.words if w[0].isalpha()]
    alone = sentence.start >= stretch.marked.left and s == stretch.last[0]
    return alone and len(words) <= _LONGEST_NAME and _has_capitals(words)


def _has_capitals(words: list[str]) -> bool:
    """Whether words are written as a title's: capitals, but for its small words."""
    large = [w for w in words if w.lower() not in _SMALL]
    return len(large) > 1 and all(w[0].isupper() or not w[0].isalpha() for w in large)


def root_subject(sentence: Sentence) -> int | None:
    """Subject of the main clause, where it is a name, a person's title or a pronoun."""
    root = next((i for i, head in enumerate(sentence.heads) if head == i), None)
    if root is None:
        return None
    found = grammar.child(sentence, root, "nsubj", "nsubjpass")
    if found is None or sentence.lowers[found] in {"it", "this", "that", "there", "what"}:
        return None
    return found if sentence.tags[found] in {"NNP", "NNPS", "PRP", "NN", "NNS"} else None
