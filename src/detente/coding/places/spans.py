"""Names of the gazetteer in one sentence: the longest, left to right, with the run of capitalised words that each stands in."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.layers import Sentence
from detente.coding.places.words import Words
from detente.knowledge.gazetteer import Gazetteer, Location, word_key

_NAME_TAGS = frozenset({"NNP", "NNPS"})
_NOMINAL = frozenset({"NNP", "NNPS", "NN", "NNS", "JJ", "FW", "VBG", "CD"})
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name at the tokens [first, last) of a sentence, what it may mean (most prominent first), and its run of name words
    [run_first, run_last). ``head`` is the token that the rest of the sentence sees.
    """

    sentence: Sentence
    first: int
    last: int
    head: int
    key: str
    options: tuple[Location, ...]
    run_first: int
    run_last: int
    abbreviated: bool = False

    @property
    def prominence(self) -> float:
        """That of the most prominent place of the name."""
        return self.options[0].prominence

    @property
    def is_single(self) -> bool:
        """Whether the name is one word."""
        return " " not in self.key


def toponyms(sentence: Sentence, gazetteer: Gazetteer, words: Words) -> list[Toponym]:
    """All names of the gazetteer in the sentence that stand in capitals; none overlap."""
    out: list[Toponym] = []
    keys = _keys(sentence)
    at = 0
    while at < len(sentence):
        found = None
        if is_capital(sentence.words[at]) or _may_begin(sentence, at, words):
            found = _longest(sentence, keys, at, gazetteer, words)
        if found is not None:
            out.append(found)
        at = found.last if found is not None else at + 1
    return out


def _longest(
    sentence: Sentence, keys: list[str], at: int, gazetteer: Gazetteer, words: Words
) -> Toponym | None:
    """The longest name that begins at the token and can be one, None where there is none."""
    last = min(len(sentence), at + _LONGEST)
    while (found := gazetteer.longest(keys, at, last)) is not None:
        end, key = found
        short = gazetteer.needs_capitals(key)
        if _is_cased(sentence, at, end, short) and _is_name(sentence, at, end, key, words):
            options = gazetteer.find(key)
            head, run = head_of(sentence, at, end), run_of(sentence, at, end)
            return Toponym(sentence, at, end, head, key, options, *run, short) if options else None
        last = end - 1
    return None


def _is_cased(sentence: Sentence, first: int, last: int, abbreviated: bool) -> bool:
    """Whether a capital or a number ends the name ("Area 51"; after a hyphen anything: "Stoke-on-trent"); an abbreviation is all
    in capitals.
    """
    if abbreviated:
        return all(word.isupper() or not word.isalpha() for word in sentence.words[first:last])
    surface = sentence.words[last - 1]
    return any(ch.isupper() for ch in surface) or surface.isdigit() or "-" in sentence.words[first:last]


def _is_name(sentence: Sentence, first: int, last: int, key: str, words: Words) -> bool:
    """Whether the words can be a name at all: no function words, nationalities or bare directions."""
    if last - first == 1:
        if key in words.groups["never"] or key in words.nationalities or len(key) < 2:
            return False
        return is_capital(sentence.words[first]) and sentence.tags[first] in _NOMINAL
    return key not in words.groups["never"] and not all(w in words.groups["compass"] for w in key.split())


def _may_begin(sentence: Sentence, at: int, words: Words) -> bool:
    """Whether a word in small letters may begin a name: "eastern Ukraine", "sub-Saharan Africa"."""
    word = sentence.lowers[at]
    following = sentence.words[at + 1 : at + 3]
    return (word in words.groups["compass"] or word == "sub") and any(is_capital(w) for w in following)


def head_of(sentence: Sentence, first: int, last: int) -> int:
    """The token of [first, last) whose head lies outside, the last one where several do."""
    outside = [
        i for i in range(first, last) if not first <= sentence.heads[i] < last or sentence.heads[i] == i
    ]
    return outside[-1] if outside else last - 1


def run_of(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """The run of name words around [first, last): capitalised words side by side, hyphens and dots of initials between them."""
    while first > 0 and is_name_word(sentence, first - 1):
        first -= 1
    while last < len(sentence) and is_name_word(sentence, last):
        last += 1
    return first, last


def is_name_word(sentence: Sentence, i: int) -> bool:
    """Whether the token is a capitalised word tagged as part of a name; the first of a sentence needs the tag."""
    word = sentence.words[i]
    if not word[0].isupper():
        return False
    return sentence.tags[i] in _NAME_TAGS or (i > 0 and sentence.tags[i] in {"NN", "NNS", "JJ"})


def is_capital(word: str) -> bool:
    """Whether the word begins with a capital, an apostrophe before it ("‘Akko") not counted."""
    return word[0].isupper() or (word[0] in "'’‘" and len(word) > 1 and word[1].isupper())


def _keys(sentence: Sentence) -> list[str]:
    """The lookup key of each token; an elided article is joined to its word ("d'" and "Ivoire": empty and "divoire")."""
    keys = [word_key(word) for word in sentence.words]
    for i, word in enumerate(sentence.words[:-1]):
        if word[-1] in "'’" and len(word) > 1 and sentence.ends[i] == sentence.starts[i + 1]:
            keys[i], keys[i + 1] = "", keys[i] + keys[i + 1]
    return keys
