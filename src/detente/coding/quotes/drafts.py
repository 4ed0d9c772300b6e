"""Quotes before their speakers are looked up: stretches in marks and reported clauses brought together by cue."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding import grammar
from detente.coding.quotes.blocks import announced
from detente.coding.quotes.cues import Cue
from detente.coding.quotes.owners import Owner, Token
from detente.coding.quotes.passages import Passage, Stretch
from detente.coding.quotes.ranges import Range, trimmed
from detente.record.enums import QuoteKind
from detente.record.types import Span

_OPENING = "“”„‟\"«»‘’‚'`´‹› \n\t"
_CLOSING = '“”„‟"«»‘`´‹› \n\t'
_FEW = 2  # so many words outside the marks do not make an utterance the reporter's clause


@dataclass(frozen=True, slots=True)
class Draft:
    """Kind, parts in text order, who said it (a token), and the cue, where there is one."""

    kind: QuoteKind
    parts: tuple[Span, ...]
    speaker: Token | None
    cue: Cue | None


def drafts(seen: Passage, cues: tuple[tuple[Cue, ...], ...], owners: dict[int, Owner]) -> list[Draft]:
    """All quotes of a passage, in no particular order."""
    groups = _groups(seen, owners)
    out = [*_blocks(seen, cues), *(_marked(seen, members, owners) for members in groups)]
    taken = {(cue.sentence, cue.token) for owner in owners.values() if (cue := owner.cue) is not None}
    free = {s.index for s in seen.stretches if not s.clause or s.index not in owners}
    for cue in (cue for sentence in cues for cue in sentence if cue.content):
        if (cue.sentence, cue.token) in taken:
            continue
        parts = () if _is_aside(seen, cue) else _reported(seen, cue, free)
        if parts:
            speaker = None if cue.speaker is None else (cue.sentence, cue.speaker)
            out.append(Draft(QuoteKind.INDIRECT, parts, speaker, cue))
    return [draft for draft in out if not _is_hearsay(seen, draft, out)]


def _blocks(seen: Passage, cues: tuple[tuple[Cue, ...], ...]) -> list[Draft]:
    """Paragraphs without marks that are somebody's words."""
    told = [block for number, block in announced(seen.text, seen.sentences, cues) if number not in seen.turns]
    return [
        Draft(QuoteKind.DIRECT, _shown(seen.text, [block.span]), block.speaker, block.cue)
        for block in (*seen.turns.values(), *told)
    ]


def _is_hearsay(seen: Passage, draft: Draft, others: list[Draft]) -> bool:
    """Whether a quote inside another one is no act of speech of its own: "said he would [explain why …]"."""
    if draft.cue is None or draft.cue.definite or draft.kind is QuoteKind.DIRECT:
        return False
    at = seen.sentences[draft.cue.sentence].starts[draft.cue.token]
    return any(start <= at < end for other in others if other is not draft for start, end in other.parts)


def _is_aside(seen: Passage, cue: Cue) -> bool:
    """Whether nobody is reported to say anything: "if he says that", and inside marks "I say that", "you could say that"."""
    sentence = seen.sentences[cue.sentence]
    if any(
        sentence.lowers[c] in _HYPOTHETICAL and sentence.deps[c] == "mark"
        for c in sentence.children[cue.token]
    ):
        return True
    if seen.inside[cue.sentence][cue.token] < 0:
        return False
    if cue.speaker is None or sentence.lowers[cue.speaker] in {"i", "we", "you", "it"}:
        return True
    return any(
        sentence.lowers[c] in _POSSIBLE for c in sentence.children[cue.token] if sentence.deps[c] == "aux"
    )


_HYPOTHETICAL = frozenset({"if", "unless", "whether"})
_POSSIBLE = frozenset({"can", "could", "may", "might"})


def _groups(seen: Passage, owners: dict[int, Owner]) -> list[list[Stretch]]:
    """Stretches that make one quote: same cue, or one continuing the other."""
    keys: dict[int, tuple[int, int]] = {}
    groups: dict[tuple[int, int], list[Stretch]] = {}
    for stretch in seen.stretches:
        owner = owners.get(stretch.index)
        if owner is None:
            continue
        if owner.joins is not None and owner.joins in keys:
            key = keys[owner.joins]
        elif owner.cue is not None:
            key = (owner.cue.sentence, owner.cue.token)
        else:
            key = (-1, stretch.index)
        keys[stretch.index] = key
        groups.setdefault(key, []).append(stretch)
    return list(groups.values())


def _marked(seen: Passage, members: list[Stretch], owners: dict[int, Owner]) -> Draft:
    """The quote of one group: the stretches alone, or the reported clause that they stand in."""
    owner = owners[members[0].index]
    spans = [m.marked.content for m in members]
    content = _outside(seen, owner.cue, members) if owner.cue is not None and not owner.trailing else []
    if content:
        return Draft(QuoteKind.MIXED, _union(seen.text, [*content, *spans]), owner.speaker, owner.cue)
    if owner.cue is not None and not any(m.clause for m in members):
        phrases = [phrase for m in members for phrase in _phrase(seen, owner.cue, m)]
        return Draft(QuoteKind.MIXED, _union(seen.text, [*phrases, *spans]), owner.speaker, owner.cue)
    kind = QuoteKind.DIRECT if any(m.clause for m in members) else QuoteKind.MIXED
    return Draft(kind, _shown(seen.text, spans), owner.speaker, owner.cue)


