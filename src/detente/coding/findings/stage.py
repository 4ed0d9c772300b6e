"""Findings: accounts of one report that cannot both be true, and text that a careful editor would stop at.

Few and right is the rule: where a reader would have to be talked into a finding, there is none. The stage adds its two layers
and touches no other. That an event rests on defective text makes it less sure all the same: ``Reading.record`` multiplies its
confidence when it puts the layers together (see coding.weighing), since defects are known only after the events that some of
them are read from ("Russia was warned by Russia").
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.coding.concepts import load
from detente.coding.findings.accounts import read_accounts
from detente.coding.findings.broken import broken_quotations
from detente.coding.findings.counting import quantity_conflicts
from detente.coding.findings.dating import anachronisms, load_periods
from detente.coding.findings.disagreeing import account_conflicts
from detente.coding.findings.heading import mismatches
from detente.coding.findings.offices import office_conflicts, offices_of, wrong_roles
from detente.coding.findings.people import read_people
from detente.coding.findings.repeating import repetitions
from detente.coding.findings.saying import saying_conflicts
from detente.coding.findings.scene import Scene
from detente.coding.findings.selves import self_references
from detente.coding.findings.spelling import name_variants
from detente.coding.layers import Reading
from detente.coding.numbers import NumberWords
from detente.knowledge import Knowledge
from detente.record.types import Conflict, Defect


class FindingsStage:
    """Fills ``Reading.conflicts`` and ``Reading.defects``, in text order."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._concepts = load()
        self._numbers = NumberWords.load()
        self._periods = load_periods()
        self._offices = offices_of(knowledge)

    def __call__(self, reading: Reading) -> Reading:
        """The reading with its conflicts and defects."""
        scene = Scene(reading, self._knowledge, self._concepts, self._numbers, self._offices)
        accounts, people = read_accounts(scene), read_people(scene)
        conflicts: Iterator[Conflict] = iter(
            (
                *quantity_conflicts(scene, accounts),
                *account_conflicts(scene, accounts),
                *office_conflicts(scene, people),
                *saying_conflicts(scene),
            )
        )
        defects: Iterator[Defect] = iter(
            (
                *name_variants(scene, people),
                *wrong_roles(scene, people),
                *self_references(scene, accounts),
                *broken_quotations(scene),
                *repetitions(scene),
                *anachronisms(scene, accounts, people, self._periods),
                *mismatches(scene),
            )
        )
        return reading.add(conflicts=_conflicts(conflicts), defects=_defects(defects))


def _conflicts(found: Iterator[Conflict]) -> tuple[Conflict, ...]:
    """In text order, each once."""
    unique = {conflict.id: conflict for conflict in found}
    return tuple(sorted(unique.values(), key=lambda c: ([(i.start, i.end) for i in c.items], c.kind)))


def _defects(found: Iterator[Defect]) -> tuple[Defect, ...]:
    """Those of the title first, then in text order, each once."""
    unique = {defect.id: defect for defect in found}
    return tuple(sorted(unique.values(), key=lambda d: (d.field == "text", d.start, d.end, d.kind)))
