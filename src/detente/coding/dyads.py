"""Known dyads: the acts that the grammar sees between the marked actor and recipient of a single sentence."""

from __future__ import annotations

from dataclasses import replace

from detente.coding.events.candidates import find_candidates
from detente.coding.events.decide import LexiconDecider
from detente.coding.events.lexicon import Lexicon
from detente.coding.layers import (
    Argument,
    Candidate,
    Decision,
    Mention,
    MentionKind,
    Reading,
    Resolution,
    Sentence,
)
from detente.coding.parse import ParseStage
from detente.models.marked import Marked, Span
from detente.record.reports import report_info
from detente.record.types import Report

_ANYBODY = ("UNK",)
_LEAST = 1.5
"""Points that an act needs: one of the marks stands where its row looks for it, or its predicate is the marked one."""


class DyadReader:
    """Finds the act that joins two marked parties, whoever they are."""

    def __init__(self, lexicon: Lexicon, decider: LexiconDecider) -> None:
        self._parse = ParseStage()
        self._lexicon = lexicon
        self._decider = decider

    def read(self, marked: Marked) -> Decision | None:
        """What the lexicon makes of the act that fits the marks best; None where no act does."""
        reading = self._parse(Reading(report_info(Report(marked.text))))
        reading = _with_parties(reading, marked)
        candidates = list(find_candidates(reading, self._lexicon))
        rated = [
            (points(candidate, reading, marked), candidate.frame.hints[0][1], candidate)
            for candidate in candidates
        ]
        best = max(rated, key=lambda row: row[:2], default=None)
        if best is None or best[0] < _LEAST:
            return None
        return self._decider.decide_one(best[2], reading)


def points(candidate: Candidate, reading: Reading, marked: Marked) -> float:
    """How well a candidate fits the marks: its parties where they are marked, and its predicate."""
    actors, recipients = (_spans(side, reading) for side in (candidate.actors, candidate.recipients))
    s = reading.sentences[candidate.sentence]
    trigger = [(s.starts[candidate.trigger[0]], s.ends[candidate.trigger[-1]])]
    actor, recipient, predicate = (marked.span(name) for name in ("s", "t", "p"))
    total = 2.0 * _meet(actor, actors) - _meet(actor, recipients)
    total += 1.5 * _meet(recipient, recipients) + 0.3 * _meet(recipient, actors)
    return total + 3.0 * _meet(predicate, trigger)


def _spans(arguments: tuple[Argument, ...], reading: Reading) -> list[Span]:
    mentions = [reading.mentions[a.mention] for a in arguments if a.mention is not None]
    return [(mention.start, mention.end) for mention in mentions]


def _meet(span: Span | None, spans: list[Span]) -> bool:
    return span is not None and any(a < span[1] and span[0] < b for a, b in spans)


def _with_parties(reading: Reading, marked: Marked) -> Reading:
    """The reading with a mention of somebody at each marked party."""
    mentions: list[Mention] = []
    for name, span in marked.spans:
        for sentence in reading.sentences if name != "p" else ():
            tokens = [
                i for i in range(len(sentence)) if sentence.starts[i] < span[1] and span[0] < sentence.ends[i]
            ]
            if tokens:
                mentions.append(_mention(len(mentions), sentence, tokens))
    resolutions = tuple(Resolution(m.id, (), None, _ANYBODY, 1.0, "marked") for m in mentions)
    return replace(reading, mentions=tuple(mentions), resolutions=resolutions)


def _mention(number: int, sentence: Sentence, tokens: list[int]) -> Mention:
    inside = set(tokens)
    head = next((i for i in tokens if sentence.heads[i] not in inside or sentence.heads[i] == i), tokens[-1])
    start, end = sentence.starts[tokens[0]], sentence.ends[tokens[-1]]
    kind = MentionKind.ADJECTIVE if sentence.tags[head] == "JJ" else MentionKind.DESCRIPTION
    return Mention(number, sentence.index, tokens[0], tokens[-1] + 1, head, start, end, kind, ())