def _phrase(seen: Passage, cue: Cue, member: Stretch) -> list[Span]:
    """The reported phrase around a few words in marks: 'warned of [a "grave" risk]', 'called them ["rebels" and liars]'."""
    sentence, at = seen.sentences[cue.sentence], member.first[1]
    if member.first[0] != cue.sentence:
        return []
    path = [at]
    for above in grammar.ancestors(sentence, at):
        if above == cue.token:
            break
        path.append(above)
        if sentence.lowers[above] == "as" and sentence.deps[above] in {"prep", "mark"}:
            break
    else:
        return []
    top = path[-1]
    if sentence.deps[top] not in _REPORTED or top < cue.token or top == cue.addressee:
        return []
    first, last = grammar.bounds(sentence, top)
    while first < at and sentence.deps[first] in {"prep", "mark", "agent"} and first == top:
        first += 1
    return [sentence.span(*trimmed(sentence, first, last))] if first < last else []


_REPORTED = frozenset(
    {"dobj", "oprd", "attr", "prep", "acomp", "xcomp", "ccomp", "conj", "pobj", "dep", "appos"}
)


def _outside(seen: Passage, cue: Cue, members: list[Stretch]) -> list[Span]:
    """Spans of the cue's reported clause, where enough of it stands outside the marks; else none."""
    sentence, held = seen.sentences[cue.sentence], seen.inside[cue.sentence]
    own = {m.index for m in members}
    if _is_led(seen, cue, members[0]):
        return []
    words = [
        i
        for first, last in cue.content
        for i in range(first, last)
        if held[i] < 0 and sentence.words[i][0].isalnum()
    ]
    if len(words) <= _FEW and any(m.clause for m in members):
        return []
    pieces = [piece for part in cue.content for piece in _pieces(part, held, own)]
    return [sentence.span(*piece) for piece in pieces]


def _is_led(seen: Passage, cue: Cue, member: Stretch) -> bool:
    """Whether a whole utterance follows its cue behind a comma or colon: what else the sentence says is the reporter's."""
    if not member.clause or (cue.sentence, cue.token) > member.first:
        return False
    sentence, m = seen.sentences[cue.sentence], member.marked
    before = seen.text[sentence.start : m.left].rstrip()
    return before.endswith((",", ":")) and seen.text[m.start].isupper() and _near(cue, member)


def _near(cue: Cue, member: Stretch) -> bool:
    """Whether no reported word stands between the cue and the opening mark."""
    return not any(cue.token < first < member.first[1] for first, _ in cue.content)


def _reported(seen: Passage, cue: Cue, free: set[int]) -> tuple[Span, ...]:
    """A reported clause, without utterances in marks that are another cue's; inside marks it stays inside them.

    ``free`` are the stretches that are no such utterance.
    """
    sentence, held = seen.sentences[cue.sentence], seen.inside[cue.sentence]
    home = held[cue.token]
    own = {home} if home >= 0 else free
    pieces = [piece for part in cue.content for piece in _pieces(part, held, own, bare=home < 0)]
    return _union(seen.text, [sentence.span(*piece) for piece in pieces])


def _pieces(part: Range, held: tuple[int, ...], own: set[int], bare: bool = True) -> list[Range]:
    """Runs of a token range that stand in the stretches ``own`` or (``bare``) outside all marks."""
    out: list[Range] = []
    start: int | None = None
    for i in range(part[0], part[1] + 1):
        fits = i < part[1] and ((bare and held[i] < 0) or held[i] in own)
        if fits and start is None:
            start = i
        elif not fits and start is not None:
            out.append((start, i))
            start = None
    return out


def _union(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """Spans in order; those that touch, but for marks and white space, are one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and (start <= out[-1][1] or not text[out[-1][1] : start].strip(_OPENING)):
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((start, end))
    return _shown(text, out)


def _shown(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """The spans without marks at their ends; those that hold no word are left out."""
    shown = [_bare(text, start, end) for start, end in spans]
    return tuple(span for span in shown if any(c.isalnum() for c in text[span[0] : span[1]]))


def _bare(text: str, start: int, end: int) -> Span:
    """The span without marks, commas and white space at its ends. A plain apostrophe at the end stays ("the workers'")."""
    if text.count("(", start, end) > text.count(")", start, end):
        end = text.rindex("(", start, end)
    while start < end and (text[start] in _OPENING or text[start] in ",;:"):
        start += 1
    while end > start and (text[end - 1] in _CLOSING or text[end - 1] in ",;:"):
        end -= 1
    return start, end
