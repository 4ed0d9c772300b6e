"""PLOVER, the CAMEO crosswalk and the acts of the positions ledger, as data files with one class that answers from them."""

from detente.codebook.book import Codebook, Options
from detente.codebook.types import (
    ActInfo,
    ActorClass,
    AuxiliaryInfo,
    CameoCode,
    ConditionKindInfo,
    ConflictKindInfo,
    Context,
    DefectKindInfo,
    EventTypeInfo,
    Firmness,
    Issue,
    Label,
    Mode,
    Quad,
    Sector,
    StatusInfo,
)

__all__ = [
    "ActInfo",
    "ActorClass",
    "AuxiliaryInfo",
    "CameoCode",
    "Codebook",
    "ConditionKindInfo",
    "ConflictKindInfo",
    "Context",
    "DefectKindInfo",
    "EventTypeInfo",
    "Firmness",
    "Issue",
    "Label",
    "Mode",
    "Options",
    "Quad",
    "Sector",
    "StatusInfo",
]
