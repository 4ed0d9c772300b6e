"""Conflicts about what was said: one statement given to two speakers, and one speaker's words given in two wordings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from detente.coding.findings.making import conflict
from detente.coding.findings.scene import Scene, words_of
from detente.coding.grammar import SUBJECTS, is_negated, kids
from detente.coding.layers import Sentence
from detente.record.enums import ConflictKind, EntityKind, QuoteKind
from detente.record.types import Conflict, Quote, Span

_WORDS = frozenset(
    "word words remark comment statement sentence threat warning call announcement line appeal promise".split()
)
_POINTING = frozenset({"the", "these", "those", "this", "that"})
_REACH = 500  # characters
_LEAST = 3  # content words of a statement that is compared
_SAME = 0.85  # share of the shorter statement's content words that the other has
_REWORDED = (45.0, 93.0)  # per cent of letters that two wordings of one quotation share


@dataclass(frozen=True, slots=True)
class Saying:
    """A quote with its words: all of them, and those that carry what it says."""

    quote: Quote
    words: tuple[str, ...]
    content: frozenset[str]


def saying_conflicts(scene: Scene) -> Iterator[Conflict]:
    """Conflicts of attribution and quotation; a quote is in one of them at most."""
    taken: set[str] = set()
    for a, b in combinations(list(_sayings(scene)), 2):
        if a.quote.id in taken or b.quote.id in taken or _nested(a.quote, b.quote):
            continue
        found = _conflict(scene, a, b)
        if found is not None:
            taken |= {a.quote.id, b.quote.id}
            yield found
    yield from _claimed(scene, taken)


def _claimed(scene: Scene, taken: set[str]) -> Iterator[Conflict]:
    """Words that one is quoted with, and another is said to have spoken: "the words were those of X", "made by X"."""
    for s in scene.reading.sentences:
        for i in range(len(s)):
            if s.lemmas[i] not in _WORDS or not any(s.lowers[c] in _POINTING for c in s.children[i]):
                continue
            quote = _before(scene, s.start)
            owner = _owner(scene, s, i)
            if quote is None or owner is None or quote.id in taken or not _is_another(scene, quote, owner):
                continue
            taken.add(quote.id)
            said, who = scene.entities[quote.speaker or ""].name, scene.entities[owner[1]].name
            why = f"The words are given to {said}, and then said to be those of {who}."
            yield conflict(scene, ConflictKind.ATTRIBUTION, [(_whole(quote), said), (owner[0], who)], why)
            break


def _before(scene: Scene, offset: int) -> Quote | None:
    """The last quote before an offset that has a speaker, within three sentences."""
    found = [q for q in scene.reading.quotes if q.end <= offset and q.speaker is not None]
    return found[-1] if found and offset - found[-1].end < _REACH else None


def _owner(scene: Scene, s: Sentence, noun: int) -> tuple[Span, str] | None:
    """To whom a clause gives the words: "were those of X", "came from X", "were spoken by X"."""
    verb = s.heads[noun]
    if s.deps[noun] not in SUBJECTS or is_negated(s, verb):
        return None
    above = [verb, *kids(s, verb, "attr")]
    for prep in (c for a in above for c in kids(s, a, "prep", "agent")):
        if s.lowers[prep] not in {"of", "from", "by"}:
            continue
        for token in kids(s, prep, "pobj"):
            who = scene.who(s.index, token)
            if len(who) == 1 and scene.entities[who[0]].name[:1].isupper():
                mention = scene.mention(s.index, token)
                assert mention is not None
                return (mention.start, mention.end), who[0]
    return None


def _is_another(scene: Scene, quote: Quote, owner: tuple[Span, str]) -> bool:
    said, who = scene.entities[quote.speaker or ""], scene.entities[owner[1]]
    return (
        said.id != who.id
        and said.name[:1].isupper()
        and (EntityKind.PERSON in {said.kind, who.kind} or said.country != who.country)
    )


def _sayings(scene: Scene) -> Iterator[Saying]:
    for quote in scene.reading.quotes:
        words = tuple(w for part in quote.parts for w in words_of(scene.text[slice(*part)]))
        content = frozenset(c for part in quote.parts for s in _between(scene, part) for c in s)
        if len(content) >= _LEAST and quote.speaker is not None:
            yield Saying(quote, words, content)


def _between(scene: Scene, span: tuple[int, int]) -> Iterator[tuple[str, ...]]:
    for s in _sentences(scene, span):
        tokens = [i for i in range(len(s)) if span[0] <= s.starts[i] < span[1]]
        if tokens:
            yield scene.concepts.content(s, range(tokens[0], tokens[-1] + 1))


def _sentences(scene: Scene, span: tuple[int, int]) -> Iterator[Sentence]:
    at = scene.sentence_at(span[0])
    index = at.index if at is not None else 0
    for s in scene.reading.sentences[index:]:
        if s.start >= span[1]:
            return
        yield s


def _nested(a: Quote, b: Quote) -> bool:
    return a.start < b.end and b.start < a.end


def _conflict(scene: Scene, a: Saying, b: Saying) -> Conflict | None:
    shared = len(a.content & b.content) / min(len(a.content), len(b.content))
    size = min(len(a.content), len(b.content)) / max(len(a.content), len(b.content))
    if shared < 0.5 or size < 0.4:
        return None
    same = fuzz.ratio(" ".join(a.words), " ".join(b.words)) >= _REWORDED[1]
    voice = not _both_named(scene, a.quote, b.quote) or _is_press(scene, a.quote) or _is_press(scene, b.quote)
    if a.quote.speaker == b.quote.speaker or (not same and voice):
        return _quotation(scene, a, b)
    return _attribution(scene, a, b) if same or (shared >= _SAME and size >= 0.7) else None


def _is_press(scene: Scene, quote: Quote) -> bool:
    """Whether a paper or station is said to report the words, so that they are another's."""
    return "JRN" in scene.entities[quote.speaker or ""].sectors


