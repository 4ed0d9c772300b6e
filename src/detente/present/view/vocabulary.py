"""What the codebook's codes are called in a brief. A code that is not in the codebook is shown as it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from detente.codebook import Codebook
from detente.record.enums import Auxiliary, EventType
from detente.record.manifest import read_manifest
from detente.record.tables import Faults, choice, optional, read_table, text

DATA = Path(__file__).parents[1] / "data"

# One word for why a fact is not counted, shown beside it.
AUXILIARY_WORDS = {
    Auxiliary.FUTURE: "planned or expected",
    Auxiliary.HYPOTHETICAL: "hypothetical",
    Auxiliary.NEGATION: "did not happen or is denied",
    Auxiliary.HISTORICAL: "background",
}
QUAD_SIGNS = {1: "+", 2: "++", 3: "−", 4: "−−"}
SIGN_LEGEND = (
    f"{QUAD_SIGNS[4]} conflict in deeds, {QUAD_SIGNS[3]} in words"
    f" · {QUAD_SIGNS[2]} cooperation in deeds, {QUAD_SIGNS[1]} in words · §n the sentence it rests on"
)
_STATE_SECTORS = frozenset("GOV JUD LEG MIL COP SPY".split())
_ARMED_SECTORS = frozenset("REB UAF CRM PRE".split())
_NAMED_CLASSES = frozenset("EUR UNO".split())


@dataclass(frozen=True, slots=True)
class _Gloss:
    event_type: EventType
    event_mode: str | None
    gloss: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names by code."""

    quads: dict[int, str]
    sectors: dict[str, str]
    classes: dict[str, str]
    contexts: dict[str, str]
    issues: dict[str, str]
    firmness: dict[int, str]
    glosses: dict[tuple[str, str | None], str]

    def gloss(self, event_type: str, event_mode: str | None) -> str:
        """The type and mode in everyday words."""
        found = self.glosses.get((event_type, event_mode)) or self.glosses.get((event_type, None))
        return found or coded(event_type, event_mode).lower()

    def sector_words(self, sectors: tuple[str, ...]) -> str:
        """``government, military``."""
        return ", ".join(self.sectors.get(code, code) for code in sectors)

    def is_class(self, country: str) -> bool:
        """Whether the code stands for a class of actors instead of a country."""
        return country in self.classes

    def class_name(self, country: str) -> str | None:
        """The name of the one actor that a class code stands for (European Union, United Nations), else None."""
        return self.classes.get(country) if country in _NAMED_CLASSES else None


def speaks_for_itself(sectors: tuple[str, ...]) -> bool:
    """Whether such an actor is a side of its own, not part of its country's."""
    return bool(sectors) and sectors[0] in _ARMED_SECTORS


def is_of_state(sectors: tuple[str, ...]) -> bool:
    """Whether an actor with these sectors acts for its state."""
    return not sectors or sectors[0] in _STATE_SECTORS


def coded(event_type: str, event_mode: str | None) -> str:
    """Type and mode as data has them: ``COERCE seize``."""
    return f"{event_type} {event_mode}" if event_mode else str(event_type)


@cache
def vocabulary() -> Vocabulary:
    """The codebook's names and our glosses. Raises DataError where a table is faulty."""
    codebook = Codebook.load()
    faults = Faults()
    read_manifest(DATA, faults)
    columns = (choice("event_type", EventType), optional(text("event_mode")), text("gloss"))
    rows = read_table(DATA / "glosses.tsv", columns, _Gloss, faults, key=2).rows
    faults.raise_all()
    return Vocabulary(
        quads={quad.quad: quad.name.lower() for quad in codebook.quads},
        sectors={sector.sector: sector.name for sector in codebook.sectors},
        classes={row.code: row.name for row in codebook.actor_classes},
        contexts={row.context: row.context.replace("_", " ") for row in codebook.contexts},
        issues={issue.id: issue.name for issue in codebook.issues},
        firmness={row.firmness: row.name for row in codebook.firmness},
        glosses={(row.event_type, row.event_mode): row.gloss for row in rows},
    )
