"""Who did what to whom: candidates in, decisions out."""

from detente.coding.events.stage import EventsStage

__all__ = ["EventsStage"]