def _both_named(scene: Scene, a: Quote, b: Quote) -> bool:
    """Whether both speakers bear names, so that they are two."""
    return all(scene.entities[q.speaker or ""].name[:1].isupper() for q in (a, b))


def _attribution(scene: Scene, a: Saying, b: Saying) -> Conflict | None:
    """One statement given to two persons; a country's and its minister's are one voice."""
    if QuoteKind.INDIRECT in (a.quote.kind, b.quote.kind) or not _two_voices(scene, a.quote, b.quote):
        return None  # two may well say the same; in marks, they are one's words
    names = [scene.entities[q.speaker or ""].name for q in (a.quote, b.quote)]
    why = f"The same statement is given to {names[0]} and to {names[1]}."
    items = [(_whole(q), name) for q, name in zip((a.quote, b.quote), names, strict=True)]
    return conflict(scene, ConflictKind.ATTRIBUTION, items, why)


def _whole(quote: Quote) -> Span:
    """A quote with its speaker and cue."""
    spans = [
        (quote.start, quote.end),
        *(span for span in (quote.speaker_span, quote.cue) if span is not None),
    ]
    return min(start for start, _ in spans), max(end for _, end in spans)


def _two_voices(scene: Scene, a: Quote, b: Quote) -> bool:
    x, y = scene.entities[a.speaker or ""], scene.entities[b.speaker or ""]
    if not _both_named(scene, a, b):
        return False
    if x.country is not None and x.country == y.country and EntityKind.PERSON not in (x.kind, y.kind):
        return False
    one_country = x.country is not None and x.country == y.country
    persons = x.kind == y.kind == EntityKind.PERSON
    return persons or not one_country


def _quotation(scene: Scene, a: Saying, b: Saying) -> Conflict | None:
    """One speaker's words in marks, twice, and not the same."""
    if QuoteKind.INDIRECT in (a.quote.kind, b.quote.kind):
        return None
    x, y = " ".join(a.words), " ".join(b.words)
    if x in y or y in x or not _REWORDED[0] <= fuzz.ratio(x, y) <= _REWORDED[1]:
        return None
    mixed = QuoteKind.MIXED in (a.quote.kind, b.quote.kind)
    if len(a.content & b.content) < 2 or (mixed and (a.content <= b.content or b.content <= a.content)):
        return None  # in the reporter's sentence, "we" is "he"
    name = scene.entities[a.quote.speaker or ""].name
    why = f"{name} is quoted twice in marks with what seems one statement, in different words; one wording at most is exact."
    spans = [(q.start, q.end) for q in (a.quote, b.quote)]
    return conflict(scene, ConflictKind.QUOTATION, [(span, scene.surface(span)) for span in spans], why)
