"""Mentions of one event in one report: they share ``cluster``, the id of the first, however they are worded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.coding.concepts import Concepts
from detente.coding.layers import Reading
from detente.record.enums import DateBasis
from detente.record.types import Event, Party

_FEW = 2  # content words besides names that two tellings of a deed share, at the least
_SHARED = 0.34  # … as a share of the shorter sentence's
_VERBAL = frozenset({1, 3})
_VERBAL_SHARED = 0.5  # who speaks to whom may say several things


def clustered(events: Sequence[Event], reading: Reading, concepts: Concepts) -> tuple[Event, ...]:
    """The events, those that tell of one with one cluster: same type, no other parties, date or place, and alike in words.

    A mention joins a cluster where it is like one of its mentions and speaks against none.
    """
    clusters: dict[tuple[object, object], list[list[Event]]] = {}
    words = _Words(reading, concepts)
    found: dict[str, str] = {}
    for event in sorted(events, key=lambda e: (e.trigger, e.id)):
        groups = clusters.setdefault((event.event_type, event.auxiliary), [])
        home = next((group for group in groups if _belongs(event, group, reading, words)), None)
        if home is None:
            home = []
            groups.append(home)
        home.append(event)
        found[event.id] = home[0].id
    return tuple(
        replace(event, cluster=found[event.id]) if found[event.id] != event.id else event for event in events
    )


class _Words:
    """The content words of the sentences that events stand in, worked out when they are first asked for."""

    def __init__(self, reading: Reading, concepts: Concepts) -> None:
        self._concepts = concepts
        self._sentences = {(s.start, s.end): s for s in reading.sentences}
        self._known: dict[tuple[int, int], frozenset[str]] = {}

    def of(self, event: Event) -> frozenset[str]:
        """Concepts of an event's sentence."""
        if event.evidence not in self._known:
            sentence = self._sentences.get(event.evidence)
            words = () if sentence is None else self._concepts.content(sentence)
            self._known[event.evidence] = frozenset(words)
        return self._known[event.evidence]

    def trigger(self, event: Event) -> str:
        """The concept of an event's last trigger word."""
        sentence = self._sentences.get(event.evidence)
        if sentence is None:
            return ""
        tokens = [
            i for i in range(len(sentence)) if event.trigger[0] <= sentence.starts[i] < event.trigger[1]
        ]
        return self._concepts.of(sentence.lemmas[tokens[0]]) if tokens else ""


def _belongs(event: Event, group: list[Event], reading: Reading, words: _Words) -> bool:
    return all(_compatible(event, other, reading) for other in group) and any(
        _alike(event, other, words) for other in group
    )


def _compatible(a: Event, b: Event, reading: Reading) -> bool:
    """Whether parties, mode, date and place allow two mentions to be of one event."""
    if a.evidence == b.evidence or (a.event_mode and b.event_mode and a.event_mode != b.event_mode):
        return False
    sides = [(_keys(a.actors), _keys(b.actors)), (_keys(a.recipients), _keys(b.recipients))]
    if any(x and y and not x & y for x, y in sides) or not any(x & y for x, y in sides):
        return False
    return _dates_meet(a, b) and _places_meet(a, b, reading)


def _keys(parties: tuple[Party, ...]) -> frozenset[str]:
    """What parties can be known by: their entities, and of a description ("two Russian diplomats") country and sector too."""
    found = {party.entity or party.name.casefold() for party in parties}
    described = (p for p in parties if p.country and p.sectors and not p.name.istitle())
    return frozenset(found | {f"{party.country} {party.sectors[0]}" for party in described})


def _dates_meet(a: Event, b: Event) -> bool:
    if DateBasis.REPORT in {a.date.basis, b.date.basis}:
        return True
    if a.date.start is None or a.date.end is None or b.date.start is None or b.date.end is None:
        return True
    return a.date.start <= b.date.end and b.date.start <= a.date.end


def _places_meet(a: Event, b: Event, reading: Reading) -> bool:
    if a.place is None or b.place is None:
        return True
    x, y = reading.places[a.place], reading.places[b.place]
    return x.name == y.name or (x.kind != y.kind and x.country == y.country)


def _alike(a: Event, b: Event, words: _Words) -> bool:
    """Whether words make it likely: one trigger word and both parties, or much of the sentence."""
    x, y = words.of(a), words.of(b)
    shared = len(x & y)
    small = max(1, min(len(x), len(y)))
    same = words.trigger(a) == words.trigger(b)
    if a.quad_code in _VERBAL and shared < _VERBAL_SHARED * small and not (_is_meeting(a) and same):
        return False
    both = bool(_keys(a.actors) & _keys(b.actors)) and (
        bool(_keys(a.recipients) & _keys(b.recipients)) or not (a.recipients or b.recipients)
    )
    if same and both:
        return shared >= _FEW
    return shared >= _FEW + 1 and shared >= (_SHARED if same else _VERBAL_SHARED) * small


def _is_meeting(event: Event) -> bool:
    """Whether it is a meeting, which is one deed however it is told."""
    return event.event_type == "CONSULT" and len(event.actors) + len(event.recipients) > 1
