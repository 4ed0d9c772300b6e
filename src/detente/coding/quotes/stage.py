"""The stage: from a parsed reading to its quotes."""

from __future__ import annotations

from detente.coding import grammar
from detente.coding.layers import Mention, Reading, Sentence
from detente.coding.quotes import cues as cue_finder
from detente.coding.quotes.cues import Cue
from detente.coding.quotes.drafts import Draft, drafts
from detente.coding.quotes.labels import is_heading
from detente.coding.quotes.lexicon import load
from detente.coding.quotes.owners import Owner, Owners, Token
from detente.coding.quotes.passages import Passage, passage
from detente.record.enums import Stage
from detente.record.ids import layer_id
from detente.record.types import Quote, Rejection, Span


class QuotesStage:
    """Fills ``Reading.quotes``."""

    def __init__(self) -> None:
        self._lexicon = load()

    def __call__(self, reading: Reading) -> Reading:
        """The reading with its quotes in text order, outer ones before those inside them.

        An utterance in marks that nobody is found to say is left out with a rejection, ``no_speaker``.
        """
        seen = passage(reading)
        cues = tuple(self._cues(reading, seen, sentence) for sentence in seen.sentences)
        owners = Owners(seen, cues).all()
        return reading.add(*_unowned(seen, owners), quotes=_quotes(reading, drafts(seen, cues, owners)))

    def _cues(self, reading: Reading, seen: Passage, sentence: Sentence) -> tuple[Cue, ...]:
        """Cues of a sentence; the colon of a headline is one where the line stands alone and nothing else in it reports."""
        found = tuple(cue_finder.find(sentence, self._lexicon))
        told = any(cue.content for cue in found)
        turn = sentence.paragraph in seen.turns
        if told or turn or ":" not in sentence.words or not _stands_alone(reading, sentence):
            return found
        titled = sentence.index == 0 and len(reading.sentences) > 1
        line = cue_finder.headline(sentence, titled)
        return found if line is None else (line, *found)


def _stands_alone(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence is a paragraph of its own."""
    beside = reading.sentences[max(0, sentence.index - 1) : sentence.index + 2]
    return sum(other.paragraph == sentence.paragraph for other in beside) == 1


def _unowned(seen: Passage, owners: dict[int, Owner]) -> list[Rejection]:
    """A rejection for each utterance in marks that no speaker was found for; headings are none."""
    return [
        Rejection(
            Stage.QUOTES,
            "no_speaker",
            *stretch.marked.content,
            "The words are in quotation marks, and nothing tells who says them.",
        )
        for stretch in seen.stretches
        if stretch.clause and stretch.index not in owners and not is_heading(seen, stretch)
    ]


def _quotes(reading: Reading, found: list[Draft]) -> tuple[Quote, ...]:
    """Quotes with speakers and addressees looked up among the mentions. Of two with one span the first stays."""
    mentions: dict[int, list[Mention]] = {}
    for mention in reading.mentions:
        mentions.setdefault(mention.sentence, []).append(mention)
    out: dict[tuple[Span, ...], Quote] = {}
    for draft in found:
        if draft.parts and draft.parts not in out:
            out[draft.parts] = _quote(reading, draft, mentions)
    return tuple(sorted(out.values(), key=lambda q: (q.start, -q.end, q.id)))


def _quote(reading: Reading, draft: Draft, mentions: dict[int, list[Mention]]) -> Quote:
    start, end = draft.parts[0][0], draft.parts[-1][1]
    cue = draft.cue
    addressee = None if cue is None or cue.addressee is None else (cue.sentence, cue.addressee)
    return Quote(
        id=layer_id(reading.report.id, "quote", *draft.parts),
        kind=draft.kind,
        start=start,
        end=end,
        parts=draft.parts,
        speaker=_entity(reading, _mention(mentions, draft.speaker)),
        speaker_span=_span(reading, mentions, draft.speaker),
        cue=None if cue is None else reading.sentences[cue.sentence].span(*cue.span),
        addressee=_entity(reading, _mention(mentions, addressee)),
    )


def _mention(mentions: dict[int, list[Mention]], token: Token | None) -> Mention | None:
    """The widest mention that a token heads."""
    if token is None:
        return None
    heads = [m for m in mentions.get(token[0], ()) if m.head == token[1]]
    return max(heads, key=lambda m: (m.end - m.start, -m.id), default=None)


def _entity(reading: Reading, mention: Mention | None) -> str | None:
    """The entity that a mention means; None where it means several or none."""
    if mention is None or mention.id >= len(reading.resolutions):
        return None
    entities = reading.resolutions[mention.id].entities
    return entities[0] if len(entities) == 1 else None


def _span(reading: Reading, mentions: dict[int, list[Mention]], token: Token | None) -> Span | None:
    """The mention's span, else that of the noun phrase around the token."""
    if token is None:
        return None
    mention = _mention(mentions, token)
    if mention is not None:
        return mention.start, mention.end
    sentence = reading.sentences[token[0]]
    return sentence.span(*_noun_phrase(sentence, token[1]))


def _noun_phrase(sentence: Sentence, head: int) -> tuple[int, int]:
    """The phrase with the prepositions that follow it directly: "a spokesman for the ministry"."""
    first, last = grammar.phrase(sentence, head)
    for child in sentence.children[head]:
        if sentence.deps[child] == "prep" and child == last:
            last = max(last, grammar.bounds(sentence, child)[1])
    return first, last
