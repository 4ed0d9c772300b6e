"""The persons of a report: every place that names one, the words of the name, and the offices said beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.coding.findings.scene import NAMED, Scene
from detente.coding.grammar import is_negated, kids
from detente.coding.layers import Mention, Sentence
from detente.coding.roles import RoleSpan
from detente.knowledge import Person
from detente.knowledge.text import fold
from detente.record.enums import EntityKind
from detente.record.types import Span

_PARTICLES = frozenset(
    {"mr", "mrs", "ms", "dr", "sir", "lord", "lady", "the", "his", "her", "gen", "sen", "rep"}
)
_PAST = frozenset(
    """former ex ex- then then- late future incoming outgoing acting elect designate aspiring would-be onetime one-time
    ex-president past previous successor predecessor candidate shadow interim caretaker self-proclaimed self-styled
    nominee hopeful newly designated""".split()
)


@dataclass(frozen=True, slots=True)
class Named:
    """One naming of a person. ``ref`` is set where the knowledge base knows who it is; ``words`` are the name's, titles away."""

    mention: Mention
    sentence: Sentence
    entity: str
    ref: str | None
    words: tuple[str, ...]
    span: Span
    offices: tuple[RoleSpan, ...]
    past: bool

    @property
    def last(self) -> str:
        """The surname, folded."""
        return fold(self.words[-1])


def read_people(scene: Scene) -> tuple[Named, ...]:
    """All namings of persons, in text order."""
    return tuple(_people(scene))


def _people(scene: Scene) -> Iterator[Named]:
    refs: dict[str, str | None] = {}
    for mention, found in zip(scene.reading.mentions, scene.reading.resolutions, strict=True):
        if mention.kind not in NAMED or len(found.entities) != 1:
            continue
        entity = scene.entities[found.entities[0]]
        if entity.kind not in {EntityKind.PERSON, EntityKind.OTHER}:
            continue
        if entity.id not in refs:
            refs[entity.id] = _ref(scene, entity.name)
        if entity.kind is EntityKind.OTHER and refs[entity.id] is None and mention.refs:
            continue
        named = _named(scene, mention, entity.id, refs[entity.id])
        if named is not None:
            yield named


def _ref(scene: Scene, name: str) -> str | None:
    """The one known person of an entity's name."""
    refs = [ref for ref in scene.knowledge.find(name) if ref.startswith("person:")]
    exact = [ref for ref in refs if scene.knowledge.entry(ref).name == name]
    found = exact or refs
    return found[0] if len(found) == 1 else None


def _named(scene: Scene, mention: Mention, entity: str, ref: str | None) -> Named | None:
    s = scene.reading.sentences[mention.sentence]
    offices = tuple(
        r
        for r in scene.reading.roles[s.index]
        if mention.first <= r.first and r.last <= mention.last and r.of_person
    )
    first = max([mention.first, *(r.last for r in offices if r.last < mention.last)])
    while first < mention.last and (
        s.tags[first] not in {"NNP", "NNPS"} or fold(s.words[first]) in _PARTICLES
    ):
        first += 1
    last = mention.last
    while last > first and s.tags[last - 1] not in {"NNP", "NNPS"}:
        last -= 1
    words = tuple(w for w in s.words[first:last] if any(c.isalpha() for c in w) and w not in {"'s", "."})
    if not words:
        return None
    beside = (*offices, *_apposed(scene, s, mention))
    return Named(mention, s, entity, ref, words, s.span(first, last), beside, _is_past(s, mention))


def _apposed(scene: Scene, s: Sentence, mention: Mention) -> Iterator[RoleSpan]:
    """Offices in apposition, or said of him: "Petrov, the defence minister", "Petrov is the defence minister"."""
    verb = s.heads[mention.head]
    equal = (
        s.lemmas[verb] == "be"
        and s.deps[mention.head] == "nsubj"
        and "MD" not in {s.tags[c] for c in s.children[verb]}
    )
    attributes = kids(s, verb, "attr") if equal and not is_negated(s, verb) else []
    for c in (*kids(s, mention.head, "appos"), *attributes):
        if s.tags[c].startswith("NN"):
            yield from (
                r for r in scene.reading.roles[s.index] if r.head == c and r.of_person and not r.plural
            )


def _is_past(s: Sentence, mention: Mention) -> bool:
    """Whether the words say that an office is not held now: "former", "then", "-elect"."""
    around = s.lowers[max(0, mention.first - 2) : mention.last + 8]
    return bool(_PAST & set(around)) or any(word.startswith(("ex-", "then-", "former")) for word in around)


def person(scene: Scene, ref: str) -> Person:
    """A known person's entry."""
    entry = scene.knowledge.entry(ref)
    assert isinstance(entry, Person)
    return entry
