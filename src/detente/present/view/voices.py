"""Who said what, and where the parties stand."""

from __future__ import annotations

from detente.present.view.cast import role_words
from detente.present.view.plain import day_words, plain
from detente.present.view.sentences import Sentences
from detente.present.view.types import Stance, Utterance, Voice
from detente.present.view.vocabulary import vocabulary
from detente.record.enums import QuoteKind
from detente.record.types import Entity, Position, Quote, Record

_MANNERS = {
    QuoteKind.DIRECT: "word for word",
    QuoteKind.MIXED: "partly word for word",
    QuoteKind.INDIRECT: "in the report's words",
}
_PLAIN_CUES = frozenset(
    """said says say saying told tells tell stated states state stating according to added adds add adding noted notes note
    reported reports report announced announces described describes according""".split()
) | {"according to"}
_UNNAMED = "speaker not identified"


def voices_of(record: Record, sentences: Sentences) -> tuple[Voice, ...]:
    """Quotations by speaker; speakers in the order in which the text first lets them speak."""
    entities = {entity.id: entity for entity in record.entities}
    said: dict[str, list[Utterance]] = {}
    roles: dict[str, str | None] = {}
    for quote in sorted(record.quotes, key=lambda quote: (quote.start, quote.end, quote.id)):
        speaker, role = _speaker(quote, entities, sentences)
        said.setdefault(speaker, []).append(_utterance(quote, entities, sentences))
        roles.setdefault(speaker, role)
    return tuple(Voice(speaker, roles[speaker], tuple(words)) for speaker, words in said.items())


def stances_of(record: Record, sentences: Sentences) -> tuple[Stance, ...]:
    """The positions ledger in words, in text order."""
    names = {entity.id: plain(entity.name) for entity in record.entities}
    ordered = sorted(record.positions, key=lambda position: (position.content, position.id))
    return tuple(_stance(position, names, sentences) for position in ordered)


def quoted(utterance: Utterance) -> str:
    """The words, in quotation marks where they are the speaker's own and have none, behind a cue that changes what they mean
    ("denied: it had made any concession")."""
    is_own = utterance.quote.kind is not QuoteKind.INDIRECT
    has_marks = any(mark in utterance.words for mark in '"“”')
    words = f"“{utterance.words}”" if is_own and not has_marks else _closed(utterance.words)
    return f"{utterance.cue}: {words}" if utterance.cue else words


def _closed(words: str) -> str:
    """Words whose last mark stands behind the quoted span, with that mark."""
    if words.count("“") > words.count("”"):
        return f"{words}”"
    return f'{words}"' if words.count('"') % 2 else words


def _cue(quote: Quote, sentences: Sentences) -> str | None:
    """The cue, unless it says no more than that somebody spoke."""
    if quote.cue is None or quote.kind is QuoteKind.DIRECT:
        return None
    words = sentences.surface(quote.cue)
    return None if words.lower() in _PLAIN_CUES else words


def _speaker(quote: Quote, entities: dict[str, Entity], sentences: Sentences) -> tuple[str, str | None]:
    entity = entities.get(quote.speaker) if quote.speaker else None
    if entity is not None:
        return plain(entity.name), role_words(entity)
    return (sentences.surface(quote.speaker_span) if quote.speaker_span else _UNNAMED), None


def _utterance(quote: Quote, entities: dict[str, Entity], sentences: Sentences) -> Utterance:
    addressee = entities.get(quote.addressee) if quote.addressee else None
    return Utterance(
        quote=quote,
        words=" … ".join(sentences.surface(part) for part in quote.parts or ((quote.start, quote.end),)),
        manner=_MANNERS[quote.kind],
        cue=_cue(quote, sentences),
        addressee=plain(addressee.name) if addressee else None,
        sentence=sentences.number(quote.start),
    )


def _stance(position: Position, names: dict[str, str], sentences: Sentences) -> Stance:
    def named(name: str | None) -> str | None:
        return names.get(name, plain(name)) if name else None

    return Stance(
        position=position,
        party=named(position.party) or "",
        addressee=named(position.addressee),
        speaker=named(position.speaker),
        issue=vocabulary().issues.get(position.issue, plain(position.issue)),
        content=sentences.surface(position.content),
        terms=_terms(position, sentences),
        firmness=vocabulary().firmness.get(position.firmness, str(position.firmness)),
        sentence=sentences.number(position.content[0]),
    )


def _terms(position: Position, sentences: Sentences) -> tuple[str, ...]:
    """What the position hangs on, what else follows, by when, and where it stands."""
    terms = []
    if position.condition:
        kind = str(position.condition_kind or "condition").replace("_", " ")
        terms.append(f"{kind}: {sentences.surface(position.condition)}")
    if position.consequence and position.consequence != position.content:
        terms.append(f"otherwise: {sentences.surface(position.consequence)}")
    if position.deadline:
        terms.append(f"by {day_words(position.deadline)}")
    terms.append(position.status.replace("_", " "))
    return tuple(terms)
